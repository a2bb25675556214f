public import ArticleModel

/// Finds what an article says of time: calendar dates, and apart from them durations, ages, times of day, what recurs
/// and feasts.
///
/// The kinds and values follow TIMEX3 (ISO 24617-1) where it has them; the grammar is the language's, in data files.
public struct DateAnalyzer: Analyzer {
  public let id = "dates"
  public let version = "2"
  public let requires: Set<Layer> = [.tokens, .sentences, .partsOfSpeech, .lemmas]
  public let provides: Set<Layer> = [.dates, .times]

  /// The analyser; the calendar's words and grammar come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let lexicon = context.language.calendar else { return }
    var reader = DateReader(article, lexicon: lexicon)
    reader.read()
    article.dates = []
    article.times = []
    let tokens = article.tokens
    func evidence(_ found: DateReader.Found) -> Evidence {
      let reading = found.reading
      let rule = reading.kind != "date" ? reading.kind : reading.period == nil ? "open" : found.rule
      return Evidence(
        by: id, rule: found.rule, version: version,
        confidence: Confidence(hundredths: lexicon.confidence[rule] ?? (reading.anchor == "text" ? 95 : 85)),
        spans: [tokens.span(of: found.tokens)], reason: reading.reason)
    }
    for found in reader.found {
      let reading = found.reading
      let interval = reading.days ?? reading.period?.days
      if reading.kind == "date" {
        article.dates.append(
          TimeExpression(
            span: tokens.span(of: found.tokens), value: reading.period?.value, interval: interval,
            precision: (reading.period?.precision ?? reading.precision).rawValue, anchor: reading.anchor,
            evidence: evidence(found)))
      } else {
        article.times.append(
          TimeMention(
            span: tokens.span(of: found.tokens), kind: reading.kind, value: reading.value, interval: interval,
            evidence: evidence(found)))
      }
    }
  }
}

/// One pass over an article's tokens.
private struct DateReader {
  struct Found {
    var tokens: Range<Int>
    var rule: String
    var reading: DateReading
  }

  private(set) var found: [Found] = []
  private let article: Article
  private let tokens: CalendarTokens
  private var matcher: DateMatcher
  private var resolver: DateResolver

  init(_ article: Article, lexicon: CalendarLexicon) {
    self.article = article
    tokens = CalendarTokens(article.tokens, lexicon: lexicon)
    matcher = DateMatcher(article, tokens: tokens, patterns: lexicon.patterns)
    resolver = DateResolver(article, tokens: tokens, lexicon: lexicon)
  }

  mutating func read() {
    // What the text dates by itself comes first: the dateline, and the years that choose among those of other dates.
    if article.published == nil {
      pass { reader, match, number in
        guard match.rule.meaning == "day" || match.rule.meaning == "month", let year = reader.year(of: match) else {
          return
        }
        reader.resolver.reference.years.append(year)
        if reader.resolver.reference.day == nil, let dateline = reader.dateline(match, number) {
          reader.resolver.reference.day = dateline
          reader.resolver.reference.isDateline = true
        }
      }
    }
    for (number, sentence) in article.sentenceTokens.enumerated() {
      resolver.sentence = sentence
      resolver.sentenceNumber = number
      read(sentence, number)
    }
  }

  private mutating func read(_ sentence: Range<Int>, _ number: Int) {
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard tokens.isKnown(index) else {
        index += 1
        continue
      }
      let match = matcher.match(at: index, in: sentence)
      if let feast = resolver.feast(at: index), feast.tokens.upperBound >= match?.tokens.upperBound ?? 0 {
        add(feast.tokens, rule: "feast", feast.reading, number)
        index = feast.tokens.upperBound
        continue
      }
      if let match, let reading = resolver.read(match) {
        add(match.tokens, rule: match.rule.id, reading, number)
        index = max(match.tokens.upperBound, index + 1)
        continue
      }
      index += 1
    }
  }

  private mutating func add(_ tokens: Range<Int>, rule: String, _ reading: DateReading, _ sentence: Int) {
    found.append(Found(tokens: tokens, rule: rule, reading: reading))
    if reading.kind == "date", let period = reading.period {
      resolver.reference.mentioned = period
      resolver.reference.mentionedSentence = sentence
      if period.precision == .day { resolver.reference.mentionedDay = period.days.lowerBound }
    }
  }

  /// Calls `body` with every match.
  private mutating func pass(_ body: (inout DateReader, DateMatch, Int) -> Void) {
    for (number, sentence) in article.sentenceTokens.enumerated() {
      var index = sentence.lowerBound
      while index < sentence.upperBound {
        guard tokens.isKnown(index), let match = matcher.match(at: index, in: sentence) else {
          index += 1
          continue
        }
        body(&self, match, number)
        index = max(match.tokens.upperBound, index + 1)
      }
    }
  }

  private func year(of match: DateMatch) -> Int? {
    match.value(.year) ?? match.value(.figures).map { $0 / 10_000 }
  }

  /// The day of `match`, when it stands alone before a dash where a text begins: "3 mars 2024. – Le ministre…".
  private mutating func dateline(_ match: DateMatch, _ number: Int) -> CalendarDate? {
    let sentence = article.sentenceTokens[number]
    guard match.rule.meaning == "day", number < 6, match.tokens.lowerBound - sentence.lowerBound <= 4 else {
      return nil
    }
    var next = match.end
    var stops = 0
    while next < article.tokens.count, stops < 2, [".", ",", "(", ")"].contains(article.tokens.form(next)) {
      next += 1
      stops += 1
    }
    guard next < article.tokens.count, ["-", "–", "—", "--"].contains(article.tokens.form(next)) else { return nil }
    resolver.sentence = sentence
    resolver.sentenceNumber = number
    guard let period = resolver.read(match)?.period, period.precision == .day else { return nil }
    return period.days.lowerBound
  }
}
