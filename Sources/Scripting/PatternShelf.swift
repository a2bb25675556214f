import ArticleModel
import LuaRuntime
import PatternQuery

/// The patterns that a script has compiled, each under its number; the same pattern is compiled once.
final class PatternShelf {
  private(set) var queries: [PatternQuery] = []
  private var numbers: [String: Int] = [:]
  /// The matches in the present article.
  var found = MatchShelf()
  /// Queries that were compiled for other articles.
  var cache: PluginQueryCache?

  /// Rough size of a compiled query that is not its text.
  private static let queryBytes = 4_096

  /// The number of the query `text` with these lists, which is compiled when it is new; counts its memory in `state`.
  func number(
    of text: String, lists: [String: [String]], vocabulary: QueryVocabulary, state: LuaState
  ) throws(LuaFailure) -> Int {
    let key = Self.key(text, lists)
    if let known = numbers[key] { return known }
    do {
      func compile() throws(QueryError) -> PatternQuery {
        try PatternQuery(text, lists: lists, vocabulary: vocabulary)
      }
      if let cache { queries.append(try cache.query(key, compile)) } else { queries.append(try compile()) }
    } catch {
      throw LuaFailure("bad pattern, " + error.rendered)
    }
    numbers[key] = queries.count - 1
    state.addMemory(Self.queryBytes + 4 * key.utf8.count)
    return queries.count - 1
  }

  private static func key(_ text: String, _ lists: [String: [String]]) -> String {
    var key = text
    for name in lists.keys.sorted() {
      key += "\0" + name
      for word in lists[name]! { key += "\u{1}" + word }
    }
    return key
  }

  /// Keeps a match that was found otherwise; its number.
  func record(_ pattern: Int, _ match: PatternMatch) -> Int { found.record(pattern, match) }

  /// The match with this number.
  func match(_ number: Int) -> PatternMatch { found.match(number) }
  /// The pattern that made the match with this number.
  func query(ofMatch number: Int) -> PatternQuery { queries[found.pattern(ofMatch: number)] }

  /// The numbers of the matches of a pattern; empty when the script must end.
  func search(
    _ pattern: Int, strategy: MatchStrategy?, in article: Article, state: LuaState, incomplete: () -> Void
  ) -> Range<Int> {
    found.search(pattern, queries[pattern], strategy: strategy, in: article, state: state, incomplete: incomplete)
  }
}

/// The matches that a script has seen in an article, each under its number.
///
/// The same search of an unchanged article is done once, however often a script asks: a match then is the same Lua value.
final class MatchShelf {
  private struct SearchKey: Hashable {
    var pattern: Int
    var strategy: MatchStrategy?
    /// How many annotations the article had: each may add to what a pattern finds.
    var annotations: Int
  }

  private var matches: [(pattern: Int, match: PatternMatch)] = []
  private var searches: [SearchKey: Range<Int>] = [:]
  private var source: ArticleTokenSource?
  private var annotationsSeen = 0

  /// Keeps a match that was found otherwise; its number.
  func record(_ pattern: Int, _ match: PatternMatch) -> Int {
    matches.append((pattern, match))
    return matches.count - 1
  }

  func match(_ number: Int) -> PatternMatch { matches[number].match }
  func pattern(ofMatch number: Int) -> Int { matches[number].pattern }

  /// Lets go of what can be made again from the article.
  func letGo() { source = nil }

  /// Takes the memory of the matches from what `state` counts: nobody will ask for them again.
  func forget(_ state: LuaState) {
    state.addMemory(-matches.reduce(0) { $0 + Self.size($1.match) } - Self.searchSize * searches.count)
    matches = []
    searches = [:]
  }

  private static let searchSize = 64
  private static func size(_ match: PatternMatch) -> Int { 64 + 24 * match.labels.count }

  fileprivate func search(
    _ pattern: Int, _ query: PatternQuery, strategy: MatchStrategy?, in article: Article, state: LuaState,
    incomplete: () -> Void
  ) -> Range<Int> {
    let key = SearchKey(pattern: pattern, strategy: strategy, annotations: article.annotations.count)
    if let known = searches[key] { return known }
    let bound = BoundQuery(query, to: tokens(of: article))
    bound.shouldStop = { [unowned state] in state.isKilled }
    let found = bound.matches(strategy: strategy)
    if state.isKilled { return 0..<0 }
    if bound.isIncomplete { incomplete() }
    return keep(found, under: key, state: state)
  }

  /// Keeps what a walk over a corpus has found in the article; the numbers of the matches.
  func keep(
    _ found: [PatternMatch], of pattern: Int, strategy: MatchStrategy?, in article: Article, state: LuaState
  ) -> Range<Int> {
    let key = SearchKey(pattern: pattern, strategy: strategy, annotations: article.annotations.count)
    return searches[key] ?? keep(found, under: key, state: state)
  }

  private func keep(_ found: [PatternMatch], under key: SearchKey, state: LuaState) -> Range<Int> {
    state.addMemory(found.reduce(Self.searchSize) { $0 + Self.size($1) })
    matches += found.map { (key.pattern, $0) }
    searches[key] = (matches.count - found.count)..<matches.count
    return (matches.count - found.count)..<matches.count
  }

  private func tokens(of article: Article) -> ArticleTokenSource {
    guard let source else {
      let made = ArticleTokenSource(article)
      source = made
      annotationsSeen = article.annotations.count
      return made
    }
    if annotationsSeen != article.annotations.count {
      source.replaceAnnotations(article.annotations)
      annotationsSeen = article.annotations.count
    }
    return source
  }
}
