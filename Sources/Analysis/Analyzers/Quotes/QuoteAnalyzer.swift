public import ArticleModel

/// Finds what the article reports somebody to have said or written: quoted, quoted in part, or retold.
///
/// Quotation marks are paired first; verbs, phrases and prepositions of the language's lexicon are tied to them or to a
/// clause by their frames; the subject of the verb is looked for by word order and resolved to an entity. Conventions of
/// what counts are those of `docs/quotes.md`.
public struct QuoteAnalyzer: Analyzer {
  public let id = "quotes"
  public let version = "2"
  public let requires: Set<Layer> = [
    .tokens, .sentences, .partsOfSpeech, .lemmas, .mentions, .entities, .roles, .references,
  ]
  public let provides: Set<Layer> = [.quotes]

  /// The analyser; what reports speech comes from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let lexicon = context.language.reporting, article.tokens.count > 0 else { return }
    var reader = QuoteReader(article, language: context.language, lexicon: lexicon, by: id, version: version)
    reader.read()
    article.quotes = reader.quotes
  }
}
