import ArticleModel
import LuaRuntime
import PatternQuery

/// The patterns that a script has compiled and the matches it has seen, each under its number.
///
/// The same pattern is compiled once, and the same search of an unchanged article is done once, however often a script
/// asks: a match then is the same Lua value.
final class PatternShelf {
  private struct SearchKey: Hashable {
    var pattern: Int
    var strategy: MatchStrategy?
    /// How many annotations the article had: each may add to what a pattern finds.
    var annotations: Int
  }

  private(set) var queries: [PatternQuery] = []
  private var numbers: [String: Int] = [:]
  private var matches: [(pattern: Int, match: PatternMatch)] = []
  private var searches: [SearchKey: Range<Int>] = [:]
  private var source: ArticleTokenSource?
  private var annotationsSeen = 0
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

  /// Forgets what was found: the article is another one.
  func forgetMatches(state: LuaState) {
    let bytes = matches.reduce(0) { $0 + 64 + 24 * $1.match.labels.count } + 64 * searches.count
    state.addMemory(-bytes)
    matches = []
    searches = [:]
    source = nil
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
  func record(_ pattern: Int, _ match: PatternMatch) -> Int {
    matches.append((pattern, match))
    return matches.count - 1
  }

  /// The match with this number.
  func match(_ number: Int) -> PatternMatch { matches[number].match }
  /// The pattern that made the match with this number.
  func query(ofMatch number: Int) -> PatternQuery { queries[matches[number].pattern] }

  /// The numbers of the matches of a pattern; empty when the script must end.
  func search(
    _ pattern: Int, strategy: MatchStrategy?, in article: Article, state: LuaState, incomplete: () -> Void
  ) -> Range<Int> {
    let key = SearchKey(pattern: pattern, strategy: strategy, annotations: article.annotations.count)
    if let known = searches[key] { return known }
    let bound = BoundQuery(queries[pattern], to: tokens(of: article))
    bound.shouldStop = { [unowned state] in state.isKilled }
    let found = bound.matches(strategy: strategy)
    if state.isKilled { return 0..<0 }
    if bound.isIncomplete { incomplete() }
    state.addMemory(64)
    let numbers = add(found, of: pattern, state: state)
    searches[key] = numbers
    return numbers
  }

  /// Keeps matches that were found elsewhere; their numbers.
  func add(_ found: [PatternMatch], of pattern: Int, state: LuaState) -> Range<Int> {
    state.addMemory(found.reduce(0) { $0 + 64 + 24 * $1.labels.count })
    matches += found.map { (pattern, $0) }
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
