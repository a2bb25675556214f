/// Words about time that are no calendar date: a duration, an age, a time of day, what recurs, a feast.
public struct TimeMention: Fact, Hashable {
  public static let idPrefix = "t"
  public var span: Span
  /// `duration`, `age`, `time` (of day), `set` (what recurs) or `feast`.
  public var kind: String
  /// ISO 8601: `P3D` of a duration or age, `T14:30` of a time, the day or days of a feast; `nil` where none is known.
  public var value: String?
  /// First and last day of a feast, both inclusive.
  public var interval: ClosedRange<CalendarDate>?
  public var evidence: Evidence

  /// Words about time.
  public init(
    span: Span, kind: String, value: String?, interval: ClosedRange<CalendarDate>? = nil, evidence: Evidence
  ) {
    self.span = span
    self.kind = kind
    self.value = value
    self.interval = interval
    self.evidence = evidence
  }
}
