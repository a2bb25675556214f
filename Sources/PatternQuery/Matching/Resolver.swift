/// What several queries ask of one source, answered once; the testers may go on to the next source.
final class SharedAnswers {
  struct SetKey: Hashable {
    var column: String
    var test: ValueTest.Key
  }

  var columns: [String: TokenColumn?] = [:]
  var sets: [SetKey: IDSet] = [:]
  /// Whole structures by name.
  var structures: [String: RegionList] = [:]
  var boundary: RegionList??
  private var testers: [ValueTest.Key: ValueTester] = [:]
  private static let maximumTesters = 5_000

  /// Where the answers to tests that were put together are kept.
  private var filed: [SetKey: (file: Int, test: Int)] = [:]
  private var hits: [[[UInt32]]] = []
  private var touched: [(file: Int, test: Int)] = []

  init() {}

  /// Answers to the tests of `files` will be added.
  init(filed files: [TestFile]) {
    for (number, file) in files.enumerated() {
      for (key, test) in file.numbers { filed[SetKey(column: file.key.column, test: key)] = (number, test) }
      hits.append(Array(repeating: [], count: file.announced.count))
    }
  }

  /// Notes that the string `id` passes a test.
  func add(_ id: UInt32, toFile file: Int, test: Int) {
    if hits[file][test].isEmpty { touched.append((file, test)) }
    hits[file][test].append(id)
  }

  /// The ids of a lexicon of `capacity` strings that pass a filed test; `nil` when the test is not filed.
  func filedSet(_ key: SetKey, capacity: Int) -> IDSet? {
    guard let place = filed[key] else { return nil }
    let set = IDSet(capacity: capacity)
    for id in hits[place.file][place.test] { set.insert(id) }
    return set
  }

  func tester(_ test: ValueTest) -> ValueTester {
    guard let key = test.key else { return ValueTester(test) }
    if let known = testers[key] { return known }
    if testers.count >= Self.maximumTesters { testers = [:] }
    let tester = ValueTester(test)
    testers[key] = tester
    return tester
  }

  /// Forgets what was about one source.
  func leaveSource() {
    columns = [:]
    sets = [:]
    structures = [:]
    boundary = nil
    for place in touched { hits[place.file][place.test].removeAll(keepingCapacity: true) }
    touched = []
  }
}

/// Answers a program's tests for the lexicons of one source, and selects its regions; everything once.
///
/// Keeps the columns alive that its results point into. Not safe to share between threads.
final class Resolver {
  let program: Program
  let source: any TokenSource
  private let shared: SharedAnswers
  private var testers: [Int: ValueTester] = [:]
  private var sets: [SetKey: IDSet] = [:]
  private var regionLists: [StructureCondition: RegionList] = [:]

  private struct SetKey: Hashable {
    var column: String
    var test: Int
  }

  init(_ program: Program, _ source: any TokenSource, shared: SharedAnswers = SharedAnswers()) {
    self.program = program
    self.source = source
    self.shared = shared
  }

  func column(_ name: String) -> TokenColumn? {
    if let known = shared.columns[name] { return known }
    let column = source.column(name)
    shared.columns[name] = .some(column)
    return column
  }

  func tester(_ number: Int) -> ValueTester {
    if let known = testers[number] { return known }
    let tester = shared.tester(program.tests[number])
    testers[number] = tester
    return tester
  }

  /// The ids of a column that pass a test.
  private func set(_ name: String, _ column: TokenColumn, _ number: Int) -> IDSet {
    let own = SetKey(column: name, test: number)
    if let known = sets[own] { return known }
    let key = program.tests[number].key.map { SharedAnswers.SetKey(column: name, test: $0) }
    let set =
      key.flatMap { shared.sets[$0] ?? shared.filedSet($0, capacity: column.lexicon.count) }
      ?? tester(number).ids(in: column.lexicon)
    sets[own] = set
    if let key { shared.sets[key] = set }
    return set
  }

  func bind(_ expression: TokenExpression) -> BoundExpression { bind(expression, negated: false) }

  private func bind(_ expression: TokenExpression, negated: Bool) -> BoundExpression {
    switch expression {
    case .any: return .constant(!negated)
    case .not(let inner): return bind(inner, negated: !negated)
    case .and(let parts): return .joined(parts.map { bind($0, negated: negated) }, isAnd: !negated)
    case .or(let parts): return .joined(parts.map { bind($0, negated: negated) }, isAnd: negated)
    case .test(let name, let test):
      guard let column = column(name) else { return .constant(tester(test).matches("") != negated) }
      guard let base = column.ids.baseAddress else { return .constant(false) }
      let set = set(name, column, test)
      guard negated else { return .leaf(column: name, ids: base, set: set) }
      let complement = IDSet(capacity: set.capacity)
      complement.formUnion(set)
      complement.formComplement()
      return .leaf(column: name, ids: base, set: complement)
    }
  }

  func regions(_ condition: StructureCondition) -> RegionList {
    if condition.tests.isEmpty, let known = shared.structures[condition.name] { return known }
    if let known = regionLists[condition] { return known }
    let list = select(condition)
    regionLists[condition] = list
    if condition.tests.isEmpty { shared.structures[condition.name] = list }
    return list
  }

  /// The structure whose ends no match crosses.
  var boundary: RegionList? {
    if let known = shared.boundary { return known }
    let list = source.boundary.map { RegionList(starts: $0.starts, ends: $0.ends) }
    shared.boundary = .some(list)
    return list
  }

  private func select(_ condition: StructureCondition) -> RegionList {
    guard let structure = source.structure(condition.name) else { return RegionList(starts: [], ends: []) }
    if condition.tests.isEmpty { return RegionList(starts: structure.starts, ends: structure.ends) }
    var kept = [Bool](repeating: true, count: structure.count)
    for test in condition.tests {
      let tester = tester(test.test)
      guard let column = structure.attributes[test.attribute] else {
        if tester.matches("") == test.negated { kept = kept.map { _ in false } }
        continue
      }
      let set = tester.ids(in: column.lexicon)
      for index in kept.indices where set.contains(column.ids[index]) == test.negated { kept[index] = false }
    }
    let indices = kept.indices.filter { kept[$0] }
    return RegionList(starts: indices.map { structure.starts[$0] }, ends: indices.map { structure.ends[$0] })
  }

  /// The gaps at which a guard holds.
  func gaps(_ condition: Automaton.Guard) -> IDSet {
    let set = IDSet(capacity: source.count + 1)
    switch condition {
    case .starts(let condition): for start in regions(condition).starts { set.insert(start) }
    case .ends(let name): for end in regions(StructureCondition(name: name)).ends { set.insert(end) }
    case .doesNotEnd(let name):
      for end in regions(StructureCondition(name: name)).ends { set.insert(end) }
      set.formComplement()
    }
    return set
  }

  func bind(_ filter: CompiledFilter) -> BoundFilter {
    let rule: BoundFilter.Rule
    switch filter.target {
    case .tokens(let count): rule = .withinTokens(count)
    case .regions(let count, let condition): rule = .withinRegions(count, regions(condition))
    case .region(let condition):
      rule = filter.relation == .within ? .within(regions(condition)) : .containing(regions(condition))
    case .query(let inner):
      // The longest stretches decide what can lie within one, the shortest what can hold one.
      let stretches = Matcher(inner, source).stretches(longest: filter.relation == .within)
      let list = RegionList(starts: stretches.map { UInt32($0.start) }, ends: stretches.map { UInt32($0.end) })
      rule = filter.relation == .within ? .within(list) : .containing(list)
    }
    return BoundFilter(rule: rule, negated: filter.negated)
  }
}
