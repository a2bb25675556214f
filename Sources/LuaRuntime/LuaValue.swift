/// A thing of a registered class: which class, and its number within it.
public struct LuaObject: Sendable, Hashable {
  /// Number of the class in its state.
  public var classID: Int
  /// Number of the object; what it means is the class's own matter.
  public var index: Int
  /// The realm it belongs to.
  public var realm: Int

  public init(classID: Int, index: Int, realm: Int = 0) {
    self.classID = classID
    self.index = index
    self.realm = realm
  }
}

/// A field of a table.
public struct LuaField: Sendable, Equatable {
  public var key: LuaValue
  public var value: LuaValue

  public init(_ key: LuaValue, _ value: LuaValue) {
    self.key = key
    self.value = value
  }
}

/// A Lua value as plain data: what can leave its state.
public enum LuaValue: Sendable, Equatable {
  case `nil`
  case boolean(Bool)
  /// The integer subtype.
  case integer(Int)
  /// The float subtype.
  case number(Double)
  /// Any bytes; UTF-8 is not checked.
  case string([UInt8])
  /// A table whose keys are exactly 1…n (n > 0), or one made by `list{}`; also lists and columns.
  case array([LuaValue])
  /// Any other table, in the order of `pairs`; the empty table is `.table([])`.
  case table([LuaField])
  case object(LuaObject)

  /// A string of UTF-8 text.
  public static func string(_ text: String) -> LuaValue { .string(Array(text.utf8)) }

  /// The text of a string, ill-formed UTF-8 replaced; `nil` for other values.
  public var text: String? {
    if case .string(let bytes) = self { return String(decoding: bytes, as: UTF8.self) }
    return nil
  }

  /// The value of a table's field with this name.
  public subscript(name: String) -> LuaValue? {
    guard case .table(let fields) = self else { return nil }
    return fields.first { $0.key == .string(name) }?.value
  }
}

extension LuaValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(nilLiteral: ()) { self = .nil }
  public init(arrayLiteral elements: LuaValue...) { self = .array(elements) }
}

/// How much of a value is converted before the conversion is refused.
public struct LuaConversionLimits: Sendable {
  /// Tables within tables.
  public var depth: Int
  /// Values altogether, keys counted.
  public var values: Int
  /// Bytes of strings altogether.
  public var bytes: Int

  public init(depth: Int = 64, values: Int = 1_000_000, bytes: Int = 64 << 20) {
    self.depth = depth
    self.values = values
    self.bytes = bytes
  }
}
