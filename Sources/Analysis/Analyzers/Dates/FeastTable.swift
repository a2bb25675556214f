import ArticleModel

/// The feasts of a language's calendar and the days on which they fall.
struct FeastTable: Sendable {
  /// How the day of a feast is found.
  enum Day: Sendable, Equatable {
    case fixed(month: Int, day: Int)
    /// Days from Easter Sunday.
    case easter(Int)
    /// Of the tabular Islamic calendar; a whole month where `isMonth`.
    case islamic(month: Int, day: Int, isMonth: Bool)
  }

  struct Feast: Sendable {
    var words: [String]
    var day: Day
  }

  /// By first word, the longest name first.
  private var feasts: [String: [Feast]] = [:]
  /// The words with which feasts begin.
  var firstWords: [String] { feasts.keys.sorted() }

  init(_ file: RuleFile) {
    for row in file.rows where row.count == 3 {
      let words = row[0].split(separator: " ").map(String.init)
      guard let day = Self.day(row[1], row[2]) else { preconditionFailure("the day of the feast '\(row[0])'") }
      feasts[words[0], default: []].append(Feast(words: words, day: day))
    }
    for word in feasts.keys {
      feasts[word]?.sort {
        $0.words.count != $1.words.count
          ? $0.words.count > $1.words.count : $0.words.lexicographicallyPrecedes($1.words)
      }
    }
  }

  private static func day(_ calendar: String, _ text: String) -> Day? {
    if calendar == "easter" { return Int(text).map(Day.easter) }
    let parts = text.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 2 else { return nil }
    return calendar == "fixed"
      ? .fixed(month: parts[0], day: parts[1])
      : .islamic(month: parts[0], day: parts[1], isMonth: text.hasSuffix("-"))
  }

  /// The longest feast whose words stand from `start` on; `word` gives a token's form in lower case.
  func match(at start: Int, before end: Int, word: (Int) -> String) -> Feast? {
    feasts[word(start)]?.first { feast in
      start + feast.words.count <= end
        && feast.words.indices.dropFirst().allSatisfy { word(start + $0) == feast.words[$0] }
    }
  }

  /// Every fall of a feast in `year`: an Islamic one may fall twice, or in no day of it.
  static func falls(_ day: Day, in year: Int) -> [CalendarPeriod] {
    switch day {
    case .fixed(let month, let day):
      return CalendarDate(year: year, month: month, day: day).map { [CalendarPeriod(day: $0)] } ?? []
    case .easter(let days):
      return CalendarDate.easter(year).map { [CalendarPeriod(day: $0.adding(days: days))] } ?? []
    case .islamic(let month, let day, let isMonth):
      // 33 Islamic years are 32 of ours.
      let estimate = (year - 622) * 33 / 32
      return ((estimate - 1)...(estimate + 2)).compactMap { islamicYear in
        let first = CalendarDate(islamicYear: islamicYear, month: month, day: day)
        guard first.year == year else { return nil }
        guard isMonth else { return CalendarPeriod(day: first) }
        let next = CalendarDate(islamicYear: islamicYear + month / 12, month: month % 12 + 1, day: 1)
        return wholeMonth(first, next.adding(days: -1)) ?? CalendarPeriod(from: first, to: next.adding(days: -1))
      }
    }
  }

  /// A stretch that is a month of ours is written as one.
  private static func wholeMonth(_ first: CalendarDate, _ last: CalendarDate) -> CalendarPeriod? {
    guard let month = CalendarPeriod(month: first.month, year: first.year), month.days == first...max(first, last)
    else {
      return nil
    }
    return month
  }
}

/// Feasts as dates.
extension DateResolver {
  /// A feast read at `start`, the tokens it covers, and what it means.
  ///
  /// A feast that is merely named is of a kind of its own; it is a date where words make it one: "prochain" behind it, "à",
  /// "avant", "depuis", "le jour de" before it, or nothing else in the sentence.
  mutating func feast(at start: Int) -> (tokens: Range<Int>, reading: DateReading)? {
    guard tokens.value(start, CalendarSymbols.Known.feast.id) != nil,
      let feast = lexicon.feasts.match(at: start, before: sentence.upperBound, word: word)
    else { return nil }
    var end = start + feast.words.count
    var years: ClosedRange<Int>?
    var direction = YearChoice.Direction.tense(tense.time(around: start..<end, in: sentence))
    var isDate = false
    let next = end < sentence.upperBound ? end : nil
    if let next, let year = tokens.value(next, CalendarSymbols.Known.year.id) {
      // "Tabaski 2023" is the name of a feast with its edition, "à la Tabaski 2023" a date.
      years = year...year
      isDate = isMadeDate(start, end)
      end += 1
    } else if let next, tokens.value(next, CalendarSymbols.Known.last.id) != nil {
      direction = .last
      isDate = true
      end += 1
    } else if let next, tokens.value(next, CalendarSymbols.Known.next.id) != nil {
      direction = .next
      isDate = true
      end += 1
    } else {
      isDate = isMadeDate(start, end)
    }
    var reading = fall(of: feast, years: years, direction)
    if !isDate {
      reading.kind = "feast"
      reading.value = reading.period?.value
    }
    if case .islamic = feast.day, let reason = reading.reason {
      reading.reason = reason + "; by the tabular Islamic calendar, a day or two from the moon as seen"
    }
    return (start..<end, reading)
  }

  private func isMadeDate(_ start: Int, _ end: Int) -> Bool {
    let rest = (sentence.lowerBound..<start).filter { !["le", "la", "l'", "jour", "de"].contains(word($0)) }
    if rest.isEmpty, (end..<sentence.upperBound).allSatisfy({ article.tokens.partsOfSpeech[$0] == .punct }) {
      return true
    }
    guard start > sentence.lowerBound else { return false }
    var index = start - 1
    if ["la", "le", "l'"].contains(word(index)), index > sentence.lowerBound { index -= 1 }
    if ["à", "avant", "après", "depuis", "dès"].contains(word(index)) { return true }
    return word(index) == "de" && index > sentence.lowerBound && word(index - 1) == "jour"
  }

  private func fall(
    of feast: FeastTable.Feast, years: ClosedRange<Int>?, _ direction: YearChoice.Direction
  ) -> DateReading {
    if let years { return DateReading(FeastTable.falls(feast.day, in: years.lowerBound).first, anchor: "text") }
    guard let day = reference.day else { return DateReading(nil, anchor: nil) }
    let falls = ((day.year - 1)...(day.year + 1)).flatMap { FeastTable.falls(feast.day, in: $0) }
    let past = falls.last { $0.days.lowerBound <= day }
    let future = falls.first { $0.days.upperBound >= day }
    let nearest = falls.enumerated().min {
      (YearChoice.distance($0.element, day), $0.offset) < (YearChoice.distance($1.element, day), $1.offset)
    }?.element
    let chosen =
      switch direction {
      case .last: past
      case .next, .tense(.future): future
      default: isNote ? future : nearest
      }
    return DateReading(chosen ?? nearest, anchor: reference.anchor, reason: "the fall nearest to \(reference.dayName)")
  }
}
