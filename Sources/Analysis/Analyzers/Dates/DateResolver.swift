import ArticleModel

/// Gives a match its meaning: which days it means, and what they were reckoned from.
///
/// The meanings are those that the grammar's second column names; a match without sense is refused with `nil`.
struct DateResolver {
  let article: Article
  let tokens: CalendarTokens
  let lexicon: CalendarLexicon
  let isNote: Bool
  var reference: ReferenceDays
  var tense: ClauseTense
  /// The sentence that is read.
  var sentence = 0..<0
  var sentenceNumber = -1

  init(_ article: Article, tokens: CalendarTokens, lexicon: CalendarLexicon) {
    self.article = article
    self.tokens = tokens
    self.lexicon = lexicon
    reference = ReferenceDays(day: article.published)
    tense = ClauseTense(article, lexicon: lexicon)
    isNote = !ClauseTense.hasVerb(article)
  }

  /// What `match` means, or `nil` when it is nothing.
  mutating func read(_ match: DateMatch) -> DateReading? {
    switch match.rule.meaning {
    case "day": day(match)
    case "lone-day": loneDay(match)
    case "days": days(match)
    case "night": night(match)
    case "nth-day": nthDay(match)
    case "nth-weekday": nthWeekday(match)
    case "nth-week": nthWeek(match)
    case "fortnight": fortnight(match)
    case "month": month(match)
    case "months": months(match)
    case "quarter": quarter(match)
    case "season": season(match)
    case "year": year(match)
    case "bare-year": bareYear(match)
    case "years": years(match)
    case "decade": decade(match)
    case "century": century(match)
    case "weekday": weekday(match)
    case "deictic": deictic(match)
    case "mentioned": mentioned(match)
    case "unit": unit(match)
    case "part-of-unit": partOfUnit(match)
    case "rest": restOfWeek()
    case "weekend": weekend(match)
    case "some": some(match)
    case "last-units": lastUnits(match)
    case "offset": offset(match)
    case "duration": duration(match)
    case "age": DateReading(kind: "age", value: amount(match))
    case "time": timeOfDay(match)
    case "set": DateReading(kind: "set", value: nil)
    case let meaning: preconditionFailure("meaning '\(meaning)' in the calendar's grammar")
    }
  }

  // MARK: What several meanings ask for

  /// The direction and year that the words behind a day or month give.
  enum YearGiven {
    case stated(Int, anchor: String)
    case direction(YearChoice.Direction)
  }

  /// The year that the words from `match` give, or the direction in which to look for it.
  mutating func yearGiven(_ match: DateMatch) -> YearGiven {
    if let year = match.value(.year) { return .stated(year, anchor: "text") }
    if let year = match.capture(.shortYear), isFreeOfCount(year.token) {
      return .stated(CalendarFigures.century(ofShortYear: year.value), anchor: "text")
    }
    if match.has(.yearWord) {
      if match.has(.same) || match.has(.before) || match.has(.after), let mentioned = reference.mentioned {
        let shift = match.value(.before) ?? match.value(.after) ?? 0
        return .stated(mentioned.days.lowerBound.year + shift, anchor: "mentioned")
      }
      if let day = reference.day {
        let shift = match.value(.last) ?? match.value(.next) ?? match.value(.before) ?? match.value(.after) ?? 0
        return .stated(day.year + shift, anchor: reference.anchor)
      }
    }
    if match.has(.last) { return .direction(.last) }
    if match.has(.next) { return .direction(.next) }
    if match.has(.current) || match.has(.this) { return .direction(.nearest) }
    return .direction(.tense(tense.time(around: match.tokens, in: sentence)))
  }

  /// Whether no counted thing follows the number at `token` ("le 31 octobre 74 personnes").
  private func isFreeOfCount(_ token: Int) -> Bool {
    guard token + 1 < sentence.upperBound else { return true }
    return ![.noun, .adj, .num, .sym].contains(article.tokens.partsOfSpeech[token + 1])
  }

  /// The period of the year that the words, the tense and the weekday choose.
  mutating func resolve(
    _ match: DateMatch, weekday: Int? = nil, _ period: (Int) -> CalendarPeriod?
  ) -> DateReading {
    switch yearGiven(match) {
    case .stated(let year, let anchor): return DateReading(period(year), anchor: anchor)
    case .direction(let direction):
      let choice = YearChoice(reference: reference, isNote: isNote)
      guard let found = choice.choose(weekday: weekday, direction: direction, sentence: sentenceNumber, period) else {
        return DateReading(nil, anchor: nil)
      }
      return DateReading(found.period, anchor: found.anchor, reason: found.reason)
    }
  }

  /// A period reckoned from the reference day, or an open one where there is none.
  func reckoned(
    _ precision: CalendarPeriod.Precision = .day, _ reason: String? = nil, _ period: (CalendarDate) -> CalendarPeriod?
  ) -> DateReading {
    guard let day = reference.day else { return DateReading(nil, precision: precision, anchor: nil) }
    return DateReading(period(day), anchor: reference.anchor, reason: reason ?? "reckoned from \(reference.dayName)")
  }

  /// As `reckoned`, from the date last mentioned where there is one.
  func reckonedFromMention(
    _ precision: CalendarPeriod.Precision = .day, _ period: (CalendarDate) -> CalendarPeriod?
  ) -> DateReading {
    let isDay = precision == .day
    guard let day = isDay ? reference.mentionedDay : reference.mentioned?.days.lowerBound, let found = period(day)
    else {
      return reckoned(precision, nil, period)
    }
    let name = isDay ? day.description : reference.mentioned?.value ?? ""
    return DateReading(found, anchor: "mentioned", reason: "reckoned from the date last mentioned, \(name)")
  }

  /// The token's form in lower case.
  func word(_ token: Int) -> String { article.tokens.form(token).lowercased() }
}
