import ArticleModel
import PatternQuery
import Reporting
import Segments

/// Matches a query over the segments of a corpus; the result is the rows of its concordance, or with `count` how many
/// matches there are in how many articles.
struct CorpusQueryJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    let selection = try SegmentSelection(job, channel)
    guard let text = job.options[JobOption.query] else { throw WorkerFailure(.unsupported, "a query is needed") }
    let query = try selection.compile(text, lists: selection.lists)
    let strategy = job.options[JobOption.strategy].flatMap(MatchStrategy.init)
    let limit = job.options[JobOption.limit].flatMap { Int($0) } ?? .max
    let context = ConcordanceContext(job.options[JobOption.context] ?? "") ?? .standard
    let counts = job.options[JobOption.counts] != nil
    var rows: [ConcordanceRow] = []
    var total = 0
    var articles = 0
    var isIncomplete = false
    for segment in selection.segments {
      let search = SegmentSearch(query, segment)
      try selection.forEachArticle(of: search, segment, strategy) { index, matches in
        total += matches.count
        articles += 1
        if counts { return true }
        let kept = Array(matches.prefix(limit - rows.count))
        let first = segment.tokens(ofArticle: index).lowerBound
        rows += KeywordsInContext(try segment.article(index), context: context)
          .rows(of: kept.map { $0.moved(by: -first) }, labels: query.labels)
        return rows.count < limit
      }
      isIncomplete = isIncomplete || search.isIncomplete
      try selection.checkLimits()
      if rows.count >= limit { break }
    }
    try channel.count(facts: rows.count)
    if counts {
      try channel.writeResult(Array("\(total) \(articles)".utf8))
    } else {
      try channel.writeResult(ConcordanceRow.encoded(rows))
    }
    if isIncomplete {
      try channel.report(
        Diagnostic(
          .warning, code: "incomplete-search", "the query leaves too many ways open; matches may be missing",
          remedy: "say more between the labels, or keep the match within s"))
    }
    return 0
  }
}

extension PatternMatch {
  /// The same match counted from another token.
  func moved(by distance: Int) -> PatternMatch {
    func move(_ range: Range<Int>) -> Range<Int> { (range.lowerBound + distance)..<(range.upperBound + distance) }
    return PatternMatch(range: move(range), labels: labels.map { $0.map(move) })
  }
}
