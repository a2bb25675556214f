public import ArticleModel
import GRDB
import Glibc
public import Segments

/// The one process that changes a corpus: takes articles in, removes them, and keeps segments and database in step.
///
/// Articles wait in memory until they make a batch: one segment file and one transaction. The segment is on the disk
/// before the transaction commits, so that a process that dies at any moment leaves nothing but a file that nobody knows,
/// which the next writer removes.
public final class CorpusWriter {
  /// A batch is written when it has so many tokens, or so many bytes, or is so many seconds old: then little is lost.
  static let batchTokens = 200_000
  static let batchBytes = 16 << 20
  static let batchSeconds = 5

  let folder: CorpusFolder
  let queue: DatabaseQueue
  private let lock: WriterLock
  let analysis: Int64
  private var builder = SegmentBuilder()
  private var batchBegan = 0
  private var waiting: [Waiting] = []
  private var waitingHashes: Set<String> = []
  private var nextArticle: Int64
  private var nextSegment: Int64
  /// Files of dead processes that were removed on opening.
  public let removedOrphans: [String]

  private struct Waiting {
    var id: Int64
    var article: Article
    var signature: NearCopySignature?
  }

  /// Makes an empty corpus.
  public static func create(at path: String) throws {
    let folder = CorpusFolder(path: path)
    try folder.create()
    _ = try CorpusDatabase.open(folder, readonly: false)
  }

  /// Opens a corpus to change it.
  ///
  /// - Parameters:
  ///   - provenance: the program and models that analyse.
  ///   - analyzers: signatures of the analysers, such as `names 3 0f…`: what differs there is analysed again.
  /// - Throws: a `CorpusError` that `isLocked` while another process changes the corpus.
  public init(path: String, provenance: Provenance, analyzers: [String]) throws {
    folder = CorpusFolder(path: path)
    try folder.require()
    lock = try folder.lockForWriting()
    let queue = try CorpusDatabase.open(folder, readonly: false)
    self.queue = queue
    let known = try queue.read { try SegmentRow.all($0) }
    removedOrphans = folder.removeOrphans(known: Set(known.map(\.file)))
    (analysis, nextArticle, nextSegment) = try queue.write { database in
      let key: StatementArguments = [provenance.workbench, provenance.model, analyzers.joined(separator: "\n")]
      try database.execute(
        sql: "INSERT OR IGNORE INTO analyses(workbench, model, analyzers) VALUES (?,?,?)", arguments: key)
      let analysis = try Int64.fetchOne(
        database, sql: "SELECT id FROM analyses WHERE workbench = ? AND model = ? AND analyzers = ?", arguments: key)
      func next(_ table: String) throws -> Int64 {
        try (Int64.fetchOne(database, sql: "SELECT seq FROM sqlite_sequence WHERE name = ?", arguments: [table]) ?? 0)
          + 1
      }
      return (analysis ?? 0, try next("articles"), try next("segments"))
    }
    // Somebody was stopped while removing.
    let isPending = try queue.read { try Bool.fetchOne($0, sql: "SELECT 1 FROM pending WHERE task = 'scrub'") ?? false }
    if isPending { try scrub() }
  }

  // MARK: Adding

  /// Whether an article with these bytes is there, or on its way in.
  public func contains(sha256: String) throws -> Bool {
    if waitingHashes.contains(sha256) { return true }
    return try queue.read { database in
      try Bool.fetchOne(database, sql: "SELECT 1 FROM articles WHERE sha256 = ?", arguments: [sha256]) ?? false
    }
  }

  /// Takes `prepared` in; it is safe once `flush` has returned. Articles that are there already are left out.
  /// - Returns: the article's number, or `nil` when it is there already.
  @discardableResult
  public func add(_ prepared: PreparedArticle) throws -> Int64? {
    let article = prepared.article
    guard try !contains(sha256: article.sha256) else { return nil }
    let id = nextArticle
    nextArticle += 1
    builder.append(article, id: id, record: prepared.record)
    waiting.append(Waiting(id: id, article: article, signature: prepared.signature))
    waitingHashes.insert(article.sha256)
    let now = Self.seconds
    if waiting.count == 1 { batchBegan = now }
    if builder.tokenCount >= Self.batchTokens || builder.byteCount >= Self.batchBytes
      || now - batchBegan >= Self.batchSeconds
    {
      try flush()
    }
    return id
  }

