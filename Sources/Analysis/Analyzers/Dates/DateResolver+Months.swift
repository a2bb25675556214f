import ArticleModel

/// Months, quarters, seasons, years and more.
extension DateResolver {
  /// The months of a match in order, with the part of each that is meant.
  private func monthCaptures(_ match: DateMatch) -> [(month: Int, part: Int?)] {
    var part: Int?
    var months: [(Int, Int?)] = []
    for capture in match.captures {
      switch capture.symbol {
      case CalendarSymbols.Known.part.id: part = capture.value
      case CalendarSymbols.Known.month.id:
        months.append((capture.value, part))
        part = nil
      case CalendarSymbols.Known.midMonth.id: months.append((capture.value, 2))
      default: break
      }
    }
    return months
  }

  mutating func month(_ match: DateMatch) -> DateReading? {
    if let figures = match.value(.monthFigures) {
      return DateReading(CalendarPeriod(month: figures % 100, year: figures / 100), anchor: "text")
    }
    guard let (month, part) = monthCaptures(match).first else { return nil }
    var reading = resolve(match) { CalendarPeriod(month: month, year: $0) }
    reading.precision = .month
    if let part, let period = reading.period { reading.days = Self.days(of: part, ofMonth: period) }
    return reading
  }

  /// The first ten days of a month, the next ten, or the rest.
  static func days(of part: Int, ofMonth month: CalendarPeriod) -> ClosedRange<CalendarDate> {
    let first = month.days.lowerBound
    switch part {
    case 1: return first...first.adding(days: 9)
    case 2: return first.adding(days: 10)...first.adding(days: 19)
    default: return first.adding(days: 20)...month.days.upperBound
    }
  }

  mutating func months(_ match: DateMatch) -> DateReading? {
    let months = monthCaptures(match)
    guard months.count >= 2, let first = months.first, let last = months.last else { return nil }
    let years = match.all(.year).map(\.value)
    var lastMatch = match
    if years.count == 2 {
      lastMatch.captures.removeAll { $0.symbol == CalendarSymbols.Known.year.id && $0.value == years[0] }
    }
    var reading = resolve(lastMatch) { CalendarPeriod(month: last.month, year: $0) }
    if let end = reading.period {
      let year = years.count == 2 ? years[0] : end.days.lowerBound.year - (first.month > last.month ? 1 : 0)
      reading.period = CalendarPeriod(month: first.month, year: year).flatMap { CalendarPeriod(from: $0, to: end) }
      if let start = CalendarPeriod(month: first.month, year: year), first.part != nil || last.part != nil {
        let from = first.part.map { Self.days(of: $0, ofMonth: start).lowerBound } ?? start.days.lowerBound
        let to = last.part.map { Self.days(of: $0, ofMonth: end).upperBound } ?? end.days.upperBound
        if from <= to { reading.days = from...to }
      }
    }
    reading.precision = .interval
    return reading
  }

  /// "le premier trimestre 2024", "le second semestre".
  mutating func quarter(_ match: DateMatch) -> DateReading? {
    let length = match.value(.quarterOrHalf) ?? 3
    guard let number = match.value(.ordinal) ?? match.rule.value, number * length <= 12 else { return nil }
    var reading = resolve(match) { CalendarPeriod(months: length, from: (number - 1) * length + 1, of: $0) }
    reading.precision = .quarter
    return reading
  }

  /// "cet été", "l'hiver dernier", "l'été 2024": by the astronomical seasons of the north.
  mutating func season(_ match: DateMatch) -> DateReading? {
    guard let season = match.value(.season) else { return nil }
    if match.has(.this), article.tokens.partsOfSpeech[match.tokens.upperBound - 1] == .verb { return nil }
    var reading = resolve(match) { year in
      let bounds = [(3, 20, 6, 20), (6, 21, 9, 23), (9, 24, 12, 20), (12, 21, 3, 20)][season - 1]
      guard let first = CalendarDate(year: year, month: bounds.0, day: bounds.1),
        let last = CalendarDate(year: season == 4 ? year + 1 : year, month: bounds.2, day: bounds.3)
      else { return nil }
      return CalendarPeriod(from: first, to: last)
    }
    reading.precision = .interval
    return reading
  }

