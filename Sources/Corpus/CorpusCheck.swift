import GRDB
import Glibc
import Segments

extension CorpusReader {
  /// What is wrong with the corpus, one line a problem; empty when all is well.
  ///
  /// Compares every segment with its hash and its articles with the table, counts tokens and words on both sides, lets
  /// SQLite check its own file, and looks for files that nobody knows and facts without an article.
  public func problems() throws -> [String] {
    var problems: [String] = []
    let (rows, articles): ([SegmentRow], [Int64: Int]) = try queue.read { database in
      for line in try String.fetchAll(database, sql: "PRAGMA integrity_check(20)") where line != "ok" {
        problems.append("corpus.db: \(line)")
      }
      for table in CorpusSchema.factTables + ["signatures", "bands", "near_copies"] {
        let count = try Int.fetchOne(
          database, sql: "SELECT count(*) FROM \(table) WHERE article NOT IN (SELECT id FROM articles)")
        if let count, count > 0 { problems.append("corpus.db: \(count) rows of \(table) belong to no article") }
      }
      let indexed = try Int.fetchOne(database, sql: "SELECT count(*) FROM words_docsize") ?? 0
      var articles: [Int64: Int] = [:]
      for row in try Row.fetchAll(database, sql: "SELECT id, tokens FROM articles") {
        articles[row["id"]] = row["tokens"]
      }
      if indexed != articles.count {
        problems.append("corpus.db: the word index knows \(indexed) articles of \(articles.count)")
      }
      if try Bool.fetchOne(database, sql: "SELECT 1 FROM pending") ?? false {
        problems.append("corpus.db: a removal was stopped; any command that changes the corpus finishes it")
      }
      return (try SegmentRow.all(database), articles)
    }
    problems += segmentProblems(rows, articles)
    let known = Set(rows.map(\.file))
    for name in CorpusFolder.entries(of: folder.segments) ?? [] where !known.contains(name) {
      problems.append("segments/\(name): belongs to no batch; any command that changes the corpus removes it")
    }
    return problems
  }

  private func segmentProblems(_ rows: [SegmentRow], _ articles: [Int64: Int]) -> [String] {
    var problems: [String] = []
    var missing = articles
    /// What is wrong with a segment is said once, not once an article.
    func forget(_ row: SegmentRow) {
      missing = missing.filter { $0.key < row.firstArticle || $0.key > row.lastArticle }
    }
    for row in rows {
      do {
        let mapping = try SegmentMapping(path: folder.segment(row.file))
        if hexadecimal(SegmentHash.sha256(of: mapping)) != row.sha256 {
          problems.append("segments/\(row.file): its bytes do not have the hash they had")
          forget(row)
          continue
        }
        let segment = try Segment(mapping)
        for index in 0..<segment.articleCount {
          let id = segment.articleID(index)
          guard let tokens = missing.removeValue(forKey: id) else {
            problems.append("segments/\(row.file): article \(id) is not in the database, or stands twice")
            continue
          }
          if tokens != segment.tokens(ofArticle: index).count {
            problems.append("segments/\(row.file): article \(id) has another number of tokens than in the database")
          }
        }
        if segment.articleCount != row.articles || segment.tokenCount != row.tokens || mapping.bytes.count != row.bytes
        {
          problems.append("segments/\(row.file): its counts are not those of the database")
        }
      } catch {
        problems.append("segments/\(row.file): \(error)")
        forget(row)
      }
    }
    for id in missing.keys.sorted().prefix(20) { problems.append("article \(id) is in no segment") }
    return problems
  }
}
