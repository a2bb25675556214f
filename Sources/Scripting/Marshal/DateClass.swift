import ArticleModel
import LuaRuntime

extension ModelClasses {
  func defineDate(_ binding: ArticleBinding) {
    date.factFields(binding) { $0.dates }
    func text(_ name: String, _ type: String, _ doc: String, _ value: @escaping (TimeExpression) -> String?) {
      date.property(name, type, doc) { [unowned binding] call, index in call.push(value(binding.article.dates[index])) }
    }
    text("value", "string?", "ISO 8601, such as `2025-06-20`, `2025-04` or `2025-03-12/2025-03-14`.") { $0.value }
    text("kind", "string", "What the words mean: `date`.") { $0.kind }
    text("precision", "string", "`day`, `week`, `month`, `quarter`, `year`, `decade`, `century` or `interval`.") {
      $0.precision
    }
    text("anchor", "string?", "What it was reckoned from: `text`, `published` or `mentioned`.") { $0.anchor }
    text("start_date", "string?", "First day, `YYYY-MM-DD`.") { $0.interval?.lowerBound.description }
    text("end_date", "string?", "Last day, `YYYY-MM-DD`.") { $0.interval?.upperBound.description }
    text("week", "string?", "ISO week of the first day, such as `2025-W25`.") { date in
      date.interval.map {
        "\(CalendarDate.padded($0.lowerBound.week.year, 4))-W\(CalendarDate.padded($0.lowerBound.week.number, 2))"
      }
    }
    date.property("acled", "integer?", "ACLED's time precision: 1 a day, 2 within a week, 3 within a month.") {
      [unowned binding] call, index in call.push(binding.article.dates[index].acled)
    }
    date.property("weekday", "integer?", "1 for Monday to 7 for Sunday, of a single day.") {
      [unowned binding] call, index in
      let interval = binding.article.dates[index].interval
      call.push(interval.flatMap { $0.lowerBound == $0.upperBound ? $0.lowerBound.weekday : nil })
    }
  }

  func defineTime(_ binding: ArticleBinding) {
    time.factFields(binding) { $0.times }
    func text(_ name: String, _ type: String, _ doc: String, _ value: @escaping (TimeMention) -> String?) {
      time.property(name, type, doc) { [unowned binding] call, index in call.push(value(binding.article.times[index])) }
    }
    text("kind", "string", "`duration`, `age`, `time` (of day), `set` (what recurs) or `feast`.") { $0.kind }
    text("value", "string?", "ISO 8601: `P3D`, `T14:30`, the days of a feast.") { $0.value }
    text("start_date", "string?", "First day of a feast, `YYYY-MM-DD`.") { $0.interval?.lowerBound.description }
    text("end_date", "string?", "Last day of a feast, `YYYY-MM-DD`.") { $0.interval?.upperBound.description }
  }
}
