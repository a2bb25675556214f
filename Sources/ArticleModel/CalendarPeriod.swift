/// A day, week, month, year or stretch of days, and how ISO 8601 writes it.
public struct CalendarPeriod: Hashable, Sendable {
  /// How finely a period is known.
  public enum Precision: String, Sendable, CaseIterable {
    case day, week, month, quarter, year, decade, century, interval
  }

  /// First and last day, both inclusive.
  public let days: ClosedRange<CalendarDate>
  public let precision: Precision
  /// ISO 8601; the two ends of an interval are parted by `/` and both inclusive.
  public let value: String

  private init(_ days: ClosedRange<CalendarDate>, _ precision: Precision, _ value: String) {
    self.days = days
    self.precision = precision
    self.value = value
  }

  /// One day.
  public init(day: CalendarDate) { self.init(day...day, .day, day.description) }

  /// The ISO 8601 week, Monday to Sunday, that holds `day`.
  public init(weekOf day: CalendarDate) {
    let monday = day.monday
    let week = monday.week
    self.init(
      monday...monday.adding(days: 6), .week,
      "\(CalendarDate.padded(week.year, 4))-W\(CalendarDate.padded(week.number, 2))")
  }

  /// A month, or `nil` when there is none of that number.
  public init?(month: Int, year: Int) {
    guard let first = CalendarDate(year: year, month: month, day: 1) else { return nil }
    let last = first.adding(days: CalendarDate.days(inMonth: month, of: year) - 1)
    self.init(first...last, .month, "\(CalendarDate.padded(year, 4))-\(CalendarDate.padded(month, 2))")
  }

  /// A year, or `nil` before 1 and after 9999.
  public init?(year: Int) {
    guard let first = CalendarDate(year: year, month: 1, day: 1),
      let last = CalendarDate(year: year, month: 12, day: 31)
    else { return nil }
    self.init(first...last, .year, CalendarDate.padded(year, 4))
  }

  /// From the beginning of `first` to the end of `last`; `nil` when it would end before it begins.
  ///
  /// Two months or two years are written as such, anything else as days.
  public init?(from first: CalendarPeriod, to last: CalendarPeriod, precision: Precision = .interval) {
    guard first.days.lowerBound <= last.days.upperBound else { return nil }
    let days = first.days.lowerBound...last.days.upperBound
    let alike = first.precision == last.precision && [.month, .year].contains(first.precision)
    let (from, to) = alike ? (first.value, last.value) : (days.lowerBound.description, days.upperBound.description)
    self.init(days, precision, from == to ? from : "\(from)/\(to)")
  }

  /// The days from `first` to `last`; `nil` when it would end before it begins.
  public init?(from first: CalendarDate, to last: CalendarDate) {
    self.init(from: CalendarPeriod(day: first), to: CalendarPeriod(day: last))
  }

  /// A number of whole months, such as a quarter.
  public init?(months count: Int, from month: Int, of year: Int, precision: Precision = .quarter) {
    guard let first = CalendarPeriod(month: month, year: year),
      let last = CalendarPeriod(month: month + count - 1, year: year)
    else { return nil }
    self.init(from: first, to: last, precision: precision)
  }
}
