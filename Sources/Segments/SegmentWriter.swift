import Crypto

/// Writes the sections of a segment file in order, through a function that takes bytes; reckons the file's hash.
struct SegmentWriter {
  private let sink: (UnsafeRawBufferPointer) throws -> Void
  private var hash = SHA256()
  private var directory: [UInt8] = []
  private(set) var length = 0
  private var sectionStart = 0

  init(_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws {
    self.sink = sink
    try SegmentFormat.magic.withUnsafeBytes { try put($0) }
  }

  private mutating func put(_ bytes: UnsafeRawBufferPointer) throws {
    if bytes.isEmpty { return }
    try sink(bytes)
    hash.update(bufferPointer: bytes)
    length += bytes.count
  }

  private mutating func section(_ name: String, _ body: (inout SegmentWriter) throws -> Void) throws {
    let start = length
    try body(&self)
    directory += Self.bytes(UInt64(name.utf8.count)) + name.utf8
    directory += Self.bytes(UInt64(start)) + Self.bytes(UInt64(length - start))
    let padding = [UInt8](
      repeating: 0, count: (SegmentFormat.alignment - length % SegmentFormat.alignment) % SegmentFormat.alignment)
    try padding.withUnsafeBytes { try put($0) }
  }

  mutating func write<Element: FixedWidthInteger>(_ name: String, _ elements: [Element]) throws {
    try section(name) { writer in try elements.withUnsafeBytes { try writer.put($0) } }
  }

  mutating func write(_ name: String, pieces: [SegmentBuilder.Piece]) throws {
    try section(name) { writer in
      for piece in pieces { try piece.withBytes { try writer.put($0) } }
    }
  }

  /// Writes directory and trailer; returns the SHA-256 of the whole file.
  mutating func finish() throws -> [UInt8] {
    let start = length
    try directory.withUnsafeBytes { try put($0) }
    let trailer = Self.bytes(UInt64(start)) + Self.bytes(UInt64(length - start))
    try trailer.withUnsafeBytes { try put($0) }
    return Array(hash.finalize())
  }

  private static func bytes(_ value: UInt64) -> [UInt8] { withUnsafeBytes(of: value.littleEndian) { Array($0) } }
}
