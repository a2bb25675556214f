public import ArticleModel

/// Gives each token the token it depends on and how: who did what to whom.
///
/// In a language without a model the columns stay as they are.
public struct DependencyAnalyzer: Analyzer {
  public let id = "dependencies"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .sentences, .partsOfSpeech, .lemmas]
  public let provides: Set<Layer> = [.dependencies]

  /// The analyser of every language; the model is the language's.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let morphology = context.language.morphology, let model = context.language.parser else { return }
    Self.analyze(&article, with: model, lexicon: morphology.lexicon, clusters: morphology.clusters)
  }

  /// Parses `article` with a model of one's own.
  package static func analyze(
    _ article: inout Article, with model: ParserModel, lexicon: Lexicon, clusters: WordClusters
  ) {
    var parser = DependencyParser(
      model, lexicon: lexicon, clusters: clusters, stringCount: article.tokens.strings.count)
    for sentence in article.sentenceTokens { parser.parse(sentence, of: &article.tokens) }
  }
}
