import CZlib

/// Expands DEFLATE data piece by piece (RFC 1951), as it is or in the wrapping of gzip (RFC 1952) or zlib (RFC 1950).
final class Inflater {
  /// The window sizes by which zlib knows the wrappings.
  enum Wrapping: Int32 { case none = -15, zlib = 15, gzip = 31 }

  /// Data that is no DEFLATE.
  struct Damage: Error {}

  // zlib remembers where its state lies, so it may not move.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Whether the data's own end was reached.
  private(set) var isAtEnd = false

  init(_ wrapping: Wrapping) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib has another version than its header")
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Makes ready for the next member of a file that has several.
  func reset() {
    inflateReset(stream)
    isAtEnd = false
  }

  /// Up to `limit` bytes out of `input`, from which what was used up is taken away.
  func expand(_ input: inout ArraySlice<UInt8>, limit: Int) throws(Damage) -> [UInt8] {
    var status = Z_OK
    var used = 0
    let output = [UInt8](unsafeUninitializedCapacity: limit) { space, count in
      input.withUnsafeBufferPointer { bytes in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.pointee.avail_in = UInt32(clamping: bytes.count)
        stream.pointee.next_out = space.baseAddress
        stream.pointee.avail_out = UInt32(clamping: limit)
        let given = stream.pointee.avail_in
        status = inflate(stream, Z_NO_FLUSH)
        used = Int(given - stream.pointee.avail_in)
        count = limit - Int(stream.pointee.avail_out)
      }
    }
    input = input.dropFirst(used)
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isAtEnd = true
    default: throw Damage()
    }
    return output
  }

  /// All of `bytes` expanded, or `nil` when they are damaged, end too early or are more than `limit`.
  static func expanded(_ bytes: ArraySlice<UInt8>, _ wrapping: Wrapping, limit: Int) -> [UInt8]? {
    let inflater = Inflater(wrapping)
    var input = bytes
    var output: [UInt8] = []
    while !inflater.isAtEnd {
      guard let piece = try? inflater.expand(&input, limit: 256 << 10) else { return nil }
      if piece.isEmpty, !inflater.isAtEnd { return nil }
      output += piece
      if output.count > limit { return nil }
    }
    return output
  }

  /// The checksum of a ZIP entry and of gzip (CRC-32).
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum = crc32(0, nil, 0)
    bytes.withUnsafeBufferPointer { sum = crc32_z(sum, $0.baseAddress, $0.count) }
    return UInt32(truncatingIfNeeded: sum)
  }
}
