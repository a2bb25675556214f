import ArticleModel
import LuaRuntime
public import Reporting

/// How a report table prints.
public struct TableFormat: Sendable {
  public var format: Table.Format
  /// Columns of the terminal; `nil` when cells are never cut.
  public var width: Int?

  /// A form and, for text, the width to keep to.
  public init(_ format: Table.Format, width: Int?) {
    self.format = format
    self.width = width
  }
}

/// A table that a script fills.
final class ReportTable {
  var table: Table

  init(columns: [String]) { table = Table(columns: columns) }
}

extension ModelClasses {
  func defineTable(_ binding: ArticleBinding) {
    table.method(
      "add", "(row: table) -> table", "Adds a row: its cells in order, or by column name; returns the table."
    ) {
      [unowned binding] call, index in
      let report = binding.tables[index]
      guard report.table.rows.count < 1_000_000 else { throw LuaFailure("a report table holds a million rows at most") }
      report.table.append(try binding.cells(of: try call.table(1), columns: report.table.columns))
      call.state.addMemory(report.table.rows.last!.reduce(64) { $0 + 32 + $1.text.utf8.count })
      call.push(index, of: binding.classes.table)
    }
    table.property("columns", "list of string", "The columns' names.") { [unowned binding] call, index in
      call.pushList(binding.tables[index].table.columns.map { .string($0) })
    }
    table.property("count", "integer", "How many rows it has.") { [unowned binding] call, index in
      call.push(binding.tables[index].table.rows.count)
    }
    table.property("rows", "list of table", "Copies of its rows: cells by column name.") {
      [unowned binding] call, index in
      let table = binding.tables[index].table
      call.pushList(count: table.rows.count) { call, position in
        call.pushTable { row in
          for (name, cell) in zip(table.columns, table.rows[position]) { row.set(name, cell.lua) }
        }
      }
    }
    let forms: [(String, Table.Format, String)] = [
      ("text", .text, "The table aligned for a terminal."), ("markdown", .markdown, "The table as Markdown."),
      ("csv", .csv, "The table as CSV (RFC 4180); cells that look like formulas are quoted."),
      ("json", .json, "The table as a JSON array of objects."), ("jsonl", .jsonl, "The table as JSON Lines."),
    ]
    for (name, format, doc) in forms {
      table.method(name, "() -> string", doc) { [unowned binding] call, index in
        call.push(binding.tables[index].table.rendered(format))
      }
    }
    table.describe { [unowned binding] index in
      let text = binding.tables[index].table.rendered(binding.tableFormat.format, width: binding.tableFormat.width)
      return text.last == "\n" || text.last == "\r\n" ? String(text.dropLast()) : text
    }
  }
}

extension Table.Cell {
  fileprivate var lua: LuaValue {
    switch self {
    case .text(let text): .string(text)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .empty: .nil
    }
  }
}

extension ArticleBinding {
  func cells(of row: LuaTable, columns: [String]) throws(LuaFailure) -> [Table.Cell] {
    let keys = try row.keys()
    var cells = [Table.Cell](repeating: .empty, count: columns.count)
    for key in keys {
      switch key {
      case .integer(let position):
        guard (1...columns.count).contains(position) else {
          throw LuaFailure("the row has a cell \(position); the table has \(columns.count) columns", argument: 1)
        }
        cells[position - 1] = try cell(try row.value(position))
      case .string(let bytes):
        let name = String(decoding: bytes, as: UTF8.self)
        guard let position = columns.firstIndex(of: name) else {
          let nearest = Spelling.nearest(to: name, among: columns).map { "; did you mean '\($0)'?" } ?? ""
          throw LuaFailure("the table has no column '\(name)'\(nearest)", argument: 1)
        }
        cells[position] = try cell(try row.value(name))
      default: throw LuaFailure("a row's cells are numbered or named after columns", argument: 1)
      }
    }
    return cells
  }

  private func cell(_ value: LuaValue) throws(LuaFailure) -> Table.Cell {
    switch value {
    case .nil: return .empty
    case .boolean(let flag): return .boolean(flag)
    case .integer(let number): return .integer(number)
    case .number(let number): return .number(number)
    case .string(let bytes): return .text(String(decoding: bytes, as: UTF8.self))
    case .object(let object):
      try visit(object)
      if object.classID == classes.entity.id { return .text(article.entities[object.index].name) }
      if let span = span(of: object) { return .text(article.text[span]) }
      return .text("?")
    case .array(let values):
      var texts: [String] = []
      for value in values { texts.append(try cell(value).text) }
      return .text(texts.joined(separator: ", "))
    case .table: throw LuaFailure("a cell is text, a number, a boolean or a model value, not a table", argument: 1)
    }
  }
}
