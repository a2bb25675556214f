import ArticleModel
import CLanguageData

/// Recognises what a news site prints around an article.
enum SiteText {
  /// What a line is.
  enum Verdict: Sendable {
    /// The article's own.
    case article
    case boilerplate
    /// The titles on the next lines belong to it.
    case listOpening
    /// Everything after it is the site's too.
    case rest
  }

  /// How a phrase of the table is recognised; described there.
  private enum Rule: String, Sendable { case line, start, label, list, button, filler, contains, rest }

  private static let phrases: [Rule: PhraseTable<Void>] = {
    var tables: [Rule: PhraseTable<Void>] = [:]
    for row in EmbeddedTable.rows(of: workbench_loading_boilerplate()) where row.count == 2 {
      if let rule = Rule(rawValue: row[0]) { tables[rule, default: PhraseTable()].add(row[1], ()) }
    }
    return tables
  }()

  /// Longer lines are the article's, in bytes.
  private static let longestLine = 800
  /// A phrase within a line counts in lines of up to so many code points.
  private static let longestLineAround = 250
  private static let labelMarks: Set<String> = [":", ">", "|", "\"", "/", "-", "–", "—", "→"]

  private static let quotationMarks: Set<String> = ["\"", "'", "‹", "›"]

  /// Judges the paragraph.
  static func judge(_ paragraph: Paragraph, in text: ArticleText) -> Verdict {
    guard paragraph.span.length <= longestLine else { return .article }
    return judge(LineTokens(text, paragraph.span).tokens, length: paragraph.length)
  }

  /// Judges a line of `length` code points.
  static func judge(_ tokens: [LineToken], length: Int) -> Verdict {
    guard let first = tokens.firstIndex(where: { $0.kind != .mark }) else {
      // A rule or bullets; a lone quotation mark belongs to the quotation around it.
      return tokens.contains { quotationMarks.contains($0.folded) } ? .article : .boilerplate
    }
    if isRest(tokens, first) { return .rest }
    if isButtonRow(tokens) { return .boilerplate }
    for start in first == 0 ? [0] : [0, first] {
      if let end = end(of: .line, tokens, start), isDecoration(tokens[end...]) { return .boilerplate }
      if end(of: .start, tokens, start) != nil { return .boilerplate }
      if let end = end(of: .label, tokens, start), end == tokens.count || labelMarks.contains(tokens[end].folded) {
        return .boilerplate
      }
      if let end = end(of: .list, tokens, start) {
        if tokens[end...].allSatisfy({ $0.kind == .mark }) { return .listOpening }
        if labelMarks.contains(tokens[end].folded) { return .boilerplate }
        if end - start > 1, tokens[end].casing != .lower, tokens[tokens.count - 1].folded != "." { return .boilerplate }
      }
    }
    if length <= longestLineAround, tokens.indices.contains(where: { end(of: .contains, tokens, $0) != nil }) {
      return .boilerplate
    }
    return .article
  }

  /// Whether a paragraph's last words are the heading of a list that the page lost, such as "A lire aussi :".
  ///
  /// Returns where the heading begins.
  static func danglingLabel(endOf tokens: [LineToken]) -> Int? {
    guard let last = tokens.last, last.folded == ":" else { return nil }
    for start in tokens.indices.dropFirst().suffix(6) {
      guard end(of: .list, tokens, start) == tokens.count - 1, tokens[start - 1].kind == .mark else { continue }
      return tokens[start].span.start
    }
    return nil
  }

  private static func end(of rule: Rule, _ tokens: [LineToken], _ start: Int) -> Int? {
    phrases[rule]?.match(tokens, at: start).map { start + $0.length }
  }

  /// "Laisser un commentaire", "3 commentaires", "Commentaires (3)".
  private static func isRest(_ tokens: [LineToken], _ first: Int) -> Bool {
    let start = tokens[first].kind == .number ? first + 1 : first
    guard let end = end(of: .rest, tokens, start) else { return false }
    return tokens.count - end <= 6
  }

  private static func isDecoration(_ tokens: ArraySlice<LineToken>) -> Bool {
    tokens.allSatisfy { $0.kind != .word } || isButtonRow(Array(tokens))
  }

  /// Whether the line holds nothing but the words of buttons, counters and marks, and at least one button.
  private static func isButtonRow(_ tokens: [LineToken]) -> Bool {
    var index = 0
    var buttons = 0
    while index < tokens.count {
      if let end = end(of: .button, tokens, index) {
        buttons += 1
        index = end
      } else if let end = end(of: .filler, tokens, index) {
        index = end
      } else if tokens[index].kind != .word {
        index += 1
      } else {
        return false
      }
    }
    return buttons > 0
  }
}
