import ArticleModel

/// The bytes of a file that come in pieces, so that its size does not matter.
public final class FileBytes {
  /// How many bytes there are.
  public let size: Int
  private let fetch: (_ offset: Int, _ count: Int) throws(LoadingError) -> [UInt8]
  private var page: [UInt8] = []
  private var pageStart = 0
  /// Bytes that are fetched at once.
  private static let pageSize = 512 << 10

  /// A file of `size` bytes; `fetch` gives up to `count` of them from `offset` on, at least one where there are any.
  public init(size: Int, fetch: @escaping (_ offset: Int, _ count: Int) throws(LoadingError) -> [UInt8]) {
    self.size = size
    self.fetch = fetch
  }

  /// A file that is in memory.
  public convenience init(_ bytes: [UInt8]) {
    self.init(size: bytes.count) { offset, count in Array(bytes[offset..<min(offset + count, bytes.count)]) }
  }

  /// The bytes from `offset` on, `count` of them or as many as there are.
  public func read(at offset: Int, count: Int) throws(LoadingError) -> [UInt8] {
    guard offset >= 0, offset < size, count > 0 else { return [] }
    let end = count > size - offset ? size : offset + count
    if offset >= pageStart, end <= pageStart + page.count {
      return Array(page[(offset - pageStart)..<(end - pageStart)])
    }
    var result: [UInt8] = []
    var position = offset
    while position < end {
      let piece = try fetch(position, min(Self.pageSize, size - position))
      if piece.isEmpty { break }
      page = piece
      pageStart = position
      let wanted = piece.prefix(end - position)
      result += wanted
      position += wanted.count
    }
    return result
  }
}

extension LoadingError {
  /// An error that is `code`.
  init(_ code: String, _ message: String, remedy: String?, _ source: String, line: Int? = nil) {
    self.init(Diagnostic(.error, code: code, message, remedy: remedy, file: source, line: line))
  }

  /// A file that ends too early or contradicts itself.
  static func damaged(_ what: String, _ source: String) -> LoadingError {
    LoadingError("damaged-file", what, remedy: "get the file again from where it comes from", source)
  }
}
