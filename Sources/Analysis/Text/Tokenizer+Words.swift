/// Tokens that begin with a letter.
extension Tokenizer {
  /// The token at `start`, with the clitics behind it; returns the end of the last one.
  mutating func word(at start: Int) -> Int {
    // A line break that a scraper took for a letter: "\nFatou" came out as "nFatou".
    if text[start] == 0x6E, isUpper(at: start + 1), isAtLineStart(start) {
      return emit(start, start + 1)
    }
    var end = endOfRun(start)
    // Most words end here.
    let next = byte(end)
    if next <= 0x20 || next == 0x2C { return emit(start, end) }

    if next == 0x27 || next == 0x2D, let whole = compound(at: start) { return emit(start, whole) }
    if next == 0x27, let elided = elision(start, end) { return emit(start, elided) }
    if next == 0x2E, let dotted = dotted(start, end) { return emit(start, dotted) }

    var hasHyphen = false
    scan: while true {
      switch byte(end) {
      case 0x2D where isAlphanumeric(at: end + 1):
        hasHyphen = true
        end = endOfRun(end + 1)
        // "Jean-B. Ouattara": an initial behind a hyphen keeps its stop.
        if byte(end) == 0x2E, byte(end - 2) == 0x2D, isUpper(at: end - 1), byte(end + 1) == 0x20,
          isUpper(at: end + 2)
        {
          return emit(start, end + 1)
        }
      case 0x27 where isAlphanumeric(at: end + 1):
        end = endOfRun(end + 1)
      case 0x26 where isUpper(at: end + 1) && isUpper(at: end - 1):  // R&D
        end = endOfRun(end + 1)
      case 0x28:
        guard let bracket = bracketedSuffix(at: end) else { break scan }
        end = bracket
      case 0xC2 where byte(end + 1) == 0xB0 || byte(end + 1) == 0xBA:  // n°
        guard abbreviation(start, end + 2) != nil else { break scan }
        end += 2
        if byte(end) == 0x73, !isAlphanumeric(at: end + 1) { end += 1 }
        break scan
      case 0x2E where hasHyphen && abbreviation(start, end + 1) != nil:
        end += 1
        break scan
      default:
        break scan
      }
    }
    return hasHyphen ? emitWithClitics(start, end) : emit(start, end)
  }

  /// Whether an ASCII capital or a Latin capital's last byte stands at `position`.
  func isUpper(at position: Int) -> Bool {
    guard position >= 0, position < text.count else { return false }
    if text[position] < 0x80 { return text[position] &- 0x41 < 26 }
    if text[position] & 0xC0 == 0x80 { return position > 0 && isUpper(at: position - 1) && text[position - 1] >= 0xC0 }
    return LetterCase.isUpper(scalar(at: position).0)
  }

  // MARK: Compounds and elisions

  /// The end of the listed word with apostrophes and hyphens that begins at `start`.
  private mutating func compound(at start: Int) -> Int? {
    guard !rules.compounds.isEmpty else { return nil }
    let limit = start + rules.compounds.longest
    var end = start
    while end <= limit {
      end = endOfRun(end)
      guard byte(end) == 0x27 || byte(end) == 0x2D, isAlphanumeric(at: end + 1) else { break }
      end += 1
    }
    // What follows the listed word may hang on it by a further hyphen: "celui-ci-même" is not it, but it is rare.
    return lookUp(start, end, in: rules.compounds) == nil ? nil : end
  }

  /// The end of an elided word with its apostrophe, which stands at `apostrophe`.
  private mutating func elision(_ start: Int, _ apostrophe: Int) -> Int? {
    guard let value = lookUp(start, apostrophe, in: rules.elisions) else { return nil }
    let next = apostrophe + 1
    if TokenizationRules.Elision(rawValue: value) == .anywhere || !isAlphanumeric(at: next) { return next }
    return isVowelOrH(at: next) ? next : nil
  }

  /// Whether French elides before the letter at `position`.
  private func isVowelOrH(at position: Int) -> Bool {
    switch LetterCase.lower(scalar(at: position).0) {
    case 0x61, 0x65, 0x68, 0x69, 0x6F, 0x75, 0x79, 0x30...0x39, 0xE0...0xE6, 0xE8...0xEF, 0xF2...0xFF, 0x153: true
    default: false
    }
  }

  // MARK: Clitics

  /// Emits a hyphenated word and the clitics at its end.
  private mutating func emitWithClitics(_ start: Int, _ wordEnd: Int) -> Int {
    guard !rules.clitics.isEmpty else { return emit(start, wordEnd) }
    var end = wordEnd
    var cuts: [Int] = []
    while cuts.count < 4, let cut = clitic(start, end) {
      if cut.second > 0 { cuts.append(cut.start + cut.second) }
      cuts.append(cut.start)
      end = cut.start
    }
    var from = start
    for cut in cuts.reversed() { from = emit(from, cut) }
    return emit(from, wordEnd)
  }

