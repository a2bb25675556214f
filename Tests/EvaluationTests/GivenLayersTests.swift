import Analysis
import ArticleModel
import Evaluation
import Testing

@Suite("Feeding gold layers")
struct GivenLayersTests {
  private func analyzed(_ gold: GoldArticle, given: Set<Layer>) -> Article {
    var article = Article(source: "essai", sha256: "", text: gold.article.text)
    article.regions = [Region(.body, article.text.span)]
    let layers = GivenLayers(gold, layers: given)
    Pipeline.standard.analyze(&article, language: .french, given: layers.layers, fill: layers.fill)
    return article
  }

  @Test("Given mentions are grouped by the program")
  func mentions() throws {
    let gold = try Pairs.gold()
    let article = analyzed(gold, given: [.mentions])
    #expect(article.mentions.map(\.span) == gold.article.mentions.map(\.span))
    #expect(article.mentions.allSatisfy { $0.entity != nil })
    #expect(article.mentions.allSatisfy { $0.evidence.by == "gold" })
  }

  @Test("Given entities bring their mentions, and quotes are attributed to them")
  func entities() throws {
    let gold = try Pairs.gold()
    let article = analyzed(gold, given: [.entities])
    #expect(article.entities.map(\.name) == ["Awa Sidibé", "Tivara", "Karim Lo"])
    #expect(article.mentions.map(\.entity) == [0, 1, 2, 0])
    for quote in article.quotes { #expect(quote.speaker.map { article.entities.indices.contains($0) } ?? true) }
  }

  @Test("A given layer that gold lacks stays the program's")
  func lacking() throws {
    let gold = try Pairs.gold()
    let article = analyzed(gold, given: [.dates])
    #expect(article.dates.map(\.value) == ["2031-05-03"])
  }
}
