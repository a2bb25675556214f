import Analysis
import ArticleModel
import Testing

@Suite("The analysers' view of a text")
struct NormalizedTextTests {
  private func view(_ text: String, boilerplate: Span? = nil) -> (NormalizedText, Article) {
    var article = Article(source: "x", sha256: "", text: ArticleText(text))
    if let boilerplate { article.regions = [Region(.boilerplate, boilerplate)] }
    return (NormalizedText(article), article)
  }

  @Test(
    "Typography becomes what a careful typist would have typed",
    arguments: [
      ("l’e\u{301}cole", "l'école"), ("minis\u{AD}tre", "ministre"), ("a\r\nb\rc", "a\nb\nc"),
      ("«\u{A0}oui\u{202F}»", "« oui »"), ("\u{200F}abc\u{200E}", "abc"), ("s\u{2019}est", "s'est"), ("ﬁn", "fin"),
      ("n\u{303}andu", "ñandu"), ("x\u{301}y", "x\u{301}y"),
    ])
  func normalises(text: String, expected: String) {
    #expect(view(text).0.bytes == Array(expected.utf8))
  }

  @Test("Every word of the view maps to the same word of the text, whatever stands inside it")
  func mapsBack() throws {
    let text = "L\u{2019}e\u{301}quipe\u{A0}de minis\u{AD}tres\r\nde\u{301}cide\u{301}e"
    let (view, article) = view(text)
    let words = view.bytes.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    let mapped = words.map { article.text[view.span($0.startIndex, $0.endIndex)] }
    #expect(mapped == ["L\u{2019}e\u{301}quipe", "de", "minis\u{AD}tres", "de\u{301}cide\u{301}e"])
  }

  @Test("Boilerplate is left out, and what follows still maps to its place")
  func boilerplate() {
    let (view, article) = view("Un.\nPartager\nDeux.", boilerplate: Span(4, 12))
    #expect(String(decoding: view.bytes, as: UTF8.self) == "Un.\n\n\nDeux.")
    let start = view.bytes.count - 5
    #expect(article.text[view.span(start, start + 4)] == "Deux")
    #expect(view.viewOffset(13) == start)
  }

  @Test("Ten thousand combining marks on one letter are kept without growing the work")
  func manyMarks() {
    let text = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(view(text).0.count > 19_000)
  }
}
