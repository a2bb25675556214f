/// Source up to where somebody is typing, cut into words; nothing is evaluated.
struct LuaFragment {
  enum Kind: Equatable { case name, number, string, mark }

  struct Word: Equatable {
    var kind: Kind
    var text: String
    /// Whether the word touches the end of the fragment.
    var isOpen = false
  }

  /// Where the fragment ends.
  enum End: Equatable {
    case code
    case comment
    /// Inside a string that began with `quote`, after these letters.
    case string(quote: String, letters: String)
  }

  private(set) var words: [Word] = []
  private(set) var end = End.code
  private let bytes: [UInt8]
  private var index = 0

  init(_ source: String) {
    bytes = Array(source.utf8)
    while end == .code, index < bytes.count { scan() }
  }

  /// Takes the next word, comment or space.
  private mutating func scan() {
    let byte = bytes[index]
    if byte <= 0x20 {
      index += 1
    } else if byte == 0x2D, index + 1 < bytes.count, bytes[index + 1] == 0x2D {
      scanComment()
    } else if byte == 0x22 || byte == 0x27 {
      scanString(byte)
    } else if let (level, start) = longOpening(index) {
      guard let (inside, after) = longEnd(from: start, level: level) else {
        return end = .string(quote: text(index..<start), letters: text(start..<bytes.count))
      }
      words.append(Word(kind: .string, text: text(start..<inside)))
      index = after
    } else if isName(byte) {
      let start = index
      while index < bytes.count, isName(bytes[index]) { index += 1 }
      let isNumber = (0x30...0x39).contains(byte)
      words.append(Word(kind: isNumber ? .number : .name, text: text(start..<index), isOpen: index == bytes.count))
    } else {
      words.append(Word(kind: .mark, text: text(index..<(index + 1))))
      index += 1
    }
  }

  private mutating func scanComment() {
    if let (level, start) = longOpening(index + 2) {
      guard let (_, after) = longEnd(from: start, level: level) else { return end = .comment }
      index = after
    } else {
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      if index == bytes.count { end = .comment }
    }
  }

  private mutating func scanString(_ quote: UInt8) {
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index] != quote, bytes[index] != 0x0A { index += bytes[index] == 0x5C ? 2 : 1 }
    guard index < bytes.count else {
      return end = .string(quote: text((start - 1)..<start), letters: text(start..<bytes.count))
    }
    words.append(Word(kind: .string, text: text(start..<index)))
    index += 1
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func isName(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F
  }

  /// The end of `[[`, `[=[` … at `start`, and its level.
  private func longOpening(_ start: Int) -> (level: Int, end: Int)? {
    guard start < bytes.count, bytes[start] == 0x5B else { return nil }
    var next = start + 1
    while next < bytes.count, bytes[next] == 0x3D { next += 1 }
    return next < bytes.count && bytes[next] == 0x5B ? (next - start - 1, next + 1) : nil
  }

  private func longEnd(from start: Int, level: Int) -> (inside: Int, after: Int)? {
    let closing = [0x5D] + [UInt8](repeating: 0x3D, count: level) + [0x5D]
    var next = start
    while next + closing.count <= bytes.count {
      if bytes[next] == 0x5D, bytes[next..<(next + closing.count)].elementsEqual(closing) {
        return (next, next + closing.count)
      }
      next += 1
    }
    return nil
  }
}
