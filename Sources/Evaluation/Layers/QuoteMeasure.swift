import ArticleModel

/// Quotes count by intersection over union of characters, at 0.3 and at 0.8; speakers, kinds and cues on the quotes that
/// match at 0.3. Two speakers may share a span: rows match one to one, the best overlap first.
struct QuoteMeasure: LayerMeasure {
  static let layer = Layer.quotes
  static let kinds = ["direct", "mixed", "indirect"]

  static func compare(_ pair: ArticlePair) -> LayerResult {
    var result = LayerResult(layer.name)
    let gold = pair.gold.article.quotes
    let found = pair.found.quotes
    let goldSpans = gold.map { pair.codePoints($0.span) }
    let foundSpans = found.map { pair.codePoints($0.span) }
    let candidates = Matching.overlaps(goldSpans, foundSpans).map { goldIndex, foundIndex in
      let sameSpeaker = pair.entities.same(gold: gold[goldIndex].speaker, found: found[foundIndex].speaker)
      // Of rows that lie alike, those with the same speaker belong together.
      return Candidate(
        gold: goldIndex, found: foundIndex,
        quality: Matching.overlap(goldSpans[goldIndex], foundSpans[foundIndex]) * 2 + (sameSpeaker ? 1 : 0))
    }
    let overlapping = Matching.greedy(candidates)
    let matches = overlapping.filter { $0.quality / 2 >= 300_000 }
    let close = matches.count { $0.quality / 2 >= 800_000 }
    result.add("all (overlap 0.3)", Score(right: matches.count, found: found.count, gold: gold.count))
    result.add("all (overlap 0.8)", Score(right: close, found: found.count, gold: gold.count))
    for kind in kinds {
      result.add(
        kind,
        Score(
          right: matches.count { gold[$0.gold].kind == kind && found[$0.found].kind == kind },
          found: found.count { $0.kind == kind }, gold: gold.count { $0.kind == kind }))
    }
    compareMatched(pair, matches, to: &result)
    addErrors(pair, overlapping, to: &result)
    return result
  }

  private static func compareMatched(_ pair: ArticlePair, _ matches: [Candidate], to result: inout LayerResult) {
    let gold = pair.gold.article.quotes
    let found = pair.found.quotes
    var speakers = 0
    var named = Score()
    var kinds = 0
    var cues = (right: 0, all: 0)
    var rightRows: Set<Int> = []
    for match in matches {
      let (goldQuote, foundQuote) = (gold[match.gold], found[match.found])
      let isSame = pair.entities.same(gold: goldQuote.speaker, found: foundQuote.speaker)
      if isSame {
        speakers += 1
        rightRows.insert(match.found)
      } else {
        result.discrepancies.append(
          pair.discrepancy(
            "speaker", gold: goldQuote.span,
            pair.name(gold: goldQuote.speaker) + (goldQuote.speakerSpan.map { " (\(pair.words($0)))" } ?? ""),
            found: foundQuote.speakerSpan ?? foundQuote.span,
            pair.name(found: foundQuote.speaker) + (foundQuote.speakerSpan.map { " (\(pair.words($0)))" } ?? ""),
            foundQuote.evidence))
      }
      named += Score(
        right: isSame && goldQuote.speaker != nil ? 1 : 0, found: foundQuote.speaker != nil ? 1 : 0,
        gold: goldQuote.speaker != nil ? 1 : 0)
      kinds += goldQuote.kind == foundQuote.kind ? 1 : 0
      if goldQuote.kind != foundQuote.kind {
        result.discrepancies.append(
          pair.discrepancy(
            "kind", gold: goldQuote.span, goldQuote.kind, found: foundQuote.span, foundQuote.kind,
            foundQuote.evidence))
      }
      if let cue = pair.gold.cues[match.gold] {
        cues.all += 1
        if let span = foundQuote.cueSpan {
          let words = Set(FoldedText.words(cue))
          cues.right += FoldedText.words(pair.found.text[span]).contains { words.contains($0) } ? 1 : 0
        }
      }
    }
    result.add("speaker, in matched quotes", .share(speakers, of: matches.count))
    result.add("speaker, where there is one", named)
    result.add(
      "quote with its speaker", Score(right: speakers, found: found.count, gold: gold.count))
    result.add("kind, in matched quotes", .share(kinds, of: matches.count))
    result.add("cue, in matched quotes", .share(cues.right, of: cues.all))
    for (index, quote) in found.enumerated() { result.judge(quote.evidence, isRight: rightRows.contains(index)) }
  }

  private static func addErrors(_ pair: ArticlePair, _ overlapping: [Candidate], to result: inout LayerResult) {
    let gold = pair.gold.article.quotes
    let found = pair.found.quotes
    func text(gold quote: Quote) -> String {
      "\(quote.kind) “\(pair.words(quote.span))” \(pair.name(gold: quote.speaker))"
    }
    func text(found quote: Quote) -> String {
      "\(quote.kind) “\(pair.words(quote.span))” \(pair.name(found: quote.speaker))"
    }
    let matchOfGold = Dictionary(uniqueKeysWithValues: overlapping.map { ($0.gold, $0) })
    for (index, quote) in gold.enumerated() {
      let match = matchOfGold[index]
      if let match, match.quality / 2 >= 800_000 { continue }
      let other = match.map { found[$0.found] }
      let kind = match == nil ? "missed" : match!.quality / 2 >= 300_000 ? "extent" : "extent below 0.3"
      result.discrepancies.append(
        pair.discrepancy(
          kind, gold: quote.span, text(gold: quote), found: other?.span, other.map(text(found:)), other?.evidence))
    }
    let matched = Set(overlapping.map(\.found))
    for (index, quote) in found.enumerated() where !matched.contains(index) {
      result.discrepancies.append(
        pair.discrepancy("spurious", gold: nil, nil, found: quote.span, text(found: quote), quote.evidence))
    }
  }
}
