/// Collects bytes from the channel and cuts them into frames; holds at most one frame and one read.
struct FrameBuffer {
  private var bytes: [UInt8] = []
  private var start = 0

  mutating func append(_ received: UnsafeRawBufferPointer) {
    if start > 0, start == bytes.count || start >= Wire.maximumFrame {
      bytes.removeSubrange(..<start)
      start = 0
    }
    bytes.append(contentsOf: received)
  }

  /// The next whole frame without its length, or nil when more bytes are needed.
  mutating func next() throws(WireError) -> ArraySlice<UInt8>? {
    guard bytes.count - start >= 4 else { return nil }
    var length = 0
    for offset in (0..<4).reversed() { length = length << 8 | Int(bytes[start + offset]) }
    guard length >= 1, length <= Wire.maximumFrame else { throw WireError("a message claims \(length) bytes") }
    guard bytes.count - start - 4 >= length else { return nil }
    let body = start + 4
    start = body + length
    return bytes[body..<body + length]
  }

  /// Bytes held.
  var count: Int { bytes.count - start }
}
