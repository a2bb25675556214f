import GRDB

extension CorpusReader {
  /// How large a corpus is and from when, which is quickly found out.
  public struct Outline: Sendable, Hashable {
    public var articles, tokens: Int
    /// The first and the last day of publication.
    public var first, last: String?
  }

  /// How large the corpus is and from when.
  public func outline() throws -> Outline {
    try queue.read { database in
      let row = try Row.fetchOne(
        database,
        sql: """
          SELECT count(*) AS n, total(tokens) AS tokens, min(published) AS first, max(published) AS last FROM articles
          """)
      return Outline(
        articles: row?["n"] ?? 0, tokens: Int(row?["tokens"] as Double? ?? 0), first: row?["first"], last: row?["last"])
    }
  }

  /// The articles' sources that begin with `prefix`, each once, at most `limit`.
  public func sources(withPrefix prefix: String, limit: Int) throws -> [String] {
    try queue.read { database in
      try String.fetchAll(
        database, sql: "SELECT DISTINCT source FROM articles WHERE substr(source, 1, ?) = ? ORDER BY source LIMIT ?",
        arguments: [prefix.unicodeScalars.count, prefix, limit])
    }
  }
}
