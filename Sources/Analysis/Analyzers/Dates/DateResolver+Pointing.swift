import ArticleModel

/// Words that point: weekdays, "hier", "la semaine dernière", "il y a trois jours".
extension DateResolver {
  mutating func weekday(_ match: DateMatch) -> DateReading? {
    guard let weekday = match.value(.weekday) else { return nil }
    if isRecurring(match) { return DateReading(kind: "set", value: nil) }
    // "mardi en huit", "lundi en quinze"
    if let number = match.value(.number) {
      guard number == 8 || number == 15 else { return nil }
      return reckoned {
        CalendarPeriod(day: $0.adding(days: (weekday - $0.weekday + 7) % 7 + (number == 8 ? 7 : 14)))
      }
    }
    if let week = weekShift(match) {
      return reckoned { CalendarPeriod(day: $0.monday.adding(days: 7 * week + weekday - 1)) }
    }
    if match.has(.after) || match.has(.before) || match.rule.value != nil { return besideMention(weekday, match) }
    let time = tense.time(around: match.tokens, in: sentence)
    let isNote = isNote
    return reckoned { from in
      let back = (from.weekday - weekday + 7) % 7
      if match.has(.last) { return CalendarPeriod(day: from.adding(days: back == 0 ? -7 : -back)) }
      if match.has(.next) { return CalendarPeriod(day: from.adding(days: 7 - back)) }
      let isToCome = time == .future || isNote && time == .none
      return CalendarPeriod(day: from.adding(days: back != 0 && isToCome ? 7 - back : -back))
    }
  }

  /// Weeks from the present one, where the match names a week.
  private func weekShift(_ match: DateMatch) -> Int? {
    guard match.tokens.contains(where: { word($0) == "semaine" }) else { return nil }
    return match.value(.last) ?? match.value(.next) ?? match.value(.after) ?? match.value(.before) ?? match.rule.value
      ?? 0
  }

  /// "le dimanche suivant": behind the date last mentioned; without one, of the week to come.
  private func besideMention(_ weekday: Int, _ match: DateMatch) -> DateReading {
    let isBefore = match.has(.before)
    guard reference.mentionedDay != nil else {
      return reckoned { CalendarPeriod(day: $0.monday.adding(days: (isBefore ? -7 : 7) + weekday - 1)) }
    }
    return reckonedFromMention { from in
      let back = (from.weekday - weekday + 7) % 7
      return CalendarPeriod(day: from.adding(days: isBefore ? (back == 0 ? -7 : -back) : 7 - back))
    }
  }

  /// "chaque lundi" is another rule; this is "du lundi au vendredi".
  private func isRecurring(_ match: DateMatch) -> Bool { match.all(.weekday).count > 1 }

  mutating func deictic(_ match: DateMatch) -> DateReading? {
    let shift = match.value(.deictic) ?? match.rule.value ?? 0
    if match.value(.deictic) == 0, isNowadays(match) { return nil }
    return reckoned { CalendarPeriod(day: $0.adding(days: shift)) }
  }

  /// "aujourd'hui" beside a present tense or no verb, or before a noun ("aujourd'hui professeur"): "nowadays", no day.
  ///
  /// In a text with a dateline it is that day, but not in what somebody says.
  private mutating func isNowadays(_ match: DateMatch) -> Bool {
    guard !isNote, !match.has(.daypart) else { return false }
    var next = match.end
    while next < sentence.upperBound, word(next) == "," || article.tokens.partsOfSpeech[next] == .adv { next += 1 }
    if next < sentence.upperBound, [.noun, .adj].contains(article.tokens.partsOfSpeech[next]) { return true }
    if reference.isDateline, !sentence.contains(where: { ["«", "»", "“", "”", "\""].contains(word($0)) }) {
      return false
    }
    switch tense.time(around: match.tokens, in: sentence) {
    case .past, .future: return false
    case .present, .none: return true
    }
  }

  /// "la veille", "le lendemain", "ce jour-là"
  mutating func mentioned(_ match: DateMatch) -> DateReading? {
    let shift = match.rule.value ?? 0
    // "le même jour" without a day before it is no day.
    if shift == 0, reference.mentionedDay == nil { return nil }
    return reckonedFromMention { CalendarPeriod(day: $0.adding(days: shift)) }
  }

