/// How the characters of a plain-text file are written.
enum TextEncoding: String, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  case windows1252 = "Windows-1252"
  case latin1 = "ISO-8859-1"
  case latin9 = "ISO-8859-15"

  /// The encoding that `label` names in mail, on the web and in XML (WHATWG Encoding, 4.2); `nil` when it is another one.
  init?(label: String) {
    switch label.lowercased().filter({ !$0.isWhitespace && $0 != "_" && $0 != "-" }) {
    case "utf8", "usascii", "ascii", "unicode11utf8": self = .utf8
    case "utf16", "utf16le": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    // What calls itself ISO 8859-1 has the marks of Windows where the standard has controls.
    case "windows1252", "cp1252", "xcp1252", "iso88591", "latin1", "l1": self = .windows1252
    case "iso885915", "latin9", "l9": self = .latin9
    default: return nil
    }
  }

  /// Whether the letters of ASCII are single bytes.
  var isByteWise: Bool { self != .utf16LittleEndian && self != .utf16BigEndian }

  /// The encoding of `bytes` that `label` names, unless the bytes prove it wrong.
  static func detect(_ bytes: [UInt8], label: String?) -> Detection {
    let detected = detect(bytes)
    guard let encoding = label.flatMap(TextEncoding.init(label:)), detected.markLength == 0 else { return detected }
    // Valid UTF-8 with letters beyond ASCII is no accident; what is not UTF-8 is none, whatever it is called.
    if encoding == .utf8 || detected.encoding == .utf8, encoding.isByteWise { return detected }
    if !encoding.isByteWise, detected.encoding == .utf8 { return detected }
    return Detection(encoding: encoding)
  }

  /// An encoding, and how it was found out.
  struct Detection: Sendable {
    var encoding: TextEncoding
    /// Length of the byte-order mark, 0 when there is none.
    var markLength = 0
    /// Whether the bytes only make it likely.
    var isGuess = false
  }

  /// How much of a file decides whether it is UTF-16 without a mark, in bytes.
  private static let sampleSize = 4096

  /// The encoding of `bytes`: by its mark, by the zero bytes of UTF-16, by the validity of UTF-8, else a Western one.
  ///
  /// Text that is mostly valid UTF-8 counts as damaged UTF-8: four good sequences to each bad byte do not come
  /// about in a Western encoding.
  static func detect(_ bytes: [UInt8]) -> Detection {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return Detection(encoding: .utf8, markLength: 3) }
    if bytes.starts(with: [0xFF, 0xFE]) { return Detection(encoding: .utf16LittleEndian, markLength: 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return Detection(encoding: .utf16BigEndian, markLength: 2) }
    if let wide = unmarkedUTF16(bytes.prefix(sampleSize)) { return Detection(encoding: wide, isGuess: true) }

    let statistics = UTF8Statistics(bytes)
    if statistics.invalid == 0 { return Detection(encoding: .utf8) }
    if statistics.multibyte >= 4 * statistics.invalid { return Detection(encoding: .utf8) }
    let usesWindowsMarks = bytes.contains { (0x80...0x9F).contains($0) }
    return Detection(encoding: usesWindowsMarks ? .windows1252 : .latin1, isGuess: true)
  }

  /// Western text in UTF-16 has a zero in nearly every other byte, always on the same side.
  private static func unmarkedUTF16(_ sample: ArraySlice<UInt8>) -> TextEncoding? {
    guard sample.count >= 4 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (offset, byte) in sample.enumerated() where byte == 0 {
      if offset % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    let pairs = sample.count / 2
    if zeros.odd * 10 >= pairs * 7, zeros.even * 50 <= pairs { return .utf16LittleEndian }
    if zeros.even * 10 >= pairs * 7, zeros.odd * 50 <= pairs { return .utf16BigEndian }
    return nil
  }
}

/// How well bytes follow UTF-8.
struct UTF8Statistics: Sendable {
  /// Well-formed sequences of two to four bytes.
  private(set) var multibyte = 0
  /// Bytes that belong to no well-formed sequence.
  private(set) var invalid = 0

  init(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let length = Self.sequenceLength(bytes, at: offset)
      if length == 0 { invalid += 1 } else if length > 1 { multibyte += 1 }
      offset += max(length, 1)
    }
  }

  /// The length of the well-formed sequence at `offset`, 0 when there is none (Unicode Standard, table 3-7).
  static func sequenceLength(_ bytes: [UInt8], at offset: Int) -> Int {
    let first = bytes[offset]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { second = 0xA0...0xBF } else if first == 0xED { second = 0x80...0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { second = 0x90...0xBF } else if first == 0xF4 { second = 0x80...0x8F }
    default: return 0
    }
    guard offset + length <= bytes.count, second.contains(bytes[offset + 1]) else { return 0 }
    for index in (offset + 2)..<max(offset + length, offset + 2) where bytes[index] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
