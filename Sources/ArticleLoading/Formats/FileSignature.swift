import CLanguageData

/// The beginning by which a kind of file that is not plain text is known.
struct FileSignature: Sendable {
  /// What the file is, with its article.
  let name: String
  /// How to get at its text.
  let remedy: String
  private let offset: Int
  private let bytes: [UInt8]

  private static let all: [FileSignature] = EmbeddedTable.rows(of: workbench_loading_file_signatures()).compactMap {
    guard $0.count == 4, let offset = Int($0[0]) else { return nil }
    let digits = Array($0[1].utf8)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).compactMap {
      UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
    }
    return FileSignature(name: $0[2], remedy: $0[3], offset: offset, bytes: bytes)
  }

  /// Letters that an article could begin with as well ("ID3", "BZh"), so that they alone prove nothing.
  private var couldBeText: Bool { bytes.count < 5 && bytes.allSatisfy { (0x20..<0x7F).contains($0) } }

  /// The signature that `file` bears; one that could be text counts only if the file is not valid UTF-8.
  static func match(_ file: [UInt8], isText: Bool) -> FileSignature? {
    all.first { signature in
      let end = signature.offset + signature.bytes.count
      guard end <= file.count, !(isText && signature.couldBeText) else { return false }
      return file[signature.offset..<end].elementsEqual(signature.bytes)
    }
  }
}
