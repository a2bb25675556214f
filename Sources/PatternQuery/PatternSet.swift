import ArticleModel

/// Many queries matched together: one look at each distinct string tells which of them can match at all.
///
/// Each query is filed under the rarest condition that all its matches need; only queries whose condition is met
/// somewhere are run, around those places. So the cost grows with what is found, not with the number of queries.
public struct PatternSet: Sendable {
  /// The queries, in the order that results refer to.
  public let queries: [PatternQuery]
  let files: [AnchorFile]
  /// Queries that no condition on a value announces; they are always run.
  let unfiled: [Int]

  /// A set of `queries`.
  public init(_ queries: [PatternQuery]) {
    self.queries = queries
    var files: [AnchorFile.Key: AnchorFile] = [:]
    var unfiled: [Int] = []
    for (number, query) in queries.enumerated() {
      let program = query.program
      let anchor = program.conditions.indices.lazy.compactMap { index in
        program.conditions[index].valueTests(program.tests).map { (index, $0) }
      }.first
      guard let (condition, tests) = anchor else {
        unfiled.append(number)
        continue
      }
      for (column, test) in tests {
        let key = AnchorFile.Key(column: column, folding: test.folding)
        files[key, default: AnchorFile(key: key)].add(test, .init(query: number, condition: condition))
      }
    }
    self.files = files.values.sorted {
      ($0.key.column, $0.key.folding.rawValue) < ($1.key.column, $1.key.folding.rawValue)
    }
    self.unfiled = unfiled
  }
}

/// Which conditions the values of one column announce.
struct AnchorFile {
  struct Key: Hashable {
    var column: String
    var folding: Folding
  }

  struct Entry {
    var query: Int
    var condition: Int
  }

  let key: Key
  private(set) var strings = StringTable()
  /// For each id of `strings` the conditions it announces.
  private(set) var ofString: [[Entry]] = [[]]
  private(set) var programs: [RegexProgram] = []
  private(set) var ofProgram: [[Entry]] = []

  init(key: Key) { self.key = key }

  mutating func add(_ test: ValueTest, _ entry: Entry) {
    switch test.criterion {
    case .strings(let table, let hasEmpty):
      if hasEmpty { ofString[0].append(entry) }
      table.forEach { id, bytes in
        if bytes.isEmpty { return }
        let id = Int(strings.intern(bytes))
        if id == ofString.count { ofString.append([]) }
        ofString[id].append(entry)
      }
    case .expression(let program, _):
      programs.append(program)
      ofProgram.append([entry])
    }
  }
}

extension RequiredCondition {
  /// Tests of which one passes wherever the condition holds, or `nil` when there are no such simple tests.
  fileprivate func valueTests(_ tests: [ValueTest]) -> [(column: String, test: ValueTest)]? {
    guard case .token(let expressions) = anchor else { return nil }
    return Self.valueTests(.or(expressions), tests)
  }

  private static func valueTests(_ expression: TokenExpression, _ tests: [ValueTest]) -> [(
    column: String, test: ValueTest
  )]? {
    switch expression {
    case .any, .not: return nil
    case .test(let column, let number):
      let test = tests[number]
      return test.feature == nil && !test.anyItem ? [(column, test)] : nil
    case .or(let parts):
      var result: [(column: String, test: ValueTest)] = []
      for part in parts {
        guard let own = valueTests(part, tests) else { return nil }
        result += own
      }
      return result
    case .and(let parts):
      // Names of closed classes announce nearly everything, so any other part is better.
      let candidates = parts.compactMap { valueTests($0, tests) }
      return candidates.first { !$0.contains { ["pos", "ent", "feats"].contains($0.column) } } ?? candidates.first
    }
  }
}

/// Matches a set of queries over one source after the other; keeps what it learns about strings.
/// Not safe to share between threads.
public final class PatternSetMatcher {
  /// A match of one of the queries.
  public struct Match: Hashable, Sendable {
    /// Index of the query in the set.
    public var query: Int
    public var match: PatternMatch
  }

  public let set: PatternSet
  /// Asked now and then during a long search; once it returns `true` the search ends.
  public var shouldStop: () -> Bool = { false }
  /// Whether matches may be missing from the last result.
  public private(set) var isIncomplete = false
  private let automata: [LazyAutomaton?]
  private let shared = SharedAnswers()

  /// A matcher for `set`.
  public init(_ set: PatternSet) {
    self.set = set
    automata = set.files.map { $0.programs.isEmpty ? nil : LazyAutomaton($0.programs) }
  }

  /// The matches of all queries in `source`, by query, then in text order; `strategy` is for queries that ask for none.
  public func matches(in source: some TokenSource, strategy: MatchStrategy = .standard) -> [Match] {
    shared.leaveSource()
    isIncomplete = false
    var places: [Int: (condition: Int, positions: [Int])] = [:]
    for (number, file) in set.files.enumerated() {
      for (entry, position) in announcements(file, automata[number], source) {
        if places[entry.query]?.positions.last == position { continue }
        places[entry.query, default: (entry.condition, [])].positions.append(position)
      }
    }
    var result: [Match] = []
    for number in (set.unfiled + places.keys).sorted() {
      if shouldStop() {
        isIncomplete = true
        break
      }
      let query = set.queries[number]
      let bound = BoundQuery(query, matcher: Matcher(query.program, source, shared: shared))
      bound.shouldStop = shouldStop
      let strategy = query.strategy ?? strategy
      let matches =
        places[number].map {
          // A condition may be filed under several columns, whose places come one after the other.
          bound.matches(around: $0.positions.sorted(), ofCondition: $0.condition, strategy: strategy)
        } ?? bound.matches(strategy: strategy)
      result += matches.map { Match(query: number, match: $0) }
      isIncomplete = isIncomplete || bound.isIncomplete
    }
    return result
  }

  /// Where the values of a file's column announce which condition, by place.
  private func announcements(
    _ file: AnchorFile, _ automaton: LazyAutomaton?, _ source: some TokenSource
  ) -> [(AnchorFile.Entry, Int)] {
    guard let column = source.column(file.key.column) else {
      let entries = self.entries(file, automaton, "")
      return entries.flatMap { entry in (0..<source.count).map { (entry, $0) } }
    }
    shared.columns[file.key.column] = .some(column)
    var found: [(AnchorFile.Entry, Int)] = []
    // For each id 0 if it was not looked at, else one more than the index of its entries.
    var known = [Int32](repeating: 0, count: column.lexicon.count)
    var lists: [[AnchorFile.Entry]] = [[]]
    for (position, id) in column.ids.enumerated() {
      if known[Int(id)] == 0 {
        let entries = self.entries(file, automaton, column.lexicon.string(id))
        if entries.isEmpty {
          known[Int(id)] = 1
        } else {
          lists.append(entries)
          known[Int(id)] = Int32(lists.count)
        }
      }
      if known[Int(id)] > 1 {
        for entry in lists[Int(known[Int(id)]) - 1] { found.append((entry, position)) }
      }
    }
    return found
  }

  private func entries(_ file: AnchorFile, _ automaton: LazyAutomaton?, _ string: String) -> [AnchorFile.Entry] {
    let bytes = file.key.folding.fold(Array(string.utf8))
    return bytes.withUnsafeBufferPointer { bytes in
      var entries = file.strings.find(bytes).map { file.ofString[Int($0)] } ?? []
      if let automaton { for number in automaton.matches(bytes) { entries += file.ofProgram[Int(number)] } }
      return entries
    }
  }
}
