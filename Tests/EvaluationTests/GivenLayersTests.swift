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

  @Test("Where places lie stays the program's when entities are given")
  func links() throws {
    let text = "Un marché a ouvert à Bamako. Le marché est grand, dit-on dans la ville de Bamako."
    var gold = try Pairs.gold(text: text)
    gold.article.mentions = [
      Mention(span: Span(23, 29), type: .location, entity: 0, evidence: Pairs.evidence())
    ]
    gold.article.entities = [
      Entity(type: .location, name: "Bamako", mentions: [0], evidence: Pairs.evidence())
    ]
    #expect(analyzed(gold, given: [.entities]).entities.first?.link?.country == "ML")
  }

  @Test("A given layer that gold lacks stays the program's")
  func lacking() throws {
    let gold = try Pairs.gold()
    let article = analyzed(gold, given: [.dates])
    #expect(article.dates.map(\.value) == ["2031-05-03"])
  }
}
