import ArticleModel

/// What the tokens of one article are to the calendar, found once for each distinct form.
struct CalendarTokens {
  typealias Entry = CalendarLexicon.Entry
  private typealias Known = CalendarSymbols.Known

  private let forms: [UInt32]
  /// For each form its entries in `entries`.
  private let bounds: [UInt32]
  private let entries: [Entry]

  init(_ tokens: TokenColumns, lexicon: CalendarLexicon) {
    forms = tokens.forms
    let strings = tokens.strings
    let unknown = UInt32.max
    var entries: [Entry] = []
    var starts = [UInt32](repeating: unknown, count: strings.count)
    var ends = starts
    for form in tokens.forms where starts[Int(form)] == unknown {
      starts[Int(form)] = UInt32(entries.count)
      strings.withBytes(of: form) { bytes in
        entries += lexicon.entries(of: bytes)
        if CalendarFigures.mayBe(bytes) { entries += CalendarFigures(bytes, lexicon: lexicon).entries }
      }
      ends[Int(form)] = UInt32(entries.count)
    }
    var bounds: [UInt32] = []
    bounds.reserveCapacity(strings.count * 2)
    for form in starts.indices {
      let isUsed = starts[form] != unknown
      bounds.append(isUsed ? starts[form] : 0)
      bounds.append(isUsed ? ends[form] : 0)
    }
    self.bounds = bounds
    self.entries = entries
  }

  /// The entries of token `index`.
  func entries(_ index: Int) -> ArraySlice<Entry> {
    let form = Int(forms[index])
    return entries[Int(bounds[form * 2])..<Int(bounds[form * 2 + 1])]
  }

  /// Whether the calendar knows token `index` at all.
  func isKnown(_ index: Int) -> Bool {
    let form = Int(forms[index])
    return bounds[form * 2] < bounds[form * 2 + 1]
  }

  /// The value of token `index` as `symbol`, or `nil` when it is none.
  func value(_ index: Int, _ symbol: UInt16) -> Int? {
    let form = Int(forms[index])
    for position in Int(bounds[form * 2])..<Int(bounds[form * 2 + 1]) where entries[position].symbol == symbol {
      return Int(entries[position].value)
    }
    return nil
  }
}

/// Numbers, days written in figures, hours and centuries: tokens that are recognised and not listed.
struct CalendarFigures {
  private typealias Known = CalendarSymbols.Known
  private(set) var entries: [CalendarLexicon.Entry] = []

  /// Whether a form begins with a figure, or with a Roman one.
  static func mayBe(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = form.first, form.count <= 16 else { return false }
    if first &- 0x30 < 10 { return true }
    var length = 0
    while length < form.count, isRoman(form[length]) { length += 1 }
    return length > 0 && length < form.count && [0x65, 0xC3, 0xE1].contains(form[length])
  }

  private static func isRoman(_ byte: UInt8) -> Bool {
    byte | 0x20 == 0x69 || byte | 0x20 == 0x76 || byte | 0x20 == 0x78
  }

  init(_ form: UnsafeBufferPointer<UInt8>, lexicon: CalendarLexicon) {
    let text = String(decoding: form, as: UTF8.self)
    if form[0] &- 0x30 >= 10 {
      century(text)
    } else if form.allSatisfy({ $0 &- 0x30 < 10 }) {
      digits(text)
    } else if let date = CalendarDate(iso: text), form.count == 10 {
      add(.figures, Self.packed(date))
    } else if !(spacedYear(text) || hour(text) || dayMonth(text, lexicon) || ordinalDay(text)) {
      parts(text)
    }
  }

  /// Year times 10,000, month times 100, and day.
  static func packed(_ date: CalendarDate) -> Int { date.year * 10_000 + date.month * 100 + date.day }

  private mutating func add(_ symbol: CalendarSymbols.Known, _ value: Int) {
    entries.append(CalendarLexicon.Entry(symbol: symbol.id, value: Int32(value)))
  }

  private mutating func digits(_ text: String) {
    guard text.utf8.count <= 6, let number = Int(text) else { return }
    if text.utf8.count <= 4 { add(.number, number) }
    if text.utf8.count <= 2 {
      if (1...31).contains(number) { add(.day, number) }
      if (1...12).contains(number) { add(.monthNumber, number) }
      if text.utf8.count == 2 { add(.shortYear, number) }
    }
    if text.utf8.count == 4, (1000...2199).contains(number) { add(.year, number) }
  }

