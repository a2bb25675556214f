/// Cuts a text into tokens front to back; every character but white space belongs to exactly one.
///
/// No rule looks further back or ahead than a fixed number of bytes, or than the token it makes: time is linear in the
/// text, whatever it holds.
struct Tokenizer {
  /// The longest stretch that a rule for abbreviations, compounds or addresses looks at, in bytes.
  static let window = 64

  let text: UnsafeBufferPointer<UInt8>
  let rules: TokenizationRules
  /// First bytes of the tokens found so far.
  private(set) var starts: [UInt32] = []
  /// Bytes after the tokens found so far.
  private(set) var ends: [UInt32] = []
  /// The next `@` at or after the place it was looked for, so that the text is searched once.
  private var nextAt = -1
  private var folded = [UInt8](repeating: 0, count: Tokenizer.window)

  /// Cuts `text`, which must be valid UTF-8.
  init(_ text: UnsafeBufferPointer<UInt8>, rules: TokenizationRules) {
    self.text = text
    self.rules = rules
    starts.reserveCapacity(text.count / 5)
    ends.reserveCapacity(text.count / 5)
    run()
  }

  private mutating func run() {
    var position = 0
    while position < text.count {
      let (scalar, length) = scalar(at: position)
      switch CharacterClass.of(scalar) {
      case .space:
        position += length
      case .letter:
        position = address(at: position) ?? word(at: position)
      case .digit:
        position = address(at: position) ?? number(at: position, digits: position)
      case .mark:
        position = emit(position, endOfMarks(position + length))
      case .symbol, .punctuation:
        position = sign(scalar, at: position, length: length)
      }
    }
  }

  /// Adds a token and returns its end.
  @discardableResult mutating func emit(_ start: Int, _ end: Int) -> Int {
    starts.append(UInt32(start))
    ends.append(UInt32(end))
    return end
  }

  // MARK: Reading

  /// The byte at `position`, 0 behind the end.
  func byte(_ position: Int) -> UInt8 { position >= 0 && position < text.count ? text[position] : 0 }

  /// The code point at `position` and its length in bytes; (0, 1) behind the end.
  func scalar(at position: Int) -> (UInt32, Int) {
    guard position < text.count else { return (0, 1) }
    let first = UInt32(text[position])
    if first < 0x80 { return (first, 1) }
    let second = UInt32(byte(position + 1) & 0x3F)
    if first < 0xE0 { return ((first & 0x1F) << 6 | second, 2) }
    let third = UInt32(byte(position + 2) & 0x3F)
    if first < 0xF0 { return ((first & 0xF) << 12 | second << 6 | third, 3) }
    return ((first & 0x7) << 18 | second << 12 | third << 6 | UInt32(byte(position + 3) & 0x3F), 4)
  }

  func characterClass(at position: Int) -> CharacterClass {
    position < text.count ? CharacterClass.of(scalar(at: position).0) : .space
  }

  func isAlphanumeric(at position: Int) -> Bool {
    let kind = characterClass(at: position)
    return kind == .letter || kind == .digit
  }

  func isDigit(at position: Int) -> Bool { byte(position) &- 0x30 < 10 }

  /// Whether the character before `position` is white space or the text begins there.
  func isAfterSpace(_ position: Int) -> Bool { position == 0 || text[position - 1] <= 0x20 }

  func isAtLineStart(_ position: Int) -> Bool {
    var before = position - 1
    while before >= max(0, position - Self.window), text[before] == 0x20 { before -= 1 }
    return before < 0 || text[before] == 0x0A
  }

  /// The end of the letters, digits and marks from `position` on.
  func endOfRun(_ position: Int) -> Int {
    var end = position
    while end < text.count {
      let byte = text[end]
      if byte < 0x80 {
        guard byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F else { break }
        end += 1
      } else {
        let (scalar, length) = scalar(at: end)
        let kind = CharacterClass.of(scalar)
        guard kind == .letter || kind == .digit || kind == .mark else { break }
        end += length
      }
    }
    return end
  }

  func endOfMarks(_ position: Int) -> Int {
    var end = position
    while end < text.count, text[end] >= 0x80, characterClass(at: end) == .mark { end += scalar(at: end).1 }
    return end
  }

  /// The value in `list` of the text from `start` to `end`, in small letters.
  mutating func lookUp(_ start: Int, _ end: Int, in list: WordList) -> UInt8? {
    guard end > start, end - start <= list.longest else { return nil }
    let slice = UnsafeBufferPointer(rebasing: text[start..<end])
    return folded.withUnsafeMutableBufferPointer { folded in
      LetterCase.lower(slice, into: folded.baseAddress!)
      return list.value(UnsafeBufferPointer(rebasing: folded[..<slice.count]))
    }
  }

  /// The abbreviation that the text from `start` to `end` is, full stop included.
  func abbreviation(_ start: Int, _ end: Int) -> TokenizationRules.Abbreviation? {
    guard end > start, end - start <= rules.abbreviations.longest else { return nil }
    let value = rules.abbreviations.value(UnsafeBufferPointer(rebasing: text[start..<end]))
    return value.flatMap(TokenizationRules.Abbreviation.init)
  }

  /// The first `@` at `position` or later, the end of the text when there is none.
  mutating func firstAt(from position: Int) -> Int {
    if nextAt < position {
      nextAt = position
      while nextAt < text.count, text[nextAt] != 0x40 { nextAt += 1 }
    }
    return nextAt
  }

  // MARK: Signs

  /// A token that begins with a sign; returns its end.
  private mutating func sign(_ scalar: UInt32, at start: Int, length: Int) -> Int {
    let next = start + length
    switch scalar {
    case 0x23, 0x40:  // # and @: hashtags and accounts
      if isAlphanumeric(at: next) { return emit(start, endOfRun(next)) }
    case 0x2D:  // -
      if let end = detachedClitic(at: start) { return emit(start, end) }
      if isDigit(at: next), isAfterSpace(start) || byte(start - 1) == 0x28, !isAtLineStart(start) {
        return number(at: start, digits: next)
      }
      return emit(start, endOfRepetition(start))
    case 0x2B:  // +
      if isDigit(at: next) { return number(at: start, digits: next) }
      if byte(next) == 0x2F, byte(next + 1) == 0x2D { return emit(start, next + 2) }
    case 0x2E, 0x2A, 0x3D, 0x7E:  // . * = ~
      return emit(start, endOfRepetition(start))
    case 0xB0:  // °C
      if byte(next) == 0x43 || byte(next) == 0x46, !isAlphanumeric(at: next + 1) { return emit(start, next + 1) }
    case 0x1F1E6...0x1F1FF:  // two regional indicators are a flag
      let (second, length) = self.scalar(at: next)
      if 0x1F1E6...0x1F1FF ~= second { return emit(start, endOfMarks(next + length)) }
    default:
      break
    }
    return emit(start, endOfMarks(next))
  }

  /// The end of the repetition of the ASCII sign at `start`.
  private func endOfRepetition(_ start: Int) -> Int {
    var end = start + 1
    while end < text.count, text[end] == text[start] { end += 1 }
    return endOfMarks(end)
  }

  /// "a -t-il": the end of the clitic behind a space.
  private mutating func detachedClitic(at start: Int) -> Int? {
    guard isAfterSpace(start), !isAtLineStart(start), !rules.clitics.isEmpty else { return nil }
    var end = start
    while byte(end) == 0x2D, end - start < Self.window { end = endOfRun(end + 1) }
    guard let clitic = lookUp(start, end, in: rules.clitics), clitic & TokenizationRules.Clitic.subject != 0 else {
      return nil
    }
    return end
  }
}
