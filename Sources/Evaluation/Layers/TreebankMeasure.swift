public import ArticleModel

/// Compares the tokens of a sentence, and what the program says of each, with a treebank. A gold token that was not found
/// counts as wrong in everything else.
public struct TreebankMeasure {
  private let sentence: GoldTreebank.Sentence
  private let found: Article
  /// For each gold token the program's.
  private let matches: [Int?]

  /// The comparison of one sentence.
  public init(_ sentence: GoldTreebank.Sentence, _ found: Article) {
    self.sentence = sentence
    self.found = found
    var bySpan: [Span: Int] = [:]
    for index in 0..<found.tokens.count { bySpan[found.tokens.span(index)] = index }
    matches = sentence.tokens.map { bySpan[$0.span] }
  }

  /// The results by layer: tokens, and what else the treebank states and the program has.
  public func compare(hasMorphology: Bool) -> [LayerResult] {
    var results = [tokens]
    if hasMorphology, found.layers.contains(.partsOfSpeech) {
      results.append(part("pos", Self.tag) { found.tokens.partsOfSpeech[$0].tag })
      results.append(features)
    }
    if hasMorphology, found.layers.contains(.lemmas) {
      results.append(part("lemmas", { $0.lemma }) { found.tokens.lemma($0) })
    }
    if hasMorphology, found.layers.contains(.dependencies) { results.append(dependencies) }
    if let mentions = sentence.mentions, found.layers.contains(.mentions) {
      let gold = GoldArticle(name: sentence.name, article: Article(source: sentence.name, sha256: "", text: found.text))
      results.append(
        MentionMeasure.compare(gold: mentions, found: found.mentions, ArticlePair(gold: gold, found: found)))
    }
    return results
  }

  private static func tag(_ token: GoldTreebank.Token) -> String { token.tag }

  private var tokens: LayerResult {
    var result = LayerResult("tokens")
    let right = matches.count { $0 != nil }
    result.add("all", Score(right: right, found: found.tokens.count, gold: sentence.tokens.count))
    result.add("sentences left whole", .share(found.sentences.count == 1 ? 1 : 0, of: 1))
    var start: Int?
    for index in 0...matches.count {
      if index < matches.count, matches[index] == nil {
        start = start ?? index
      } else if let first = start {
        let span = sentence.tokens[first].span.union(sentence.tokens[index - 1].span)
        let own = found.tokens.indices(in: span)
        let gold = sentence.tokens[first..<index].map { found.text[$0.span] }.joined(separator: "|")
        result.discrepancies.append(
          discrepancy("tokens", span, gold, own.map { found.text[found.tokens.span($0)] }.joined(separator: "|")))
        start = nil
      }
    }
    return result
  }

  private func part(
    _ layer: String, _ gold: (GoldTreebank.Token) -> String, _ own: (Int) -> String
  ) -> LayerResult {
    var result = LayerResult(layer)
    var right = 0
    for (token, match) in zip(sentence.tokens, matches) {
      guard let match else { continue }
      if gold(token) == own(match) {
        right += 1
      } else {
        result.discrepancies.append(
          discrepancy("\(gold(token)) → \(own(match))", token.span, gold(token), own(match)))
      }
    }
    result.add("all", .share(right, of: sentence.tokens.count))
    return result
  }

  private static let shownFeatures: Set<Substring> = ["Gender", "Number", "Person", "Tense", "Mood", "VerbForm"]

  private var features: LayerResult {
    var result = LayerResult("features")
    var scores: [Substring: Score] = [:]
    for (token, match) in zip(sentence.tokens, matches) {
      let gold = Set(token.features.split(separator: "|").filter { $0 != "_" })
      let own = match.map { Set(found.tokens.strings[found.tokens.features[$0]].split(separator: "|")) } ?? []
      for feature in gold.union(own) {
        guard let name = feature.split(separator: "=").first, Self.shownFeatures.contains(name) else { continue }
        let isRight = gold.contains(feature) && own.contains(feature)
        scores[name, default: Score()] += Score(
          right: isRight ? 1 : 0, found: own.contains(feature) ? 1 : 0, gold: gold.contains(feature) ? 1 : 0)
      }
    }
    result.add("all", scores.values.reduce(into: Score()) { $0 += $1 })
    for name in Self.shownFeatures.sorted() { result.add(String(name), scores[name] ?? Score()) }
    return result
  }

  private var dependencies: LayerResult {
    var result = LayerResult("dependencies")
    var own: [Int: Int] = [:]
    for (gold, match) in matches.enumerated() { if let match { own[match] = gold } }
    var heads = 0
    var labelled = 0
    var all = 0
    for (index, token) in sentence.tokens.enumerated() where token.tag != "PUNCT" {
      all += 1
      guard let match = matches[index] else { continue }
      let head = Int(found.tokens.heads[match])
      let isSameHead = (head < 0 ? -1 : own[head] ?? -2) == token.head
      let relation = DependencyRelation(name: token.relation) ?? .dep
      let isSameRelation = relation == found.tokens.relations[match]
      heads += isSameHead ? 1 : 0
      labelled += isSameHead && isSameRelation ? 1 : 0
      if !isSameHead || !isSameRelation {
        let goldHead = token.head < 0 ? "root" : found.text[sentence.tokens[token.head].span]
        let ownHead = head < 0 ? "root" : found.text[found.tokens.span(head)]
        let name = found.tokens.relations[match].name
        result.discrepancies.append(
          discrepancy(
            isSameHead ? "relation" : isSameRelation ? "head" : "both", token.span,
            "\(relation.name) ← \(goldHead)", "\(name) ← \(ownHead)"))
      }
    }
    result.add("heads (UAS, without punctuation)", .share(heads, of: all))
    result.add("heads and relations (LAS)", .share(labelled, of: all))
    return result
  }

  private func discrepancy(_ kind: String, _ span: Span, _ gold: String, _ own: String) -> Discrepancy {
    Discrepancy(
      article: sentence.name, line: 1, kind: kind, gold: gold, found: own, evidence: nil,
      context: Context(found, gold: span, found: nil).line)
  }
}
