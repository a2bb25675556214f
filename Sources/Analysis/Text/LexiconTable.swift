import CLanguageData

/// A table of tab-separated text: one entry a line, `#` begins a comment line, blank lines do not count.
public struct LexiconTable: Sendable {
  /// The columns of each entry.
  public let rows: [[String]]

  /// Reads embedded data.
  init(_ data: EmbeddedData) {
    self.init(UnsafeBufferPointer(start: data.bytes, count: data.size))
  }

  /// Reads UTF-8 text.
  public init(_ bytes: UnsafeBufferPointer<UInt8>) {
    rows = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
      return line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }
}
