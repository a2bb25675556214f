public import ArticleModel

/// Why a file cannot become an article.
public struct LoadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong and what to do about it; its code is `empty-file`, `binary-file` or `too-large`.
  public let diagnostic: Diagnostic

  /// An error that says `diagnostic`.
  public init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  public var description: String { diagnostic.rendered }
}
