public import ArticleModel

/// Finds proper names by rules over the gazetteer: known names, heads of institutions, acronyms, titles and first names.
///
/// A second pass gives a bare name the type that the same name, or a longer one that ends in it, has elsewhere.
public struct NameAnalyzer: Analyzer {
  public let id = "names"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .sentences]
  public let provides: Set<Layer> = [.mentions]

  /// The analyser; names and titles come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let gazetteer = context.language.gazetteer else { return }
    let reader = NameReader(article, gazetteer: gazetteer, functionWords: context.language.functionWords)
    article.mentions = reader.read().map { found in
      let span = article.tokens.span(of: found.tokens)
      let title = found.title.map { article.tokens.span(of: $0) }
      return Mention(
        span: span, type: found.type, title: title,
        evidence: Evidence(
          by: id, rule: found.rule.rawValue, version: version,
          confidence: Confidence(hundredths: found.rule.confidence), spans: [span]))
    }
  }
}

/// A name as it was found.
struct FoundName {
  /// Why a stretch of tokens is a name.
  enum Rule: String {
    case known, institution, acronym, title, firstName = "first-name", preposition, sequence, repeated, address

    /// Share of names the rule finds that careful readers mark too, in hundredths: estimated, not measured.
    var confidence: Int {
      switch self {
      case .known, .title, .firstName: 90
      case .institution, .acronym, .address: 80
      case .preposition, .sequence, .repeated: 70
      }
    }
  }

  var tokens: Range<Int>
  var type: EntityType
  var rule: Rule
  /// The tokens of the title before it.
  var title: Range<Int>?
}
