public import ArticleModel

/// Finds calendar dates: full ones, ones without a year, months, years, and a few words such as "hier".
public struct DateAnalyzer: Analyzer {
  public let id = "dates"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .sentences]
  public let provides: Set<Layer> = [.dates]

  /// The analyser; the calendar's words come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let lexicon = context.language.calendar else { return }
    var reader = DateReader(article, lexicon: lexicon)
    article.dates = reader.read().map { found in
      TimeExpression(
        span: found.span, value: found.value, interval: found.interval, precision: found.precision,
        anchor: found.anchor,
        evidence: Evidence(
          by: id, rule: found.rule, version: version,
          confidence: Confidence(hundredths: found.value == nil ? 50 : found.anchor == "text" ? 95 : 85),
          spans: [found.span]))
    }
  }
}

/// One pass over an article's tokens.
private struct DateReader {
  struct Found {
    var span: Span
    var rule: String
    var value: String?
    var interval: ClosedRange<CalendarDate>?
    var precision: String
    var anchor: String?
  }

  private let article: Article
  private let classes: [CalendarToken]
  private var years: YearChoice

  init(_ article: Article, lexicon: CalendarLexicon) {
    self.article = article
    let strings = article.tokens.strings
    classes = (0..<strings.count).map { CalendarToken(strings[UInt32($0)], lexicon: lexicon) }
    years = YearChoice(published: article.published, named: [])
    years = YearChoice(
      published: article.published, named: article.tokens.forms.indices.compactMap { statedYear(at: $0) })
  }

  mutating func read() -> [Found] {
    var found: [Found] = []
    for sentence in article.sentenceTokens {
      var index = sentence.lowerBound
      while index < sentence.upperBound {
        if let (date, end) = date(at: index, before: sentence.upperBound) {
          found.append(date)
          index = end
        } else {
          index += 1
        }
      }
    }
    return found
  }

  private func token(_ index: Int) -> CalendarToken { classes[Int(article.tokens.forms[index])] }

  private func word(_ index: Int, before end: Int) -> CalendarLexicon.Word? { index < end ? token(index).word : nil }

  /// The year at `index`, where the words before it make it one.
  private func statedYear(at index: Int) -> Int? {
    guard token(index).isYear, let year = token(index).number, index > 0 else { return nil }
    let before = token(index - 1)
    if before.isYearCue { return year }
    if case .month = before.word { return year }
    return nil
  }

  /// The date that begins at `start`, and the token behind it.
  private func date(at start: Int, before end: Int) -> (Found, Int)? {
    let token = token(start)
    if let date = token.date { return (day(date, start..<(start + 1), rule: "figures", anchor: "text"), start + 1) }
    switch token.word {
    case .relative(let days):
      let date = article.published.map { $0.adding(days: days) }
      return (day(date, start..<(start + 1), rule: "relative", anchor: "published"), start + 1)
    case .weekday(let weekday):
      return dayOfMonth(at: start + 1, before: end, from: start, weekday: weekday)
        ?? bareWeekday(weekday, at: start, before: end)
    case .month:
      return month(at: start, before: end)
    default:
      if let found = dayOfMonth(at: start, before: end, from: start, weekday: nil) { return found }
      guard let year = statedYear(at: start) else { return nil }
      return (wholeYear(year, start..<(start + 1)), start + 1)
    }
  }

