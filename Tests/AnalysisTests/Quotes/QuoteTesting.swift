import ArticleLoading
import ArticleModel
import Testing

@testable import Analysis

/// The article whose body is `text`.
func articleWithQuotes(_ text: String) throws -> Article {
  let page = "Une annonce attendue par tous les habitants de la ville\n\n" + text
  var article = try ArticleLoader.load(bytes: Array(page.utf8), source: "a.txt")
  Pipeline.standard.analyze(&article, language: .french)
  return article
}

/// The quotes of `text`, as kind, speaker, cue and content.
func quotes(_ text: String) throws -> [String] {
  let article = try articleWithQuotes(text)
  return article.quotes.map { quote in
    let speaker = quote.speaker.map { article.entities[$0].name } ?? "?"
    return "\(quote.kind) \(speaker) \(quote.cue ?? "-"): \(article.text[quote.span])"
  }
}
