/// A query tied to one source, ready to be matched in parts or driven by an index.
///
/// Tests are answered once for each distinct string of the source. Not safe to share between threads; the source's
/// columns live as long as the bound query.
public final class BoundQuery {
  public let query: PatternQuery
  private let matcher: Matcher

  /// Ties `query` to `source`.
  public init(_ query: PatternQuery, to source: some TokenSource) {
    self.query = query
    matcher = Matcher(query.program, source)
  }

  init(_ query: PatternQuery, matcher: Matcher) {
    self.query = query
    self.matcher = matcher
  }

  /// Asked every few thousand steps of a long search; once it returns `true` the search ends.
  public var shouldStop: () -> Bool {
    get { matcher.shouldStop }
    set { matcher.shouldStop = newValue }
  }

  /// Whether matches may be missing: the search was stopped, or a condition between labels left too many ways open.
  public var isIncomplete: Bool { matcher.isIncomplete }

  var engine: Matcher.Engine {
    get { matcher.engine }
    set { matcher.engine = newValue }
  }

  /// The matches that start in `range`, in text order.
  ///
  /// Strategies choose among the matches that start in the range; cut a text at the ends of a structure that no match
  /// crosses to get the same as without a range.
  public func matches(
    strategy: MatchStrategy? = nil, in range: Range<Int>? = nil, limit: Int = .max
  ) -> [PatternMatch] {
    let strategy = resolved(strategy)
    return select(matcher.stretches(longest: strategy == .longest, in: range), strategy, limit)
  }

  /// The matches that start at one of `candidates`, which are ascending.
  public func matches(
    startingAt candidates: [Int], strategy: MatchStrategy? = nil, limit: Int = .max
  ) -> [PatternMatch] {
    let strategy = resolved(strategy)
    return select(matcher.stretches(startingAt: candidates, longest: strategy == .longest), strategy, limit)
  }

  /// The matches, when `positions` (ascending) are all places at which required condition number `condition` holds,
  /// or more than these.
  public func matches(
    around positions: [Int], ofCondition condition: Int, strategy: MatchStrategy? = nil, limit: Int = .max
  ) -> [PatternMatch] {
    let strategy = resolved(strategy)
    let stretches = matcher.stretches(
      around: positions, of: query.requiredConditions[condition], longest: strategy == .longest, in: 0..<matcher.count)
    return select(stretches, strategy, limit)
  }

  /// One column's part in a condition: the token's id in `column` is in `ids`.
  public struct Term {
    public let column: String
    public let ids: IDSet
  }

  /// What an index looks up to find where required condition number `condition` holds: a token qualifies if all terms
  /// of one alternative do (others may be offered too; the matcher looks again). `nil` when the condition is on a
  /// structure, or holds for tokens that no index lists.
  public func alternatives(ofCondition condition: Int) -> [[Term]]? {
    guard case .token(let expressions) = query.requiredConditions[condition].anchor else { return nil }
    return alternatives(.joined(expressions.map { matcher.resolver.bind($0) }, isAnd: false))
  }

  private func alternatives(_ expression: BoundExpression) -> [[Term]]? {
    switch expression {
    case .constant(let value): return value ? nil : []
    case .leaf(let column, _, let set): return [[Term(column: column, ids: set)]]
    case .or(let parts):
      var result: [[Term]] = []
      for part in parts {
        guard let own = alternatives(part) else { return nil }
        result += own
      }
      return result
    case .and(let parts):
      let terms = parts.compactMap { part -> Term? in
        if case .leaf(let column, _, let set) = part { Term(column: column, ids: set) } else { nil }
      }
      return terms.isEmpty ? parts.lazy.compactMap { self.alternatives($0) }.first : [terms]
    }
  }

  private func resolved(_ strategy: MatchStrategy?) -> MatchStrategy { strategy ?? query.strategy ?? .standard }

  private func select(_ stretches: [Matcher.Stretch], _ strategy: MatchStrategy, _ limit: Int) -> [PatternMatch] {
    let chosen = strategy.select(stretches, count: matcher.count).prefix(limit)
    if query.labels.isEmpty { return chosen.map { PatternMatch(range: $0.start..<$0.end) } }
    return chosen.map { PatternMatch(range: $0.start..<$0.end, labels: matcher.labels(of: $0)) }
  }
}

extension MatchStrategy {
  /// Chooses among stretches by start, one a start: the longest from there for `.longest`, else the shortest.
  func select(_ stretches: [Matcher.Stretch], count: Int) -> [Matcher.Stretch] {
    switch self {
    case .traditional: return stretches
    case .standard:
      let taken = IDSet(capacity: count + 1)
      return stretches.filter { stretch in
        if taken.contains(UInt32(stretch.end)) { return false }
        taken.insert(UInt32(stretch.end))
        return true
      }
    case .longest:
      var furthest = 0
      return stretches.filter { stretch in
        if stretch.end <= furthest { return false }
        furthest = stretch.end
        return true
      }
    case .shortest:
      var nearest = Int.max
      var kept: [Matcher.Stretch] = []
      for stretch in stretches.reversed() where stretch.end < nearest {
        nearest = stretch.end
        kept.append(stretch)
      }
      return kept.reversed()
    }
  }
}
