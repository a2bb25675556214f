import Analysis
import ArticleModel
import Evaluation

/// Gold about an invented article, and an article with facts to compare with it.
enum Pairs {
  static let text = "Awa Sidibé, maire de Tivara, a reçu Karim Lo. « Tout est prêt », a dit Mme Sidibé le 3 mai 2031."

  /// Gold as its JSON file holds it; offsets are looked up, so that the text may change.
  static func gold(_ layers: [String: JSONValue] = [:], text: String = Pairs.text) throws -> GoldArticle {
    var object: [String: JSONValue] = [
      "text": .string(text), "language": "fr", "published": "2031-05-04",
      "entities": [
        ["id": "e1", "type": "PER", "name": "Awa Sidibé"], ["id": "e2", "type": "LOC", "name": "Tivara"],
        ["id": "e3", "type": "PER", "name": "Karim Lo"],
      ],
      "mentions": [
        row("Awa Sidibé", in: text, ["type": "PER", "entity": "e1"]),
        row("Tivara", in: text, ["type": "LOC", "entity": "e2"]),
        row("Karim Lo", in: text, ["type": "PER", "entity": "e3"]),
        row("Sidibé le", in: text, ["type": "PER", "entity": "e1"], length: 6),
      ],
    ]
    for (name, rows) in layers { object[name] = rows }
    return try GoldArticle(name: "essai", json: JSONValue.object(object).encoded())
  }

  /// A row at the first place where `words` stand.
  static func row(
    _ words: String, in text: String = Pairs.text, _ members: [String: JSONValue] = [:], length: Int? = nil
  ) -> JSONValue {
    let start = text.firstRange(of: words).map {
      text.unicodeScalars.distance(from: text.startIndex, to: $0.lowerBound)
    }
    let count = length ?? words.unicodeScalars.count
    return .object(
      members.merging(["start": .integer(start ?? 0), "end": .integer((start ?? 0) + count)]) { first, _ in first })
  }

  static func evidence(_ confidence: Int = 90) -> Evidence {
    Evidence(by: "essai", rule: "r", version: "1", confidence: Confidence(hundredths: confidence), spans: [])
  }

  /// What gold says, as if the program had found it, to be spoilt by a test.
  static func copy(_ gold: GoldArticle) -> Article {
    var article = gold.article
    article.layers = [.mentions, .entities, .roles, .dates, .quotes, .events]
    return article
  }

  static func compare(_ gold: GoldArticle, _ found: Article, _ layer: Layer) throws -> LayerResult? {
    ArticlePair(gold: gold, found: found).compare([layer]).first
  }
}

extension Score {
  /// Right, found, recalled and gold.
  var counts: [Int] { [right, found, recalled, gold] }
}
