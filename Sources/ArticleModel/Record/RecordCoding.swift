/// Builds the bytes of an article record: integers as LEB128, signed ones in zigzag form, texts behind their length.
struct RecordWriter {
  private(set) var bytes: [UInt8] = []
  /// Texts that facts share, written once.
  private(set) var names = StringTable()

  mutating func put(byte: UInt8) { bytes.append(byte) }

  @inline(__always)
  mutating func put(_ value: Int) {
    var rest = UInt(bitPattern: value)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func put(signed value: Int) { put((value << 1) ^ (value >> (Int.bitWidth - 1))) }

  mutating func put(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func put(_ text: some Collection<UInt8>) {
    put(text.count)
    bytes.append(contentsOf: text)
  }

  /// A text that is likely to come again.
  mutating func put(name: String) { put(Int(names.intern(name))) }

  /// 0 for `nil`, else one more than the number of the text.
  mutating func put(name: String?) { put(name.map { Int(names.intern($0)) + 1 } ?? 0) }

  /// 0 for `nil`, else one more than the value, which is not negative.
  mutating func put(index: Int?) { put(index.map { $0 + 1 } ?? 0) }

  mutating func put(_ span: Span) {
    put(span.start)
    put(span.length)
  }

  mutating func put(_ span: Span?) {
    put(span != nil)
    if let span { put(span) }
  }

  mutating func put<Element>(_ list: [Element], _ body: (inout Self, Element) -> Void) {
    put(list.count)
    for element in list { body(&self, element) }
  }
}

/// Why bytes are no article record.
public struct RecordError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }
}

/// Reads a record, checking every length and every number against what is there.
struct RecordReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  var names: [String] = []
  /// How many entities and dates there are to refer to.
  var entityCount = 0
  var dateCount = 0
  /// Length of the text that spans lie in.
  var textLength = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func checkVersion() throws(RecordError) {
    guard try byte() == ArticleRecord.version else { throw RecordError("the record is of another version") }
  }

  var isAtEnd: Bool { position == bytes.count }

  mutating func byte() throws(RecordError) -> UInt8 {
    guard position < bytes.count else { throw RecordError("the record ends early") }
    defer { position += 1 }
    return bytes[position]
  }

  @inline(__always)
  mutating func int() throws(RecordError) -> Int {
    var value: UInt = 0
    var shift: UInt = 0
    while true {
      guard position < bytes.count, shift < 64 else { throw RecordError("a number is damaged") }
      let byte = bytes[position]
      position += 1
      value |= UInt(byte & 0x7F) << shift
      if byte < 0x80 { return Int(bitPattern: value) }
      shift += 7
    }
  }

  mutating func signed() throws(RecordError) -> Int {
    let value = UInt(bitPattern: try int())
    return Int(bitPattern: value >> 1) ^ -Int(value & 1)
  }

  /// A number from 0 to `limit`.
  mutating func int(upTo limit: Int) throws(RecordError) -> Int {
    let value = try int()
    guard value >= 0, value <= limit else { throw RecordError("a number is out of range") }
    return value
  }

  /// How many elements follow; each takes a byte at least, so a false count is found here.
  mutating func count() throws(RecordError) -> Int {
    let value = try int()
    guard value >= 0, value <= bytes.count - position else { throw RecordError("the record ends early") }
    return value
  }

  mutating func bool() throws(RecordError) -> Bool { try byte() != 0 }

  mutating func blob() throws(RecordError) -> UnsafeBufferPointer<UInt8> {
    let length = try count()
    defer { position += length }
    return UnsafeBufferPointer(rebasing: bytes[position..<(position + length)])
  }

  mutating func text() throws(RecordError) -> String {
    let blob = try blob()
    guard let text = String(validating: blob, as: UTF8.self) else { throw RecordError("a text is not UTF-8") }
    return text
  }

  mutating func name() throws(RecordError) -> String { names[try int(upTo: names.count - 1)] }

  mutating func optionalName() throws(RecordError) -> String? {
    let number = try int(upTo: names.count)
    return number == 0 ? nil : names[number - 1]
  }

  /// `nil`, or a number below `count`.
  mutating func index(of count: Int) throws(RecordError) -> Int? {
    let number = try int(upTo: count)
    return number == 0 ? nil : number - 1
  }

  mutating func span() throws(RecordError) -> Span {
    let start = try int(upTo: textLength)
    let length = try int(upTo: textLength - start)
    return Span(start, start + length)
  }

  mutating func optionalSpan() throws(RecordError) -> Span? { try bool() ? try span() : nil }

  mutating func list<Element>(
    _ body: (inout Self) throws(RecordError) -> Element
  ) throws(RecordError) -> [Element] {
    let count = try count()
    var elements: [Element] = []
    elements.reserveCapacity(min(count, 4096))
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }
}