  mutating func year(_ match: DateMatch) -> DateReading? {
    guard let year = match.rule.value ?? match.value(.year) ?? match.value(.spacedYear) else { return nil }
    var reading = DateReading(CalendarPeriod(year: year), anchor: "text")
    if let part = match.value(.part), let first = CalendarDate(year: year, month: 1, day: 1) {
      reading.days = Self.days(of: part, ofYearFrom: first)
    }
    return reading
  }

  /// The first, the middle or the last two months of a year.
  static func days(of part: Int, ofYearFrom first: CalendarDate) -> ClosedRange<CalendarDate>? {
    CalendarPeriod(months: 2, from: [1, 6, 11][part - 1], of: first.year)?.days
  }

  mutating func years(_ match: DateMatch) -> DateReading? {
    var years = match.all(.year).map(\.value)
    if let range = match.value(.yearRange) { years = [range / 10_000, range % 10_000] }
    guard years.count == 2, years[0] < years[1], let first = CalendarPeriod(year: years[0]),
      let last = CalendarPeriod(year: years[1])
    else { return nil }
    return DateReading(CalendarPeriod(from: first, to: last), anchor: "text")
  }

  /// "les années 1990", "les années 90"; "les années 2019" is no decade.
  mutating func decade(_ match: DateMatch) -> DateReading? {
    guard var year = match.value(.year) ?? match.value(.shortYear), year % 10 == 0 else { return nil }
    if year < 100 { year += 1900 }
    guard let first = CalendarPeriod(year: year), let last = CalendarPeriod(year: year + 9) else { return nil }
    return DateReading(CalendarPeriod(from: first, to: last, precision: .decade), anchor: "text")
  }

  /// "le XIXe siècle": the years 1801 to 1900.
  mutating func century(_ match: DateMatch) -> DateReading? {
    guard let number = match.value(.century), let first = CalendarPeriod(year: number * 100 - 99),
      let last = CalendarPeriod(year: number * 100)
    else { return nil }
    return DateReading(CalendarPeriod(from: first, to: last, precision: .century), anchor: "text")
  }

  /// Four figures without a word that makes them a year: not a count, and not the edition of an event.
  mutating func bareYear(_ match: DateMatch) -> DateReading? {
    guard let year = match.value(.year), (1700...2100).contains(year) else { return nil }
    let token = match.tokens.lowerBound
    let parts = article.tokens.partsOfSpeech
    if match.end < sentence.upperBound, [.noun, .num, .sym, .adj, .propn].contains(parts[match.end]) { return nil }
    guard token > sentence.lowerBound else { return nil }
    let before = article.tokens.form(token - 1)
    if tokens.value(token - 1, CalendarSymbols.Known.numbered.id) != nil { return nil }
    if isInBrackets(match) || reference.mentionedSentence == sentenceNumber && continuesList(token) {
      return DateReading(CalendarPeriod(year: year), anchor: "text")
    }
    guard let first = before.unicodeScalars.first, first.properties.isLowercase, !isEdition(token) else { return nil }
    guard [.noun, .adp, .adj, .verb].contains(parts[token - 1]) || before == "d'" else { return nil }
    return DateReading(CalendarPeriod(year: year), anchor: "text")
  }

  private func isInBrackets(_ match: DateMatch) -> Bool {
    let token = match.tokens.lowerBound
    guard match.end < sentence.upperBound else { return false }
    return ["(", ","].contains(word(token - 1)) && [")", ","].contains(word(match.end))
      && (word(token - 1) == "(" || word(match.end) == ")")
  }

  /// "en 2023 et 2024"
  private func continuesList(_ token: Int) -> Bool {
    guard token - 2 >= sentence.lowerBound, ["et", "ou", ",", "/"].contains(word(token - 1)) else { return false }
    return tokens.value(token - 2, CalendarSymbols.Known.year.id) != nil
  }

  /// "coupe du monde 2026": the year belongs to the name of an event.
  private func isEdition(_ token: Int) -> Bool {
    for index in (max(sentence.lowerBound, token - 5)..<token).reversed() {
      if article.tokens.partsOfSpeech[index] == .verb || article.tokens.partsOfSpeech[index] == .punct { return false }
      if tokens.value(index, CalendarSymbols.Known.eventHead.id) != nil { return true }
    }
    return false
  }
}
