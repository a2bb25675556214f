import ArticleModel
import PatternQuery
import Reporting
import Scripting

/// The matches of a query in the articles of a series as rows of a concordance, as many at a time as there is room for.
final class MatchWalk {
  private let query: PatternQuery
  private let series: any ArticleSeries
  private let following: () throws -> SeriesMatches?
  private var rows: [ConcordanceRow] = []
  /// Whether matches may be missing so far.
  private(set) var isIncomplete = false

  init(_ query: PatternQuery, over series: any ArticleSeries, shouldStop: @escaping () -> Bool) {
    self.query = query
    self.series = series
    following = series.matches(of: query, strategy: nil, shouldStop: shouldStop)
  }

  /// The next rows, at most `count`, and whether there are more.
  func next(_ count: Int) throws -> (rows: [ConcordanceRow], hasMore: Bool) {
    // One more than is shown, to know whether there is more.
    while rows.count <= count, let found = try following() {
      isIncomplete = isIncomplete || found.isIncomplete
      guard let article = try series.article(found.position) else { continue }
      rows += KeywordsInContext(article, context: .standard).rows(of: found.matches, labels: query.labels)
    }
    defer { rows.removeFirst(min(count, rows.count)) }
    return (Array(rows.prefix(count)), rows.count > count)
  }
}

/// One article as a series.
final class SingleSeries: ArticleSeries {
  private let only: Article

  init(_ article: Article) { only = article }

  var count: Int { 1 }

  var isComplete: Bool { true }

  func heading(_ position: Int) -> ArticleHeading { ArticleHeading(only) }

  func article(_ position: Int) -> Article? { only }
}
