import ArticleModel

/// Finds the honorific, rank or office that stands right before a name ("le général de brigade X", "M. X").
struct TitleReader {
  private let article: Article
  private let gazetteer: Gazetteer

  init(_ article: Article, _ gazetteer: Gazetteer) {
    self.article = article
    self.gazetteer = gazetteer
  }

  /// The longest title has so many tokens.
  private static let longest = 8

  /// The tokens of the titles that end right before `token`, or `nil`.
  func title(before token: Int) -> Range<Int>? {
    let sentence = token < article.tokens.count ? Int(article.tokens.sentences[token]) : 0
    guard article.sentenceTokens.indices.contains(sentence) else { return nil }
    let first = article.sentenceTokens[sentence].lowerBound
    var start = token
    while let next = titleStart(endingAt: start, first), token - next <= Self.longest { start = next }
    return start < token ? start..<token : nil
  }

  /// Where the longest title of the gazetteer begins that ends before `end`.
  private func titleStart(endingAt end: Int, _ first: Int) -> Int? {
    var best: Int?
    for start in stride(from: end - 1, through: max(first, end - 5), by: -1) {
      var key: [UInt8] = []
      for token in start..<end {
        article.tokens.strings.withBytes(of: article.tokens.forms[token]) {
          NameFolding.append(UnsafeBufferPointer(rebasing: $0.prefix(FormReader.longest)), to: &key)
        }
      }
      guard !key.isEmpty, let entry = gazetteer.index(of: NameHash(key)) else { continue }
      if !gazetteer.classes(at: entry).isDisjoint(with: .anyTitle) { best = start }
    }
    return best
  }
}