  /// "20 juin 2025", "20 juin dernier", "12 au 14 mars": day, month, and what follows them.
  private func dayOfMonth(at index: Int, before end: Int, from start: Int, weekday: Int?) -> (Found, Int)? {
    guard index < end, let firstDay = dayNumber(index) else { return nil }
    var next = index + 1
    var lastDay = firstDay
    if word(next, before: end) == .range, next + 1 < end, let day = dayNumber(next + 1) {
      lastDay = day
      next += 2
    }
    guard case .month(let month) = word(next, before: end) else { return nil }
    next += 1
    var direction: Int?
    var stated: Int?
    if next < end, self.token(next).isYear, let year = self.token(next).number {
      stated = year
      next += 1
    } else if case .modifier(let value) = word(next, before: end) {
      direction = value
      next += 1
    }
    let resolved: (date: CalendarDate, anchor: String)? =
      if let stated {
        CalendarDate(year: stated, month: month, day: firstDay).map { ($0, "text") }
      } else {
        years.resolve(day: firstDay, month: month, weekday: weekday, direction: direction)
      }
    guard lastDay != firstDay else {
      return (day(resolved?.date, start..<next, rule: "day", anchor: resolved?.anchor), next)
    }
    let last = resolved.flatMap { CalendarDate(year: $0.date.year, month: month, day: lastDay) }
    let span = article.tokens.span(of: start..<next)
    guard let first = resolved?.date, let last, first <= last else {
      return (Found(span: span, rule: "days", precision: "interval"), next)
    }
    return (
      Found(
        span: span, rule: "days", value: "\(first)/\(last)", interval: first...last, precision: "interval",
        anchor: resolved?.anchor), next
    )
  }

  private func dayNumber(_ index: Int) -> Int? {
    let token = token(index)
    if case .ordinal(let day) = token.word { return day }
    return token.isDay ? token.number : nil
  }

  /// "lundi", "lundi dernier", "lundi prochain": reckoned from the day of publication.
  private func bareWeekday(_ weekday: Int, at start: Int, before end: Int) -> (Found, Int) {
    var next = start + 1
    var direction = 0
    if case .modifier(let value) = word(next, before: end) {
      direction = value
      next += 1
    }
    let date = article.published.map { published in
      let back = (published.weekday - weekday + 7) % 7
      switch direction {
      case 1: return published.adding(days: back == 0 ? 7 : 7 - back)
      case -1: return published.adding(days: back == 0 ? -7 : -back)
      default: return published.adding(days: -back)
      }
    }
    return (day(date, start..<next, rule: "weekday", anchor: "published"), next)
  }

  /// "avril 2025", "en avril", "avril dernier".
  private func month(at start: Int, before end: Int) -> (Found, Int)? {
    guard case .month(let month) = token(start).word else { return nil }
    var next = start + 1
    var year: Int?
    var anchor: String?
    if next < end, token(next).isYear {
      year = token(next).number
      anchor = "text"
      next += 1
    } else {
      var direction: Int?
      if case .modifier(let value) = word(next, before: end) {
        direction = value
        next += 1
      } else if start == 0 || !token(start - 1).isMonthCue {
        return nil
      }
      if let resolved = years.resolve(day: 15, month: month, weekday: nil, direction: direction) {
        year = resolved.date.year
        anchor = resolved.anchor
      }
    }
    let span = article.tokens.span(of: start..<next)
    guard let year, let first = CalendarDate(year: year, month: month, day: 1) else {
      return (Found(span: span, rule: "month", precision: "month"), next)
    }
    let last = first.adding(days: CalendarDate.days(inMonth: month, of: year) - 1)
    let value = "\(CalendarDate.padded(year, 4))-\(CalendarDate.padded(month, 2))"
    return (
      Found(span: span, rule: "month", value: value, interval: first...last, precision: "month", anchor: anchor), next
    )
  }

  private func wholeYear(_ year: Int, _ tokens: Range<Int>) -> Found {
    let first = CalendarDate(year: year, month: 1, day: 1)!
    let last = CalendarDate(year: year, month: 12, day: 31)!
    return Found(
      span: article.tokens.span(of: tokens), rule: "year", value: CalendarDate.padded(year, 4), interval: first...last,
      precision: "year", anchor: "text")
  }

  private func day(_ date: CalendarDate?, _ tokens: Range<Int>, rule: String, anchor: String?) -> Found {
    Found(
      span: article.tokens.span(of: tokens), rule: rule, value: date?.description, interval: date.map { $0...$0 },
      precision: "day", anchor: date == nil ? nil : anchor)
  }
}
