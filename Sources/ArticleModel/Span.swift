/// A half-open range of UTF-8 bytes in an article's text.
public struct Span: Hashable, Sendable, Comparable {
  /// The first byte.
  public var start: Int
  /// The byte after the last one.
  public var end: Int

  /// A span from `start` up to, not including, `end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// Length in bytes.
  public var length: Int { end - start }
  /// Whether the span covers no byte.
  public var isEmpty: Bool { end <= start }

  /// Whether every byte of `other` lies in this span.
  public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
  /// Whether `offset` lies in this span.
  public func contains(_ offset: Int) -> Bool { start <= offset && offset < end }
  /// Whether the two spans share at least one byte.
  public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }
  /// The smallest span that covers both.
  public func union(_ other: Span) -> Span { Span(min(start, other.start), max(end, other.end)) }

  /// Earlier start first; of two that start together, the longer first.
  public static func < (left: Span, right: Span) -> Bool {
    left.start != right.start ? left.start < right.start : left.end > right.end
  }
}
