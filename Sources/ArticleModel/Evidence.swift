/// How sure an analyser is of a fact, in hundredths, so that no rounding differs between machines.
public struct Confidence: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// From 0 to 100.
  public let hundredths: UInt8

  /// A confidence of `hundredths` / 100; values above 100 count as 100.
  public init(hundredths: Int) { self.hundredths = UInt8(min(max(hundredths, 0), 100)) }

  /// Nothing speaks against the fact.
  public static let certain = Confidence(hundredths: 100)

  /// Two decimals, such as `0.87`.
  public var description: String {
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  public static func < (left: Confidence, right: Confidence) -> Bool { left.hundredths < right.hundredths }
}

/// Who found a fact, by which rule, how surely, and from which places of the text.
public struct Evidence: Hashable, Sendable {
  /// The analyser's or plugin's id, such as `names`.
  public var by: String
  /// The rule within it, where it has rules.
  public var rule: String?
  /// The analyser's or plugin's version.
  public var version: String
  /// How sure the analyser is.
  public var confidence: Confidence
  /// The places the fact was read from, at least one.
  public var spans: [Span]
  /// Why the fact holds, in a line for people ("the only minister of defence in the article"), where it is not plain.
  public var reason: String?

  /// Evidence read from `spans`.
  public init(
    by: String, rule: String? = nil, version: String, confidence: Confidence, spans: [Span], reason: String? = nil
  ) {
    self.by = by
    self.rule = rule
    self.version = version
    self.confidence = confidence
    self.spans = spans
    self.reason = reason
  }
}
