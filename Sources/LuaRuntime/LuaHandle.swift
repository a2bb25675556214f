import CLuaShim

/// Any Lua value, held where it is, to be looked at piece by piece without converting it. Nothing here runs what a script
/// wrote, but for a table's `__tostring` in `described`.
public final class LuaHandle: LuaReference {
  /// The value's type.
  public var type: LuaType { look { LuaType(code: lr_type($0, $1)) } }

  /// The object it is, `nil` for other values and for objects of an article that is gone.
  public var object: LuaObject? { look { LuaStack.object($0, $1) } }

  /// The class of an object, or the list's own; `nil` for plain lists and other values.
  public var hostClass: LuaClass? {
    if let object { return state.classes.first { $0.id == object.classID } }
    return listClasses?.own
  }

  /// The class of a list's elements, where they are objects of one.
  public var elementClass: LuaClass? { listClasses?.elements }

  /// Whether it is a list or column of the host.
  public var isSequence: Bool { look { lr_sequence_count($0, $1) >= 0 } }

  /// Elements of a list or column, or of a table's array part; bytes of a string do not count.
  public var count: Int { look { Int(clamping: lr_length($0, $1)) } }

  /// What tells one table, function or object from another; `nil` for plain values.
  public var identity: UnsafeRawPointer? { look { UnsafeRawPointer(lr_identity($0, $1)) } }

  /// `nil`, a boolean, number or string as data; `nil` for other values.
  public var scalar: LuaValue? {
    switch type {
    case .none, .nil, .boolean, .number, .string:
      return look { pointer, index in try? LuaStack.value(pointer, index, LuaConversionLimits()) }
    default: return nil
    }
  }

  /// The text of a string, ill-formed UTF-8 replaced; `nil` for other values.
  public var text: String? { type == .string ? scalar?.text : nil }

  /// What messages call its type, such as `quote`.
  public var typeName: String { look { String(cString: lr_type_name($0, $1)) } }

  /// Whether a table says itself how it prints.
  public var describesItself: Bool { look { lr_has_metafield($0, $1, "__tostring") != 0 } }

  /// A field: of an object as its class computes it, of a table as it lies there; other values have none.
  public func field(_ name: String) throws(LuaError) -> LuaHandle {
    let isHost = type == .host
    return try take { pointer, index in
      var name = name
      return name.withUTF8 {
        if isHost { return lr_host_field(pointer, index, LuaStack.characters($0), $0.count) }
        lr_push_field(pointer, index, LuaStack.characters($0), $0.count)
        return Int32(LR_OK)
      }
    }
  }

  /// An element, from 1 on; `nil`'s handle outside.
  public func element(_ position: Int) throws(LuaError) -> LuaHandle {
    let isSequence = isSequence
    return try take { pointer, index in
      if isSequence { return lr_sequence_element(pointer, index, Int64(position)) }
      lr_push_element(pointer, index, Int64(position))
      return Int32(LR_OK)
    }
  }

  /// A table's value under `key`, as it lies there.
  public func value(at key: LuaValue) throws(LuaError) -> LuaHandle {
    try take { pointer, index in
      LuaStack.push(pointer, key)
      lr_push_pair(pointer, index)
      return Int32(LR_OK)
    }
  }

  /// A table's keys in the order of `pairs`: those that are data, at most `most`.
  public func keys(most: Int = .max) -> [LuaValue] {
    guard type == .table else { return [] }
    return look { pointer, index in LuaStack.dataKeys(pointer, index, most: most) }
  }

  /// What `tostring` gives.
  public func described() throws(LuaError) -> String {
    try take { lr_describe($0, $1) }.text ?? ""
  }

  /// Calls a method of an object or list of the host and holds what it returns.
  public func method(_ name: String) throws(LuaError) -> [LuaHandle] {
    let function = try field(name)
    return try state.hold(function) { $0.push(self) }
  }

  private var listClasses: (own: LuaClass?, elements: LuaClass?)? {
    var own: Int32 = 0
    var elements: Int32 = 0
    guard look({ lr_list_classes($0, $1, &own, &elements) }) != 0 else { return nil }
    func named(_ id: Int32) -> LuaClass? { id == 0 ? nil : state.classes.first { $0.id == Int(id) } }
    return (named(own), named(elements))
  }

  private func look<Result>(_ body: (OpaquePointer, Int32) -> Result) -> Result {
    let pointer = lr_running(state.runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    push(pointer)
    return body(pointer, top + 1)
  }

  /// Holds the value that `body` pushes last.
  private func take(_ body: (OpaquePointer, Int32) -> Int32) throws(LuaError) -> LuaHandle {
    let pointer = lr_running(state.runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    push(pointer)
    let status = body(pointer, top + 1)
    guard status == LR_OK else { throw state.error(status, pointer) }
    return LuaHandle(state)
  }
}

extension LuaStack {
  /// The keys of a table that are data, in the order of `pairs`.
  static func dataKeys(_ pointer: OpaquePointer, _ index: Int32, most: Int) -> [LuaValue] {
    var before: Int64 = 0
    var sequence: Int64 = 0
    var others: Int64 = 0
    let top = lr_top(pointer) + 1
    defer { lr_set_top(pointer, top - 1) }
    lr_push_readable(pointer, index)
    guard lr_ordered_keys(pointer, top, &before, &sequence, &others) == 0 else { return [] }
    var keys: [LuaValue] = []
    for position in 0..<(sequence + others) where keys.count < most {
      if position >= before && position < before + sequence {
        keys.append(.integer(Int(position - before) + 1))
      } else {
        lr_push_element(pointer, top + 1, (position < before ? position : position - sequence) + 1)
        if let key = try? value(pointer, top + 2, LuaConversionLimits(depth: 0)) { keys.append(key) }
        lr_set_top(pointer, top + 1)
      }
    }
    return keys
  }
}

extension LuaState {
  /// Calls a function and holds everything it returns.
  public func hold(_ function: LuaReference, push: (LuaCall) throws -> Void = { _ in }) throws(LuaError) -> [LuaHandle]
  {
    try call(function, results: -1, push: push) { pointer, base in
      let last = lr_top(pointer)
      guard last >= base else { return [] }
      return (base...last).map { index in
        lr_push_value(pointer, index)
        return LuaHandle(self)
      }
    }
  }
}

extension LuaEnvironment {
  /// A global as it lies there: `nil`'s handle where there is none.
  public func handle(_ name: String) -> LuaHandle {
    let pointer = lr_running(state.runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    push(pointer)
    var name = name
    name.withUTF8 { lr_push_field(pointer, top + 1, LuaStack.characters($0), $0.count) }
    return LuaHandle(state)
  }

  /// The globals' names in the order of `pairs`.
  public var names: [String] {
    let pointer = lr_running(state.runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    push(pointer)
    return LuaStack.dataKeys(pointer, top + 1, most: .max).compactMap(\.text)
  }
}
