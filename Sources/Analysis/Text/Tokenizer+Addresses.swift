/// Numbers and addresses.
extension Tokenizer {
  /// The number whose first digit stands at `digits` and whose sign, if any, at `start`; returns its end.
  mutating func number(at start: Int, digits: Int) -> Int {
    var end = endOfDigits(digits)
    // "1 250 000": groups of three behind a space.
    if end - digits <= 3, byte(digits) != 0x30 {
      while byte(end) == 0x20, isGroupOfThree(end + 1) { end += 4 }
    }
    while end < text.count {
      switch text[end] {
      case 0x2C, 0x2E, 0x27:  // 1,5  1.500  10'000
        guard isDigit(at: end + 1) else { return emit(start, end) }
      case 0x3A:  // 14:30
        guard isDigit(at: end + 1), end - digits <= 2 || byte(end - 3) == 0x3A else { return emit(start, end) }
      case 0x2F:  // 3/4, 12/05/2024
        guard isDigit(at: end + 1), end - digits < 10 else { return emit(start, end) }
      case 0x2D:  // 2024-2025, 4-temps
        guard isAlphanumeric(at: end + 1) else { return emit(start, end) }
      default:
        let next = endOfRun(end)  // 24e, 14h30, CO2
        guard next > end else { return emit(start, end) }
        end = next
        continue
      }
      end = endOfRun(end + 1)
    }
    return emit(start, end)
  }

  private func endOfDigits(_ start: Int) -> Int {
    var end = start
    while isDigit(at: end) { end += 1 }
    return max(end, start + scalar(at: start).1)
  }

  private func isGroupOfThree(_ start: Int) -> Bool {
    isDigit(at: start) && isDigit(at: start + 1) && isDigit(at: start + 2) && !isAlphanumeric(at: start + 3)
  }

  // MARK: Addresses

  /// The end of the web or mail address that begins at `start`; the address is emitted.
  mutating func address(at start: Int) -> Int? {
    let at = firstAt(from: start)
    if at < start + Self.window, let end = mailAddress(start, at) { return emit(start, end) }
    switch byte(start) | 0x20 {
    case 0x68, 0x66:  // http, https, ftp
      guard startsWith("http://", start) || startsWith("https://", start) || startsWith("ftp://", start) else {
        return nil
      }
    case 0x77:
      guard startsWith("www.", start), isAlphanumeric(at: start + 4) else { return nil }
    default:
      return nil
    }
    return emit(start, endOfAddress(start))
  }

  /// "redaction@exemple.bf"
  private func mailAddress(_ start: Int, _ at: Int) -> Int? {
    guard at > start else { return nil }
    for position in start..<at where !isAddressByte(text[position]) { return nil }
    let end = endOfDomain(at + 1, limit: at + 4 * Self.window)
    return end > at + 1 && text[(at + 1)..<end].contains(0x2E) ? end : nil
  }

  /// "exemple.bf/page": the end of a domain name known by its last label, with its path.
  func domain(_ start: Int, _ firstStop: Int) -> Int? {
    let end = endOfDomain(start, limit: start + Self.window)
    guard end > firstStop, end - start < Self.window else { return nil }
    var label = end
    while label > firstStop, text[label - 1] != 0x2E { label -= 1 }
    guard label > firstStop,
      rules.topLevelDomains.value(UnsafeBufferPointer(rebasing: text[label..<end])) != nil
    else { return nil }
    return byte(end) == 0x2F ? endOfAddress(end) : end
  }

  private func endOfDomain(_ start: Int, limit: Int) -> Int {
    var end = start
    while end < min(limit, text.count), isAddressByte(text[end]), text[end] != 0x2B, text[end] != 0x25 { end += 1 }
    while end > start, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
    return end
  }

  private func isAddressByte(_ byte: UInt8) -> Bool {
    byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || [0x2E, 0x5F, 0x2D, 0x2B, 0x25].contains(byte)
  }

  /// The end of an address from `start` on: up to white space or a quotation mark, without punctuation at its end.
  private func endOfAddress(_ start: Int) -> Int {
    var end = start
    while end < text.count {
      let (scalar, length) = scalar(at: end)
      let kind = CharacterClass.of(scalar)
      if kind == .space || scalar == 0x22 || scalar == 0x3C || scalar == 0x3E { break }
      if scalar >= 0x80, kind == .punctuation { break }
      end += length
    }
    while end > start + 1, [0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x29, 0x27, 0x5D].contains(text[end - 1]) { end -= 1 }
    return end
  }

  private func startsWith(_ prefix: StaticString, _ start: Int) -> Bool {
    guard start + prefix.utf8CodeUnitCount <= text.count else { return false }
    for index in 0..<prefix.utf8CodeUnitCount where text[start + index] | 0x20 != prefix.utf8Start[index] | 0x20 {
      return false
    }
    return true
  }
}
