public import ArticleModel
import GRDB
import Glibc
import Segments

/// A corpus that is only read; any number of processes may do so while one writes.
public final class CorpusReader {
  let folder: CorpusFolder
  let queue: DatabaseQueue

  /// Opens the corpus at `path`.
  public init(path: String) throws {
    folder = CorpusFolder(path: path)
    queue = try CorpusDatabase.open(folder, readonly: true)
  }

  /// Whether there is a corpus at `path`.
  public static func isCorpus(_ path: String) -> Bool { access(path + "/corpus.db", F_OK) == 0 }

  /// What is known about an article without reading it.
  public struct Entry: Sendable, Hashable {
    public var id: Int64
    /// The first sixteen digits identify the article in every output.
    public var sha256: String
    public var source: String
    public var url, title, author, publisher: String?
    public var published: String?
    public var language: String?
    public var tokens: Int
    /// The article of which this one is a near-copy, or its own number.
    public var story: Int64

    init(_ row: Row) {
      id = row["id"]
      sha256 = row["sha256"]
      source = row["source"]
      url = row["url"]
      title = row["title"]
      author = row["author"]
      publisher = row["publisher"]
      published = row["published"]
      language = row["language"]
      tokens = row["tokens"]
      story = row["story"]
    }

    static let columns =
      "a.id, a.sha256, a.source, a.url, a.title, a.author, a.publisher, a.published, a.language, a.tokens, a.story"
  }

  /// The articles that `filter` means, in the order in which they came in.
  public func articles(_ filter: ArticleFilter = ArticleFilter(), limit: Int? = nil) throws -> [Entry] {
    let condition = filter.condition
    let end = limit.map { " LIMIT \($0)" } ?? ""
    return try queue.read { database in
      try Row.fetchAll(
        database, sql: "SELECT \(Entry.columns) FROM articles a WHERE \(condition.sql) ORDER BY a.id\(end)",
        arguments: condition.arguments
      ).map(Entry.init)
    }
  }

  /// The numbers of the articles that `filter` means, ascending; `nil` for all.
  public func articleIDs(_ filter: ArticleFilter) throws -> [Int64]? {
    if filter.isEmpty { return nil }
    let condition = filter.condition
    return try queue.read { database in
      try Int64.fetchAll(
        database, sql: "SELECT a.id FROM articles a WHERE \(condition.sql) ORDER BY a.id",
        arguments: condition.arguments)
    }
  }

  /// The articles with these numbers, by number.
  public func entries(_ ids: some Sequence<Int64>) throws -> [Int64: Entry] {
    try queue.read { database in
      let statement = try database.makeStatement(sql: "SELECT \(Entry.columns) FROM articles a WHERE a.id = ?")
      var result: [Int64: Entry] = [:]
      for id in Set(ids) {
        if let row = try Row.fetchOne(statement, arguments: [id]) { result[id] = Entry(row) }
      }
      return result
    }
  }

  /// The articles that the user calls `name`: a number, the beginning (eight digits or more) of the hash, a source, or
  /// an address.
  public func articles(named name: String) throws -> [Entry] {
    try queue.read { database in
      var sql = "SELECT \(Entry.columns) FROM articles a WHERE a.source = ?1 OR a.url = ?1"
      var arguments: StatementArguments = [name]
      if let number = Int64(name) {
        sql += " OR a.id = ?2"
        arguments += [number]
      } else if name.count >= 8, name.allSatisfy(\.isHexDigit) {
        sql += " OR a.sha256 LIKE ?2"
        arguments += [name.lowercased() + "%"]
      }
      return try Row.fetchAll(database, sql: sql + " ORDER BY a.id", arguments: arguments).map(Entry.init)
    }
  }

  // MARK: Segments

  /// An open segment file.
  public struct OpenSegment: Sendable {
    /// To be closed by whoever asked for it.
    public let descriptor: Int32
    public let articles, tokens: Int
    public let path: String
  }

  /// The segments, open, in the order of their articles.
  public func openSegments() throws -> [OpenSegment] {
    // A writer may exchange segments between our look at the table and at the folder: then we look again.
    for attempt in 0..<10 {
      let rows = try queue.read { try SegmentRow.all($0) }
      var opened: [OpenSegment] = []
      for row in rows {
        let path = folder.segment(row.file)
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { break }
        opened.append(OpenSegment(descriptor: descriptor, articles: row.articles, tokens: row.tokens, path: path))
      }
      if opened.count == rows.count { return opened }
      for segment in opened { Glibc.close(segment.descriptor) }
      if attempt > 3 { usleep(20_000) }
    }
    throw CorpusError(
      .damaged, "a segment of \(folder.path) is missing", remedy: "run `workbench corpus check \(folder.path)`")
  }

