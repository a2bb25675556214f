import ArticleModel
import CLanguageData

/// The words with which a language speaks of time, and the grammar that puts them together.
///
/// Every form stands for one or more symbols, each with a value: the classes of the word list ("mars" is a `month`, 3),
/// and each word that a pattern names by itself.
struct CalendarLexicon: Sendable {
  /// What a form is to the calendar.
  struct Entry: Sendable, Equatable {
    var symbol: UInt16
    var value: Int32
  }

  /// The symbols that code knows by name; figures and clock times are recognised, not listed.
  let symbols: CalendarSymbols
  let patterns: DatePatterns
  let feasts: FeastTable
  /// Measured precision of each rule, in hundredths.
  let confidence: [String: Int]

  private var forms = StringTable(capacity: 512)
  private var entries: [[Entry]] = [[]]

  /// Reads the language's tables.
  init(words: RuleFile, patterns: RuleFile, feasts: RuleFile, confidence: RuleFile) {
    var symbols = CalendarSymbols()
    for row in words.rows where row.count == 3 {
      guard let value = Int32(row[2]) else { preconditionFailure("value '\(row[2])' in the calendar's words") }
      Self.add(Entry(symbol: symbols.id(row[0]), value: value), to: row[1], &forms, &entries)
    }
    self.feasts = FeastTable(feasts)
    for word in self.feasts.firstWords {
      Self.add(Entry(symbol: symbols.id("feast"), value: 0), to: word, &forms, &entries)
    }
    let grammar = DatePatterns(patterns, symbols: &symbols)
    for (word, symbol) in grammar.literals {
      Self.add(Entry(symbol: symbol, value: 0), to: word, &forms, &entries)
    }
    self.patterns = grammar
    self.symbols = symbols
    self.confidence = Dictionary(
      confidence.rows.compactMap { row in row.count >= 2 ? Int(row[1]).map { (row[0], $0) } : nil },
      uniquingKeysWith: { first, _ in first })
  }

  /// French.
  static let french = CalendarLexicon(
    words: RuleFile(languageDataFrenchCalendarWords()), patterns: RuleFile(languageDataFrenchDatePatterns()),
    feasts: RuleFile(languageDataFrenchFeasts()), confidence: RuleFile(languageDataFrenchDateConfidence()))

  private static func add(_ entry: Entry, to form: String, _ forms: inout StringTable, _ entries: inout [[Entry]]) {
    let id = Int(forms.intern(form))
    if id == entries.count { entries.append([]) }
    if !entries[id].contains(entry) { entries[id].append(entry) }
  }

  /// What a form is by the word list; `form` as it stands in the text.
  func entries(of form: UnsafeBufferPointer<UInt8>) -> [Entry] {
    guard form.count <= 32 else { return [] }
    if let id = forms.find(form) { return entries[Int(id)] }
    guard form.contains(where: { $0 >= 0x80 || (0x41...0x5A).contains($0) }) else { return [] }
    let folded = String(decoding: form, as: UTF8.self).lowercased()
    return forms.find(folded).map { entries[Int($0)] } ?? []
  }

  /// Whether the word list puts `form` into the class `symbol`.
  func contains(_ form: String, in symbol: UInt16) -> Bool {
    var form = form
    return form.withUTF8 { entries(of: $0) }.contains { $0.symbol == symbol }
  }
}

/// The numbers that stand for the classes of the calendar's words.
struct CalendarSymbols: Sendable {
  /// Classes that the analyser itself asks for.
  enum Known: String, CaseIterable {
    case month, midMonth = "mid-month", weekday, number, day, ordinal, year, shortYear = "short-year"
    case spacedYear = "spaced-year", last, next, current, after, before, this, unit, yearWord = "year-word"
    case quarterOrHalf = "quarter-or-half", part, season, deictic, daypart, same, figures
    case dayFigures = "day-figures", monthFigures = "month-figures", monthNumber = "month-number"
    case dayMonth = "day-month", yearRange = "year-range", century, hour, smallUnit = "small-unit", feast, of
    case futureVerb = "future-verb", numbered, eventHead = "event-head", hourWord = "hour-word"

    var id: UInt16 { UInt16(Self.allCases.firstIndex(of: self)!) }
  }

  private var ids: [String: UInt16] = [:]

  init() {
    for (index, known) in Known.allCases.enumerated() { ids[known.rawValue] = UInt16(index) }
  }

  /// The number of a class or of a quoted word, which is new when it was never asked for.
  mutating func id(_ name: String) -> UInt16 {
    if let id = ids[name] { return id }
    let id = UInt16(ids.count)
    ids[name] = id
    return id
  }

  /// How many symbols there are.
  var count: Int { ids.count }
  /// The class called `name`, or `nil`.
  func find(_ name: String) -> UInt16? { ids[name] }
}
