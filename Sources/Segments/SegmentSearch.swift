public import PatternQuery

/// A query tied to one segment, driven by its index: the rarest condition that every match meets is looked up, and the
/// matcher looks around these places only. Where every condition is frequent, the matcher walks over the tokens.
///
/// Not safe to share between threads.
public final class SegmentSearch {
  private let segment: Segment
  private let bound: BoundQuery
  /// The places of the rarest condition, and its number; `nil` when looking everywhere is as good.
  private let places: (positions: [Int], condition: Int)?

  /// Ties `query` to `segment`.
  public init(_ query: PatternQuery, _ segment: Segment) {
    self.segment = segment
    bound = BoundQuery(query, to: SegmentTokenSource(segment))
    places = Self.places(bound, segment)
  }

  /// Asked every few thousand steps; once it returns `true` the search ends.
  public var shouldStop: () -> Bool {
    get { bound.shouldStop }
    set { bound.shouldStop = newValue }
  }

  /// Whether matches may be missing.
  public var isIncomplete: Bool { bound.isIncomplete }

  /// Whether the index decides where the matcher looks.
  public var usesIndex: Bool { places != nil }

  /// All matches, in text order.
  public func matches(strategy: MatchStrategy? = nil) -> [PatternMatch] {
    guard let places else { return bound.matches(strategy: strategy) }
    return bound.matches(around: places.positions, ofCondition: places.condition, strategy: strategy)
  }

  /// The matches in the articles with indices in `articles`, in text order: no match crosses the ends of an article.
  public func matches(inArticles articles: Range<Int>, strategy: MatchStrategy? = nil) -> [PatternMatch] {
    guard !articles.isEmpty else { return [] }
    let first = segment.tokens(ofArticle: articles.lowerBound).lowerBound
    let end = segment.tokens(ofArticle: articles.upperBound - 1).upperBound
    guard let places else { return bound.matches(strategy: strategy, in: first..<end) }
    let low = places.positions.firstIndex(notBelow: first)
    let high = places.positions.firstIndex(notBelow: end)
    if low == high { return [] }
    return bound.matches(
      around: Array(places.positions[low..<high]), ofCondition: places.condition, strategy: strategy)
  }

  // MARK: The index

  /// A condition as lists to look up: for each alternative the column with the fewest places.
  private struct Plan {
    var condition: Int
    var lists: [(index: PositionIndex, ids: [UInt32])]
    var total: Int
  }

  private static func places(_ bound: BoundQuery, _ segment: Segment) -> (positions: [Int], condition: Int)? {
    var best: Plan?
    for condition in bound.query.requiredConditions.indices {
      guard let plan = plan(condition, bound, segment) else { continue }
      if plan.total < best?.total ?? Int.max { best = plan }
      if plan.total == 0 { break }
    }
    // Around more places than these a walk over all tokens is as fast.
    guard let best, best.total <= segment.tokenCount / 8 else { return nil }
    var list: [UInt32] = []
    list.reserveCapacity(best.total)
    var lists = 0
    for (index, ids) in best.lists {
      index.append(ids, to: &list)
      lists += ids.count
    }
    return (PositionList.merged(list, lists: lists, below: segment.tokenCount), best.condition)
  }

  private static func plan(_ condition: Int, _ bound: BoundQuery, _ segment: Segment) -> Plan? {
    guard let alternatives = bound.alternatives(ofCondition: condition) else { return nil }
    var plan = Plan(condition: condition, lists: [], total: 0)
    for terms in alternatives {
      var rarest: (index: PositionIndex, ids: [UInt32], total: Int)?
      for term in terms {
        let ids = term.ids.ids
        guard let index = segment.index(term.column), let total = index.total(ids) else { continue }
        if total < rarest?.total ?? Int.max { rarest = (index, ids, total) }
      }
      guard let rarest else { return nil }
      plan.lists.append((rarest.index, rarest.ids))
      plan.total += rarest.total
    }
    return plan
  }
}

extension [Int] {
  /// The index of the first element that is not below `value`; the array is ascending.
  fileprivate func firstIndex(notBelow value: Int) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
