import CLuaShim

/// One call from Lua into Swift: its arguments, and the values it pushes.
///
/// Valid only inside the closure it was given to. Every value that is left pushed is a result.
public struct LuaCall {
  let pointer: OpaquePointer
  /// Stack slot before argument 1.
  let base: Int32
  /// Stack slot of the last argument.
  let last: Int32

  init(_ pointer: OpaquePointer, base: Int32 = 0) {
    self.pointer = pointer
    self.base = base
    last = lr_top(pointer)
  }

  /// The state that calls.
  public var state: LuaState { LuaState.of(pointer) }

  /// How many arguments were given.
  public var count: Int { Int(last - base) }

  /// Whether the program must end; long work polls this and returns early (the error is raised for it).
  public var isKilled: Bool { lr_killed(lr_runtime_of(pointer)) != 0 }

  private func slot(_ argument: Int) -> Int32 {
    // One past the arguments would be a value pushed by this call: an index that never holds anything instead.
    argument >= 1 && argument <= count ? base + Int32(argument) : LuaStack.absent
  }

  // MARK: Arguments (from 1 on)

  /// Whether argument `argument` is absent or nil.
  public func isNil(_ argument: Int) -> Bool { lr_type(pointer, slot(argument)) <= LR_TYPE_NIL }

  /// The type of an argument.
  public func type(_ argument: Int) -> LuaType { LuaType(code: lr_type(pointer, slot(argument))) }

