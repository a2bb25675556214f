import ArticleModel

/// Finds where sentences end in a tokenised article.
///
/// A sentence ends at a blank line, at the border of a region, at a line break that is not a mere wrap, and behind a
/// full stop, question or exclamation mark or ellipsis, with the quotation marks and brackets that close there, unless
/// what follows goes on in small letters or the stop belongs to an abbreviation, an initial or an enumeration.
struct SentenceSplitter {
  /// What lies between two tokens.
  enum Gap: UInt8 {
    case none, space, line, blankLine, region
  }

  private let tokens: TokenColumns
  private let rules: TokenizationRules
  private let traits: [TokenTraits]
  private let gaps: [Gap]
  private let isWrapped: Bool

  /// Prepares the tokens of `article`.
  init(_ article: Article, rules: TokenizationRules) {
    tokens = article.tokens
    self.rules = rules
    traits = TokenTraits.ofStrings(in: article.tokens.strings, rules: rules)
    gaps = Self.gaps(of: article)
    isWrapped = Self.isWrapped(tokens, traits, gaps)
  }

  /// The tokens of each sentence, in order.
  func sentences() -> [Range<Int>] {
    var sentences: [Range<Int>] = []
    var first = 0
    var index = 0
    while index < tokens.count {
      let next = endOfClosing(index)
      if endsSentence(first, index, closedAt: next) {
        sentences.append(first..<next)
        first = next
        index = next
      } else {
        index += 1
      }
    }
    if first < tokens.count { sentences.append(first..<tokens.count) }
    return sentences
  }

  private func trait(_ index: Int) -> TokenTraits { traits[Int(tokens.forms[index])] }

  /// The index behind the closing marks that follow the sentence-final token `index`; `index + 1` for other tokens.
  private func endOfClosing(_ index: Int) -> Int {
    var next = index + 1
    guard trait(index).contains(.final) || trait(index).contains(.doubtful) else { return next }
    while next < tokens.count, gaps[next].rawValue <= Gap.space.rawValue {
      let trait = trait(next)
      // A straight quotation mark closes where it touches what it follows, or where nothing touches it behind.
      let isStraightCloser =
        trait.contains(.straightQuote)
        && (gaps[next] == .none || next + 1 == tokens.count || gaps[next + 1] != .none)
      guard trait.contains(.closer) || trait.contains(.final) || isStraightCloser else { break }
      next += 1
    }
    return next
  }

  private func endsSentence(_ first: Int, _ index: Int, closedAt next: Int) -> Bool {
    guard next < tokens.count else { return true }
    switch gaps[next] {
    case .region, .blankLine: return true
    case .line:
      if endsAtLineBreak(index, next) { return true }
    case .none, .space: break
    }
    let trait = trait(index)
    if trait.contains(.final) {
      if isEnumeration(first, index) { return false }
      return gaps[next] == .none ? opensUnspaced(index, next) : opensSentence(next)
    }
    guard trait.contains(.doubtful), gaps[next] != .none else { return false }
    return trait.contains(.mayEnd) ? opensSentence(next) : opensSurely(next)
  }

  /// Whether the line break before `next` is more than a wrap.
  private func endsAtLineBreak(_ index: Int, _ next: Int) -> Bool {
    let following = trait(next)
    if following.contains(.dash) || following.contains(.bullet) { return true }
    if following.contains(.lower) { return false }
    return !isWrapped || trait(index).contains(.final)
  }

  /// "1. Le premier point": a number or letter that opens the sentence before its full stop.
  private func isEnumeration(_ first: Int, _ index: Int) -> Bool {
    guard index == first + 1, gaps[index] == .none else { return false }
    return trait(first).contains(.number) || trait(first).contains(.singleLetter)
  }

  /// The first word at `index` or behind opening marks and dashes, if it is near.
  private func firstWord(_ index: Int) -> Int? {
    var index = index
    let limit = min(index + 6, tokens.count)
    while index < limit {
      let trait = trait(index)
      guard trait.contains(.opener) || trait.contains(.straightQuote) || trait.contains(.dash) else { return index }
      index += 1
    }
    return nil
  }

  private func opensSentence(_ index: Int) -> Bool {
    guard let word = firstWord(index) else { return true }
    let trait = trait(word)
    if trait.contains(.lower) || trait.contains(.closer) || trait.contains(.punctuation) { return false }
    return true
  }

  /// "fin.Le": a stop without a space behind it, as bad typing has it.
  private func opensUnspaced(_ index: Int, _ next: Int) -> Bool {
    guard let word = firstWord(next) else { return false }
    if word > next { return trait(next).contains(.opener) && trait(word).contains(.upper) }
    return trait(word).contains(.upper) && index > 0 && gaps[index] == .none && !trait(index - 1).contains(.upper)
  }

  private func opensSurely(_ index: Int) -> Bool {
    guard let word = firstWord(index) else { return false }
    return trait(word).contains(.sentenceOpener) && trait(word).contains(.upper)
  }

  // MARK: Gaps and lines

  private static func gaps(of article: Article) -> [Gap] {
    let tokens = article.tokens
    var gaps = [Gap](repeating: .region, count: tokens.count)
    var borders = article.regions.flatMap { [$0.span.start, $0.span.end] }
    borders.sort()
    var border = 0
    article.text.bytes.withUnsafeBufferPointer { text in
      for index in 1..<max(tokens.count, 1) {
        let start = Int(tokens.ends[index - 1])
        let end = Int(tokens.starts[index])
        gaps[index] = gap(text, start, max(start, end))
        while border < borders.count, borders[border] < start { border += 1 }
        if border < borders.count, borders[border] <= end { gaps[index] = .region }
      }
    }
    return gaps
  }

