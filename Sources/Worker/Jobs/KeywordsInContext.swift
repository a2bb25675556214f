import ArticleModel
import PatternQuery
import Reporting

/// How much text stands around a match.
public enum ConcordanceContext: Hashable, Sendable {
  case tokens(Int)
  /// From the beginning of the sentence in which the match begins to the end of the one in which it ends.
  case sentence

  /// Twelve tokens on either side.
  public static let standard = ConcordanceContext.tokens(12)

  /// `sentence`, or a number of tokens up to 1000; `nil` for anything else.
  public init?(_ text: String) {
    if text == "sentence" {
      self = .sentence
    } else if let count = Int(text), (0...1000).contains(count) {
      self = .tokens(count)
    } else {
      return nil
    }
  }
}

/// Makes the rows of a concordance from the matches in one article.
struct KeywordsInContext {
  private let article: Article
  private let context: ConcordanceContext
  private let codePoints: CodePointIndex

  init(_ article: Article, context: ConcordanceContext) {
    self.article = article
    self.context = context
    codePoints = CodePointIndex(article.text)
  }

  func rows(of matches: [PatternMatch], labels: [String]) -> [ConcordanceRow] {
    matches.map { match in
      let span = article.tokens.span(of: match.range)
      let (left, right) = surroundings(of: match.range, span)
      return ConcordanceRow(
        source: article.source, article: article.id,
        sentence: article.sentence(at: span.start).map { $0 + 1 } ?? 0,
        start: codePoints.codePoint(ofByte: span.start), end: codePoints.codePoint(ofByte: span.end),
        left: trimmed(left, atEnd: true), match: article.text[span], right: trimmed(right, atEnd: false),
        labels: zip(labels, match.labels).compactMap { name, range in
          range.map { .init(name: name, text: article.text[article.tokens.span(of: $0)]) }
        })
    }
  }

  private func surroundings(of range: Range<Int>, _ span: Span) -> (Span, Span) {
    let tokens = article.tokens
    switch context {
    case .tokens(let count):
      let first = max(range.lowerBound - count, 0)
      let last = min(range.upperBound + count, tokens.count)
      let start = first < range.lowerBound ? Int(tokens.starts[first]) : span.start
      let end = last > range.upperBound ? Int(tokens.ends[last - 1]) : span.end
      return (Span(start, span.start), Span(span.end, end))
    case .sentence:
      let start = article.sentence(at: span.start).map { article.sentences[$0].start } ?? span.start
      let end = article.sentence(at: span.end - 1).map { article.sentences[$0].end } ?? span.end
      return (Span(min(start, span.start), span.start), Span(span.end, max(end, span.end)))
    }
  }

  /// The text of `span` without the white space that parts it from the match.
  private func trimmed(_ span: Span, atEnd: Bool) -> String {
    let bytes = article.text.bytes
    var span = span
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    if atEnd {
      while span.end > span.start, isSpace(bytes[span.end - 1]) { span.end -= 1 }
    } else {
      while span.start < span.end, isSpace(bytes[span.start]) { span.start += 1 }
    }
    return article.text[span]
  }
}
