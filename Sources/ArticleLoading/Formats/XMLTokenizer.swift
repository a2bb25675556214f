/// Cuts XML into tags and texts in one walk, without recursion, whatever the input.
///
/// Document types are passed over, so that no entity is ever declared: nothing grows and nothing is fetched. A reference
/// to an entity other than those of XML and HTML stays as it is written. Names keep their prefixes. What is not well
/// formed is read as far as it makes sense.
struct XMLTokenizer {
  enum Token {
    case start(String)
    case end(String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var tag: Range<Int> = 0..<0
  private var pendingEnd: String?
  private static let mostAttributes = 64
  private static let longestName = 128

  /// A document in UTF-8.
  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next tag or text; an empty element is a start and an end.
  mutating func next() -> Token? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name)
    }
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else { return text() }
      guard position + 1 < bytes.count else { return nil }
      switch bytes[position + 1] {
      case UInt8(ascii: "?"): skip(past: "?>")
      case UInt8(ascii: "!"):
        if starts(with: "<!--") {
          skip(past: "-->")
        } else if starts(with: "<![CDATA[") {
          let start = position + 9
          position = start
          skip(past: "]]>")
          let isClosed = position - 3 >= start && bytes[(position - 3)..<position].elementsEqual("]]>".utf8)
          return .text(
            String(decoding: bytes[min(start, position)..<(isClosed ? position - 3 : position)], as: UTF8.self))
        } else {
          skipDeclaration()
        }
      case UInt8(ascii: "/"):
        position += 2
        let name = self.name()
        skip(past: ">")
        return .end(name)
      default: return element()
      }
    }
    return nil
  }

  /// Passes over the element whose start came last, and all that is in it.
  mutating func skipElement() {
    var depth = 1
    while depth > 0, let token = next() {
      switch token {
      case .start: depth += 1
      case .end: depth -= 1
      case .text: break
      }
    }
  }

  private mutating func element() -> Token {
    position += 1
    let name = self.name()
    let start = position
    var quote: UInt8?
    while position < bytes.count {
      let byte = bytes[position]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
      position += 1
    }
    tag = start..<position
    if position > start, position < bytes.count, bytes[position - 1] == UInt8(ascii: "/") { pendingEnd = name }
    position = min(position + 1, bytes.count)
    return .start(name)
  }

  private mutating func text() -> Token {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
    return .text(HTMLReferences.decoded(bytes[start..<position]))
  }

  private mutating func name() -> String {
    let start = position
    while position < bytes.count, bytes[position] > 0x20, bytes[position] != UInt8(ascii: ">"),
      bytes[position] != UInt8(ascii: "/")
    { position += 1 }
    return String(decoding: bytes[start..<min(position, start + Self.longestName)], as: UTF8.self)
  }

  /// The attributes of the start tag that came last.
  var attributes: [String: String] {
    var result: [String: String] = [:]
    var index = tag.lowerBound
    while index < tag.upperBound, result.count < Self.mostAttributes {
      while index < tag.upperBound, bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "/") { index += 1 }
      let start = index
      while index < tag.upperBound, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "=") { index += 1 }
      let name = String(decoding: bytes[start..<min(index, start + Self.longestName)], as: UTF8.self)
      while index < tag.upperBound, bytes[index] <= 0x20 { index += 1 }
      guard index < tag.upperBound, bytes[index] == UInt8(ascii: "=") else {
        if index == start { index += 1 }
        continue
      }
      index += 1
      while index < tag.upperBound, bytes[index] <= 0x20 { index += 1 }
      guard index < tag.upperBound, [0x22, 0x27].contains(bytes[index]) else { continue }
      let quote = bytes[index]
      index += 1
      let value = bytes[index..<tag.upperBound].prefix { $0 != quote }
      if result[name] == nil { result[name] = HTMLReferences.decoded(value) }
      index = min(value.endIndex + 1, tag.upperBound)
    }
    return result
  }

  private func starts(with word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count else { return false }
    return word.withUTF8Buffer { bytes[position..<(position + count)].elementsEqual($0) }
  }

  private mutating func skip(past word: StaticString) {
    let first = word.utf8Start[0]
    while position < bytes.count {
      if bytes[position] == first, starts(with: word) {
        position += word.utf8CodeUnitCount
        return
      }
      position += 1
    }
  }

  /// Behind a document type with whatever it declares.
  private mutating func skipDeclaration() {
    var depth = 0
    var quote: UInt8?
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if let open = quote {
        if byte == open { quote = nil }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">"): if depth <= 0 { return }
      default: break
      }
    }
  }

  /// `document` as UTF-8, by its mark, its declaration or its bytes.
  static func decoded(_ document: [UInt8]) -> [UInt8] {
    var detection = TextEncoding.detect(document)
    if detection.isGuess || detection.encoding == .utf8, detection.markLength == 0 {
      let beginning = String(decoding: document.prefix(200), as: UTF8.self)
      if beginning.hasPrefix("<?xml"), let range = beginning.firstRange(of: "encoding=") {
        let name = beginning[range.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" && $0 != "?" }
        if let encoding = TextEncoding(label: String(name)), encoding.isByteWise, !(encoding == .utf8) {
          detection = TextEncoding.Detection(encoding: encoding)
        }
      }
    }
    return DecodedText(document, detection).bytes
  }
}