  /// Where the longest clitic at the end of the word begins, and where in it a second token.
  private mutating func clitic(_ start: Int, _ end: Int) -> (start: Int, second: Int)? {
    var best: (start: Int, second: Int)?
    let limit = max(start + 1, end - rules.clitics.longest)
    var hyphen = end - 1
    while hyphen >= limit {
      if text[hyphen] == 0x2D, let value = lookUp(hyphen, end, in: rules.clitics), isCaseOfClitic(value, hyphen, start)
      {
        best = (hyphen, Int(value & TokenizationRules.Clitic.breakMask))
      }
      hyphen -= 1
    }
    return best
  }

  /// "dit-il" and "EST-IL", not "Abomey-La".
  private func isCaseOfClitic(_ value: UInt8, _ hyphen: Int, _ start: Int) -> Bool {
    let next = byte(hyphen + 1) == 0x2D ? hyphen + 2 : hyphen + 1
    if !isUpper(at: next) { return !(isUpper(at: hyphen - 1) && hyphen - start > 1) }
    return value & TokenizationRules.Clitic.subject != 0 && isUpper(at: hyphen - 1)
  }

  // MARK: Full stops

  /// The end of an abbreviation, initials or an address with full stops; the first one stands at `stop`.
  private mutating func dotted(_ start: Int, _ stop: Int) -> Int? {
    if isAlphanumeric(at: stop + 1), let end = domain(start, stop) { return end }
    if isSingleLetter(start, stop) { return initials(start, stop) }
    switch abbreviation(start, stop + 1) {
    case nil: return nil
    case .beforeNumber:
      let next = byte(stop + 1) == 0x20 ? stop + 2 : stop + 1
      return isDigit(at: next) ? stop + 1 : nil
    case .inside where byte(stop + 1) != 0x20:
      return isAlphanumeric(at: stop + 1) || isPunctuationInside(stop + 1) ? stop + 1 : nil
    default: return stop + 1
    }
  }

  /// Whether what stands at `position` goes on with a sentence: a comma, a bracket.
  private func isPunctuationInside(_ position: Int) -> Bool {
    [0x2C, 0x29, 0x3A, 0x3B].contains(byte(position))
  }

  private func isSingleLetter(_ start: Int, _ end: Int) -> Bool {
    end - start == 1 || (text[start] >= 0x80 && start + scalar(at: start).1 == end)
  }

  /// "B. Ouattara", "R.D.C.", "J.-C.", "p.m.": the end of single letters with their full stops.
  private mutating func initials(_ start: Int, _ firstStop: Int) -> Int? {
    var stop = firstStop
    var letters = 1
    while stop - start < Self.window {
      var next = stop + 1
      if byte(next) == 0x2D { next += 1 }
      guard characterClass(at: next) == .letter else { break }
      let end = next + scalar(at: next).1
      guard byte(end) == 0x2E else {
        // The last letter may lack its stop: "R.D.C".
        if letters > 1 || byte(stop + 1) == 0x2D, !isAlphanumeric(at: end), byte(end) != 0x27, isUpper(at: next) {
          return end
        }
        break
      }
      letters += 1
      stop = end
    }
    if letters > 1 { return stop + 1 }
    if abbreviation(start, stop + 1) == .beforeNumber {
      return isDigit(at: byte(stop + 1) == 0x20 ? stop + 2 : stop + 1) ? stop + 1 : nil
    }
    if abbreviation(start, stop + 1) != nil { return stop + 1 }
    guard isUpper(at: start) else { return nil }
    let next = byte(stop + 1) == 0x20 ? stop + 2 : stop + 1
    return isUpper(at: next) || (byte(stop + 1) == 0x2D && isUpper(at: stop + 2)) ? stop + 1 : nil
  }

  /// "traité(e)s": the end of an ending in brackets.
  private mutating func bracketedSuffix(at bracket: Int) -> Int? {
    guard !rules.suffixesInBrackets.isEmpty else { return nil }
    let end = endOfShortRun(bracket + 1, limit: rules.suffixesInBrackets.longest)
    guard byte(end) == 0x29, lookUp(bracket + 1, end, in: rules.suffixesInBrackets) != nil else { return nil }
    return byte(end + 1) == 0x73 && !isAlphanumeric(at: end + 2) ? end + 2 : end + 1
  }

  private func endOfShortRun(_ start: Int, limit: Int) -> Int {
    var end = start
    while end - start <= limit, characterClass(at: end) == .letter { end += scalar(at: end).1 }
    return end
  }
}
