public import ArticleModel
public import PatternQuery

/// The articles that a script sees as `corpus`, in order. An article is made when the script comes to it, and may be
/// made again: it is the same then.
public protocol ArticleSeries: AnyObject {
  /// How many articles there are; positions count from 0.
  var count: Int { get }
  /// Where the article at `position` comes from.
  func source(_ position: Int) throws -> String
  /// The article at `position`; `nil` when it cannot be read, which has been reported then.
  func article(_ position: Int) throws -> Article?
  /// What queries over all articles may name.
  var vocabulary: QueryVocabulary { get }
  /// Walks the articles in which `query` matches. A search that was stopped ends early.
  func matches(
    of query: PatternQuery, strategy: MatchStrategy?, shouldStop: @escaping () -> Bool
  ) -> () throws -> SeriesMatches?
}

/// The matches of a query in one article of a series.
public struct SeriesMatches {
  /// Which article.
  public var position: Int
  /// Its matches, in text order, counted from its first token.
  public var matches: [PatternMatch]
  /// Whether matches may be missing.
  public var isIncomplete: Bool

  /// The matches in the article at `position`.
  public init(position: Int, matches: [PatternMatch], isIncomplete: Bool) {
    self.position = position
    self.matches = matches
    self.isIncomplete = isIncomplete
  }
}

extension ArticleSeries {
  public var vocabulary: QueryVocabulary { .article }

  /// The walk of a series without an index: every article is made and searched.
  public func matches(
    of query: PatternQuery, strategy: MatchStrategy?, shouldStop: @escaping () -> Bool
  ) -> () throws -> SeriesMatches? {
    var next = 0
    return {
      while next < self.count, !shouldStop() {
        let position = next
        next += 1
        guard let article = try self.article(position) else { continue }
        let bound = BoundQuery(query, to: ArticleTokenSource(article))
        bound.shouldStop = shouldStop
        let matches = bound.matches(strategy: strategy)
        if !matches.isEmpty {
          return SeriesMatches(position: position, matches: matches, isIncomplete: bound.isIncomplete)
        }
      }
      return nil
    }
  }
}
