/// The fields of a message or of a part of one (RFC 5322, 2.2), with encoded words read (RFC 2047).
struct MailHeader {
  /// Values by lower-case name, unfolded; the first of a name.
  private var fields: [String: [UInt8]] = [:]
  /// Where the body begins.
  private(set) var bodyStart: Int
  private(set) var names: Set<String> = []
  /// Whether every line of it was a field or went on with one.
  private(set) var isClean = true

  private static let mostFields = 1000
  private static let longestField = 256 << 10

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    var position = range.lowerBound
    var name = ""
    bodyStart = range.upperBound
    while position < range.upperBound {
      let end = bytes[position..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      var line = bytes[position..<end]
      let next = min(end + 1, range.upperBound)
      if line.last == 0x0D { line = line.dropLast() }
      if line.isEmpty {
        bodyStart = next
        return
      }
      if line.first == 0x20 || line.first == 0x09 {
        if !name.isEmpty, fields[name]?.count ?? .max < Self.longestField {
          fields[name]! += [0x20] + line.drop { $0 <= 0x20 }
        }
      } else if let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
        line[..<colon].allSatisfy({ $0 > 0x20 && $0 < 0x7F })
      {
        name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        if names.contains(name) || names.count >= Self.mostFields {
          name = ""
        } else {
          names.insert(name)
          fields[name] = Array(line[(colon + 1)...].drop { $0 <= 0x20 })
        }
      } else {
        isClean = false
        name = ""
      }
      position = next
    }
  }

  /// The value of a field as text on one line.
  func text(_ name: String) -> String? {
    guard let bytes = fields[name] else { return nil }
    let text = VisibleText.singleLine(EncodedWords.decoded(bytes))
    return text.isEmpty ? nil : text
  }

  /// The value of a field that is a media type or the like.
  func type(_ name: String) -> MediaType { MediaType(text(name) ?? "") }
}

/// `=?charset?B?…?=` and `=?charset?Q?…?=` in header fields.
enum EncodedWords {
  static func decoded(_ bytes: [UInt8]) -> String {
    var result = ""
    var plain: [UInt8] = []
    var index = 0
    var isAfterWord = false
    // The bytes of words of one encoding are joined before they are read: letters may be cut between words.
    var pending: (charset: String, bytes: [UInt8])?
    func flushWord() {
      guard let word = pending else { return }
      result += CharacterSet.decoded(word.bytes, label: word.charset)
      pending = nil
    }
    func flushPlain() {
      if plain.isEmpty { return }
      flushWord()
      result += CharacterSet.decoded(plain, label: nil)
      plain = []
    }
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "="), let (charset, content, end) = word(bytes, index) {
        // White space between two words is not shown.
        if isAfterWord, plain.allSatisfy({ $0 <= 0x20 }) { plain = [] }
        flushPlain()
        if pending?.charset == charset {
          pending!.bytes += content
        } else {
          flushWord()
          pending = (charset, content)
        }
        index = end
        isAfterWord = true
      } else {
        plain.append(bytes[index])
        if bytes[index] > 0x20 { isAfterWord = false }
        index += 1
      }
    }
    flushPlain()
    flushWord()
    return result
  }

  private static let longestWord = 4096

  private static func word(_ bytes: [UInt8], _ start: Int) -> (charset: String, content: [UInt8], end: Int)? {
    let rest = bytes[start...].prefix(longestWord)
    guard rest.starts(with: "=?".utf8) else { return nil }
    let marks = rest.indices.dropFirst(2).lazy.filter { bytes[$0] == UInt8(ascii: "?") }.prefix(3)
    let places = Array(marks)
    guard places.count == 3, places[1] == places[0] + 2, places[2] + 1 < bytes.count,
      bytes[places[2] + 1] == UInt8(ascii: "=")
    else { return nil }
    let charset = String(decoding: bytes[(start + 2)..<places[0]], as: UTF8.self).lowercased()
    let content = bytes[(places[1] + 1)..<places[2]]
    switch bytes[places[0] + 1] | 0x20 {
    case UInt8(ascii: "b"): return (charset, TransferEncoding.base64(content), places[2] + 2)
    case UInt8(ascii: "q"):
      let spaced = content.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }
      return (charset, TransferEncoding.quotedPrintable(spaced[...]), places[2] + 2)
    default: return nil
    }
  }
}

/// Bytes to text by the name of an encoding.
enum CharacterSet {
  static func decoded(_ bytes: [UInt8], label: String?) -> String {
    let name = label.map { $0.split(separator: "*").first.map(String.init) ?? $0 }
    return String(decoding: DecodedText(bytes, TextEncoding.detect(bytes, label: name)).bytes, as: UTF8.self)
  }
}

/// How the bytes of a part travel (RFC 2045, 6).
enum TransferEncoding {
  static func decoded(_ bytes: ArraySlice<UInt8>, _ name: String) -> [UInt8] {
    switch name {
    case "base64": base64(bytes)
    case "quoted-printable": quotedPrintable(bytes)
    default: Array(bytes)
    }
  }

  static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 4)
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      let value: UInt8
      switch byte {
      case 0x41...0x5A: value = byte - 0x41
      case 0x61...0x7A: value = byte - 0x61 + 26
      case 0x30...0x39: value = byte - 0x30 + 52
      case UInt8(ascii: "+"), UInt8(ascii: "-"): value = 62
      case UInt8(ascii: "/"), UInt8(ascii: "_"): value = 63
      default: continue
      }
      buffer = buffer << 6 | UInt32(value)
      bits += 6
      if bits >= 8 {
        bits -= 8
        result.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
      }
    }
    return result
  }

  static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    func digit(_ byte: UInt8) -> UInt8? {
      switch byte {
      case 0x30...0x39: byte - 0x30
      case 0x41...0x46: byte - 0x41 + 10
      case 0x61...0x66: byte - 0x61 + 10
      default: nil
      }
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "=") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let rest = bytes[(index + 1)...].prefix(2)
      if rest.count == 2, let high = digit(rest.first!), let low = digit(rest.last!) {
        result.append(high << 4 | low)
        index += 3
      } else if let end = bytes[(index + 1)...].firstIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }),
        bytes[end] == 0x0A
      {
        // The line goes on.
        index = end + 1
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
