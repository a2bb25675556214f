import ArticleModel
import Reporting
import Testing

@Suite("Explanations")
struct ExplanationTests {
  private func article(_ text: String, quoted words: String, cue: String) -> Article {
    var article = Article(source: "a.txt", sha256: "0", text: ArticleText(text))
    func span(_ words: String) -> Span {
      let range = Array(text.utf8).firstRange(of: Array(words.utf8))!
      return Span(range.lowerBound, range.upperBound)
    }
    article.sentences = [article.text.span]
    article.quotes = [
      Quote(
        span: span(words), kind: "direct", cue: "dire", cueSpan: span(cue),
        evidence: Evidence(
          by: "test", rule: "r", version: "3", confidence: Confidence(hundredths: 70), spans: [span(words), span(cue)],
          reason: "the verb stands right behind the quotation"))
    ]
    return article
  }

  private func lines(_ article: Article, width: Int = 100) throws -> [String] {
    let fact = try #require(FactID("q1", in: article))
    return Explanation(fact, in: article).rendered(width: width).split(separator: "\n").map(String.init)
  }

  @Test("Marks stand below their words, whatever the words' width")
  func marks() throws {
    let lines = try lines(article("日本 « e\u{301}te\u{301} », dit-il.", quoted: "e\u{301}te\u{301}", cue: "dit"))
    #expect(lines[1] == "  日本 « e\u{301}te\u{301} », dit-il.")
    #expect(lines[2] == "         ^^^    ~~~")
    #expect(
      lines.suffix(3) == [
        "found by    test, rule r, version 3", "confidence  0.70",
        "because     the verb stands right behind the quotation",
      ])
  }

  @Test("A long sentence is wrapped, and each line has its own marks")
  func wrapping() throws {
    let words = Array(repeating: "mot", count: 40).joined(separator: " ")
    let lines = try lines(article("« \(words) », dit-il.", quoted: words, cue: "dit"), width: 40)
    #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= 40 })
    #expect(lines.filter { $0.contains("^") }.count > 3)
  }

  @Test("Line ends inside a sentence become spaces, controls are shown")
  func hostile() throws {
    let lines = try lines(article("Il\ndit « a\u{1B}b ».", quoted: "a\u{1B}b", cue: "dit"))
    #expect(lines[1] == #"  Il dit « a\u{1b}b »."#)
    #expect(lines[2] == "     ~~~   ^^^^^^^^")
  }

  @Test("Every fact of an article has words, and its id leads to it")
  func list() throws {
    var article = article("Awa Diarra, maire, dit oui à Gao le 3 mai.", quoted: "oui", cue: "dit")
    let evidence = article.quotes[0].evidence
    article.mentions = [Mention(span: Span(0, 10), type: .person, entity: 0, evidence: evidence)]
    article.entities = [Entity(type: .person, name: "Awa Diarra", mentions: [0], evidence: evidence)]
    article.roles = [Role(span: Span(12, 17), person: 0, title: "maire", status: "current", evidence: evidence)]
    article.references = [
      Reference(span: Span(12, 17), kind: "role", entity: nil, candidates: [0], evidence: evidence)
    ]
    article.dates = [TimeExpression(span: Span(30, 40), value: "05-03", precision: "day", evidence: evidence)]
    article.events = [
      Event(
        span: Span(12, 17), type: "statement", participants: [.init(entity: 0, part: "agent", span: Span(0, 10))],
        numbers: [.init(value: 2, what: "mort", span: Span(0, 3))], evidence: evidence)
    ]
    article.annotations = [
      Annotation(layer: "vote", span: Span(0, 3), attributes: ["for": .reference("e1")], evidence: evidence)
    ]
    let words = article.factList.rows.map { "\($0[0].text) \($0[1].text)" }
    #expect(
      words == [
        "e1 person Awa Diarra, named once", "r1 Awa Diarra (e1) is maire (current)", "d1 date 05-03 (day)",
        "q1 direct quote of nobody the article names, reported with \"dit\"",
        "v1 statement named by \"maire\", with Awa Diarra (e1) as agent, 2 mort",
        "f1 role phrase that may point at Awa Diarra (e1)", "m1 name of a person: Awa Diarra (e1)", "x1 vote: for = e1",
      ])
    for row in article.factList.rows {
      let fact = try #require(FactID(row[0].text, in: article))
      #expect(fact.description == row[0].text)
      #expect(!Explanation(fact, in: article).rendered(width: 80).isEmpty)
    }
    for wrong in ["", "q", "q0", "q2", "Q1", "q1x", "z1", "q01x"] { #expect(FactID(wrong, in: article) == nil) }
  }
}
