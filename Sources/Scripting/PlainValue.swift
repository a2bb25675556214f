public import ArticleModel
public import LuaRuntime

// Values between the states of `map` and `merge`: what JSON can hold, with integers and floats kept apart.

extension JSONValue {
  /// What a script returned, as JSON. The empty table is an object unless `list{}` made it.
  public init(plain value: LuaValue) throws(LuaFailure) {
    switch value {
    case .nil: self = .null
    case .boolean(let flag): self = .boolean(flag)
    case .integer(let number): self = .integer(number)
    case .number(let number):
      guard number.isFinite else {
        throw LuaFailure("JSON has no word for \(number > 0 ? "infinity" : "such a number")")
      }
      self = .number(number)
    case .string(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
    case .array(let elements):
      var values: [JSONValue] = []
      for element in elements { values.append(try JSONValue(plain: element)) }
      self = .array(values)
    case .table(let fields):
      var members: [String: JSONValue] = [:]
      for field in fields {
        guard let name = field.key.text else {
          throw LuaFailure("a table's keys must be names, or 1, 2, 3 … without a gap; write tostring(key)")
        }
        members[name] = try JSONValue(plain: field.value)
      }
      self = .object(members)
    case .object:
      throw LuaFailure("a model value cannot leave its article; take its name, text or id")
    }
  }

  /// The value as Lua sees it.
  public var plain: LuaValue {
    switch self {
    case .null: .nil
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .decimal(let digits): .number(Double(digits) ?? 0)
    case .string(let text): .string(text)
    case .array(let values): .array(values.map(\.plain))
    case .object(let members):
      .table(
        members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
          LuaField(.string($0.key), $0.value.plain)
        })
    }
  }
}
