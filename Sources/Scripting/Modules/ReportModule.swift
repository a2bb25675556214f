import ArticleModel
import LuaRuntime
import Reporting

extension ArticleBinding {
  /// `require "report"`: tables, headings, and files in the output folder.
  func reportModule() -> LuaModule {
    let module = LuaModule("report", "Tables, headings and files for what a script has to say.")
    module.function("table", "(columns: list of string) -> table", "An empty table with these columns.") {
      [unowned self] call in
      guard case .array(let names) = try call.value(1), names.allSatisfy({ $0.text != nil }) else {
        throw call.typeFailure(1, "list of column names")
      }
      tables.append(ReportTable(columns: names.compactMap(\.text)))
      call.push(tables.count - 1, of: classes.table)
    }
    module.function("heading", "(text: string) -> string", "The text with a line under it.") { call in
      let text = try call.string(1)
      call.push(text + "\n" + String(repeating: "─", count: DisplayWidth.columns(of: text)))
    }
    module.function(
      "wrap", "(text: string, width: integer?, indent: string?) -> string",
      "The text in lines of at most `width` columns (80), each after `indent`."
    ) { call in
      let width = call.isNil(2) ? 80 : try call.integer(2)
      call.push(TextWrap.wrapped(try call.string(1), width: width, indent: call.isNil(3) ? "" : try call.string(3)))
    }
    module.function("width", "(text: string) -> integer", "How many columns of a terminal the text takes.") { call in
      call.push(DisplayWidth.columns(of: try call.string(1)))
    }
    module.function("cut", "(text: string, width: integer) -> string", "The text cut to `width` columns, with `…`.") {
      call in
      call.push(DisplayWidth.truncated(try call.string(1), to: try call.integer(2)))
    }
    module.function("json", "(value: any) -> string", "The value as JSON, keys sorted.") { [unowned self] call in
      let value = try json(try call.value(1))
      value.encoded().withUnsafeBytes { call.push(bytes: $0) }
    }
    module.function(
      "ranked", "(counts: table, most: integer?) -> iterator",
      "Walks a table of numbers from the largest down, ties by name; at most `most` of them."
    ) { call in
      guard case .table(let fields) = try call.value(1) else { throw call.typeFailure(1, "table of numbers") }
      let ranked = try Self.ranked(fields, most: call.isNil(2) ? fields.count : try call.integer(2))
      var next = 0
      call.pushFunction("ranked") { call in
        guard next < ranked.count else { return call.pushNil() }
        call.push(ranked[next].key)
        call.push(ranked[next].value)
        next += 1
      }
    }
    guard access.writesFiles else { return module }
    module.function(
      "save", "(name: string, content: string | table)",
      "Writes a file in the folder that `--output` names; a table is written as its extension says (csv, md, json)."
    ) { [unowned self] call in
      guard let writeFile else {
        throw LuaFailure("no output folder: run with --output DIR to let scripts write files")
      }
      let name = try call.string(1)
      if let object = call.object(2), object.classID == classes.table.id {
        try writeFile(name, Array(tables[object.index].table.rendered(Self.format(of: name)).utf8))
      } else {
        try writeFile(name, try call.bytes(2))
      }
    }
    return module
  }

  private static func format(of name: String) -> Table.Format {
    switch name.split(separator: ".").last?.lowercased() {
    case "csv": .csv
    case "md": .markdown
    case "json": .json
    case "jsonl": .jsonl
    default: .text
    }
  }

  private static func ranked(_ fields: [LuaField], most: Int) throws(LuaFailure) -> [LuaField] {
    var numbers: [(field: LuaField, number: Double)] = []
    for field in fields {
      switch field.value {
      case .integer(let number): numbers.append((field, Double(number)))
      case .number(let number): numbers.append((field, number))
      default: throw LuaFailure("every value must be a number", argument: 1)
      }
    }
    // `pairs` order comes in, and the sort is stable in effect: ties keep it.
    let order = numbers.indices.sorted {
      numbers[$0].number != numbers[$1].number ? numbers[$0].number > numbers[$1].number : $0 < $1
    }
    return order.prefix(max(most, 0)).map { numbers[$0].field }
  }

  /// A Lua value as JSON; model values become their ids, or their words.
  func json(_ value: LuaValue) throws(LuaFailure) -> JSONValue {
    switch value {
    case .nil: return .null
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    case .number(let number): return .number(number)
    case .string(let bytes): return .string(String(decoding: bytes, as: UTF8.self))
    case .object(let object):
      try visit(object)
      return .optional(id(of: object) ?? span(of: object).map { article.text[$0] })
    case .array(let values):
      var elements: [JSONValue] = []
      for value in values { elements.append(try json(value)) }
      return .array(elements)
    case .table(let fields):
      var members: [String: JSONValue] = [:]
      for field in fields {
        let key: String
        switch field.key {
        case .string(let bytes): key = String(decoding: bytes, as: UTF8.self)
        case .integer(let number): key = String(number)
        default: throw LuaFailure("JSON has text keys only", argument: 1)
        }
        members[key] = try json(field.value)
      }
      return .object(members)
    }
  }
}
