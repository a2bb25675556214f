import Reporting
import Testing

@Suite("Tables")
struct TableTests {
  private func table() -> Table {
    var table = Table(columns: ["nom", "n"])
    table.append([.text("Zoé\u{301}"), .integer(7)])
    table.append([.text("馬里"), .integer(12)])
    return table
  }

  @Test("The text form aligns by display width and puts numbers to the right")
  func text() {
    #expect(table().rendered(.text) == "nom    n\n────  ──\nZoé\u{301}    7\n馬里  12\n")
  }

  @Test("On a narrow terminal the widest column is cut, with an ellipsis")
  func narrow() {
    var table = Table(columns: ["a", "b"])
    table.append([.text(String(repeating: "x", count: 50)), .text("court")])
    let lines = table.rendered(.text, width: 30).split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.columns(of: String($0)) <= 30 })
    #expect(lines.last?.contains("…") == true && lines.last?.contains("court") == true)
  }

  @Test(
    "CSV quotes what needs it, and disarms what a spreadsheet would run", arguments: ["=1+1", "+1", "-x", "@a", "\tx"])
  func formulas(text: String) {
    var table = Table(columns: ["a"])
    table.append([.text(text)])
    #expect(table.rendered(.csv).hasPrefix("a\r\n'") || table.rendered(.csv).hasPrefix("a\r\n\"'"))
  }

  @Test("CSV keeps negative numbers numbers, and doubles quotes")
  func csv() {
    var table = Table(columns: ["a", "b"])
    table.append([.integer(-3), .text("dit \"non\", puis\noui")])
    #expect(table.rendered(.csv) == "a,b\r\n-3,\"dit \"\"non\"\", puis\noui\"\r\n")
  }

  @Test("Markdown escapes what would be markup")
  func markdown() {
    var table = Table(columns: ["a|b"])
    table.append([.text("<b>*x*\ny")])
    #expect(table.rendered(.markdown) == "| a\\|b |\n| --- |\n| &lt;b>\\*x\\* y |\n")
  }

  @Test("JSON keeps numbers and booleans, and an empty cell is null")
  func json() {
    var table = Table(columns: ["a", "b", "c"])
    table.append([.boolean(true), .number(0.5)])
    #expect(table.rendered(.jsonl) == "{\"a\":true,\"b\":0.5,\"c\":null}\n")
  }
}

@Suite("Text on a terminal")
struct TerminalTextTests {
  @Test("Control and direction-override characters are shown, line feeds and letters stay")
  func escapes() {
    #expect(TerminalText.escaped("a\u{1B}[31m\u{202E}é\n\u{9B}") == "a\\u{1b}[31m\\u{202e}é\n\\u{9b}")
    #expect(TerminalText.escaped("« été » – 中文") == "« été » – 中文")
  }

  @Test("Wrapped lines fit, and every word is kept in order")
  func wraps() {
    let text = "Le comité a siégé à huis clos pendant deux jours dans la capitale régionale"
    let lines = TextWrap.wrapped(text, width: 24, indent: "  ").split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.columns(of: String($0)) <= 24 && $0.hasPrefix("  ") })
    #expect(lines.map { $0.dropFirst(2) }.joined(separator: " ") == text)
  }
}
