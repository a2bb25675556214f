/// The form of messages on the channel: four bytes of length, little-endian, then a tag byte and the fields.
///
/// Text and byte strings are a four-byte length and the bytes; an optional is 0 or 1 and the value; a list is a four-byte
/// count and the elements. Nothing nests, so decoding never recurses.
enum Wire {
  /// The largest frame in bytes, tag and fields, without its length.
  static let maximumFrame = 1 << 20
  /// The most bytes a piece of a longer byte string has, leaving room for the fields around it.
  static let maximumPiece = maximumFrame - 4096
  /// The most bytes a message's free text has; longer text is cut.
  static let maximumText = 64 << 10
}

/// Why bytes are not a message.
struct WireError: Error, Hashable, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

/// Builds one frame.
struct WireWriter {
  private(set) var bytes: [UInt8]

  init(tag: UInt8) { bytes = [0, 0, 0, 0, tag] }

  mutating func put(_ value: UInt8) { bytes.append(value) }

  mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  mutating func put(_ value: UInt32) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ value: Int64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ value: Int) { put(Int64(value)) }

  mutating func put(_ value: some Collection<UInt8>) {
    put(UInt32(clamping: value.count))
    bytes.append(contentsOf: value)
  }

  mutating func put(_ value: String) { put(value.utf8) }

  mutating func put<Value>(_ value: Value?, _ body: (inout Self, Value) -> Void) {
    put(value != nil)
    if let value { body(&self, value) }
  }

  mutating func put(_ value: String?) { put(value) { $0.put($1) } }

  mutating func put(_ value: Int?) { put(value) { $0.put($1) } }

  mutating func putList<Element>(_ values: [Element], _ body: (inout Self, Element) -> Void) {
    put(UInt32(clamping: values.count))
    for value in values { body(&self, value) }
  }

  /// The whole frame, or an error when it is too large.
  consuming func frame() throws(WireError) -> [UInt8] {
    let length = bytes.count - 4
    guard length <= Wire.maximumFrame else { throw WireError("a message of \(length) bytes is too large") }
    withUnsafeBytes(of: UInt32(length).littleEndian) { bytes.replaceSubrange(0..<4, with: $0) }
    return bytes
  }
}

/// Reads one frame, checking every length against what is there.
struct WireReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// A reader of `bytes`, a frame without its length.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  private mutating func take(_ count: Int) throws(WireError) -> ArraySlice<UInt8> {
    guard count <= bytes.endIndex - position else { throw WireError("a field passes the end of its message") }
    defer { position += count }
    return bytes[position..<position + count]
  }

  mutating func byte() throws(WireError) -> UInt8 {
    let slice = try take(1)
    return slice[slice.startIndex]
  }

  mutating func bool() throws(WireError) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw WireError("a truth value is neither 0 nor 1")
    }
  }

  mutating func uint32() throws(WireError) -> UInt32 {
    var value: UInt32 = 0
    for byte in try take(4).reversed() { value = value << 8 | UInt32(byte) }
    return value
  }

  mutating func int64() throws(WireError) -> Int64 {
    var value: UInt64 = 0
    for byte in try take(8).reversed() { value = value << 8 | UInt64(byte) }
    return Int64(bitPattern: value)
  }

  mutating func int() throws(WireError) -> Int { Int(try int64()) }

  /// An integer that counts something.
  mutating func count() throws(WireError) -> Int {
    let value = try int()
    guard value >= 0 else { throw WireError("a count is negative") }
    return value
  }

  mutating func byteString() throws(WireError) -> [UInt8] { Array(try take(Int(try uint32()))) }

  mutating func string() throws(WireError) -> String {
    let slice = try take(Int(try uint32()))
    guard let text = String(validating: slice, as: UTF8.self) else { throw WireError("a text is not UTF-8") }
    return text
  }

  mutating func optional<Value>(
    _ body: (inout Self) throws(WireError) -> Value
  ) throws(WireError) -> Value? {
    try bool() ? try body(&self) : nil
  }

  mutating func optionalString() throws(WireError) -> String? {
    try optional { (reader: inout Self) throws(WireError) in try reader.string() }
  }

  mutating func optionalInt() throws(WireError) -> Int? {
    try optional { (reader: inout Self) throws(WireError) in try reader.int() }
  }

  /// A list; elements are read one by one, so a false count costs no memory beyond the frame.
  mutating func list<Element>(
    _ body: (inout Self) throws(WireError) -> Element
  ) throws(WireError) -> [Element] {
    var elements: [Element] = []
    for _ in 0..<(try uint32()) { elements.append(try body(&self)) }
    return elements
  }

  /// Checks that the frame has no bytes left.
  func end() throws(WireError) {
    guard position == bytes.endIndex else { throw WireError("a message has bytes left over") }
  }
}

extension String {
  /// The longest beginning of whole Unicode scalars within `limit` bytes.
  func clipped(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var index = utf8.index(utf8.startIndex, offsetBy: limit)
    while utf8[index] & 0xC0 == 0x80 { index = utf8.index(before: index) }
    return String(self[..<index])
  }
}
