import ArticleModel

/// Bytes one piece after the other.
protocol ByteStream: AnyObject {
  /// The next bytes; none at the end.
  func next() throws(LoadingError) -> [UInt8]
}

/// A file from its beginning to its end.
final class FileStream: ByteStream {
  private let file: FileBytes
  private var position = 0

  init(_ file: FileBytes) { self.file = file }

  func next() throws(LoadingError) -> [UInt8] {
    let piece = try file.read(at: position, count: 256 << 10)
    position += piece.count
    return piece
  }
}

/// What a gzip file holds, also one of several members, as web archives have one a record.
final class GunzipStream: ByteStream {
  private let base: any ByteStream
  private let inflater = Inflater(.gzip)
  private let source: String
  private var input: ArraySlice<UInt8> = []
  private var compressed = 0
  private var expanded = 0

  init(_ base: any ByteStream, source: String) {
    self.base = base
    self.source = source
  }

  func next() throws(LoadingError) -> [UInt8] {
    while true {
      if input.isEmpty {
        input = try base.next()[...]
        compressed += input.count
        if input.isEmpty {
          if inflater.isAtEnd || expanded == 0 { return [] }
          throw .damaged("the compressed data ends too early", source)
        }
      }
      if inflater.isAtEnd { inflater.reset() }
      let piece: [UInt8]
      do {
        piece = try inflater.expand(&input, limit: 256 << 10)
      } catch {
        throw .damaged("the compressed data is damaged", source)
      }
      expanded += piece.count
      if CollectionLimits.isBomb(expanded: expanded, compressed: compressed) { throw CollectionLimits.bomb(source) }
      if !piece.isEmpty { return piece }
    }
  }
}

/// A stream of UTF-16 as UTF-8.
final class UTF16Stream: ByteStream {
  private let base: any ByteStream
  private let encoding: TextEncoding
  private var rest: [UInt8] = []
  private var isAtStart = true

  init(_ base: any ByteStream, _ encoding: TextEncoding) {
    self.base = base
    self.encoding = encoding
  }

  func next() throws(LoadingError) -> [UInt8] {
    while true {
      let piece = try base.next()
      if piece.isEmpty {
        defer { rest = [] }
        return rest.isEmpty ? [] : DecodedText(rest, TextEncoding.Detection(encoding: encoding)).bytes
      }
      var bytes = rest + piece
      var end = bytes.count & ~1
      if end >= 2 {
        // The first half of a pair waits for the second.
        let high = bytes[end - (encoding == .utf16LittleEndian ? 1 : 2)]
        if (0xD8...0xDB).contains(high) { end -= 2 }
      }
      rest = Array(bytes[end...])
      bytes.removeSubrange(end...)
      let markLength = isAtStart && (bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])) ? 2 : 0
      if !bytes.isEmpty { isAtStart = false }
      let decoded = DecodedText(bytes, TextEncoding.Detection(encoding: encoding, markLength: markLength)).bytes
      if !decoded.isEmpty { return decoded }
    }
  }
}

/// Takes lines and blocks from a stream.
final class StreamReader {
  private let stream: any ByteStream
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  /// Bytes taken so far.
  private(set) var offset = 0

  init(_ stream: any ByteStream) { self.stream = stream }

  /// More bytes than were there; `false` at the end.
  private func fill() throws(LoadingError) -> Bool {
    guard !isAtEnd else { return false }
    if position > 0 {
      buffer.removeSubrange(..<position)
      position = 0
    }
    let piece = try stream.next()
    if piece.isEmpty { isAtEnd = true }
    buffer += piece
    return !piece.isEmpty
  }

  /// The next byte, which stays; `nil` at the end.
  func peek() throws(LoadingError) -> UInt8? {
    while position >= buffer.count { if try !fill() { return nil } }
    return buffer[position]
  }

  /// The next byte.
  func byte() throws(LoadingError) -> UInt8? {
    guard let byte = try peek() else { return nil }
    position += 1
    offset += 1
    return byte
  }

  /// The first bytes of what is left, which stay: `count`, or as many as there are.
  func beginning(_ count: Int) throws(LoadingError) -> [UInt8] {
    while buffer.count - position < count { if try !fill() { break } }
    return Array(buffer[position...].prefix(count))
  }

  /// The next line with its end; `nil` at the end. A line that is longer than `limit` comes without the rest of it, and
  /// without an end.
  func line(limit: Int) throws(LoadingError) -> [UInt8]? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) { return take(upTo: end + 1) }
      searched = buffer.count
      if searched - position > limit { return take(upTo: position + limit) }
      let before = position
      if try !fill() { break }
      searched -= before
    }
    return position < buffer.count ? take(upTo: buffer.count) : nil
  }

  private func take(upTo end: Int) -> [UInt8] {
    defer {
      offset += end - position
      position = end
    }
    return Array(buffer[position..<end])
  }

  /// The next `count` bytes, or as many as there are.
  func bytes(_ count: Int) throws(LoadingError) -> [UInt8] {
    while buffer.count - position < count { if try !fill() { break } }
    return take(upTo: min(position + count, buffer.count))
  }

  /// Passes over `count` bytes; `false` when there are not as many.
  func skip(_ count: Int) throws(LoadingError) -> Bool {
    var rest = count
    while rest > 0 {
      if position >= buffer.count { if try !fill() { return false } }
      let step = min(rest, buffer.count - position)
      position += step
      offset += step
      rest -= step
    }
    return true
  }
}
