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
  /// What the format says about the article, where it has a place for it; it counts for more than the page.
  var title: String?
  var author: String?
  var publisher: String?
  var published: CalendarDate?
  /// A day that is no more than likely: it counts where neither the format nor the page names one.
  var fallbackPublished: CalendarDate?
  var url: String?
  /// Replaces the name of the file, as in a line of a collection.
  var source: String?
  var language: String?

  init(text: ArticleText, diagnostics: [Diagnostic] = []) {
    self.text = text
    self.diagnostics = diagnostics
  }
}
