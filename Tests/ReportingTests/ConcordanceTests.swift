import Reporting
import Testing

@Suite("Concordances")
struct ConcordanceTests {
  private func row(_ source: String, _ left: String, _ match: String, _ right: String) -> ConcordanceRow {
    ConcordanceRow(
      source: source, article: "0", sentence: 1, start: 0, end: 1, left: left, match: match, right: right,
      labels: [.init(name: "a", text: match)])
  }

  @Test("Matches begin in one column, wide and combining characters counted as they are shown")
  func alignment() {
    let rows = [row("a", "le", "pont", "tombe"), row("a", "日本の", "pont", ""), row("a", "e\u{301}", "pont", "\n x")]
    let lines = Concordance(rows).rendered(.text).split(separator: "\n").map(String.init)
    #expect(lines == ["    le pont tombe", "日本の pont", "     e\u{301} pont  x"])
  }

  @Test("On a terminal nothing is wider than it, long contexts are cut on the far side, the match is bold")
  func terminal() {
    let long = String(repeating: "mot ", count: 50)
    let terminal = Concordance.Terminal(width: 60, isStyled: true)
    let rows = [row("dossier/premier.txt", long, "pont", long), row("dossier/second.txt", long, long, long)]
    let text = Concordance(rows).rendered(.text, terminal: terminal)
    for line in text.split(separator: "\n") {
      let plain = String(line).replacing("\u{1B}[1;33m", with: "").replacing("\u{1B}[0m", with: "")
      #expect(DisplayWidth.columns(of: plain) <= 60, "\(plain)")
      #expect(plain.contains("…") && line.contains("\u{1B}[1;33m"))
    }
  }

  @Test("What an article smuggles in does not steer the terminal, and breaks no line")
  func hostile() {
    let rows = [row("a", "x\u{1B}[2J", "p\u{202E}q", "\r\ny")]
    let text = Concordance(rows).rendered(.text, terminal: .init(width: 80, isStyled: false))
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    #expect(text.split(separator: "\n").count == 1)
  }

  @Test("CSV has a column a label, empty where it was not reached")
  func csv() {
    let text = Concordance([row("a", "=l", "m", "r")], labels: ["a", "b"]).rendered(.csv)
    #expect(text == "source,article,sentence,start,end,left,match,right,a,b\r\na,0,1,0,1,'=l,m,r,m,\r\n")
  }
}
