import ArticleModel

/// Dates count by value with overlapping span. Where gold leaves the value open, a row counts for the span score alone.
///
/// Of the program's time expressions those of the kind `date` count: durations, ages and times of day are not in gold.
struct DateMeasure: LayerMeasure {
  static let layer = Layer.dates

  static func compare(_ pair: ArticlePair) -> LayerResult {
    var result = LayerResult(layer.name)
    let gold = pair.gold.article.dates
    let found = pair.found.dates.filter { $0.kind == "date" }
    let candidates = Matching.overlaps(gold.map(\.span), found.map(\.span)).map { goldIndex, foundIndex in
      let sameValue = gold[goldIndex].value != nil && gold[goldIndex].value == found[foundIndex].value
      return Candidate(
        gold: goldIndex, found: foundIndex,
        quality: (sameValue ? 1_000_000 : 0) + Matching.overlap(gold[goldIndex].span, found[foundIndex].span))
    }
    let matches = Matching.greedy(candidates)
    var value = Score(found: found.count { $0.value != nil }, gold: gold.count { $0.value != nil })
    var exact = 0
    for match in matches {
      let (goldDate, foundDate) = (gold[match.gold], found[match.found])
      exact += goldDate.span == foundDate.span ? 1 : 0
      guard let goldValue = goldDate.value else {
        if foundDate.value != nil { value.found -= 1 }
        continue
      }
      let isRight = goldValue == foundDate.value
      value.right += isRight ? 1 : 0
      value.recalled = value.right
      if foundDate.value != nil { result.judge(foundDate.evidence, isRight: isRight) }
      if !isRight {
        result.discrepancies.append(
          pair.discrepancy(
            foundDate.value == nil ? "open" : "value", gold: goldDate.span, text(goldDate, pair),
            found: foundDate.span, text(foundDate, pair), foundDate.evidence))
      }
    }
    result.add("all (value)", value)
    result.add("overlapping span", Score(right: matches.count, found: found.count, gold: gold.count))
    result.add("exact span", Score(right: exact, found: found.count, gold: gold.count))
    let matchedGold = Set(matches.map(\.gold))
    let matchedFound = Set(matches.map(\.found))
    for (index, date) in gold.enumerated() where !matchedGold.contains(index) {
      result.discrepancies.append(
        pair.discrepancy("missed", gold: date.span, text(date, pair), found: nil, nil, nil))
    }
    for (index, date) in found.enumerated() where !matchedFound.contains(index) {
      if date.value != nil { result.judge(date.evidence, isRight: false) }
      result.discrepancies.append(
        pair.discrepancy("spurious", gold: nil, nil, found: date.span, text(date, pair), date.evidence))
    }
    return result
  }

  private static func text(_ date: TimeExpression, _ pair: ArticlePair) -> String {
    "\(pair.words(date.span)) = \(date.value ?? "open")"
  }
}
