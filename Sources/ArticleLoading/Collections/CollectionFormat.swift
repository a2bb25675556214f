/// The kinds of files that hold many articles.
public enum CollectionFormat: String, Sendable, CaseIterable {
  case jsonLines, table, mailbox, feed, archive, webArchive

  /// How many bytes of a file's beginning `detect` looks at.
  public static let sampleSize = 4096

  /// The kind of collection that a file is, by its name and its first bytes; `nil` when it is one article.
  public static func detect(name: String, beginning: [UInt8]) -> CollectionFormat? {
    let base = (name.split(separator: "/").last.map(String.init) ?? name).lowercased()
    func ends(_ suffixes: String...) -> Bool { suffixes.contains { base.hasSuffix($0) } }
    if isArchive(beginning) { return OfficeFormat.isLikely(beginning) || ends(".docx", ".odt") ? nil : .archive }
    if beginning.starts(with: "WARC/".utf8) || ends(".warc", ".warc.gz") { return .webArchive }
    if ends(".jsonl", ".ndjson") { return .jsonLines }
    if ends(".csv", ".tsv", ".tab") { return .table }
    if ends(".mbox") || isMailbox(beginning) { return .mailbox }
    if ends(".rss", ".atom") || isFeed(beginning) { return .feed }
    return nil
  }

  private static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6])
  }

  /// "From somebody Mon Jun 23 10:00:00 2025", then the first field of a message.
  private static func isMailbox(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: "From ".utf8), let end = bytes.firstIndex(of: 0x0A) else { return false }
    let second = bytes[(end + 1)...].prefix { $0 != 0x0A }
    guard let colon = second.firstIndex(of: UInt8(ascii: ":")), colon > second.startIndex else { return false }
    return second[..<colon].allSatisfy { $0 > 0x20 && $0 < 0x7F }
      && bytes[..<end].contains { (0x30...0x39).contains($0) }
  }

  /// XML whose first element is that of RSS 0.9 to 2.0, RSS 1.0 or Atom.
  private static func isFeed(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.firstIndex(where: { $0 > 0x20 && $0 < 0x80 }), bytes[first] == UInt8(ascii: "<") else {
      return false
    }
    var tokenizer = XMLTokenizer(Array(bytes[first...]))
    while let token = tokenizer.next() {
      if case .start(let name) = token { return ["rss", "feed", "rdf:RDF"].contains(name) }
    }
    return false
  }
}