  /// "cette semaine", "le mois dernier", "l'année suivante"
  mutating func unit(_ match: DateMatch) -> DateReading? {
    if match.rule.id == "part-of-unit" { return reckoned(.week) { CalendarPeriod(weekOf: $0) } }
    guard let unit = match.capture(.unit) else { return weekOfDays(match) }
    let name = word(unit.token)
    if isPlural(match) {
      return match.has(.this) ? nil : DateReading(nil, precision: .interval, anchor: nil)
    }
    if name.hasPrefix("journ"), match.has(.this) { return nil }
    let isMention = match.has(.before) || match.has(.after) || match.rule.isReckonedFromMention
    let shift =
      match.value(.last) ?? match.value(.next) ?? match.value(.before) ?? match.value(.after) ?? match.rule.value ?? 0
    let period: (CalendarDate) -> CalendarPeriod? = { Self.period(unit.value, shift, from: $0) }
    var reading = isMention ? reckonedFromMention(Self.precision(unit.value), period) : reckoned(.day, nil, period)
    reading.precision = Self.precision(unit.value)
    if let part = match.value(.part), let found = reading.period { reading.days = Self.days(of: part, of: found) }
    return reading
  }

  /// "ces derniers mois", "les prochains jours", "il y a quelques années": a date that stays open.
  func some(_ match: DateMatch) -> DateReading? {
    guard isPlural(match) else { return nil }
    return DateReading(nil, precision: .interval, anchor: nil)
  }

  private func isPlural(_ match: DateMatch) -> Bool {
    guard let unit = match.capture(.unit) else { return false }
    let name = word(unit.token)
    if name != "mois" { return name.hasSuffix("s") }
    return match.tokens.contains { $0 != unit.token && word($0).hasSuffix("s") }
  }

  private mutating func weekOfDays(_ match: DateMatch) -> DateReading? {
    guard !match.all(.day).isEmpty else { return nil }
    return days(match)
  }

  /// The unit that holds `day`, or the one `shift` units away.
  static func period(_ unit: Int, _ shift: Int, from day: CalendarDate) -> CalendarPeriod? {
    switch unit {
    case 1: return CalendarPeriod(day: day.adding(days: shift))
    case 2: return CalendarPeriod(weekOf: day.adding(days: 7 * shift))
    case 3:
      let month = day.adding(months: shift)
      return CalendarPeriod(month: month.month, year: month.year)
    default: return CalendarPeriod(year: day.year + shift)
    }
  }

  static func precision(_ unit: Int) -> CalendarPeriod.Precision {
    switch unit {
    case 1: .day
    case 2: .week
    case 3: .month
    default: .year
    }
  }

  /// The beginning, middle or end of a week, month or year.
  static func days(of part: Int, of period: CalendarPeriod) -> ClosedRange<CalendarDate>? {
    let first = period.days.lowerBound
    switch period.precision {
    case .week:
      let bounds = [(0, 1), (2, 3), (3, 6)][part - 1]
      return first.adding(days: bounds.0)...first.adding(days: bounds.1)
    case .month: return days(of: part, ofMonth: period)
    case .year: return days(of: part, ofYearFrom: first)
    default: return nil
    }
  }

  /// "en fin de semaine", "au début du mois": of the present one, in a note of the one to come.
  mutating func partOfUnit(_ match: DateMatch) -> DateReading? {
    guard let part = match.value(.part), let unit = match.capture(.unit), unit.value > 1 else { return nil }
    let name = word(unit.token)
    guard !name.hasSuffix("s") || name == "mois" else { return nil }
    let isNote = isNote
    return reckoned(.interval) { from in
      for shift in 0...1 {
        guard let period = Self.period(unit.value, shift, from: from), let days = Self.days(of: part, of: period) else {
          return nil
        }
        if isNote, unit.value == 3, days.upperBound < from { continue }
        if unit.value == 5 {
          return CalendarPeriod(months: 2, from: days.lowerBound.month, of: days.lowerBound.year, precision: .interval)
        }
        return CalendarPeriod(from: days.lowerBound, to: days.upperBound)
      }
      return nil
    }
  }

  /// "le reste de la semaine": from the day behind the last one mentioned to Sunday.
  func restOfWeek() -> DateReading {
    reckoned(.interval) { from in
      let from = max(from, reference.mentionedDay ?? from)
      return CalendarPeriod(from: from.adding(days: 1), to: from.monday.adding(days: 6))
    }
  }

