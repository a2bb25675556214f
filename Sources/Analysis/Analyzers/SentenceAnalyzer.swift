public import ArticleModel

/// Joins the tokens into sentences.
public struct SentenceAnalyzer: Analyzer {
  public let id = "sentences"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens]
  public let provides: Set<Layer> = [.sentences]

  /// The analyser of every language; the rules are the language's.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    let ranges = SentenceSplitter(article, rules: context.language.tokenization).sentences()
    article.sentenceTokens = ranges
    article.sentences = ranges.map { article.tokens.span(of: $0) }
    for (sentence, range) in ranges.enumerated() {
      for token in range { article.tokens.sentences[token] = UInt32(sentence) }
    }
  }
}
