/// The aligned form of a table for a terminal.
struct TextTable {
  private let table: Table
  private let widths: [Int]
  /// Whether a column holds numbers alone: those stand to the right, and their heading with them.
  private let isNumeric: [Bool]
  private static let gap = "  "

  init(_ table: Table, width: Int?) {
    self.table = table
    isNumeric = table.columns.indices.map { column in
      table.rows.contains { $0[column].isNumber }
        && table.rows.allSatisfy { $0[column].isNumber || $0[column] == .empty }
    }
    var widths = table.columns.indices.map { column in
      table.rows.reduce(DisplayWidth.columns(of: table.columns[column])) {
        max($0, DisplayWidth.columns(of: Self.oneLine($1[column].text)))
      }
    }
    if let width {
      // The widest column gives way first, down to a width that still says something.
      var excess = widths.reduce(0, +) + Self.gap.count * max(widths.count - 1, 0) - width
      while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 12 {
        widths[widest] -= 1
        excess -= 1
      }
    }
    self.widths = widths
  }

  var rendered: String {
    guard !table.columns.isEmpty else { return "" }
    let heading = line(table.columns.map { .text($0) })
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: Self.gap) + "\n"
    return heading + rule + table.rows.map(line).joined()
  }

  private func line(_ row: [Table.Cell]) -> String {
    var result = ""
    for (column, cell) in row.enumerated() {
      let text = DisplayWidth.truncated(Self.oneLine(cell.text), to: widths[column])
      let padding = String(repeating: " ", count: widths[column] - DisplayWidth.columns(of: text))
      if column > 0 { result += Self.gap }
      result += cell.isNumber || isNumeric[column] ? padding + text : text + padding
    }
    while result.last == " " { result.removeLast() }
    return result + "\n"
  }

  private static func oneLine(_ text: String) -> String {
    guard text.contains(where: { $0.isNewline || $0 == "\t" }) else { return text }
    return String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
  }
}