  private static var seconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }

  /// Notes an article that cannot be taken in, and why.
  public func setAside(sha256: String, source: String, code: String, message: String) throws {
    try queue.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO failures VALUES (?,?,?,?)", arguments: [sha256, source, code, message])
    }
  }

  /// Writes what waits: afterwards it is there for good.
  public func flush() throws {
    guard let first = waiting.first?.id, let last = waiting.last?.id else { return }
    let row = try folder.write(builder, id: nextSegment, articles: first...last)
    nextSegment += 1
    try queue.write { database in
      let rows = try ArticleRows(database)
      let insertion = try ArticleInsertion(database)
      var copies = try NearCopies(database)
      for entry in waiting {
        let story = try copies.add(entry.signature, id: entry.id)
        try insertion.insert(entry.article, id: entry.id, story: story, analysis: analysis)
        try rows.insert(entry.article, id: entry.id)
        try database.execute(sql: "DELETE FROM failures WHERE sha256 = ?", arguments: [entry.article.sha256])
      }
      try row.insert(database)
    }
    builder = SegmentBuilder()
    waiting = []
    waitingHashes = []
    try mergeSegments()
  }

  // MARK: Segments

  /// Puts segments of about the same size together, so that their number grows with the logarithm of the corpus up to
  /// the largest size, and what one more article costs does not grow.
  private func mergeSegments() throws {
    while true {
      let segments = try queue.read { try SegmentRow.all($0) }
      guard let run = MergePlan.run(tokens: segments.map(\.tokens)) else { return }
      let old = Array(segments[run])
      let builder = SegmentBuilder()
      for row in old {
        let segment = try folder.openChecked(row)
        builder.append(segment)
        // Only texts and records are read again, when they are written.
        segment.releasePages()
      }
      try replace(old, by: builder)
    }
  }

  /// Exchanges segments for the one in `builder`, which holds some or all of their articles; `change` does in the same
  /// transaction what else is to be done, and is given the new file.
  func replace(
    _ old: [SegmentRow], by builder: SegmentBuilder, also change: (Database, String?) throws -> Void = { _, _ in }
  ) throws {
    guard let first = old.first, let last = old.last else { return }
    var new: SegmentRow?
    if builder.articleCount > 0 {
      new = try folder.write(builder, id: nextSegment, articles: first.firstArticle...last.lastArticle)
      nextSegment += 1
    }
    try queue.write { database in
      try change(database, new.map { folder.segment($0.file) })
      try SegmentRow.delete(old, database)
      try new?.insert(database)
    }
    for row in old { unlink(folder.segment(row.file)) }
    CorpusFolder.synchronize(folder.segments)
  }

  // MARK: Removing

  /// Removes articles so that no byte of them is left in the corpus: not in the tables, not in the word index, not in
  /// the segments' texts, columns and lexicons, not in free pages and not in the log.
  public func remove(_ ids: Set<Int64>) throws {
    try flush()
    let segments = try queue.read { try SegmentRow.all($0) }
    var isFirst = true
    for row in segments where ids.contains(where: { $0 >= row.firstArticle && $0 <= row.lastArticle }) {
      let builder = SegmentBuilder()
      builder.append(try folder.openChecked(row)) { !ids.contains($0) }
      if builder.articleCount == row.articles { continue }
      // The rows go with the segment that held their articles: database and segments always agree.
      let own = ids.filter { $0 >= row.firstArticle && $0 <= row.lastArticle }
      try replace([row], by: builder) { database, _ in try Self.deleteRows(of: own.sorted(), database) }
      isFirst = false
    }
    if !isFirst { try scrub() }
  }

  /// Rewrites whatever could still hold words of removed articles.
  private func scrub() throws {
    try queue.write { try $0.execute(sql: "INSERT INTO words(words) VALUES('rebuild')") }
    try queue.vacuum()
    try truncateLog()
    try queue.write { try $0.execute(sql: "DELETE FROM pending WHERE task = 'scrub'") }
    try truncateLog()
  }

  private static func deleteRows(of ids: [Int64], _ database: Database) throws {
    try database.execute(sql: "INSERT OR IGNORE INTO pending VALUES ('scrub')")
    for id in ids {
      for table in CorpusSchema.factTables {
        try database.execute(sql: "DELETE FROM \(table) WHERE article = ?", arguments: [id])
      }
      try NearCopies.remove(id, database)
      try database.execute(sql: "DELETE FROM articles WHERE id = ?", arguments: [id])
    }
  }

  /// Empties the write-ahead log into the database.
  public func truncateLog() throws {
    try queue.inDatabase { database in
      _ = try Row.fetchAll(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }
}

/// The row of an article and its words.
private struct ArticleInsertion {
  private let articles, words: Statement

  init(_ database: Database) throws {
    articles = try database.makeStatement(sql: "INSERT INTO articles VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
    words = try database.makeStatement(sql: "INSERT INTO words(rowid, title, text) VALUES (?,?,?)")
  }

  func insert(_ article: Article, id: Int64, story: Int64, analysis: Int64) throws {
    let text = article.text.string
    try articles.execute(arguments: [
      id, article.sha256, article.source, article.url, article.title, article.author, article.publisher,
      article.published?.description, article.language, text, article.tokens.count, article.sentences.count, story,
      analysis,
    ])
    try words.execute(arguments: [id, article.title, text])
  }
}
