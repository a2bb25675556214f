import Glibc
import GRDB
import Segments

/// A segment as the database knows it.
struct SegmentRow: Sendable, Hashable {
  var id: Int64
  var file: String
  /// Lower-case hexadecimal.
  var sha256: String
  var bytes: Int
  var articles: Int
  var tokens: Int
  var firstArticle: Int64
  var lastArticle: Int64

  /// All segments, in the order of their articles.
  static func all(_ database: Database) throws -> [SegmentRow] {
    try Row.fetchAll(database, sql: "SELECT * FROM segments ORDER BY first_article").map { row in
      SegmentRow(
        id: row["id"], file: row["file"], sha256: row["sha256"], bytes: row["bytes"], articles: row["articles"],
        tokens: row["tokens"], firstArticle: row["first_article"], lastArticle: row["last_article"])
    }
  }

  func insert(_ database: Database) throws {
    try database.execute(
      sql: "INSERT INTO segments VALUES (?,?,?,?,?,?,?,?)",
      arguments: [id, file, sha256, bytes, articles, tokens, firstArticle, lastArticle])
  }

  static func delete(_ rows: [SegmentRow], _ database: Database) throws {
    for row in rows { try database.execute(sql: "DELETE FROM segments WHERE id = ?", arguments: [row.id]) }
  }
}

extension CorpusFolder {
  /// Writes a segment so that it appears whole or not at all, and is on the disk when this returns.
  func write(_ builder: SegmentBuilder, id: Int64, articles: ClosedRange<Int64>) throws -> SegmentRow {
    let digits = String(id)
    let name = String(repeating: "0", count: max(0, 8 - digits.count)) + digits + ".segment"
    let temporary = segment(name + ".part")
    let descriptor = open(temporary, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CorpusError.system(temporary, code: errno) }
    defer { close(descriptor) }
    let output = BufferedOutput(descriptor, path: temporary)
    let (length, hash) = try builder.write { try output.write($0) }
    try output.flush()
    guard fsync(descriptor) == 0, rename(temporary, segment(name)) == 0 else {
      throw CorpusError.system(temporary, code: errno)
    }
    Self.synchronize(segments)
    return SegmentRow(
      id: id, file: name, sha256: hexadecimal(hash), bytes: length, articles: builder.articleCount,
      tokens: builder.tokenCount, firstArticle: articles.lowerBound, lastArticle: articles.upperBound)
  }

  /// Opens a segment whose bytes are to be copied, after comparing them with their hash.
  func openChecked(_ row: SegmentRow) throws -> Segment {
    let mapping = try SegmentMapping(path: segment(row.file))
    guard hexadecimal(SegmentHash.sha256(of: mapping)) == row.sha256 else {
      throw CorpusError(
        .damaged, "the segment \(row.file) is damaged", remedy: "run `workbench corpus check \(path)`")
    }
    return try Segment(mapping)
  }

  /// Removes files in the segments' folder that no row names: what a process left that died before its commit.
  func removeOrphans(known: Set<String>) -> [String] {
    let orphans = (Self.entries(of: segments) ?? []).filter { !known.contains($0) }
    for orphan in orphans { unlink(segment(orphan)) }
    return orphans
  }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: [UInt8]) -> String {
  let digits = Array("0123456789abcdef".utf8)
  return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
}

/// Collects small pieces before they are written.
private final class BufferedOutput {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private static let size = 1 << 18

  init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
    buffer.reserveCapacity(Self.size)
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(CorpusError) {
    let isLarge = bytes.count > Self.size / 2
    if isLarge || buffer.count + bytes.count > Self.size { try flush() }
    if isLarge { try put(bytes) } else { buffer.append(contentsOf: bytes) }
  }

  func flush() throws(CorpusError) {
    let pending = buffer
    buffer.removeAll(keepingCapacity: true)
    let failure = pending.withUnsafeBytes { bytes -> CorpusError? in
      do throws(CorpusError) {
        try put(bytes)
        return nil
      } catch { return error }
    }
    if let failure { throw failure }
  }

  private func put(_ bytes: UnsafeRawBufferPointer) throws(CorpusError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(path, code: errno) }
      rest = rest.dropFirst(count)
    }
  }
}
