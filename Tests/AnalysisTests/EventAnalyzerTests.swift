import Analysis
import ArticleModel
import Testing

private func events(_ text: String) -> [Event] {
  var article = Article(source: "test", sha256: "", text: ArticleText(text))
  Pipeline.standard.analyze(&article, language: .french, wanted: [.events])
  return article.events
}

@Suite("Events")
struct EventAnalyzerTests {
  @Test("A verb that a frame names is an event")
  func verb() throws {
    let event = try #require(events("Des hommes armés ont attaqué le village.").first)
    #expect(event.type == "attack")
    #expect(event.code == "ASSAULT")
    #expect(event.status == "happened")
  }

  @Test("What is denied did not happen")
  func denied() throws {
    let event = try #require(events("Les soldats n'ont pas attaqué le village.").first)
    #expect(event.status == "denied")
  }

  @Test("What is to come is announced")
  func announced() throws {
    let event = try #require(events("Les délégués signeront la convention.").first)
    #expect(event.status == "announced")
  }

  @Test("Victims are counted")
  func numbers() throws {
    let event = try #require(events("L'attaque a fait 12 morts dans le marché.").first { $0.type == "attack" })
    #expect(event.numbers.first?.value == 12)
    #expect(event.numbers.first?.what == "mort")
  }

  @Test("A text without events has none")
  func nothing() { #expect(events("Le ciel est bleu.").isEmpty) }
}
