public import ArticleModel

/// Cuts the article into tokens.
public struct TokenAnalyzer: Analyzer {
  public let id = "tokens"
  public let version = "1"
  public let requires: Set<Layer> = []
  public let provides: Set<Layer> = [.tokens]

  /// The analyser of every language; the rules are the language's.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    article.tokens = TokenColumns()
    context.view.bytes.withUnsafeBufferPointer { text in
      let tokenizer = Tokenizer(text, rules: context.language.tokenization)
      var cursor = context.view.cursor()
      for index in tokenizer.starts.indices {
        let start = Int(tokenizer.starts[index])
        let end = Int(tokenizer.ends[index])
        article.tokens.append(cursor.span(start, end), form: UnsafeBufferPointer(rebasing: text[start..<end]))
      }
    }
  }
}
