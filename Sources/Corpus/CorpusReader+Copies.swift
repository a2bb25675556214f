import GRDB

extension CorpusReader {
  /// An article that others of the corpus nearly repeat.
  public struct Copy: Sendable, Hashable {
    public var entry: Entry
    /// How many articles tell the story.
    public var told: Int
    /// How many publishers they have; an article without one counts as one of its own.
    public var publishers: Int
    /// What share of its runs of words the article has in common with the nearest of the others, in per cent.
    public var similarity: Int
  }

  /// The articles of stories that more than one article tells, story by story in the order of their first articles.
  ///
  /// - Parameters:
  ///   - filter: which articles are listed; the others of a story count all the same.
  ///   - limit: the most articles that are listed.
  public func copies(_ filter: ArticleFilter = ArticleFilter(), limit: Int? = nil) throws -> [Copy] {
    let condition = filter.condition
    let end = limit.map { " LIMIT \($0)" } ?? ""
    // Each link stands once, under the newer article.
    let sql = """
      WITH told AS (
        SELECT story, count(*) AS articles, count(DISTINCT coalesce(publisher, id)) AS publishers
        FROM articles GROUP BY story HAVING count(*) > 1),
      nearest AS (
        SELECT id, max(similarity) AS similarity FROM (
          SELECT article AS id, similarity FROM near_copies UNION ALL SELECT other, similarity FROM near_copies)
        GROUP BY id)
      SELECT \(Entry.columns), told.articles AS told, told.publishers AS publishers,
        CAST(round(100 * coalesce(nearest.similarity, 0)) AS INTEGER) AS similarity
      FROM articles a JOIN told ON told.story = a.story LEFT JOIN nearest ON nearest.id = a.id
      WHERE \(condition.sql) ORDER BY a.story, a.id\(end)
      """
    return try queue.read { database in
      try Row.fetchAll(database, sql: sql, arguments: condition.arguments).map { row in
        Copy(entry: Entry(row), told: row["told"], publishers: row["publishers"], similarity: row["similarity"])
      }
    }
  }
}
