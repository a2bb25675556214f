public import ArticleModel

/// One step of the analysis: reads the layers it requires, adds the layers it provides.
///
/// An analyser is a value without state; everything about one article lies in the article and the context.
public protocol Analyzer: Sendable {
  /// Short name of the field, such as `names`; the `by` of every fact it finds.
  var id: String { get }
  /// Changes whenever the analyser may find something else in the same text.
  var version: String { get }
  /// Layers that must exist before it runs.
  var requires: Set<Layer> { get }
  /// Layers that exist once it has run.
  var provides: Set<Layer> { get }

  /// Adds the provided layers to `article`.
  func analyze(_ article: inout Article, in context: AnalysisContext)
}

/// What all analysers of one article share.
public struct AnalysisContext: Sendable {
  /// The text as analysers read it.
  public let view: NormalizedText
  /// The knowledge of the article's language.
  public let language: Language
  private let shared = SharedWords()

  /// The context of `article` in `language`.
  public init(_ article: Article, language: Language) {
    view = NormalizedText(article)
    self.language = language
  }

  /// The words of `article`, folded once for all analysers.
  func words(of article: Article) -> FoldedWords { shared.words(of: article.tokens) }
}
