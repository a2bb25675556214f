import ArticleModel
import CLanguageData

/// A date as pages print it: "Publié le 12/06/2024 à 14h30", "lundi 3 mars 2025", "juin 12, 2024".
struct PublicationDate: Sendable {
  /// What the words before a date say about it.
  enum Cue: String, Sendable { case published, updated }

  /// The tokens it takes up.
  var tokens: Range<Int>
  /// `nil` when the year is missing or there is no such day.
  var date: CalendarDate?
  var cue: Cue?

  /// The date that begins at token `start`, with the words before it and the time after it.
  init?(_ tokens: [LineToken], at start: Int) {
    var reader = DateReader(tokens: tokens, index: start)
    if let meaning = reader.take(.cue) {
      cue = meaning.cue
      reader.skip([":", "-"])
    }
    while reader.take(.filler) != nil {}
    let beforeWeekday = reader.index
    if reader.take(.weekday) != nil { reader.skip([",", "."]) }
    while reader.take(.filler) != nil {}
    var day = reader.readDay()
    if day == nil {
      reader.index = beforeWeekday
      day = reader.readDay()
    }
    guard let day else { return nil }
    date = day.date
    reader.readTime()
    self.tokens = start..<reader.index
  }
}

/// Reads the parts of a date from the tokens of a line.
private struct DateReader {
  /// What a word of the table is; described there.
  enum Word: String, Sendable { case month, weekday, cue, filler, time, zone, ordinal }
  struct Meaning: Sendable {
    var number = 0
    var cue: PublicationDate.Cue?
  }
  /// A day of some month; without a year, or when there is no such day, `date` is `nil`.
  struct Day { var date: CalendarDate? }

  let tokens: [LineToken]
  var index: Int

  private static let words: [Word: PhraseTable<Meaning>] = {
    var tables: [Word: PhraseTable<Meaning>] = [:]
    for row in EmbeddedTable.rows(of: workbench_loading_dates()) where row.count == 3 {
      guard let word = Word(rawValue: row[0]) else { continue }
      let meaning = Meaning(number: Int(row[1]) ?? 0, cue: PublicationDate.Cue(rawValue: row[1]))
      for spelling in row[2].split(separator: ",") {
        tables[word, default: PhraseTable()].add(String(spelling), meaning)
      }
    }
    return tables
  }()

  mutating func take(_ word: Word) -> Meaning? {
    guard let match = Self.words[word]?.match(tokens, at: index) else { return nil }
    index += match.length
    return match.value
  }

  mutating func skip(_ marks: Set<String>) {
    while index < tokens.count, marks.contains(tokens[index].folded) { index += 1 }
  }

  private mutating func number(_ lengths: ClosedRange<Int>) -> Int? {
    guard index < tokens.count, tokens[index].kind == .number, lengths.contains(tokens[index].length)
    else { return nil }
    index += 1
    return Int(tokens[index - 1].folded)
  }

  private mutating func year() -> Int? {
    let start = index
    skip([",", "."])
    if let year = number(4...4), (1800...2100).contains(year) { return year }
    index = start
    return nil
  }

  mutating func readDay() -> Day? {
    let start = index
    if let day = numericDay() { return day }
    index = start
    if let day = dayAndMonth() { return day }
    index = start
    if let day = monthAndDay() { return day }
    index = start
    return nil
  }

  /// 12/06/2024, 12-06-24, 12.06.2024, 2024-06-12; the day comes first unless it cannot.
  private mutating func numericDay() -> Day? {
    guard let first = number(1...4), let mark = separator(), let second = number(1...2), separator() == mark,
      let third = number(1...4)
    else { return nil }
    let firstLength = tokens[index - 5].length
    if firstLength == 4 { return Day(date: CalendarDate(year: first, month: second, day: third)) }
    guard firstLength <= 2, tokens[index - 1].length == 4 || tokens[index - 1].length == 2 else { return nil }
    let year = tokens[index - 1].length == 4 ? third : third + (third < 70 ? 2000 : 1900)
    let date =
      CalendarDate(year: year, month: second, day: first) ?? CalendarDate(year: year, month: first, day: second)
    return date.map { Day(date: $0) }
  }

  private mutating func separator() -> String? {
    guard index < tokens.count, !tokens[index].spaceBefore, ["/", "-", "."].contains(tokens[index].folded) else {
      return nil
    }
    index += 1
    return tokens[index - 1].folded
  }

  /// 3 mars 2025, 1er mars, 3rd March 2025.
  private mutating func dayAndMonth() -> Day? {
    guard let day = number(1...2), (1...31).contains(day) else { return nil }
    _ = take(.ordinal)
    skip(["-", "."])
    guard let month = take(.month)?.number else { return nil }
    skip([".", "-"])
    return Day(date: year().flatMap { CalendarDate(year: $0, month: month, day: day) })
  }

  /// mars 3, 2025.
  private mutating func monthAndDay() -> Day? {
    guard let month = take(.month)?.number else { return nil }
    skip(["."])
    guard let day = number(1...2), (1...31).contains(day) else { return nil }
    _ = take(.ordinal)
    guard let year = year() else { return nil }
    return Day(date: CalendarDate(year: year, month: month, day: day))
  }

  /// The time after a date, if there is one: "à 14h30", "- 14:30 GMT".
  mutating func readTime() {
    let start = index
    skip([",", "-", "–", "|", "@", "("])
    while take(.filler) != nil {}
    if index < tokens.count, tokens[index].folded == "t", !tokens[index].spaceBefore { index += 1 }
    guard number(1...2) != nil, take(.time) != nil || index < tokens.count && tokens[index].folded == ":" else {
      index = start
      return
    }
    while index < tokens.count {
      let isColon = tokens[index].folded == ":"
      if isColon { index += 1 } else if number(1...2) == nil, take(.time) == nil { break }
    }
    _ = take(.zone)
    if index < tokens.count, tokens[index].folded == ")" { index += 1 }
  }
}
