public import ArticleModel
import GRDB
import Glibc
public import Segments

/// A segment with articles that another version of the program has analysed, on its way to one of this version.
public final class SegmentRewrite {
  let row: SegmentRow
  let segment: Segment
  let outdated: Set<Int64>
  let builder = SegmentBuilder()

  init(_ row: SegmentRow, _ segment: Segment, outdated: Set<Int64>) {
    self.row = row
    self.segment = segment
    self.outdated = outdated
  }

  /// How many articles there are.
  public var articleCount: Int { segment.articleCount }

  /// Text and record of the article at `index`; `nil` when it is of this version.
  public func outdatedArticle(_ index: Int) -> (text: [UInt8], record: [UInt8])? {
    guard outdated.contains(segment.articleID(index)) else { return nil }
    return (Array(segment.text(ofArticle: index)), Array(segment.record(ofArticle: index)))
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

extension CorpusWriter {
  /// The segments with articles that were analysed by other analysers or models than this program's, one after the other.
  public func rewrites() throws -> [SegmentRewrite] {
    try flush()
    let analysis = analysis
    let (rows, outdated) = try queue.read { database in
      (
        try SegmentRow.all(database),
        try Set(Int64.fetchAll(database, sql: "SELECT id FROM articles WHERE analysis <> ?", arguments: [analysis]))
      )
    }
    return try rows.compactMap { row in
      let own = outdated.filter { $0 >= row.firstArticle && $0 <= row.lastArticle }
      return own.isEmpty ? nil : SegmentRewrite(row, try folder.openChecked(row), outdated: own)
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
