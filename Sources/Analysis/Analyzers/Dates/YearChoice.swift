import ArticleModel

/// Chooses among the years a day or month without a year may belong to.
struct YearChoice {
  /// What the words or the verb say of the direction.
  enum Direction: Equatable {
    /// "dernier": before the reference day.
    case last
    /// "prochain": after it.
    case next
    /// "courant", "ce": as near as can be.
    case nearest
    /// Nothing but the verb's tense.
    case tense(ClauseTense.Time)
  }

  let reference: ReferenceDays
  /// Whether the text is a note without any verb, whose dates are to come, as a calendar's are.
  let isNote: Bool

  /// Among the period of each year, that which the direction and the weekday leave and which lies nearest.
  ///
  /// - Parameter period: the period in a year, or `nil` when there is none (29 February).
  func choose(
    weekday: Int?, direction: Direction, sentence: Int, _ period: (Int) -> CalendarPeriod?
  ) -> (period: CalendarPeriod, anchor: String, reason: String)? {
    if let day = reference.day { return near(day, weekday: weekday, direction, period) }
    if let weekday { return byWeekday(weekday, period) }
    // Without a reference day and a weekday only a date of the same sentence tells the year.
    if reference.mentionedSentence == sentence, let mentioned = reference.mentioned,
      let found = period(mentioned.days.lowerBound.year)
    {
      return (found, "mentioned", "the year of the date before it, \(mentioned.value)")
    }
    return nil
  }

  private func near(
    _ day: CalendarDate, weekday: Int?, _ direction: Direction, _ period: (Int) -> CalendarPeriod?
  ) -> (period: CalendarPeriod, anchor: String, reason: String)? {
    var candidates = ((day.year - 4)...(day.year + 4)).compactMap(period)
    var reason = "reckoned from \(reference.dayName)"
    if let weekday {
      // A wrong weekday is likelier than a date years away: it chooses among the years beside only.
      let fitting = candidates.filter {
        $0.days.lowerBound.weekday == weekday && abs($0.days.lowerBound.year - day.year) <= 1
      }
      if !fitting.isEmpty {
        candidates = fitting
        reason = "the weekday fits this year; \(reason)"
      }
    }
    let past = candidates.last { $0.precision == .day ? $0.days.lowerBound <= day : $0.days.upperBound < day }
    let future = candidates.first { $0.precision == .day ? $0.days.lowerBound >= day : $0.days.lowerBound > day }
    let nearest = candidates.enumerated().min { left, right in
      let (first, second) = (Self.distance(left.element, day), Self.distance(right.element, day))
      return first != second ? first < second : left.offset < right.offset
    }?.element
    guard let nearest else { return nil }
    var chosen = nearest
    switch direction {
    case .last: chosen = past ?? nearest
    case .next: chosen = future ?? nearest
    case .nearest: break
    case .tense(let time):
      if isNote {
        chosen = candidates.first { $0.days.upperBound >= day } ?? nearest
      } else if time == .past, nearest.days.lowerBound > day, let past, Self.isComparable(past, nearest, day) {
        chosen = past
        reason += ", in the past by its verb"
      } else if time == .future, nearest.days.upperBound < day, let future, Self.isComparable(future, nearest, day) {
        chosen = future
        reason += ", in the future by its verb"
      }
    }
    return (chosen, reference.anchor, reason)
  }

  /// A date falls on the same weekday again after 5, 6 or 11 years: of the years in which it fits, the nearest to one that
  /// the text names, a later one of two as near.
  private func byWeekday(
    _ weekday: Int, _ period: (Int) -> CalendarPeriod?
  ) -> (period: CalendarPeriod, anchor: String, reason: String)? {
    var best: (distance: Int, period: CalendarPeriod, year: Int)?
    for named in Set(reference.years).sorted(by: >) {
      for year in (named - 11)...(named + 11) {
        guard let candidate = period(year), candidate.days.lowerBound.weekday == weekday else { continue }
        let distance = abs(year - named)
        if distance < best?.distance ?? .max { best = (distance, candidate, named) }
      }
    }
    return best.map {
      ($0.period, "text", "the year nearest to \($0.year), which the text names, in which the weekday fits")
    }
  }

  /// Days between a period and `day`; 0 when it holds the day.
  static func distance(_ period: CalendarPeriod, _ day: CalendarDate) -> Int {
    if period.days.contains(day) { return 0 }
    return min(
      abs(period.days.lowerBound.dayNumber - day.dayNumber), abs(period.days.upperBound.dayNumber - day.dayNumber))
  }

  /// Whether what the tense asks for is not so much farther than the nearest that the tense must speak of something else.
  private static func isComparable(_ other: CalendarPeriod, _ nearest: CalendarPeriod, _ day: CalendarDate) -> Bool {
    distance(other, day) <= 6 * distance(nearest, day)
  }
}
