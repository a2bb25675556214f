import CLuaShim

/// Moving values between Swift and the stack of a state.
enum LuaStack {
  /// A stack index that never holds a value.
  static let absent: Int32 = 1_100_000
  /// Something to point at where there are no bytes.
  nonisolated(unsafe) static let noBytes: UnsafePointer<CChar> = UnsafePointer(
    UnsafeMutablePointer<CChar>.allocate(capacity: 1))

  static func characters(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafePointer<CChar> {
    guard let address = bytes.baseAddress else { return noBytes }
    return UnsafeRawPointer(address).assumingMemoryBound(to: CChar.self)
  }

  /// The bytes of a string (a number is converted in place); valid as long as the value stays on the stack.
  static func bytes(_ pointer: OpaquePointer, _ index: Int32) -> UnsafeRawBufferPointer? {
    var length = 0
    guard let bytes = lr_to_string(pointer, index, &length) else { return nil }
    return UnsafeRawBufferPointer(start: bytes, count: length)
  }

  static func object(_ pointer: OpaquePointer, _ index: Int32) -> LuaObject? {
    var classID: Int32 = 0
    var realm: Int64 = 0
    var object: Int64 = 0
    guard lr_to_object(pointer, index, &classID, &realm, &object) != 0 else { return nil }
    return LuaObject(classID: Int(classID), index: Int(object), realm: Int(realm))
  }

  // MARK: Swift to Lua

  static func push(_ pointer: OpaquePointer, _ text: String) {
    var text = text
    text.withUTF8 { lr_push_string(pointer, characters($0), $0.count) }
  }

  static func push(_ pointer: OpaquePointer, _ value: LuaValue) {
    switch value {
    case .nil: lr_push_nil(pointer)
    case .boolean(let value): lr_push_boolean(pointer, value ? 1 : 0)
    case .integer(let value): lr_push_integer(pointer, Int64(value))
    case .number(let value): lr_push_number(pointer, value)
    case .string(let bytes):
      bytes.withUnsafeBufferPointer { lr_push_string(pointer, characters($0), $0.count) }
    case .array(let elements):
      lr_push_table(pointer, Int32(clamping: elements.count), 0)
      let table = lr_top(pointer)
      for (index, element) in elements.enumerated() {
        push(pointer, element)
        _ = lr_set_element(pointer, table, Int64(index) + 1)
      }
      if elements.isEmpty { lr_mark_list(pointer, table) }
    case .table(let fields):
      lr_push_table(pointer, 0, Int32(clamping: fields.count))
      let table = lr_top(pointer)
      for field in fields {
        push(pointer, field.key)
        push(pointer, field.value)
        _ = lr_set_pair(pointer, table)
      }
    case .object(let object):
      lr_push_object_of(pointer, Int32(object.classID), Int64(object.realm), Int64(object.index))
    }
  }

  static func pushFunction(_ pointer: OpaquePointer, _ name: String, _ body: @escaping LuaFunctionBody) {
    lr_push_function(pointer, LuaBox.retain(.function(body)), name, 1)
  }

  // MARK: Lua to Swift

  static func value(
    _ pointer: OpaquePointer, _ index: Int32, _ limits: LuaConversionLimits
  ) throws(LuaFailure) -> LuaValue {
    var conversion = Conversion(pointer: pointer, limits: limits)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    return try conversion.value(index < 0 ? top + 1 + index : index)
  }

  static func keys(_ pointer: OpaquePointer, _ index: Int32) throws(LuaFailure) -> [LuaValue] {
    var conversion = Conversion(pointer: pointer, limits: LuaConversionLimits())
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    var keys: [LuaValue] = []
    try conversion.forEachKey(of: index) { conversion, key throws(LuaFailure) in
      keys.append(try conversion.value(key))
    }
    return keys
  }

  /// One conversion: what is used up, and the tables that are being converted.
  private struct Conversion {
    let pointer: OpaquePointer
    let limits: LuaConversionLimits
    var values = 0
    var bytes = 0
    var open: [UnsafeRawPointer] = []

    init(pointer: OpaquePointer, limits: LuaConversionLimits) {
      self.pointer = pointer
      self.limits = limits
    }

    mutating func value(_ index: Int32) throws(LuaFailure) -> LuaValue {
      values += 1
      guard values <= limits.values else { throw LuaFailure("more than \(limits.values) values") }
      switch LuaType(code: lr_type(pointer, index)) {
      case .none, .nil: return .nil
      case .boolean: return .boolean(lr_to_boolean(pointer, index) != 0)
      case .number: return number(index)
      case .string:
        let content = LuaStack.bytes(pointer, index)!
        bytes += content.count
        guard bytes <= limits.bytes else { throw LuaFailure("more than \(limits.bytes) bytes of strings") }
        return .string(Array(content))
      case .table: return try nested(index) { conversion throws(LuaFailure) in try conversion.table(index) }
      case .host:
        if let object = LuaStack.object(pointer, index) { return .object(object) }
        guard lr_sequence_count(pointer, index) >= 0 else { throw unconvertible(index) }
        return try nested(index) { conversion throws(LuaFailure) in try conversion.sequence(index) }
      case .function, .coroutine: throw unconvertible(index)
      }
    }

    private func unconvertible(_ index: Int32) -> LuaFailure {
      LuaFailure(
        "a \(String(cString: lr_type_name(pointer, index))) is no data; data are strings, numbers, "
          + "booleans, model objects, and tables and lists of these")
    }

    private func number(_ index: Int32) -> LuaValue {
      if lr_is_integer(pointer, index) != 0 {
        var integer: Int64 = 0
        _ = lr_to_integer(pointer, index, &integer)
        return .integer(Int(integer))
      }
      var number = 0.0
      _ = lr_to_number(pointer, index, &number)
      return .number(number)
    }

    private mutating func nested(
      _ index: Int32, _ convert: (inout Conversion) throws(LuaFailure) -> LuaValue
    ) throws(LuaFailure) -> LuaValue {
      let identity = UnsafeRawPointer(lr_identity(pointer, index)!)
      guard !open.contains(identity) else { throw LuaFailure("a table contains itself") }
      guard open.count < limits.depth else { throw LuaFailure("tables nested deeper than \(limits.depth)") }
      open.append(identity)
      defer { open.removeLast() }
      return try convert(&self)
    }

    private mutating func table(_ index: Int32) throws(LuaFailure) -> LuaValue {
      let fields = try fields(of: index)
      if fields.isEmpty { return lr_is_marked_list(pointer, index) != 0 ? .array([]) : .table([]) }
      for (position, field) in fields.enumerated() where field.key != .integer(position + 1) { return .table(fields) }
      return .array(fields.map(\.value))
    }

    private mutating func fields(of index: Int32) throws(LuaFailure) -> [LuaField] {
      var fields: [LuaField] = []
      try forEachKey(of: index) { conversion, slot throws(LuaFailure) in
        let key = try conversion.value(slot)
        lr_push_pair(conversion.pointer, index)
        fields.append(LuaField(key, try conversion.value(slot)))
      }
      return fields
    }

    /// Calls `body` with the slot of each key, in the order of `pairs`; what `body` leaves on the stack goes.
    mutating func forEachKey(
      of index: Int32, _ body: (inout Conversion, Int32) throws(LuaFailure) -> Void
    ) throws(LuaFailure) {
      var before: Int64 = 0
      var sequence: Int64 = 0
      var others: Int64 = 0
      let top = lr_top(pointer)
      defer { lr_set_top(pointer, top) }
      guard lr_ordered_keys(pointer, index, &before, &sequence, &others) == 0 else { throw messageOnTop }
      guard sequence + others <= Int64(limits.values) else { throw LuaFailure("more than \(limits.values) values") }
      for position in 0..<(sequence + others) {
        if position >= before && position < before + sequence {
          lr_push_integer(pointer, position - before + 1)
        } else {
          lr_push_element(pointer, top + 1, (position < before ? position : position - sequence) + 1)
        }
        try body(&self, top + 2)
        lr_set_top(pointer, top + 1)
      }
    }

    private var messageOnTop: LuaFailure {
      LuaFailure(LuaStack.bytes(pointer, -1).map { String(decoding: $0, as: UTF8.self) } ?? "")
    }

    private mutating func sequence(_ index: Int32) throws(LuaFailure) -> LuaValue {
      let count = lr_sequence_count(pointer, index)
      guard count <= Int64(limits.values) else { throw LuaFailure("more than \(limits.values) values") }
      var elements: [LuaValue] = []
      let top = lr_top(pointer)
      defer { lr_set_top(pointer, top) }
      for position in 0..<count {
        guard lr_sequence_element(pointer, index, position + 1) == LR_OK else { throw messageOnTop }
        elements.append(try value(top + 1))
        lr_set_top(pointer, top)
      }
      return .array(elements)
    }
  }
}
