import ArticleModel

/// Reads one file format. A new format is a type that conforms and a place in `ArticleLoader.formats`.
protocol FormatLoader: Sendable {
  /// Whether the file is of this format, judged by its bytes.
  func recognises(_ bytes: [UInt8]) -> Bool

  /// What the file says.
  func read(_ bytes: [UInt8], source: String) throws(LoadingError) -> FormatContent
}

/// What a format loader takes out of a file.
struct FormatContent: Sendable {
  var text: ArticleText
  var diagnostics: [Diagnostic] = []
}
