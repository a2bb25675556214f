import ArticleModel

/// Chooses the year of a date that states none.
struct YearChoice {
  let published: CalendarDate?
  /// The years that the text names, in order of appearance.
  let named: [Int]

  /// The day and where its year came from, or `nil` when nothing speaks for any year.
  ///
  /// Candidates are the years in which the day exists and falls on `weekday`, where one is given. The nearest to the
  /// day of publication wins; without one, the nearest to a year that the text names.
  func resolve(day: Int, month: Int, weekday: Int?, direction: Int?) -> (date: CalendarDate, anchor: String)? {
    if let published {
      let dates = candidates(around: published.year, day: day, month: month, weekday: weekday)
      let allowed = dates.filter { date in
        switch direction {
        case -1: date <= published
        case 1: date >= published
        default: true
        }
      }
      let nearest = (allowed.isEmpty ? dates : allowed)
        .min { distance($0, published) < distance($1, published) }
      return nearest.map { ($0, "published") }
    }
    guard weekday != nil else {
      // Without a weekday every year is as good as the next: only one that the text names will do.
      guard let year = named.last, let date = CalendarDate(year: year, month: month, day: day) else { return nil }
      return (date, "text")
    }
    var best: (distance: Int, date: CalendarDate)?
    for year in named {
      for date in candidates(around: year, day: day, month: month, weekday: weekday) {
        let distance = abs(date.year - year)
        if distance < best?.distance ?? .max { best = (distance, date) }
      }
    }
    return best.map { ($0.date, "text") }
  }

  private func candidates(around year: Int, day: Int, month: Int, weekday: Int?) -> [CalendarDate] {
    // A date falls on the same weekday again after 5, 6 or 11 years; 29 February after at most 40.
    let reach = weekday == nil ? 4 : (day == 29 && month == 2 ? 40 : 11)
    return ((year - reach)...(year + reach)).compactMap { CalendarDate(year: $0, month: month, day: day) }
      .filter { weekday == nil || $0.weekday == weekday }
  }

  private func distance(_ left: CalendarDate, _ right: CalendarDate) -> Int { abs(left.dayNumber - right.dayNumber) }
}
