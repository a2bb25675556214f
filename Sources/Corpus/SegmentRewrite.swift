public import ArticleModel
import GRDB
import Glibc
public import Segments

/// A segment with articles that another version of the program has analysed, on its way to one of this version.
public final class SegmentRewrite {
  let row: SegmentRow
  let segment: Segment
  /// The signatures of the analysers that made each article's facts.
  let outdated: [Int64: [String]]
  let builder = SegmentBuilder()

  init(_ row: SegmentRow, _ segment: Segment, outdated: [Int64: [String]]) {
    self.row = row
    self.segment = segment
    self.outdated = outdated
  }

  /// How many articles there are.
  public var articleCount: Int { segment.articleCount }

  /// An article whose facts others than this program's analysers have made.
  public struct Outdated: Sendable {
    public var id: Int64
    public var text, record: [UInt8]
    /// The signatures of the analysers that made its facts.
    public var analyzers: [String]
  }

  /// The article at `index`; `nil` when it is up to date.
  public func outdatedArticle(_ index: Int) -> Outdated? {
    let id = segment.articleID(index)
    guard let analyzers = outdated[id] else { return nil }
    return Outdated(
      id: id, text: Array(segment.text(ofArticle: index)), record: Array(segment.record(ofArticle: index)),
      analyzers: analyzers)
  }

  /// Takes the article at `index` over: as `prepared`, or as it is. Articles are taken over in order.
  public func append(_ index: Int, _ prepared: PreparedArticle?) {
    let id = segment.articleID(index)
    if let prepared {
      builder.append(prepared.article, id: id, record: prepared.record)
      renewed.insert(id)
    } else {
      builder.append(segment) { $0 == id }
    }
  }

  private(set) var renewed: Set<Int64> = []
}

/// A segment that is to be rewritten.
public struct PendingRewrite: Sendable {
  let row: SegmentRow
  let outdated: [Int64: [String]]
}

extension CorpusWriter {
  /// The segments with articles that other analysers have analysed than those of this run, one after the other. Which
  /// version of the program they were part of does not matter.
  public func rewrites() throws -> [PendingRewrite] {
    try flush()
    let analysis = analysis
    let (rows, outdated) = try queue.read { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT a.id, n.analyzers FROM articles a JOIN analyses n ON n.id = a.analysis
          WHERE n.analyzers <> (SELECT analyzers FROM analyses WHERE id = ?)
          """, arguments: [analysis])
      var outdated: [Int64: [String]] = [:]
      var lists: [String: [String]] = [:]
      for row in rows {
        let text: String = row["analyzers"]
        let list = lists[text] ?? text.split(separator: "\n").map(String.init)
        lists[text] = list
        outdated[row["id"]] = list
      }
      return (try SegmentRow.all(database), outdated)
    }
    return rows.compactMap { row in
      let own = outdated.filter { $0.key >= row.firstArticle && $0.key <= row.lastArticle }
      return own.isEmpty ? nil : PendingRewrite(row: row, outdated: own)
    }
  }

  /// Opens the segment of a rewrite.
  public func begin(_ rewrite: PendingRewrite) throws -> SegmentRewrite {
    SegmentRewrite(rewrite.row, try folder.openChecked(rewrite.row), outdated: rewrite.outdated)
  }

  /// What the corpus knows of an article whose record another version of the program has written.
  public func heading(of id: Int64) throws -> ArticleHeading? {
    try queue.read { database in
      guard let row = try Row.fetchOne(database, sql: "SELECT * FROM articles WHERE id = ?", arguments: [id]) else {
        return nil
      }
      var article = Article(source: row["source"], sha256: row["sha256"], text: ArticleText(""))
      article.language = row["language"]
      article.title = row["title"]
      article.author = row["author"]
      article.publisher = row["publisher"]
      article.url = row["url"]
      article.published = (row["published"] as String?).flatMap { CalendarDate(iso: $0) }
      return ArticleHeading(article)
    }
  }

  /// Puts a rewritten segment in the old one's place, and the new facts in the place of the old.
  public func finish(_ rewrite: SegmentRewrite) throws {
    guard !rewrite.renewed.isEmpty else { return }
    try replace([rewrite.row], by: rewrite.builder) { [analysis] database, path in
      guard let path else { return }
      let segment = try Segment(SegmentMapping(path: path))
      let facts = try ArticleRows(database)
      let update = try database.makeStatement(
        sql: "UPDATE articles SET analysis = ?, tokens = ?, sentences = ? WHERE id = ?")
      for id in rewrite.renewed.sorted() {
        guard let index = segment.index(ofArticle: id) else { continue }
        let article = try segment.article(index)
        for table in CorpusSchema.factTables {
          try database.execute(sql: "DELETE FROM \(table) WHERE article = ?", arguments: [id])
        }
        try facts.insert(article, id: id)
        try update.execute(arguments: [analysis, article.tokens.count, article.sentences.count, id])
      }
    }
  }

  /// The articles older than `id` that it takes the place of: those with its address, or without one from its file.
  public func predecessors(of article: Article, id: Int64) throws -> [Int64] {
    try queue.read { database in
      if let url = article.url {
        return try Int64.fetchAll(
          database, sql: "SELECT id FROM articles WHERE url = ? AND id < ?", arguments: [url, id])
      }
      return try Int64.fetchAll(
        database, sql: "SELECT id FROM articles WHERE source = ? AND url IS NULL AND id < ?",
        arguments: [article.source, id])
    }
  }
}
