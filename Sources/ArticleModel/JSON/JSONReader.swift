/// Why bytes are no JSON text (RFC 8259), and where.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// The byte at which it is.
  public var offset: Int

  public var description: String { "\(message) at byte \(offset)" }
}

/// Where the values of a JSON text stand, for whoever points at what is wrong in it.
public struct JSONPlaces: Sendable {
  /// The first byte of each value, by its JSON Pointer (RFC 6901) without escapes, such as `/authors/0`.
  public fileprivate(set) var offsets: [String: Int] = [:]
  /// Keys that an object gives more than once: the pointer and the byte of the later one.
  public fileprivate(set) var repeated: [(pointer: String, offset: Int)] = []

  /// One-based line and column, in bytes, of the byte at `offset` of `bytes`.
  public static func lineAndColumn(of offset: Int, in bytes: [UInt8]) -> (line: Int, column: Int) {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    return (line, before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0) + 1)
  }
}

extension JSONValue {
  /// Reads one JSON text and says where its values stand.
  public static func located(_ bytes: [UInt8]) throws(JSONError) -> (value: JSONValue, places: JSONPlaces) {
    var reader = JSONReader(bytes, places: JSONPlaces())
    let value = try reader.document()
    return (value, reader.places ?? JSONPlaces())
  }

  /// Reads one JSON text. Nesting deeper than 256 levels is refused, so that no input exhausts the stack; of a key that
  /// is given twice the last value counts.
  public init(parsing bytes: [UInt8]) throws(JSONError) {
    var reader = JSONReader(bytes)
    self = try reader.document()
  }

  /// The member called `key`, or `nil` when there is none or this is no object.
  public subscript(key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The text of a string; `nil` for everything else.
  public var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}

private struct JSONReader {
  private let bytes: [UInt8]
  private var position = 0
  private static let deepest = 256
  /// Filled on the way, where somebody asks for it.
  private(set) var places: JSONPlaces?
  private var pointer = ""

  init(_ bytes: [UInt8], places: JSONPlaces? = nil) {
    self.bytes = bytes
    self.places = places
  }

  /// Reads what stands at `step` of the value under way.
  private mutating func child(_ step: String, depth: Int) throws(JSONError) -> JSONValue {
    guard places != nil else { return try value(depth: depth) }
    let outer = pointer
    pointer += "/" + step
    skipSpace()
    if places?.offsets.updateValue(position, forKey: pointer) != nil {
      places?.repeated.append((pointer, position))
    }
    let result = try value(depth: depth)
    pointer = outer
    return result
  }

  mutating func document() throws(JSONError) -> JSONValue {
    // A byte-order mark is no JSON, but files begin with one.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    let value = try value(depth: 0)
    skipSpace()
    guard position == bytes.count else { throw error("there is more behind the value") }
    return value
  }

  private func error(_ message: String) -> JSONError { JSONError(message: message, offset: position) }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func take(_ expected: Character, _ message: String) throws(JSONError) {
    skipSpace()
    guard byte == expected.asciiValue else { throw error(message) }
    position += 1
  }

  private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
    guard depth <= Self.deepest else { throw error("the nesting is deeper than \(Self.deepest) levels") }
    skipSpace()
    switch byte {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case .none: throw error("the text ends early")
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONError) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw error("this is no value") }
    position += word.utf8.count
    return value
  }

  private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if byte == UInt8(ascii: "}") {
      position += 1
      return .object(members)
    }
    while true {
      skipSpace()
      guard byte == UInt8(ascii: "\"") else { throw error("a key in quotation marks is missing") }
      let key = try string()
      try take(":", "a colon is missing behind the key")
      members[key] = try child(key, depth: depth + 1)
      skipSpace()
      if byte == UInt8(ascii: ",") {
        position += 1
        continue
      }
      try take("}", "a comma or } is missing")
      return .object(members)
    }
  }

  private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    skipSpace()
    if byte == UInt8(ascii: "]") {
      position += 1
      return .array(elements)
    }
    while true {
      elements.append(try child(String(elements.count), depth: depth + 1))
      skipSpace()
      if byte == UInt8(ascii: ",") {
        position += 1
        continue
      }
      try take("]", "a comma or ] is missing")
      return .array(elements)
    }
  }

  private mutating func number() throws(JSONError) -> JSONValue {
    let start = position
    var isInteger = true
    if byte == UInt8(ascii: "-") { position += 1 }
    guard digits() else { throw error("this is no value") }
    let firstDigit = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
    if bytes[firstDigit] == UInt8(ascii: "0"), position - firstDigit > 1 { throw error("a number begins with 0") }
    if byte == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      guard digits() else { throw error("digits are missing behind the point") }
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      isInteger = false
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      guard digits() else { throw error("digits are missing in the exponent") }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if isInteger, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw error("the number is too large") }
    return .number(number)
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte, (0x30...0x39).contains(byte) { position += 1 }
    return position > start
  }

  private mutating func string() throws(JSONError) -> String {
    position += 1
    let start = position
    while let byte, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { position += 1 }
    var content = Array(bytes[start..<position])
    while true {
      guard let byte else { throw error("a string does not end") }
      if byte == UInt8(ascii: "\"") { break }
      guard byte >= 0x20 else { throw error("a control character stands in a string") }
      position += 1
      if byte == UInt8(ascii: "\\") { try escape(into: &content) } else { content.append(byte) }
    }
    guard let text = String(validating: content, as: UTF8.self) else { throw error("a string is not UTF-8") }
    position += 1
    return text
  }

  private mutating func escape(into content: inout [UInt8]) throws(JSONError) {
    guard let byte else { throw error("a string does not end") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      var value = try unit()
      if value & 0xFC00 == 0xD800, bytes[position...].starts(with: [0x5C, 0x75]) {
        let before = position
        position += 2
        let low = try unit()
        if low & 0xFC00 == 0xDC00 {
          value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
        } else {
          position = before
        }
      }
      // Half of a pair stands for no character.
      content += String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8
    default: throw error("\\ is followed by no escape")
    }
  }

  private mutating func unit() throws(JSONError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw error("a string does not end") }
    let text = bytes[position..<(position + 4)]
    var value: UInt32 = 0
    for byte in text {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw error("\\u needs four hex digits") }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}
