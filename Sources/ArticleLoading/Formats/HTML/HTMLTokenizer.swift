/// Cuts HTML into tags and texts as browsers do (WHATWG HTML, 13.2.5), as far as reading an article needs it: in one
/// walk, without recursion, whatever the input.
struct HTMLTokenizer {
  enum Token {
    case start(Tag)
    case end(name: String)
    /// Text with its references still in it.
    case text(ArraySlice<UInt8>)
    /// What stands inside `script`, `title` and the like.
    case raw(Tag, ArraySlice<UInt8>)
  }

  struct Tag {
    var name: String
    var attributes: [String: String] = [:]
    var isSelfClosing = false
  }

  private let bytes: [UInt8]
  private var position = 0
  private static let rawElements: Set<String> = [
    "script", "style", "title", "textarea", "noscript", "iframe", "svg", "template", "math", "xmp", "noembed",
  ]
  private static let mostAttributes = 64
  private static let longestValue = 4096

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Token? {
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") { return text() }
      if position + 1 >= bytes.count { return text() }
      switch bytes[position + 1] {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): skipDeclaration()
      case UInt8(ascii: "/"):
        if position + 2 < bytes.count, Self.isLetter(bytes[position + 2]) {
          position += 2
          let name = self.name()
          skip(past: UInt8(ascii: ">"))
          return .end(name: name)
        }
        skip(past: UInt8(ascii: ">"))
      case let byte where Self.isLetter(byte):
        position += 1
        let tag = self.tag()
        if Self.rawElements.contains(tag.name), !tag.isSelfClosing { return .raw(tag, rawText(tag.name)) }
        return .start(tag)
      default: return text()
      }
    }
    return nil
  }

  private mutating func text() -> Token {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
    return .text(bytes[start..<position])
  }

  private mutating func skip(past byte: UInt8) {
    while position < bytes.count, bytes[position] != byte { position += 1 }
    position = min(position + 1, bytes.count)
  }

  private mutating func skipDeclaration() {
    guard bytes[position...].starts(with: "<!--".utf8) else { return skip(past: UInt8(ascii: ">")) }
    position += 4
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "-"), bytes[position...].starts(with: "-->".utf8) {
        position += 3
        return
      }
      position += 1
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  private mutating func name() -> String {
    let start = position
    while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">"),
      bytes[position] != UInt8(ascii: "/")
    { position += 1 }
    return String(decoding: bytes[start..<min(position, start + 64)], as: UTF8.self).lowercased()
  }

  private mutating func tag() -> Tag {
    var tag = Tag(name: name())
    while position < bytes.count {
      let byte = bytes[position]
      if byte == UInt8(ascii: ">") {
        position += 1
        break
      }
      if byte == UInt8(ascii: "/") {
        position += 1
        tag.isSelfClosing = position < bytes.count && bytes[position] == UInt8(ascii: ">")
      } else if Self.isSpace(byte) {
        position += 1
      } else {
        attribute(of: &tag)
      }
    }
    return tag
  }

  private mutating func attribute(of tag: inout Tag) {
    let start = position
    position += 1
    while position < bytes.count, !Self.isSpace(bytes[position]), ![0x3D, 0x3E, 0x2F].contains(bytes[position]) {
      position += 1
    }
    let name = bytes[start..<min(position, start + 64)]
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    var value: ArraySlice<UInt8> = []
    if position < bytes.count, bytes[position] == UInt8(ascii: "=") {
      position += 1
      while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
      value = attributeValue()
    }
    guard tag.attributes.count < Self.mostAttributes else { return }
    let key = String(decoding: name, as: UTF8.self).lowercased()
    if tag.attributes[key] == nil { tag.attributes[key] = HTMLReferences.decoded(value.prefix(Self.longestValue)) }
  }

  private mutating func attributeValue() -> ArraySlice<UInt8> {
    guard position < bytes.count else { return [] }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = position + 1
      skipToQuote(quote)
      return bytes[start..<max(start, min(position - 1, bytes.count))]
    }
    let start = position
    while position < bytes.count, !Self.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") { position += 1 }
    return bytes[start..<position]
  }

  private mutating func skipToQuote(_ quote: UInt8) {
    position += 1
    while position < bytes.count, bytes[position] != quote { position += 1 }
    position += 1
    if position > bytes.count { position = bytes.count + 1 }
  }

  /// Everything up to the end tag of `name`, which is passed over.
  private mutating func rawText(_ name: String) -> ArraySlice<UInt8> {
    let start = min(position, bytes.count)
    let ending = Array("</\(name)".utf8)
    position = start
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<"), position + ending.count <= bytes.count,
        zip(bytes[position...], ending).allSatisfy({ $0 == $1 || ($0 | 0x20) == $1 })
      {
        let end = position
        skip(past: UInt8(ascii: ">"))
        return bytes[start..<end]
      }
      position += 1
    }
    return bytes[start...]
  }
}
