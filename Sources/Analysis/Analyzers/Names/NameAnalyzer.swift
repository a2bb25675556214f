public import ArticleModel

/// Finds the names of persons, organisations and places with the language's trained recogniser.
///
/// In a language without a model nothing is found.
public struct NameAnalyzer: Analyzer {
  public let id = "names"
  public let version = "2"
  public let requires: Set<Layer> = [.tokens, .sentences, .partsOfSpeech]
  public let provides: Set<Layer> = [.mentions]

  /// The analyser; model and titles come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let model = context.language.names else { return }
    let titles = TitleReader(article, model.gazetteer)
    article.mentions = NameFinding.all(in: article, model: model).map { name in
      let title = name.type == .person ? titles.title(before: name.tokens.lowerBound) : nil
      return Mention(
        span: name.span, type: name.type, title: title.map { article.tokens.span(of: $0) },
        evidence: Evidence(
          by: id, version: version,
          confidence: Confidence(hundredths: model.confidence(name.type, margin: name.margin)), spans: [name.span]))
    }
  }
}