  /// Calls `body` with each article that `filter` means, whole, in order.
  public func forEachArticle(
    _ filter: ArticleFilter = ArticleFilter(), _ body: (Int64, Article) throws -> Void
  ) throws {
    let wanted = try articleIDs(filter).map(Set.init)
    let segments = try openSegments()
    defer { for segment in segments { Glibc.close(segment.descriptor) } }
    for open in segments {
      let segment = try Segment(SegmentMapping(descriptor: open.descriptor))
      for index in 0..<segment.articleCount where wanted?.contains(segment.articleID(index)) ?? true {
        try body(segment.articleID(index), segment.article(index))
      }
    }
  }

  /// Calls `body` with each of the articles with these numbers, whole, in order.
  public func forEachArticle(ids: Set<Int64>, _ body: (Int64, Article) throws -> Void) throws {
    let segments = try openSegments()
    defer { for segment in segments { Glibc.close(segment.descriptor) } }
    for open in segments {
      let segment = try Segment(SegmentMapping(descriptor: open.descriptor))
      for id in ids.sorted() {
        if let index = segment.index(ofArticle: id) { try body(id, segment.article(index)) }
      }
    }
  }

  /// Lets the database go, for somebody who has to change it.
  public func close() throws { try queue.close() }

  // MARK: Figures

  /// How much there is.
  public struct Totals: Sendable, Hashable {
    public var articles, tokens, sentences, stories, failures, segments: Int
    public var first, last: String?
    /// Rows of each table of facts.
    public var facts: [(table: String, rows: Int)]

    public static func == (left: Self, right: Self) -> Bool {
      left.articles == right.articles && left.tokens == right.tokens && left.sentences == right.sentences
        && left.stories == right.stories && left.failures == right.failures
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(articles) }
  }

  /// How much there is.
  public func totals() throws -> Totals {
    try queue.read { database in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT count(*) AS n, total(tokens) AS tokens, total(sentences) AS sentences, count(DISTINCT story) AS stories,
          min(published) AS first, max(published) AS last FROM articles
          """)
      return Totals(
        articles: row?["n"] ?? 0, tokens: Int(row?["tokens"] as Double? ?? 0),
        sentences: Int(row?["sentences"] as Double? ?? 0), stories: row?["stories"] ?? 0,
        failures: try count("SELECT count(*) FROM failures"), segments: try count("SELECT count(*) FROM segments"),
        first: row?["first"], last: row?["last"],
        facts: try CorpusSchema.factTables.map { ($0, try count("SELECT count(*) FROM \($0)")) })
    }
  }

  /// What articles can be counted by.
  public enum Grouping: String, Sendable, CaseIterable {
    case day, month, year, source, publisher, language
  }

  /// How many articles, stories and tokens there are in each group, groups in their order; what has no value is "".
  public func counts(
    by grouping: Grouping, _ filter: ArticleFilter = ArticleFilter()
  ) throws -> [(group: String, articles: Int, stories: Int, tokens: Int)] {
    let column =
      switch grouping {
      case .day: "a.published"
      case .month: "substr(a.published, 1, 7)"
      case .year: "substr(a.published, 1, 4)"
      case .source, .publisher, .language: "a.\(grouping.rawValue)"
      }
    let condition = filter.condition
    return try queue.read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT coalesce(\(column), '') AS g, count(*) AS n, count(DISTINCT a.story) AS s, sum(a.tokens) AS t
          FROM articles a WHERE \(condition.sql) GROUP BY g ORDER BY g
          """, arguments: condition.arguments
      ).map { ($0["g"], $0["n"], $0["s"], $0["t"]) }
    }
  }

  /// Articles that were set aside.
  public func failures() throws -> [(source: String, code: String, message: String)] {
    try queue.read { database in
      try Row.fetchAll(database, sql: "SELECT source, code, message FROM failures ORDER BY source, sha256").map {
        ($0["source"], $0["code"], $0["message"])
      }
    }
  }
}