  private static func gap(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Gap {
    if start == end { return .none }
    var breaks = 0
    for index in start..<end {
      if text[index] == 0x0A {
        breaks += 1
      } else if text[index] == 0x0D {
        if index + 1 == end || text[index + 1] != 0x0A { breaks += 1 }
      } else if text[index] == 0xA8 || text[index] == 0xA9, index >= 2, text[index - 1] == 0x80,
        text[index - 2] == 0xE2
      {
        breaks += text[index] == 0xA9 ? 2 : 1
      }
    }
    return breaks == 0 ? .space : breaks == 1 ? .line : .blankLine
  }

  /// Whether single line breaks are wraps: many of them stand in the middle of a sentence that goes on in small letters.
  private static func isWrapped(_ tokens: TokenColumns, _ traits: [TokenTraits], _ gaps: [Gap]) -> Bool {
    var open = 0
    var wraps = 0
    for index in 1..<max(tokens.count, 1) where gaps[index] == .line {
      if traits[Int(tokens.forms[index - 1])].contains(.final) { continue }
      open += 1
      if traits[Int(tokens.forms[index])].contains(.lower) { wraps += 1 }
    }
    return wraps >= 2 && wraps * 3 >= open
  }
}

/// What the sentence splitter asks of a form.
struct TokenTraits: OptionSet {
  let rawValue: UInt32

  /// `.`, `!`, `?`, `…` and their runs.
  static let final = TokenTraits(rawValue: 1)
  /// Ends with a full stop of its own: an abbreviation or initials.
  static let doubtful = TokenTraits(rawValue: 2)
  /// An abbreviation that ends a sentence before any capital.
  static let mayEnd = TokenTraits(rawValue: 4)
  static let opener = TokenTraits(rawValue: 8)
  static let closer = TokenTraits(rawValue: 16)
  static let straightQuote = TokenTraits(rawValue: 32)
  static let dash = TokenTraits(rawValue: 64)
  static let bullet = TokenTraits(rawValue: 128)
  static let lower = TokenTraits(rawValue: 256)
  static let upper = TokenTraits(rawValue: 512)
  static let number = TokenTraits(rawValue: 1024)
  static let singleLetter = TokenTraits(rawValue: 2048)
  static let sentenceOpener = TokenTraits(rawValue: 4096)
  /// A mark that cannot open a sentence: a comma, a colon.
  static let punctuation = TokenTraits(rawValue: 8192)

  /// The traits of every string, by id.
  static func ofStrings(in strings: StringTable, rules: TokenizationRules) -> [TokenTraits] {
    var folded = [UInt8](repeating: 0, count: Tokenizer.window)
    return (0..<UInt32(strings.count)).map { id in
      strings.withBytes(of: id) { of($0, rules, &folded) }
    }
  }

  private static func of(
    _ form: UnsafeBufferPointer<UInt8>, _ rules: TokenizationRules, _ folded: inout [UInt8]
  ) -> TokenTraits {
    guard let first = form.first else { return [] }
    let scalar = decode(form)
    let isOneScalar = form.count == (first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4)
    switch CharacterClass.of(scalar) {
    case .digit: return .number
    case .letter:
      var traits: TokenTraits = LetterCase.isUpper(scalar) ? .upper : LetterCase.hasCase(scalar) ? .lower : []
      if isOneScalar { traits.insert(.singleLetter) }
      if form.last == 0x2E, form.count > 1 {
        traits.insert(.doubtful)
        switch rules.abbreviations.value(form).flatMap(TokenizationRules.Abbreviation.init) {
        case .end: traits.insert(.mayEnd)
        case .beforeName: traits.remove(.doubtful)
        case .beforeNumber, .inside, nil: break
        }
      }
      if form.count <= rules.sentenceOpeners.longest {
        let isOpener = folded.withUnsafeMutableBufferPointer { folded in
          LetterCase.lower(form, into: folded.baseAddress!)
          return rules.sentenceOpeners.value(UnsafeBufferPointer(rebasing: folded[..<form.count])) != nil
        }
        if isOpener { traits.insert(.sentenceOpener) }
      }
      return traits
    default:
      return ofSign(scalar, form)
    }
  }

  private static func ofSign(_ scalar: UInt32, _ form: UnsafeBufferPointer<UInt8>) -> TokenTraits {
    switch scalar {
    case 0x2E, 0x21, 0x3F, 0x2026, 0x203C, 0x203D, 0x2047...0x2049, 0x3002, 0x61F, 0x6D4, 0x964: .final
    case 0xAB, 0x2039, 0x201C, 0x201E, 0x28, 0x5B, 0x7B, 0xBF, 0xA1: .opener
    case 0xBB, 0x203A, 0x201D, 0x29, 0x5D, 0x7D: .closer
    case 0x22, 0x27: .straightQuote
    case 0x2D where form.count > 1 && form[1] != 0x2D: form[1] &- 0x30 < 10 ? .number : .lower
    case 0x2D, 0x2012...0x2015, 0x2212: .dash
    case 0x2022, 0x25A0...0x25FF, 0x2043, 0x2219, 0xB7, 0x2A, 0x2713, 0x2714, 0x27A2, 0x27A4: .bullet
    case 0x2C, 0x3A, 0x3B, 0x25, 0x2F: .punctuation
    default: []
    }
  }

  private static func decode(_ form: UnsafeBufferPointer<UInt8>) -> UInt32 {
    func tail(_ index: Int) -> UInt32 { index < form.count ? UInt32(form[index] & 0x3F) : 0 }
    let first = UInt32(form[0])
    if first < 0x80 { return first }
    if first < 0xE0 { return (first & 0x1F) << 6 | tail(1) }
    if first < 0xF0 { return (first & 0xF) << 12 | tail(1) << 6 | tail(2) }
    return (first & 0x7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
  }
}