  /// The bytes of a string argument as text, ill-formed UTF-8 replaced; numbers convert, as they do in Lua.
  public func string(_ argument: Int) throws(LuaFailure) -> String {
    guard let bytes = LuaStack.bytes(pointer, slot(argument)) else { throw typeFailure(argument, "string") }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of a string argument.
  public func bytes(_ argument: Int) throws(LuaFailure) -> [UInt8] {
    guard let bytes = LuaStack.bytes(pointer, slot(argument)) else { throw typeFailure(argument, "string") }
    return Array(bytes)
  }

  /// Calls `body` with the bytes of a string argument, without copying them.
  public func withBytes<Result>(
    _ argument: Int, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) throws -> Result {
    guard let bytes = LuaStack.bytes(pointer, slot(argument)) else { throw typeFailure(argument, "string") }
    return try body(bytes)
  }

  /// An integer argument; floats with an integral value convert.
  public func integer(_ argument: Int) throws(LuaFailure) -> Int {
    var result: Int64 = 0
    if lr_to_integer(pointer, slot(argument), &result) != 0 { return Int(result) }
    var number = 0.0
    if lr_to_number(pointer, slot(argument), &number) != 0 {
      throw LuaFailure("number has no integer representation", argument: argument)
    }
    throw typeFailure(argument, "number")
  }

  /// A number argument.
  public func number(_ argument: Int) throws(LuaFailure) -> Double {
    var result = 0.0
    guard lr_to_number(pointer, slot(argument), &result) != 0 else { throw typeFailure(argument, "number") }
    return result
  }

  /// A boolean argument; other types are refused.
  public func boolean(_ argument: Int) throws(LuaFailure) -> Bool {
    guard type(argument) == .boolean else { throw typeFailure(argument, "boolean") }
    return lr_to_boolean(pointer, slot(argument)) != 0
  }

  /// The index of an object argument of `expected`.
  public func object(_ argument: Int, of expected: LuaClass) throws(LuaFailure) -> Int {
    guard let object = object(argument), object.classID == expected.id else {
      throw typeFailure(argument, expected.name)
    }
    return object.index
  }

  /// An object argument of any class; `nil` when it is none.
  public func object(_ argument: Int) -> LuaObject? { LuaStack.object(pointer, slot(argument)) }

  /// A table argument as a reference.
  public func table(_ argument: Int) throws(LuaFailure) -> LuaTable {
    guard type(argument) == .table else { throw typeFailure(argument, "table") }
    lr_push_value(pointer, slot(argument))
    return LuaTable(state)
  }

  /// A function argument as a reference.
  public func function(_ argument: Int) throws(LuaFailure) -> LuaFunction {
    guard type(argument) == .function else { throw typeFailure(argument, "function") }
    lr_push_value(pointer, slot(argument))
    return LuaFunction(state)
  }

  /// Any argument as plain data.
  public func value(_ argument: Int, limits: LuaConversionLimits = LuaConversionLimits()) throws(LuaFailure) -> LuaValue
  {
    do {
      return try LuaStack.value(pointer, slot(argument), limits)
    } catch {
      throw LuaFailure(error.message, argument: argument)
    }
  }

  /// How many elements a list, column or table argument has; `nil` for other types.
  public func length(_ argument: Int) -> Int? {
    let index = slot(argument)
    let count = lr_sequence_count(pointer, index)
    if count >= 0 { return Int(count) }
    return type(argument) == .table ? Int(lr_length(pointer, index)) : nil
  }

  /// The failure "bad argument #1 to 'f' (expected expected, got its type)".
  public func typeFailure(_ argument: Int, _ expected: String) -> LuaFailure {
    LuaFailure("\(expected) expected, got \(typeName(argument))", argument: argument)
  }

  /// The type of an argument as error messages name it: `no value`, `nil`, `person`.
  public func typeName(_ argument: Int) -> String { String(cString: lr_type_name(pointer, slot(argument))) }

  // MARK: Results

  public func pushNil() { lr_push_nil(pointer) }
  public func push(_ value: Bool) { lr_push_boolean(pointer, value ? 1 : 0) }
  public func push(_ value: Int) { lr_push_integer(pointer, Int64(value)) }
  public func push(_ value: Double) { lr_push_number(pointer, value) }
  public func push(_ value: String) { LuaStack.push(pointer, value) }
  public func push(bytes: UnsafeRawBufferPointer) {
    lr_push_string(pointer, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
  }
  public func push(bytes: UnsafeBufferPointer<UInt8>) { push(bytes: UnsafeRawBufferPointer(bytes)) }
  public func push(_ value: LuaValue) { LuaStack.push(pointer, value) }

  /// Pushes `nil` or the value.
  public func push(_ value: String?) { if let value { push(value) } else { pushNil() } }
  /// Pushes `nil` or the value.
  public func push(_ value: Int?) { if let value { push(value) } else { pushNil() } }

  /// Pushes the object of `type` with this index, or `nil`.
  public func push(_ index: Int?, of type: LuaClass) {
    if let index { lr_push_object(pointer, Int32(type.id), Int64(index)) } else { pushNil() }
  }

  /// Pushes the object of `type` with this index in `realm`, which need not have been entered.
  public func push(_ index: Int, of type: LuaClass, in realm: Int) {
    lr_push_object_of(pointer, Int32(type.id), Int64(realm), Int64(index))
  }

  /// Keeps the object of `type` with this index in the present realm from being collected, as long as what this returns
  /// lives.
  public func hold(_ index: Int, of type: LuaClass) -> LuaReference {
    push(index, of: type)
    return LuaReference(state)
  }

  /// Pushes what a reference refers to.
  public func push(_ reference: LuaReference) { reference.push(pointer) }

  /// Pushes argument `argument` again.
  public func pushArgument(_ argument: Int) { lr_push_value(pointer, slot(argument)) }

  /// Pushes a new table that `build` fills.
  public func pushTable(_ build: (LuaTableBuilder) throws -> Void) rethrows {
    lr_push_table(pointer, 0, 0)
    try build(LuaTableBuilder(pointer))
  }

  /// Pushes a function of the host; it lives as long as Lua holds it.
  public func pushFunction(_ name: String, _ body: @escaping LuaFunctionBody) {
    LuaStack.pushFunction(pointer, name, body)
  }

  /// Pushes a list of the objects of `type` with these indices. `kind` (with its owner) gives it fields of its own.
  public func pushList(_ indices: [UInt32], of type: LuaClass, kind: LuaClass? = nil, owner: Int = 0) {
    indices.withUnsafeBufferPointer {
      lr_push_list_indices(
        pointer, Int32(kind?.id ?? 0), Int64(owner), Int32(type.id), $0.baseAddress, Int64($0.count))
    }
  }

  /// Pushes a list of the objects of `type` with the indices of `range`.
  public func pushList(_ range: Range<Int>, of type: LuaClass, kind: LuaClass? = nil, owner: Int = 0) {
    lr_push_list_range(
      pointer, Int32(kind?.id ?? 0), Int64(owner), Int32(type.id), Int64(range.lowerBound), Int64(range.count))
  }

  /// Pushes a list of `count` elements that `element` makes when they are asked for (it pushes one value; positions
  /// count from 0).
  public func pushList(
    count: Int, kind: LuaClass? = nil, owner: Int = 0, _ element: @escaping (LuaCall, Int) throws -> Void
  ) {
    lr_push_list_lazy(
      pointer, Int32(kind?.id ?? 0), Int64(owner), LuaBox.retain(.element(element)), Int64(count))
  }

  /// Pushes a list of these values.
  public func pushList(_ values: [LuaValue], kind: LuaClass? = nil, owner: Int = 0) {
    LuaStack.push(pointer, .array(values))
    lr_push_list_table(pointer, Int32(kind?.id ?? 0), Int64(owner))
  }

  /// Pushes a column.
  public func push(_ column: LuaColumn) { column.push(pointer) }
}

/// Fills a table that was just pushed.
public struct LuaTableBuilder {
  private let pointer: OpaquePointer
  private let index: Int32

  init(_ pointer: OpaquePointer) {
    self.pointer = pointer
    index = lr_top(pointer)
  }

  /// Sets a field.
  public func set(_ name: String, _ value: LuaValue) {
    LuaStack.push(pointer, value)
    setTop(name)
  }

  /// Sets a field to the one value that `push` pushes.
  public func set(_ name: String, _ push: (LuaCall) throws -> Void) rethrows {
    try pushOne(push)
    setTop(name)
  }

  /// Appends an element.
  public func append(_ value: LuaValue) {
    LuaStack.push(pointer, value)
    _ = lr_set_element(pointer, index, Int64(lr_length(pointer, index)) + 1)
  }

  /// Appends the one value that `push` pushes.
  public func append(_ push: (LuaCall) throws -> Void) rethrows {
    try pushOne(push)
    _ = lr_set_element(pointer, index, Int64(lr_length(pointer, index)) + 1)
  }

  private func setTop(_ name: String) {
    var name = name
    name.withUTF8 { _ = lr_set_field(pointer, index, LuaStack.characters($0), $0.count) }
  }

  private func pushOne(_ push: (LuaCall) throws -> Void) rethrows {
    let top = lr_top(pointer)
    try push(LuaCall(pointer, base: top))
    lr_set_top(pointer, top + 1)
  }
}
