public import ArticleModel
public import PatternQuery

/// The articles that a script sees as `corpus`, in order. An article is made when the script comes to it, and may be
/// made again: it is the same then.
public protocol ArticleSeries: AnyObject {
  /// How many articles there are; positions count from 0.
  var count: Int { get }
  /// Whether every article can be read.
  var isComplete: Bool { get }
  /// Where the article at `position` comes from.
  func source(_ position: Int) throws -> String
  /// The article at `position`; `nil` when it cannot be read, which has been reported then.
  func article(_ position: Int) throws -> Article?
  /// What is known about the article at `position` without its facts.
  func heading(_ position: Int) throws -> ArticleHeading
  /// What queries over all articles may name.
  var vocabulary: QueryVocabulary { get }
  /// Walks the articles in which `query` matches. A search that was stopped ends early.
  func matches(
    of query: PatternQuery, strategy: MatchStrategy?, shouldStop: @escaping () -> Bool
  ) -> () throws -> SeriesMatches?
  /// How often each of `queries` matches, in the articles in which any does, in order.
  func counts(of queries: [PatternQuery], shouldStop: @escaping () -> Bool) throws -> [SeriesCounts]
  /// How often the values of a token's `attribute` occur in the matches of `query`; a match of several tokens counts as
  /// their values with a space between.
  func values(
    of attribute: String, in query: PatternQuery, shouldStop: @escaping () -> Bool
  ) throws -> [SeriesValue]
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

/// How often queries match in one article of a series.
public struct SeriesCounts {
  /// Which article.
  public var position: Int
  /// A number for each query.
  public var counts: [Int]

  /// Counts in the article at `position`.
  public init(position: Int, counts: [Int]) {
    self.position = position
    self.counts = counts
  }
}

/// A value, how often it occurs in a series, and in how many of its articles.
public struct SeriesValue {
  public var value: String
  public var occurrences, articles: Int

  /// The counts of `value`.
  public init(_ value: String, occurrences: Int, articles: Int) {
    self.value = value
    self.occurrences = occurrences
    self.articles = articles
  }
}

// A series without an index: every article is made and searched.
extension ArticleSeries {
  public var vocabulary: QueryVocabulary { .article }

  public func source(_ position: Int) throws -> String { try heading(position).source }

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

  public func counts(of queries: [PatternQuery], shouldStop: @escaping () -> Bool) throws -> [SeriesCounts] {
    var result: [SeriesCounts] = []
    for position in 0..<count where !shouldStop() {
      guard let article = try article(position) else { continue }
      let source = ArticleTokenSource(article)
      let counts = queries.map { query in
        let bound = BoundQuery(query, to: source)
        bound.shouldStop = shouldStop
        return bound.matches().count
      }
      if counts.contains(where: { $0 > 0 }) { result.append(SeriesCounts(position: position, counts: counts)) }
    }
    return result
  }

  public func values(
    of attribute: String, in query: PatternQuery, shouldStop: @escaping () -> Bool
  ) throws -> [SeriesValue] {
    var numbers: [String: Int] = [:]
    var result: [SeriesValue] = []
    let walk = matches(of: query, strategy: nil, shouldStop: shouldStop)
    while let found = try walk() {
      guard let article = try article(found.position),
        let column = ArticleTokenSource(article).column(attribute)
      else { continue }
      var seen: Set<Int> = []
      for match in found.matches {
        let value = match.range.map { column.string(at: $0) }.joined(separator: " ")
        let number = numbers[value] ?? result.count
        if number == result.count {
          numbers[value] = number
          result.append(SeriesValue(value, occurrences: 0, articles: 0))
        }
        result[number].occurrences += 1
        if seen.insert(number).inserted { result[number].articles += 1 }
      }
    }
    return result
  }
}
