import Analysis
import ArticleModel
import Foundation

/// The unlabelled press articles, for statistics.
struct PressCorpus {
  private struct Line: Decodable { var title: String?; var text: String }

  /// The tokens of each sentence, in small letters, as ids in `strings`.
  private(set) var sentences: [[UInt32]] = []
  private(set) var strings = StringTable()

  init(_ bytes: [UInt8]) throws {
    let pipeline = try Pipeline([TokenAnalyzer(), SentenceAnalyzer()])
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let article = try JSONDecoder().decode(Line.self, from: Data(line))
      var analysed = Article(source: "", sha256: "", text: ArticleText((article.title ?? "") + "\n\n" + article.text))
      pipeline.analyze(&analysed, language: .french)
      for range in analysed.sentenceTokens {
        sentences.append(range.map { strings.intern(analysed.tokens.form($0).lowercased()) })
      }
    }
  }
}