  /// "1 967", as scanned texts have it.
  private mutating func spacedYear(_ text: String) -> Bool {
    let parts = text.split(separator: " ")
    guard parts.count == 2, parts[0].count == 1, parts[1].count == 3, let year = Int(parts[0] + parts[1]),
      (1800...2100).contains(year)
    else { return false }
    add(.spacedYear, year)
    return true
  }

  /// "14h30", "14h", "14:30": minutes of the day.
  private mutating func hour(_ text: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "h" || $0 == "H" || $0 == ":" }
    guard parts.count == 2, let hours = Int(parts[0]), hours < 25, parts[0].count <= 2 else { return false }
    var rest = parts[1]
    if rest.hasSuffix("mn") { rest = rest.dropLast(2) } else if rest.hasSuffix("min") { rest = rest.dropLast(3) }
    guard rest.isEmpty || rest.count <= 2, let minutes = rest.isEmpty ? 0 : Int(rest), minutes < 60 else {
      return false
    }
    add(.hour, hours * 60 + minutes)
    return true
  }

  /// "8-mars"
  private mutating func dayMonth(_ text: String, _ lexicon: CalendarLexicon) -> Bool {
    guard let hyphen = text.firstIndex(of: "-"), let day = Int(text[..<hyphen]), (1...31).contains(day) else {
      return false
    }
    var month = text[text.index(after: hyphen)...].lowercased()
    let value = month.withUTF8 { lexicon.entries(of: $0) }.first { $0.symbol == Known.month.id }?.value
    guard let value else { return false }
    add(.dayMonth, day * 100 + Int(value))
    return true
  }

  /// "15e"
  private mutating func ordinalDay(_ text: String) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard ["e", "ème", "eme", "è"].contains(text.dropFirst(digits.count)), let number = Int(digits) else {
      return false
    }
    if (1...31).contains(number) { add(.day, number) }
    if (1...21).contains(number) { add(.century, number) }
    add(.ordinal, number)
    return true
  }

  /// "12/03/2024", "12.03.24", "2024-3-12", "12/03", "03/2024", "2019-2020", "2020-21".
  private mutating func parts(_ text: String) {
    for separator in ["/", ".", "-"] as [Character] {
      let parts = text.split(separator: separator, omittingEmptySubsequences: false)
      guard (2...3).contains(parts.count), parts.allSatisfy({ (1...4).contains($0.utf8.count) }) else { continue }
      let numbers = parts.compactMap { Int($0) }
      guard numbers.count == parts.count else { continue }
      if numbers.count == 3 { return threeParts(numbers, lengths: parts.map { $0.utf8.count }) }
      return twoParts(numbers, lengths: parts.map { $0.utf8.count }, separator: separator)
    }
  }

  private mutating func threeParts(_ numbers: [Int], lengths: [Int]) {
    var (year, day) = (numbers[2], numbers[0])
    if lengths[0] == 4 { (year, day) = (numbers[0], numbers[2]) }
    if lengths[0] != 4, lengths[2] == 2 { year = Self.century(ofShortYear: year) }
    guard lengths[0] == 4 || lengths[2] == 2 || lengths[2] == 4, (1000...2199).contains(year),
      let date = CalendarDate(year: year, month: numbers[1], day: day)
    else { return }
    add(.figures, Self.packed(date))
  }

  private mutating func twoParts(_ numbers: [Int], lengths: [Int], separator: Character) {
    let (first, second) = (numbers[0], numbers[1])
    if separator == "/", lengths[1] <= 2, (1...31).contains(first), (1...12).contains(second) {
      add(.dayFigures, first * 100 + second)
    } else if lengths[1] == 4, (1...12).contains(first), (1900...2100).contains(second) {
      add(.monthFigures, second * 100 + first)
    } else if separator != ".", lengths[0] == 4, (1000...2199).contains(first) {
      let last = lengths[1] == 4 ? second : lengths[1] == 2 ? first / 100 * 100 + second : 0
      if last > first, last - first <= 150 { add(.yearRange, first * 10_000 + last) }
    }
  }

  /// The year that two figures stand for: to come within twenty years, or past.
  static func century(ofShortYear year: Int) -> Int { year < 50 ? 2000 + year : 1900 + year }

  /// "XIXe", "VIIᵉ"
  private mutating func century(_ text: String) {
    let numeral = text.prefix { "IVXivx".contains($0) }
    guard ["e", "è", "ème", "eme", "ᵉ", "er"].contains(text.dropFirst(numeral.count)) else { return }
    var value = 0
    var before = 0
    for letter in numeral.uppercased().reversed() {
      let digit = letter == "X" ? 10 : letter == "V" ? 5 : 1
      value += digit < before ? -digit : digit
      before = max(before, digit)
    }
    if (1...21).contains(value) { add(.century, value) }
  }
}
