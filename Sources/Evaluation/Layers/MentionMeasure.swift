import ArticleModel

/// Names count by exact span and type.
struct MentionMeasure: LayerMeasure {
  static let layer = Layer.mentions

  static func compare(_ pair: ArticlePair) -> LayerResult {
    compare(gold: pair.gold.article.mentions, found: pair.found.mentions, pair)
  }

  static func compare(gold: [Mention], found: [Mention], _ pair: ArticlePair) -> LayerResult {
    var result = LayerResult(layer.name)
    let goldKeys = Set(gold.map(Key.init))
    let foundKeys = Set(found.map(Key.init))
    let right = goldKeys.intersection(foundKeys)
    result.add("all", Score(right: right.count, found: found.count, gold: gold.count))
    for type in EntityType.allCases {
      result.add(
        type.rawValue,
        Score(
          right: right.count { $0.type == type }, found: found.count { $0.type == type },
          gold: gold.count { $0.type == type }))
    }
    let spans = Set(gold.map(\.span)).intersection(found.map(\.span)).count
    result.add("span alone", Score(right: spans, found: found.count, gold: gold.count))
    for mention in found { result.judge(mention.evidence, isRight: right.contains(Key(mention))) }

    let missed = gold.filter { !right.contains(Key($0)) }
    let spurious = found.filter { !right.contains(Key($0)) }
    let candidates = Matching.overlaps(missed.map(\.span), spurious.map(\.span)).map {
      Candidate(gold: $0, found: $1, quality: Matching.overlap(missed[$0].span, spurious[$1].span))
    }
    let matches = Matching.greedy(candidates)
    let matchOfGold = Dictionary(uniqueKeysWithValues: matches.map { ($0.gold, $0.found) })
    let matched = Set(matches.map(\.found))
    func text(_ mention: Mention) -> String { "\(mention.type.rawValue) \(pair.words(mention.span))" }
    for (index, mention) in missed.enumerated() {
      let other = matchOfGold[index].map { spurious[$0] }
      let kind =
        if let other {
          other.span == mention.span ? "type" : other.type == mention.type ? "boundaries" : "boundaries and type"
        } else {
          "missed"
        }
      result.discrepancies.append(
        pair.discrepancy(
          kind, gold: mention.span, text(mention), found: other?.span, other.map(text), other?.evidence))
    }
    for (index, mention) in spurious.enumerated() where !matched.contains(index) {
      result.discrepancies.append(
        pair.discrepancy("spurious", gold: nil, nil, found: mention.span, text(mention), mention.evidence))
    }
    return result
  }

  private struct Key: Hashable {
    var span: Span
    var type: EntityType

    init(_ mention: Mention) {
      span = mention.span
      type = mention.type
    }
  }
}