  /// Saturday and Sunday.
  mutating func weekend(_ match: DateMatch) -> DateReading? {
    if !match.all(.month).isEmpty { return match.all(.day).count > 1 ? days(match) : day(match) }
    guard match.has(.this) || match.has(.last) || match.has(.next) else { return nil }
    let time = tense.time(around: match.tokens, in: sentence)
    return reckoned(.interval) { from in
      let saturday = from.monday.adding(days: 5)
      var shift = match.value(.next) ?? match.value(.last) ?? 0
      if match.has(.this), time == .past, saturday > from { shift = -1 }
      // "le week-end dernier" on a Sunday is the one before; "prochain" in the week is its own.
      if match.has(.next), saturday > from { shift = 0 }
      let first = saturday.adding(days: 7 * shift)
      return CalendarPeriod(from: first, to: first.adding(days: 1))
    }
  }

  /// "les deux derniers jours", "les trois prochaines semaines": whole units beside the present one.
  mutating func lastUnits(_ match: DateMatch) -> DateReading? {
    guard let unit = match.value(.unit), let number = match.value(.number), number > 0,
      let direction = match.value(.last) ?? match.value(.next)
    else { return nil }
    return reckoned(.interval) { from in
      guard let near = Self.period(unit, direction, from: from),
        let far = Self.period(unit, direction * number, from: from)
      else { return nil }
      return direction < 0 ? CalendarPeriod(from: far, to: near) : CalendarPeriod(from: near, to: far)
    }
  }

  /// "il y a trois jours", "dans deux semaines", "trois jours plus tard": as fine as the unit speaks.
  mutating func offset(_ match: DateMatch) -> DateReading? {
    guard let unit = match.value(.unit), let number = match.value(.number) else { return nil }
    let shift = number * (match.rule.value ?? 1)
    let period: (CalendarDate) -> CalendarPeriod? = { from in
      switch unit {
      case 1: return CalendarPeriod(day: from.adding(days: shift))
      case 2: return CalendarPeriod(day: from.adding(days: 7 * shift))
      case 3: return Self.period(3, shift, from: from)
      // "dans un an" speaks more finely than "dans dix ans".
      default: return shift == 1 ? Self.period(3, 12, from: from) : Self.period(5, shift, from: from)
      }
    }
    var reading = match.rule.isReckonedFromMention ? reckonedFromMention(.day, period) : reckoned(.day, nil, period)
    reading.precision = Self.precision(unit)
    return reading
  }

  // MARK: No dates

  /// ISO 8601's form of a number of units.
  func amount(_ match: DateMatch) -> String? {
    guard let number = match.value(.number) else { return nil }
    if let unit = match.value(.unit) { return "P\(number)\(["D", "W", "M", "Y", "Y"][min(unit, 5) - 1])" }
    if let unit = match.capture(.smallUnit) {
      return "PT\(number)\(word(unit.token).hasPrefix("h") ? "H" : word(unit.token).hasPrefix("s") ? "S" : "M")"
    }
    return "P\(number)\(match.rule.id == "age" && match.tokens.contains { word($0) == "mois" } ? "M" : "Y")"
  }

  func duration(_ match: DateMatch) -> DateReading? {
    // "un jour" is a day like any other.
    if match.value(.number) == 1, match.value(.unit) == 1 { return nil }
    return DateReading(kind: "duration", value: amount(match))
  }

  func timeOfDay(_ match: DateMatch) -> DateReading? {
    if let minutes = match.value(.hour) { return DateReading(kind: "time", value: Self.clock(minutes)) }
    let numbers = match.all(.number).map(\.value)
    guard let hour = numbers.first else { return DateReading(kind: "time", value: Self.clock(0)) }
    guard hour < 25, numbers.count < 2 || numbers[1] < 60 else {
      return DateReading(kind: "duration", value: "PT\(hour)H")
    }
    return DateReading(kind: "time", value: Self.clock(hour * 60 + (numbers.count > 1 ? numbers[1] : 0)))
  }

  private static func clock(_ minutes: Int) -> String {
    "T\(CalendarDate.padded(minutes / 60, 2)):\(CalendarDate.padded(minutes % 60, 2))"
  }
}
