import ArticleModel

/// Many queries matched together: one look at each distinct string answers the tests of all of them.
///
/// Each query is filed under the rarest condition that all its matches need; only queries whose condition is met
/// somewhere are run, around those places. So the cost grows with what is found, not with the number of queries.
public struct PatternSet: Sendable {
  /// The queries, in the order that results refer to.
  public let queries: [PatternQuery]
  let files: [TestFile]
  /// Queries that no condition on a value announces; they are always run.
  let unfiled: [Int]

  /// A set of `queries`.
  public init(_ queries: [PatternQuery]) {
    self.queries = queries
    var files: [TestFile.Key: TestFile] = [:]
    var unfiled: [Int] = []
    for (number, query) in queries.enumerated() {
      let program = query.program
      for predicate in program.automaton.predicates {
        for (column, test) in predicate.tests(program.tests) where test.key != nil && test.readsWholeValue {
          let key = TestFile.Key(column: column, folding: test.folding)
          _ = files[key, default: TestFile(key: key)].number(of: test)
        }
      }
      let anchor = program.conditions.indices.lazy.compactMap { index in
        program.conditions[index].valueTests(program.tests).map { (index, $0) }
      }.first
      guard let (condition, tests) = anchor else {
        unfiled.append(number)
        continue
      }
      for (column, test) in tests {
        let key = TestFile.Key(column: column, folding: test.folding)
        files[key, default: TestFile(key: key)].add(test, .init(query: number, condition: condition))
      }
    }
    self.files = files.values.sorted {
      ($0.key.column, $0.key.folding.rawValue) < ($1.key.column, $1.key.folding.rawValue)
    }
    self.unfiled = unfiled
  }
}

/// The tests that queries put to one column, to be answered together, and the conditions that each announces.
struct TestFile {
  struct Key: Hashable {
    var column: String
    var folding: Folding
  }

  struct Entry {
    var query: Int
    var condition: Int
  }

  let key: Key
  private(set) var numbers: [ValueTest.Key: Int] = [:]
  /// For each test what it announces.
  private(set) var announced: [[Entry]] = []
  private(set) var strings = StringTable()
  /// For each id of `strings` the tests it passes.
  private(set) var ofString: [[Int]] = [[]]
  private(set) var programs: [RegexProgram] = []
  /// For each program its test.
  private(set) var ofProgram: [Int] = []

  init(key: Key) { self.key = key }

  /// The number of a test, which is added when it is new.
  mutating func number(of test: ValueTest) -> Int {
    if let key = test.key, let known = numbers[key] { return known }
    let number = announced.count
    announced.append([])
    if let key = test.key { numbers[key] = number }
    switch test.criterion {
    case .strings(let table, let hasEmpty):
      if hasEmpty { ofString[0].append(number) }
      table.forEach { _, bytes in
        if bytes.isEmpty { return }
        let id = Int(strings.intern(bytes))
        if id == ofString.count { ofString.append([]) }
        ofString[id].append(number)
      }
    case .expression(let program, _):
      programs.append(program)
      ofProgram.append(number)
    }
    return number
  }

  mutating func add(_ test: ValueTest, _ entry: Entry) { announced[number(of: test)].append(entry) }
}

extension TokenExpression {
  /// The tests the expression puts, with their columns.
  fileprivate func tests(_ tests: [ValueTest]) -> [(column: String, test: ValueTest)] {
    switch self {
    case .any: []
    case .test(let column, let number): [(column, tests[number])]
    case .not(let inner): inner.tests(tests)
    case .and(let parts), .or(let parts): parts.flatMap { $0.tests(tests) }
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
      return test.readsWholeValue ? [(column, test)] : nil
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
      return candidates.first { !$0.contains { closedClasses.contains($0.column) } } ?? candidates.first
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
  private let shared: SharedAnswers
  private var folded: [UInt8] = []

  /// A matcher for `set`.
  public init(_ set: PatternSet) {
    self.set = set
    automata = set.files.map { $0.programs.isEmpty ? nil : LazyAutomaton($0.programs) }
    shared = SharedAnswers(filed: set.files)
  }

  /// The matches of all queries in `source`, by query, then in text order; `strategy` is for queries that ask for none.
  public func matches(in source: some TokenSource, strategy: MatchStrategy = .standard) -> [Match] {
    shared.leaveSource()
    isIncomplete = false
    var places: [Int: (condition: Int, positions: [Int])] = [:]
    for (number, file) in set.files.enumerated() {
      for (entry, position) in announcements(file, number, source) {
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
    _ file: TestFile, _ number: Int, _ source: some TokenSource
  ) -> [(TestFile.Entry, Int)] {
    guard let column = source.column(file.key.column) else {
      let tests = passed(file, automata[number], UnsafeBufferPointer(start: nil, count: 0))
      let entries = tests.flatMap { file.announced[$0] }
      return entries.flatMap { entry in (0..<source.count).map { (entry, $0) } }
    }
    shared.columns[file.key.column] = .some(column)
    // For each id the index of what it announces, or 0.
    var listOf = [Int32](repeating: 0, count: column.lexicon.count)
    var lists: [[TestFile.Entry]] = [[]]
    column.lexicon.forEach { id, bytes in
      let tests = passed(file, automata[number], bytes)
      if tests.isEmpty { return }
      for test in tests { shared.add(id, toFile: number, test: test) }
      let entries = tests.flatMap { file.announced[$0] }
      if entries.isEmpty { return }
      lists.append(entries)
      listOf[Int(id)] = Int32(lists.count - 1)
    }
    var found: [(TestFile.Entry, Int)] = []
    for (position, id) in column.ids.enumerated() where listOf[Int(id)] != 0 {
      for entry in lists[Int(listOf[Int(id)])] { found.append((entry, position)) }
    }
    return found
  }

  /// The tests of a file that a string passes.
  private func passed(
    _ file: TestFile, _ automaton: LazyAutomaton?, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> [Int] {
    func look(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
      var tests = file.strings.find(bytes).map { file.ofString[Int($0)] } ?? []
      if let automaton { for number in automaton.matches(bytes) { tests.append(file.ofProgram[Int(number)]) } }
      return tests
    }
    if file.key.folding.isEmpty { return look(bytes) }
    folded.removeAll(keepingCapacity: true)
    file.key.folding.fold(bytes, into: &folded)
    return folded.withUnsafeBufferPointer(look)
  }
}
