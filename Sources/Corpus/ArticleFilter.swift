public import ArticleModel
import GRDB

/// Which articles of a corpus are meant: those that meet every condition that is given.
public struct ArticleFilter: Sendable, Hashable {
  /// Published on this day or later.
  public var since: CalendarDate?
  /// Published on this day or earlier.
  public var until: CalendarDate?
  /// The source's name; `*` stands for any letters.
  public var source: String?
  /// The publisher's name; `*` stands for any letters.
  public var publisher: String?
  /// The name of a person whom the article names, or a part of it.
  public var person: String?
  /// The name of a place that the article names, or a part of it.
  public var place: String?
  /// Words that the article holds, as SQLite's FTS5 reads them.
  public var words: String?

  /// Every article.
  public init() {}

  /// Whether every article is meant.
  public var isEmpty: Bool { self == ArticleFilter() }

  /// A condition on the table `articles`, called `a`.
  var condition: (sql: String, arguments: StatementArguments) {
    var parts: [String] = []
    var arguments: [any DatabaseValueConvertible] = []
    func add(_ sql: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      parts.append(sql)
      arguments.append(value)
    }
    add("a.published >= ?", since?.description)
    add("a.published <= ?", until?.description)
    add("a.source LIKE ? ESCAPE '\\'", source.map { Self.pattern($0) })
    add("a.publisher LIKE ? ESCAPE '\\'", publisher.map { Self.pattern($0) })
    for (type, name) in [("PER", person), ("LOC", place)] {
      guard let name else { continue }
      let pattern = "%" + Self.pattern(name) + "%"
      parts.append(
        """
        (a.id IN (SELECT article FROM entities WHERE type = '\(type)' AND name LIKE ? ESCAPE '\\')
        OR a.id IN (SELECT l.article FROM aliases l JOIN entities e ON e.article = l.article AND e.number = l.entity
        WHERE e.type = '\(type)' AND l.name LIKE ? ESCAPE '\\'))
        """)
      arguments += [pattern, pattern]
    }
    add("a.id IN (SELECT rowid FROM words WHERE words MATCH ?)", words)
    return (parts.isEmpty ? "1" : parts.joined(separator: " AND "), StatementArguments(arguments))
  }

  /// A pattern of LIKE: `*` is the only sign with a meaning.
  private static func pattern(_ text: String) -> String {
    String(
      text.flatMap { (character: Character) -> [Character] in
        switch character {
        case "*": ["%"]
        case "%", "_", "\\": ["\\", character]
        default: [character]
        }
      })
  }
}
