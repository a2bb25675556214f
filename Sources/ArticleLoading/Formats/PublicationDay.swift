import ArticleModel

/// The day that a format's date field names: ISO 8601, the form of mail and feeds (RFC 5322, `Mon, 23 Jun 2025 …`), or one
/// that pages use (`23/06/2025`, `le 23 juin 2025`).
enum PublicationDay {
  static func read(_ text: String) -> CalendarDate? {
    let trimmed = text.drop { $0 == " " || $0.isNewline }
    if let date = CalendarDate(iso: trimmed) { return date }
    let digits = trimmed.prefix(8)
    if digits.count == 8, digits.allSatisfy(\.isASCII), let number = Int(digits) {
      return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }
    return mail(trimmed) ?? onPage(String(trimmed))
  }

  /// The first date in a line as pages print it.
  static func onPage(_ text: String) -> CalendarDate? {
    let line = ArticleText(String(text.prefix(200)))
    let tokens = LineTokens(line, line.span).tokens
    for start in tokens.indices.prefix(40) {
      if let date = PublicationDate(tokens, at: start)?.date { return date }
    }
    return nil
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  private static func mail(_ text: Substring) -> CalendarDate? {
    let words = text.split { $0 == " " || $0 == "," || $0 == "-" }
    for index in words.indices.dropLast(2) {
      guard let day = Int(words[index]), let month = months.firstIndex(of: words[index + 1].prefix(3).lowercased()),
        let year = Int(words[index + 2]), words[index + 2].count == 4
      else { continue }
      return CalendarDate(year: year, month: month + 1, day: day)
    }
    return nil
  }
}
