import ArticleModel
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test("A date that does not exist is refused", arguments: [(2023, 2, 29), (2024, 4, 31), (2024, 13, 1), (0, 1, 1)])
  func refusesImpossibleDays(year: Int, month: Int, day: Int) {
    #expect(CalendarDate(year: year, month: month, day: day) == nil)
  }

  @Test("Day numbers count from 1 January 1970 and come back to the same day")
  func dayNumbersRoundTrip() throws {
    #expect(try #require(CalendarDate(year: 1970, month: 1, day: 1)).dayNumber == 0)
    for number in stride(from: -719_162, to: 900_000, by: 997) {
      #expect(CalendarDate(dayNumber: number).dayNumber == number)
    }
  }

  @Test(
    "Weekdays and ISO weeks are those of the calendar",
    arguments: [
      ("2024-02-29", 4, 2024, 9), ("2021-01-03", 7, 2020, 53), ("2018-12-31", 1, 2019, 1), ("2000-01-01", 6, 1999, 52),
    ])
  func weekdaysAndWeeks(iso: String, weekday: Int, year: Int, week: Int) throws {
    let date = try #require(CalendarDate(iso: iso))
    #expect(date.weekday == weekday)
    #expect(date.week.year == year && date.week.number == week)
  }

  @Test("ISO text is read with or without a time, and anything else is refused")
  func isoText() {
    #expect(CalendarDate(iso: "2024-03-05T10:00:00Z")?.description == "2024-03-05")
    for text in ["", "2024-3-5", "2024/03/05", "2024-03-05x", "20240305"] { #expect(CalendarDate(iso: text) == nil) }
  }
}
