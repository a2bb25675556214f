import ArticleModel

/// Days and stretches of days.
extension DateResolver {
  /// Day and month of the `number`th day that a match names; the month may be the one that follows.
  private func dayAndMonth(_ match: DateMatch, _ number: Int) -> (day: Int, month: Int, token: Int)? {
    var days: [(Int, Int?, Int)] = []
    var leadingMonth: Int?
    for capture in match.captures {
      switch capture.symbol {
      case CalendarSymbols.Known.day.id: days.append((capture.value, leadingMonth, capture.token))
      case CalendarSymbols.Known.month.id, CalendarSymbols.Known.monthNumber.id:
        // "novembre 6, 2024" has its month before the day.
        if days.isEmpty { leadingMonth = capture.value }
        if !days.isEmpty, days[days.count - 1].1 == nil { days[days.count - 1].1 = capture.value }
      case CalendarSymbols.Known.dayMonth.id, CalendarSymbols.Known.dayFigures.id:
        days.append((capture.value / 100, capture.value % 100, capture.token))
      default: break
      }
    }
    // "du 12 au 14 mars": the month of the next day that has one.
    guard number < days.count, let month = days[number...].compactMap(\.1).first else { return nil }
    return (days[number].0, month, days[number].2)
  }

  private func weekday(_ match: DateMatch, before token: Int) -> Int? {
    match.all(.weekday).last { $0.token < token }?.value
  }

  mutating func day(_ match: DateMatch) -> DateReading? {
    if let figures = match.value(.figures) {
      return DateReading(
        CalendarDate(year: figures / 10_000, month: figures / 100 % 100, day: figures % 100).map(
          CalendarPeriod.init(day:)),
        anchor: "text")
    }
    if let (day, month, token) = dayAndMonth(match, 0) {
      guard (1...12).contains(month), day <= CalendarDate.days(inMonth: month, of: 2024) else { return nil }
      return resolve(match, weekday: weekday(match, before: token)) {
        CalendarDate(year: $0, month: month, day: day).map(CalendarPeriod.init(day:))
      }
    }
    // "hier mardi"
    if let shift = match.value(.deictic) { return reckoned { CalendarPeriod(day: $0.adding(days: shift)) } }
    guard let weekday = match.value(.weekday), let day = match.value(.day) else { return nil }
    return dayOfUnknownMonth(day, weekday: weekday, match)
  }

  /// "mercredi 13": the nearest month in which the weekday fits.
  private mutating func dayOfUnknownMonth(_ day: Int, weekday: Int, _ match: DateMatch) -> DateReading? {
    let time = tense.time(around: match.tokens, in: sentence)
    let isNote = isNote
    return reckoned(.day, nil) { from in
      let candidates = (-12...12).compactMap { shift -> CalendarDate? in
        let month = CalendarDate(year: from.year, month: from.month, day: 1)!.adding(months: shift)
        return CalendarDate(year: month.year, month: month.month, day: day)
      }.filter { $0.weekday == weekday }
      let allowed = candidates.filter { isNote || time == .future ? $0 >= from : time == .past ? $0 <= from : true }
      return (allowed.isEmpty ? candidates : allowed)
        .min { abs($0.dayNumber - from.dayNumber) < abs($1.dayNumber - from.dayNumber) }
        .map(CalendarPeriod.init(day:))
    }
  }

  /// "le 25", behind another date of the same sentence: a day of the same month.
  mutating func loneDay(_ match: DateMatch) -> DateReading? {
    guard let day = match.value(.day), reference.mentionedSentence == sentenceNumber,
      let mentioned = reference.mentioned, mentioned.precision == .day,
      match.end == sentence.upperBound || article.tokens.partsOfSpeech[match.end] == .punct
    else { return nil }
    let first = mentioned.days.lowerBound
    guard let found = CalendarDate(year: first.year, month: first.month, day: day) else { return nil }
    return DateReading(
      CalendarPeriod(day: found), anchor: "mentioned", reason: "a day of the month last mentioned, \(mentioned.value)")
  }

  mutating func days(_ match: DateMatch) -> DateReading? {
    let count = match.all(.day).count + match.all(.dayMonth).count + match.all(.dayFigures).count
    guard count >= 2 else { return nil }
    guard let last = dayAndMonth(match, count - 1), let first = dayAndMonth(match, 0) else { return daysOfMonth(match) }
    guard (1...12).contains(last.month), (1...12).contains(first.month) else { return nil }
    let years = match.all(.year).map(\.value)
    if years.count == 2, let from = CalendarDate(year: years[0], month: first.month, day: first.day),
      let to = CalendarDate(year: years[1], month: last.month, day: last.day)
    {
      return DateReading(CalendarPeriod(from: from, to: to), precision: .interval, anchor: "text")
    }
    // The last day says which year it is, or the first where it has a weekday.
    let isFirst = weekday(match, before: first.token) != nil
    let chosen = isFirst ? first : last
    var reading = resolve(match, weekday: weekday(match, before: chosen.token)) {
      CalendarDate(year: $0, month: chosen.month, day: chosen.day).map(CalendarPeriod.init(day:))
    }
    reading.period = reading.period.flatMap {
      Self.stretch(first.day, first.month, last.day, last.month, year: $0.days.lowerBound.year, isFirst: isFirst)
    }
    reading.precision = .interval
    return reading
  }

