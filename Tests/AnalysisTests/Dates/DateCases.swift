import ArticleLoading
import ArticleModel

@testable import Analysis

/// Analyses small texts and writes what was found in a line each.
enum DateCases {
  static func article(_ text: String, published: String? = nil) throws -> Article {
    let published = published.flatMap { CalendarDate(iso: $0) }
    var article = try ArticleLoader.load(
      bytes: Array(text.utf8), source: "a.txt", options: LoadingOptions(published: published))
    // The language of a few words may not be told; the day of publication is the test's alone.
    article.published = published
    let pipeline = try Pipeline([TokenAnalyzer(), SentenceAnalyzer(), MorphologyAnalyzer(), DateAnalyzer()])
    pipeline.analyze(&article, language: .french)
    return article
  }

  /// `words = value` of every date; `?` where it stays open.
  static func dates(_ text: String, published: String? = nil) throws -> [String] {
    let article = try article(text, published: published)
    return article.dates.map { "\(article.text[$0.span]) = \($0.value ?? "?")" }
  }

  /// `kind: words = value` of everything that speaks of time and is no date.
  static func times(_ text: String, published: String? = nil) throws -> [String] {
    let article = try article(text, published: published)
    return article.times.map { "\($0.kind): \(article.text[$0.span]) = \($0.value ?? "?")" }
  }
}
