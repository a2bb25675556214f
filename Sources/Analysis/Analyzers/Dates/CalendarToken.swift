import ArticleModel

/// What a token is to the calendar, found once for each distinct form of an article.
struct CalendarToken {
  var word: CalendarLexicon.Word?
  /// Value of a token of one to four digits.
  var number: Int?
  /// Digits in `number`.
  var digits = 0
  /// A day written in figures alone, such as 12/06/2024.
  var date: CalendarDate?
  var isYearCue = false
  var isMonthCue = false

  init(_ form: String, lexicon: CalendarLexicon) {
    let folded = form.lowercased()
    word = lexicon.word(folded)
    isYearCue = lexicon.isYearCue(folded)
    isMonthCue = lexicon.isMonthCue(folded)
    let utf8 = Array(form.utf8)
    if (1...4).contains(utf8.count), utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      number = Int(form)
      digits = utf8.count
    } else if (6...10).contains(utf8.count), (0x30...0x39).contains(utf8[0]) {
      date = Self.numericDate(form)
    }
  }

  var isDay: Bool { number.map { (1...31).contains($0) && digits <= 2 } ?? false }
  var isYear: Bool { number.map { digits == 4 && (1500...2100).contains($0) } ?? false }

  /// Day, month and year divided by `/`, `.` or `-`, in the French order, or ISO 8601.
  private static func numericDate(_ form: String) -> CalendarDate? {
    if let date = CalendarDate(iso: form), form.utf8.count == 10 { return date }
    let parts = form.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "." || $0 == "-" }
    guard parts.count == 3, let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]),
      parts[2].utf8.count == 4
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }
}
