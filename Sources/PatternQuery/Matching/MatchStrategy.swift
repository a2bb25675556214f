/// Which of the stretches that fit a pattern are its matches.
///
/// The strategies are those of CWB (CQP Interface and Query Language Manual, "Matching strategies"). All stretches
/// considered fit the pattern and meet its filters and conditions, and none is empty.
public enum MatchStrategy: String, Sendable, CaseIterable {
  /// From each start the shortest stretch; of those that end together the longest. Optional tokens at the beginning
  /// belong to the match, optional tokens at the end do not.
  case standard
  /// The stretches that hold no other.
  case shortest
  /// The stretches that no other holds.
  case longest
  /// From each start the shortest stretch; matches may lie in each other.
  case traditional
}

/// A stretch of tokens that matches a query.
public struct PatternMatch: Hashable, Sendable {
  /// The tokens, at least one.
  public var range: Range<Int>
  /// What the query's labels stand for, in the order of its `labels`; `nil` where a label was not reached.
  /// Empty when the query has no labels.
  public var labels: [Range<Int>?]

  /// A match of `range`.
  public init(range: Range<Int>, labels: [Range<Int>?] = []) {
    self.range = range
    self.labels = labels
  }
}