  /// From one day to another; the year is that of the last, or of the first where `isFirst`.
  private static func stretch(
    _ firstDay: Int, _ firstMonth: Int, _ lastDay: Int, _ lastMonth: Int, year: Int, isFirst: Bool
  ) -> CalendarPeriod? {
    // "du 28 décembre au 3 janvier" ends in the year behind.
    let crosses = (firstMonth, firstDay) > (lastMonth, lastDay) ? 1 : 0
    let firstYear = isFirst ? year : year - crosses
    guard let first = CalendarDate(year: firstYear, month: firstMonth, day: firstDay),
      let last = CalendarDate(year: firstYear + crosses, month: lastMonth, day: lastDay)
    else { return nil }
    return CalendarPeriod(from: first, to: last)
  }

  /// "du 13 au 18": of the month of the reference day, or of the one beside it.
  private mutating func daysOfMonth(_ match: DateMatch) -> DateReading? {
    let days = match.all(.day).map(\.value)
    guard days.count == 2, days[0] < days[1] else { return nil }
    let time = tense.time(around: match.tokens, in: sentence)
    let isNote = isNote
    return reckoned(.interval) { from in
      let candidates = (-1...1).compactMap { shift -> CalendarPeriod? in
        let month = CalendarDate(year: from.year, month: from.month, day: 1)!.adding(months: shift)
        guard let first = CalendarDate(year: month.year, month: month.month, day: days[0]),
          let last = CalendarDate(year: month.year, month: month.month, day: days[1])
        else { return nil }
        return CalendarPeriod(from: first, to: last)
      }
      if isNote || time == .future { return candidates.first { $0.days.upperBound >= from } }
      if time == .past { return candidates.last { $0.days.lowerBound <= from } }
      return candidates.enumerated().min {
        (YearChoice.distance($0.element, from), $0.offset) < (YearChoice.distance($1.element, from), $1.offset)
      }?.element
    }
  }

  /// "la nuit du jeudi 7 au vendredi 8 août", "la nuit de mardi à mercredi", "la nuit dernière".
  mutating func night(_ match: DateMatch) -> DateReading? {
    if !match.all(.day).isEmpty { return days(match) }
    let weekdays = match.all(.weekday).map(\.value)
    guard weekdays.count == 2 else {
      return reckoned(.interval) { CalendarPeriod(from: $0.adding(days: -1), to: $0) }
    }
    guard weekdays[1] == weekdays[0] % 7 + 1 else { return nil }
    return reckoned(.interval) { from in
      let end = from.adding(days: -((from.weekday - weekdays[1] + 7) % 7))
      return CalendarPeriod(from: end.adding(days: -1), to: end)
    }
  }

  /// "le troisième jour d'octobre", "le dernier jour d'octobre 2015".
  mutating func nthDay(_ match: DateMatch) -> DateReading? {
    guard let month = match.value(.month) else { return nil }
    let number = match.value(.ordinal)
    return resolve(withoutLeading(match)) { year in
      let day = number ?? CalendarDate.days(inMonth: month, of: year)
      return CalendarDate(year: year, month: month, day: day).map(CalendarPeriod.init(day:))
    }
  }

  /// "le premier mercredi de mars", "le premier mercredi du mois prochain".
  mutating func nthWeekday(_ match: DateMatch) -> DateReading? {
    guard let weekday = match.value(.weekday) else { return nil }
    let number = match.value(.ordinal)
    func day(_ year: Int, _ month: Int) -> CalendarPeriod? {
      guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
      let start = first.adding(days: (weekday - first.weekday + 7) % 7)
      var found = start
      if let number {
        found = start.adding(days: 7 * (number - 1))
      } else {
        while found.adding(days: 7).month == month { found = found.adding(days: 7) }
      }
      return found.month == month ? CalendarPeriod(day: found) : nil
    }
    if let month = match.value(.month) { return resolve(withoutLeading(match)) { day($0, month) } }
    let shift = match.captures.last?.value ?? 0
    return reckoned { from in
      let month = CalendarDate(year: from.year, month: from.month, day: 1)!.adding(months: shift)
      return day(month.year, month.month)
    }
  }

  /// "la première semaine d'octobre": the first or last whole week of the month.
  mutating func nthWeek(_ match: DateMatch) -> DateReading? {
    guard let month = match.value(.month) else { return nil }
    let number = match.value(.ordinal)
    return resolve(withoutLeading(match)) { year in
      guard let period = CalendarPeriod(month: month, year: year) else { return nil }
      let first = period.days.lowerBound
      let monday = first.adding(days: (8 - first.weekday) % 7)
      let last = period.days.upperBound.adding(days: -6).monday
      return CalendarPeriod(weekOf: number.map { monday.adding(days: 7 * ($0 - 1)) } ?? last)
    }
  }

  /// "la première quinzaine d'avril"
  mutating func fortnight(_ match: DateMatch) -> DateReading? {
    guard let month = match.value(.month), let number = match.value(.ordinal), number <= 2 else { return nil }
    return resolve(match) { year in
      guard let period = CalendarPeriod(month: month, year: year) else { return nil }
      let first = period.days.lowerBound
      return number == 1
        ? CalendarPeriod(from: first, to: first.adding(days: 14))
        : CalendarPeriod(from: first.adding(days: 15), to: period.days.upperBound)
    }
  }

  /// The match without a "dernier" that belongs to the day and not to the year.
  private func withoutLeading(_ match: DateMatch) -> DateMatch {
    var match = match
    if match.captures.first?.symbol == CalendarSymbols.Known.last.id { match.captures.removeFirst() }
    return match
  }
}
