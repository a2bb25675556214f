/// Moving about in the calendar.
extension CalendarDate {
  /// The day `months` later, or earlier when negative; the last day of the month where the month is shorter.
  public func adding(months: Int) -> CalendarDate {
    let count = year * 12 + (month - 1) + months
    let year = min(max(count / 12, 1), 9999)
    let month = count - (count / 12) * 12 + 1
    return CalendarDate(year: year, month: month, day: min(day, Self.days(inMonth: month, of: year))) ?? self
  }

  /// The Monday of its ISO 8601 week.
  public var monday: CalendarDate { adding(days: 1 - weekday) }

  /// Easter Sunday of `year` in the Gregorian calendar (the algorithm of Meeus, Jones and Butcher).
  public static func easter(_ year: Int) -> CalendarDate? {
    let a = year % 19
    let (b, c) = (year / 100, year % 100)
    let (d, e) = (b / 4, b % 4)
    let g = (b - (b + 8) / 25 + 1) / 3
    let h = (19 * a + b - d - g + 15) % 30
    let (i, k) = (c / 4, c % 4)
    let l = (32 + 2 * e + 2 * i - h - k) % 7
    let m = (a + 11 * h + 22 * l) / 451
    let number = h + l - 7 * m + 114
    return CalendarDate(year: year, month: number / 31, day: number % 31 + 1)
  }

  /// A day of the tabular Islamic calendar: civil epoch (16 July 622 Julian), years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26
  /// and 29 of each cycle of 30 being leap years.
  ///
  /// The moon as seen may begin a month a day or two apart from the table.
  public init(islamicYear year: Int, month: Int, day: Int) {
    let daysBefore = (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2
    // 16 July 622 (Julian) is 492,148 days before 1 January 1970.
    self.init(dayNumber: daysBefore + day - 1 - 492_148)
  }
}
