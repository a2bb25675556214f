import GRDB

extension CorpusReader {
  /// Two entities that the same stories name.
  public struct Pair: Sendable, Hashable {
    public var first, second: String
    /// Stories that name both, the first, and the second.
    public var together, firstCount, secondCount: Int
  }

  /// The pairs of an entity of type `first` and one of type `second` that at least `minimum` stories name together, and
  /// how many stories there are. Entities are the same when type and name are.
  public func pairs(
    _ first: String, _ second: String, _ filter: ArticleFilter, minimum: Int
  ) throws -> (list: [Pair], stories: Int) {
    let condition = filter.condition
    return try queue.read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: """
          SELECT DISTINCT a.story AS story, e.type AS type, e.name AS name
          FROM articles a JOIN entities e ON e.article = a.id WHERE \(condition.sql) ORDER BY a.story, e.type, e.name
          """, arguments: condition.arguments)
      var counter = PairCounter(first: first, second: second)
      while let row = try rows.next() { counter.add(story: row["story"], type: row["type"], name: row["name"]) }
      counter.endStory()
      let stories = try Int.fetchOne(
        database, sql: "SELECT count(DISTINCT a.story) FROM articles a WHERE \(condition.sql)",
        arguments: condition.arguments)
      return (counter.pairs(minimum: minimum), stories ?? 0)
    }
  }
}

/// Counts pairs story by story.
private struct PairCounter {
  private struct Key: Hashable {
    var first, second: Int
  }

  let first, second: String
  private var names: [String] = []
  private var numbers: [String: Int] = [:]
  private var alone: [Int: Int] = [:]
  private var together: [Key: Int] = [:]
  private var story: Int64 = .min
  private var firstHere: [Int] = []
  private var secondHere: [Int] = []
  /// A story with more names than this is a list, and says nothing about who belongs with whom.
  private static let most = 300

  init(first: String, second: String) {
    self.first = first
    self.second = second
  }

  mutating func add(story: Int64, type: String, name: String) {
    if story != self.story {
      endStory()
      self.story = story
    }
    guard type == first || type == second else { return }
    let key = type + "\t" + name
    let number = numbers[key] ?? names.count
    if number == names.count {
      numbers[key] = number
      names.append(name)
    }
    alone[number, default: 0] += 1
    if type == first { firstHere.append(number) }
    if type == second { secondHere.append(number) }
  }

  mutating func endStory() {
    if firstHere.count <= Self.most, secondHere.count <= Self.most {
      for a in firstHere {
        // Of one type each pair counts once.
        for b in secondHere where first != second || a < b { together[Key(first: a, second: b), default: 0] += 1 }
      }
    }
    firstHere = []
    secondHere = []
  }

  func pairs(minimum: Int) -> [CorpusReader.Pair] {
    together.filter { $0.value >= minimum }.map { key, count in
      CorpusReader.Pair(
        first: names[key.first], second: names[key.second], together: count, firstCount: alone[key.first] ?? 0,
        secondCount: alone[key.second] ?? 0)
    }
  }
}
