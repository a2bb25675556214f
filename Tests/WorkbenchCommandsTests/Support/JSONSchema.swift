import FoundationEssentials

/// As much of JSON Schema 2020-12 as the repository's schemas use; an unknown keyword is an error.
struct JSONSchema {
  /// A JSON value.
  indirect enum Value: Decodable, Equatable {
    case null, boolean(Bool), number(Double), string(String), array([Value]), object([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let value = try? container.decode(Bool.self) {
        self = .boolean(value)
      } else if let value = try? container.decode(Double.self) {
        self = .number(value)
      } else if let value = try? container.decode(String.self) {
        self = .string(value)
      } else if let value = try? container.decode([Value].self) {
        self = .array(value)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }

    var type: String {
      switch self {
      case .null: "null"
      case .boolean: "boolean"
      case .number(let number): number == number.rounded() ? "integer" : "number"
      case .string: "string"
      case .array: "array"
      case .object: "object"
      }
    }

    subscript(key: String) -> Value? {
      if case .object(let members) = self { return members[key] }
      return nil
    }
  }

  struct Unsupported: Error {
    var keyword: String
  }

  private let root: Value

  init(_ text: String) throws { root = try JSONDecoder().decode(Value.self, from: Data(text.utf8)) }

  /// What is wrong with the JSON `text`, one line a problem.
  func problems(in text: String) throws -> [String] {
    var problems: [String] = []
    try check(JSONDecoder().decode(Value.self, from: Data(text.utf8)), root, "$", &problems)
    return problems
  }

  private func check(_ value: Value, _ schema: Value, _ path: String, _ problems: inout [String]) throws {
    guard case .object(let keywords) = schema else { return }
    for (keyword, argument) in keywords.sorted(by: { $0.key < $1.key }) {
      switch (keyword, argument) {
      case ("$schema", _), ("$id", _), ("$defs", _), ("title", _), ("description", _): break
      case ("$ref", .string(let reference)):
        try check(value, resolve(reference), path, &problems)
      case ("allOf", .array(let schemas)):
        for schema in schemas { try check(value, schema, path, &problems) }
      case ("anyOf", .array(let schemas)):
        let matches = try schemas.contains { schema in
          var own: [String] = []
          try check(value, schema, path, &own)
          return own.isEmpty
        }
        if !matches { problems.append("\(path): fits no alternative") }
      case ("const", _): if value != argument { problems.append("\(path): is not \(argument)") }
      case ("enum", .array(let values)): if !values.contains(value) { problems.append("\(path): is none of \(values)") }
      case ("type", .string(let type)): if !fits(value, type) { problems.append("\(path): is no \(type)") }
      case ("type", .array(let types)):
        if !types.contains(where: { if case .string(let type) = $0 { fits(value, type) } else { false } }) {
          problems.append("\(path): has type \(value.type)")
        }
      case ("required", .array(let names)):
        for case .string(let name) in names where value.type == "object" && value[name] == nil {
          problems.append("\(path): lacks \(name)")
        }
      case ("properties", .object(let properties)):
        for (name, schema) in properties.sorted(by: { $0.key < $1.key }) {
          if let member = value[name] { try check(member, schema, "\(path).\(name)", &problems) }
        }
      case ("additionalProperties", let schema):
        if case .object(let members) = value {
          for (name, member) in members { try check(member, schema, "\(path).\(name)", &problems) }
        }
      case ("items", let schema):
        if case .array(let elements) = value {
          for (index, element) in elements.enumerated() { try check(element, schema, "\(path)[\(index)]", &problems) }
        }
      case ("pattern", .string(let pattern)):
        if case .string(let text) = value, try text.firstMatch(of: Regex(pattern)) == nil {
          problems.append("\(path): does not match \(pattern)")
        }
      case ("minimum", .number(let limit)):
        if case .number(let number) = value, number < limit { problems.append("\(path): is below \(limit)") }
      case ("maximum", .number(let limit)):
        if case .number(let number) = value, number > limit { problems.append("\(path): is above \(limit)") }
      default: throw Unsupported(keyword: keyword)
      }
    }
  }

  private func fits(_ value: Value, _ type: String) -> Bool {
    value.type == type || (type == "number" && value.type == "integer")
  }

  private func resolve(_ reference: String) throws -> Value {
    let schema = reference.split(separator: "/").dropFirst().reduce(Optional(root)) { $0?[String($1)] }
    guard let schema else { throw Unsupported(keyword: reference) }
    return schema
  }
}
