/// A stretch of an article with a function on the page.
public struct Region: Hashable, Sendable {
  /// What a region is for.
  public enum Kind: String, Sendable, CaseIterable {
    case headline, standfirst, byline, dateline, date, body
    /// The site's own text: share buttons, "Lire aussi", copyright lines. Not analysed.
    case boilerplate

    /// Whether analysers read such a region.
    public var isAnalysed: Bool { self != .boilerplate }
  }

  public var kind: Kind
  public var span: Span

  /// A region of `kind`.
  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  /// The id of the region at `index`.
  public static func id(_ index: Int) -> String { "g\(index + 1)" }
}
