import ArticleModel
import CLanguageData

/// Tells in which language an article is written, by the function words of languages and by scripts.
enum LanguageDetector {
  /// How much of the text is looked at, in bytes.
  private static let sampleSize = 4_000
  /// A language must account for so many of a hundred words.
  private static let leastShare = 15
  /// A word is worth this, shared among the languages that have it.
  private static let wordValue = 60

  private struct Script: Sendable {
    var code: String
    var range: ClosedRange<UInt32>
  }

  private static let tables: (words: [String: [String]], scripts: [Script]) = {
    var words: [String: [String]] = [:]
    var scripts: [Script] = []
    for row in EmbeddedTable.rows(of: workbench_loading_languages()) {
      if row.count == 3, row[0] == "words" {
        for token in LineTokens(ArticleText(row[2])).tokens where words[token.folded]?.contains(row[1]) != true {
          words[token.folded, default: []].append(row[1])
        }
      } else if row.count == 4, row[0] == "script", let first = UInt32(row[2], radix: 16),
        let last = UInt32(row[3], radix: 16), first <= last
      {
        scripts.append(Script(code: row[1], range: first...last))
      }
    }
    return (words, scripts)
  }()

  /// ISO 639-1 code of the language of the analysed `regions`, or `nil` when it cannot be told.
  static func language(of text: ArticleText, in regions: [Region]) -> String? {
    var counts: [String: Int] = [:]
    var scripts: [String: Int] = [:]
    var words = 0
    var remaining = sampleSize
    for region in regions where region.kind.isAnalysed && remaining > 0 {
      let span = sample(of: region.span, in: text, atMost: remaining)
      remaining -= span.length
      for token in LineTokens(text, span).tokens where token.kind == .word {
        words += 1
        if let codes = tables.words[token.folded] {
          for code in codes { counts[code, default: 0] += wordValue / codes.count }
        }
        if let first = token.folded.unicodeScalars.first?.value, first >= 0x370,
          let script = tables.scripts.first(where: { $0.range.contains(first) })
        {
          scripts[script.code, default: 0] += 1
        }
      }
    }
    guard words > 0 else { return nil }
    if let script = best(scripts), script.count * 2 > words { return script.code }
    guard let winner = best(counts), winner.count * 100 >= words * wordValue * leastShare else { return nil }
    return winner.code
  }

  /// Ties go to the code that comes first in the alphabet.
  private static func best(_ counts: [String: Int]) -> (code: String, count: Int)? {
    counts.max { ($0.value, $1.key) < ($1.value, $0.key) }.map { ($0.key, $0.value) }
  }

  private static func sample(of span: Span, in text: ArticleText, atMost size: Int) -> Span {
    guard span.length > size else { return span }
    var end = span.start + size
    while end < span.end, text.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return Span(span.start, end)
  }
}
