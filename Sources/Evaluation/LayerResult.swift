public import ArticleModel

/// A place where gold and program differ.
public struct Discrepancy: Hashable, Sendable {
  public var article: String
  /// One-based line of the text.
  public var line: Int
  /// What kind of difference, such as `missed`, `spurious`, `type` or `speaker`.
  public var kind: String
  public var gold: String?
  public var found: String?
  /// Analyser, rule, confidence and reason of what was found.
  public var evidence: String?
  /// The text around, gold in ⟦ ⟧ and found in ‹ ›.
  public var context: String
}

/// One fact of the program, judged: what calibration is reckoned from.
public struct Judgement: Hashable, Sendable {
  public var rule: String
  public var confidence: Confidence
  public var isRight: Bool
}

/// What the comparison of one layer gave, over one article or many.
public struct LayerResult: Sendable {
  public let layer: String
  /// Scores by label, in the order in which they are shown.
  public private(set) var scores: [(label: String, score: Score)] = []
  public var discrepancies: [Discrepancy] = []
  public var judgements: [Judgement] = []

  /// Nothing compared yet.
  public init(_ layer: String) { self.layer = layer }

  /// The score called `label`.
  public subscript(label: String) -> Score? { scores.first { $0.label == label }?.score }

  /// Adds to the score called `label`.
  public mutating func add(_ label: String, _ score: Score) {
    if let index = scores.firstIndex(where: { $0.label == label }) {
      scores[index].score += score
    } else {
      scores.append((label, score))
    }
  }

  /// Adds the result of another article.
  public mutating func add(_ other: LayerResult) {
    for (label, score) in other.scores { add(label, score) }
    discrepancies += other.discrepancies
    judgements += other.judgements
  }

  mutating func judge(_ evidence: Evidence, isRight: Bool) {
    judgements.append(
      Judgement(
        rule: [evidence.by, evidence.rule].compactMap { $0 }.joined(separator: "/"), confidence: evidence.confidence,
        isRight: isRight))
  }
}
