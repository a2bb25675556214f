/// What an article is about: a key phrase of its text, or a theme such as `security`.
public struct Topic: Fact, Hashable {
  public static let idPrefix = "k"
  /// Where the phrase, or a word of the theme, stands first.
  public var span: Span
  /// Every place, in text order.
  public var spans: [Span]
  /// `phrase` or `theme`.
  public var kind: String
  /// The phrase as it is written inside a sentence, or the theme's name.
  public var name: String
  /// How much the article is about it, from 0 to 100; of themes the share of the article's theme words.
  public var score: Int
  public var evidence: Evidence

  /// A topic that stands at `spans`, at least one.
  public init(spans: [Span], kind: String, name: String, score: Int, evidence: Evidence) {
    span = spans[0]
    self.spans = spans
    self.kind = kind
    self.name = name
    self.score = score
    self.evidence = evidence
  }
}
