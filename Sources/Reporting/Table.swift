import ArticleModel

/// A table of text cells with named columns, and its forms.
public struct Table: Sendable {
  /// The output forms of a table.
  public enum Format: String, Sendable, CaseIterable {
    case text, markdown, csv, json, jsonl
  }

  /// A cell: text, or a number, which is aligned to the right and stays a number in JSON.
  public enum Cell: Sendable, Equatable {
    case text(String)
    case integer(Int)
    case number(Double)
    case boolean(Bool)
    case empty

    /// The cell as people read it.
    public var text: String {
      switch self {
      case .text(let text): text
      case .integer(let number): String(number)
      case .number(let number): "\(number)"
      case .boolean(let flag): flag ? "true" : "false"
      case .empty: ""
      }
    }

    var isNumber: Bool {
      switch self {
      case .integer, .number: true
      default: false
      }
    }
  }

  public let columns: [String]
  public private(set) var rows: [[Cell]] = []

  /// A table without rows.
  public init(columns: [String]) { self.columns = columns }

  /// Adds a row; cells that are missing are empty, cells beyond the last column are dropped.
  public mutating func append(_ row: [Cell]) {
    rows.append((0..<columns.count).map { $0 < row.count ? row[$0] : .empty })
  }

  /// The table in `format`, ending in a line feed unless it is empty.
  ///
  /// - Parameter width: columns of the terminal, for the text form; `nil` when cells are never cut.
  public func rendered(_ format: Format, width: Int? = nil) -> String {
    switch format {
    case .text: TextTable(self, width: width).rendered
    case .markdown: markdown
    case .csv: csv
    case .json: String(decoding: JSONValue.array(objects).encoded(pretty: true), as: UTF8.self) + "\n"
    case .jsonl: objects.map { String(decoding: $0.encoded(), as: UTF8.self) + "\n" }.joined()
    }
  }

  private var objects: [JSONValue] {
    rows.map { row in
      .object(
        Dictionary(
          zip(
            columns,
            row.map { cell in
              switch cell {
              case .text(let text): .string(text)
              case .integer(let number): .integer(number)
              case .number(let number): .number(number)
              case .boolean(let flag): .boolean(flag)
              case .empty: .null
              }
            })
        ) { first, _ in first })
    }
  }

  private var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    let rules = columns.indices.map { column in
      !rows.isEmpty && rows.allSatisfy { $0[column].isNumber || $0[column] == .empty } ? "---:" : "---"
    }
    return line(columns.map(Self.markdownCell)) + line(rules)
      + rows.map { line($0.map { Self.markdownCell($0.text) }) }.joined()
  }

  /// A cell that neither ends its row nor starts markup or a tag.
  private static func markdownCell(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\n", "\r", "\r\n": result += " "
      case "|", "\\", "`", "*", "_", "[", "]": result += "\\\(character)"
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return result
  }

  private var csv: String {
    ([columns.map(Self.csvText)] + rows.map { $0.map(Self.csvCell) })
      .map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  private static func csvCell(_ cell: Cell) -> String { cell.isNumber ? cell.text : csvText(cell.text) }

  /// RFC 4180; text that a spreadsheet would take for a formula gets an apostrophe in front.
  private static func csvText(_ text: String) -> String {
    var text = text
    if let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) { text = "'" + text }
    let needsQuotes = text.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
    guard needsQuotes else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
