public import ArticleModel

/// What a careful reader takes out of an article, in the same values as the program's own facts.
public struct GoldArticle: Sendable {
  /// The name by which the article is listed and chosen.
  public var name: String
  /// Text and facts. Layers that gold does not hold are not in its `layers`.
  public var article: Article
  /// Where gold names what is no entity of the article: the organisation or place of each role.
  public var roleOwners: [String?] = []
  /// The words of each quote's cue, as they stand in the text.
  public var cues: [String?] = []
  /// The ISO value of each event's date.
  public var eventDates: [String?] = []

  /// Gold without facts.
  public init(name: String, article: Article) {
    self.name = name
    self.article = article
  }

  /// The evidence of facts that a person stated.
  static func evidence(_ span: Span) -> Evidence {
    Evidence(by: "gold", version: "1", confidence: .certain, spans: [span])
  }
}

/// Why a file cannot serve as gold.
public struct GoldProblem: Error, Hashable, Sendable {
  public var message: String

  /// A problem, in one sentence without a full stop.
  public init(_ message: String) { self.message = message }
}
