/// The text of an article as valid UTF-8, never changed after loading.
public struct ArticleText: Sendable, Hashable {
  /// The UTF-8 bytes.
  public let bytes: [UInt8]

  /// Takes `string` character for character; nothing is normalised.
  public init(_ string: String) { bytes = Array(string.utf8) }

  /// Takes bytes that are UTF-8; `nil` when they are not.
  public init?(validating bytes: [UInt8]) {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    self.bytes = bytes
  }

  /// Length in bytes.
  public var count: Int { bytes.count }
  /// The span of the whole text.
  public var span: Span { Span(0, bytes.count) }
  /// The whole text.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// The text under `span`.
  public subscript(span: Span) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }

  /// One-based line and column (in code points) of a byte offset.
  public func position(of offset: Int) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in bytes[..<min(max(offset, 0), bytes.count)] {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return (line, column)
  }
}

/// Translates between byte offsets and code-point offsets of one text.
///
/// One count is kept for each 64-byte block, so a translation costs at most one block's walk.
public struct CodePointIndex: Sendable {
  private let bytes: [UInt8]
  private let blocks: [UInt32]
  private static let blockSize = 64

  /// Indexes `text`.
  public init(_ text: ArticleText) {
    bytes = text.bytes
    var counts: [UInt32] = []
    counts.reserveCapacity(bytes.count / Self.blockSize + 1)
    var count: UInt32 = 0
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.blockSize == 0 { counts.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    if bytes.count % Self.blockSize == 0 { counts.append(count) }
    blocks = counts
  }

  /// How many code points begin before the byte at `offset`.
  public func codePoint(ofByte offset: Int) -> Int {
    let block = offset / Self.blockSize
    var count = Int(blocks[block])
    for byte in bytes[(block * Self.blockSize)..<offset] where byte & 0xC0 != 0x80 { count += 1 }
    return count
  }

  /// The byte at which code point number `codePoint` begins; the end of the text when there is none.
  public func byte(ofCodePoint codePoint: Int) -> Int {
    var low = 0
    var high = blocks.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(blocks[middle]) <= codePoint { low = middle } else { high = middle - 1 }
    }
    var count = Int(blocks[low])
    var offset = low * Self.blockSize
    while offset < bytes.count {
      if bytes[offset] & 0xC0 != 0x80 {
        if count == codePoint { return offset }
        count += 1
      }
      offset += 1
    }
    return bytes.count
  }
}
