/// Builds the position automaton of a pattern: first a graph with empty steps (Thompson), then, by following these,
/// the edges between the states that read something (Glushkov).
struct AutomatonBuilder {
  private enum Step {
    case none
    case guarded(Int)
    case act(Automaton.Action)
    case openPair(Int)
    case closePair(Int)
    case read(state: Int)
  }

  private struct Node {
    var step: Step
    /// In order of preference.
    var next: [Int]
  }

  private var automaton = Automaton()
  private var nodes: [Node] = []
  /// For each state the pairs `<s> … </s>` it lies in.
  private var enclosing: [[Int]] = [[]]
  /// For each pair the guard that its region ends here, and that it does not.
  private var pairs: [(ends: Int, doesNotEnd: Int)] = []
  private var open: [Int] = []
  private var predicateNumbers = SmallTable<TokenExpression>()
  private var guardNumbers: [Automaton.Guard: Int] = [:]
  private var actionNumbers = SmallTable<[Automaton.Action]>([[]])
  /// Whether two ways to a state that set labels differently must both be kept.
  private let keepsLabellings: Bool

  private static let maximumStates = 5_000
  private static let maximumEdges = 200_000
  /// Steps of the walks between states altogether: a bound on the time a query takes to compile.
  private static let maximumVisits = 1_000_000
  private var visits = 0

  private init(keepsLabellings: Bool) { self.keepsLabellings = keepsLabellings }

  static func build(_ pattern: Pattern, keepsLabellings: Bool) throws(AutomatonError) -> Automaton {
    var builder = AutomatonBuilder(keepsLabellings: keepsLabellings)
    let end = try builder.add(.none, [])
    let start = try builder.compile(pattern, next: end)
    try builder.follow(from: start, end: end)
    return builder.automaton
  }

  private mutating func add(_ step: Step, _ next: [Int]) throws(AutomatonError) -> Int {
    if nodes.count >= 8 * Self.maximumStates { throw .tooLarge }
    nodes.append(Node(step: step, next: next))
    return nodes.count - 1
  }

  private mutating func number(of condition: Automaton.Guard) throws(AutomatonError) -> Int {
    if let known = guardNumbers[condition] { return known }
    if automaton.guards.count == 60 { throw .tooManyTags }
    automaton.guards.append(condition)
    guardNumbers[condition] = automaton.guards.count - 1
    return automaton.guards.count - 1
  }

  private mutating func addState(_ consumer: Automaton.Consumer, next: Int) throws(AutomatonError) -> Int {
    if automaton.consumers.count > Self.maximumStates { throw .tooLarge }
    automaton.consumers.append(consumer)
    enclosing.append(open)
    return try add(.read(state: automaton.consumers.count - 1), [next])
  }

  private mutating func compile(_ pattern: Pattern, next: Int) throws(AutomatonError) -> Int {
    switch pattern {
    case .token(let expression):
      let predicate = predicateNumbers.number(of: expression)
      if predicate == automaton.predicates.count { automaton.predicates.append(expression) }
      return try addState(.token(predicate: predicate), next: next)
    case .region(let condition):
      automaton.regions.append(condition)
      return try addState(
        .region(condition: automaton.regions.count - 1, uncrossed: open.map { pairs[$0].ends }), next: next)
    case .regionStart(let condition): return try add(.guarded(number(of: .starts(condition))), [next])
    case .regionEnd(let name): return try add(.guarded(number(of: .ends(name))), [next])
    case .enclosed(let condition, let inner):
      if pairs.count == 60 { throw .tooManyTags }
      let pair = pairs.count
      pairs.append((try number(of: .ends(condition.name)), try number(of: .doesNotEnd(condition.name))))
      let close = try add(.closePair(pair), [try add(.guarded(pairs[pair].ends), [next])])
      open.append(pair)
      let body = try compile(inner, next: close)
      open.removeLast()
      return try add(.guarded(number(of: .starts(condition))), [try add(.openPair(pair), [body])])
    case .sequence(let patterns):
      var target = next
      for pattern in patterns.reversed() { target = try compile(pattern, next: target) }
      return target
    case .alternation(let branches):
      var entries: [Int] = []
      for branch in branches { entries.append(try compile(branch, next: next)) }
      return try add(.none, entries)
    case .labelled(let inner, let label):
      let close = try add(.act(.close(label)), [next])
      return try add(.act(.open(label)), [try compile(inner, next: close)])
    case .repetition(let inner, let minimum, let maximum):
      var target = next
      if let maximum {
        for _ in minimum..<max(minimum, maximum) { target = try add(.none, [try compile(inner, next: target), next]) }
      } else {
        let loop = try add(.none, [])
        nodes[loop].next = [try compile(inner, next: loop), next]
        target = loop
      }
      for _ in 0..<minimum { target = try compile(inner, next: target) }
      return target
    }
  }

  /// Finds the edges of every state.
  private mutating func follow(from start: Int, end: Int) throws(AutomatonError) {
    var after = [Int](repeating: start, count: automaton.consumers.count)
    for node in nodes {
      if case .read(let state) = node.step { after[state] = node.next[0] }
    }
    for state in automaton.consumers.indices {
      automaton.firstEdge.append(Int32(automaton.edges.count))
      var walk = Walk()
      try visit(Path(node: after[state]), end: end, &walk)
      if automaton.edges.count > Self.maximumEdges { throw .tooLarge }
    }
    automaton.firstEdge.append(Int32(automaton.edges.count))
  }

  /// One way along empty steps, with what it met.
  private struct Path: Hashable {
    var node: Int
    var guards: UInt64 = 0
    var opened: UInt64 = 0
    var actions: [Automaton.Action] = []
  }

  /// What the walk from one state has seen.
  private struct Walk {
    var seen = SmallTable<Path>()
    var edges = SmallTable<Automaton.Edge>()
    /// The nodes of the way to here, the last one last.
    var way: [Int] = []
  }

  private mutating func visit(_ arrival: Path, end: Int, _ walk: inout Walk) throws(AutomatonError) {
    var path = arrival
    // An empty loop adds nothing that its first round did not.
    if walk.way.contains(path.node) { return }
    var key = path
    if !keepsLabellings { key.actions = [] }
    guard walk.seen.insert(key) else { return }
    visits += 1
    if visits > Self.maximumVisits || walk.way.count > 1000 { throw .tooLarge }
    if path.node == end {
      try addEdge(to: -1, path, &walk)
      return
    }
    let node = nodes[path.node]
    switch node.step {
    case .none: break
    case .guarded(let number): path.guards |= 1 << UInt64(number)
    case .act(let action): path.actions.append(action)
    case .openPair(let pair): path.opened |= 1 << UInt64(pair)
    case .closePair(let pair):
      // Nothing was read between the tags.
      if path.opened & 1 << UInt64(pair) != 0 { return }
    case .read(let state):
      for pair in enclosing[state] where path.opened & 1 << UInt64(pair) == 0 {
        path.guards |= 1 << UInt64(pairs[pair].doesNotEnd)
      }
      try addEdge(to: Int32(state), path, &walk)
      return
    }
    walk.way.append(path.node)
    for next in node.next {
      var step = path
      step.node = next
      try visit(step, end: end, &walk)
    }
    walk.way.removeLast()
  }

  private mutating func addEdge(to target: Int32, _ path: Path, _ walk: inout Walk) throws(AutomatonError) {
    let actions = actionNumbers.number(of: path.actions)
    if actions == automaton.actions.count { automaton.actions.append(path.actions) }
    let edge = Automaton.Edge(target: target, actions: Int32(actions), guards: path.guards)
    var key = edge
    if !keepsLabellings { key.actions = 0 }
    if walk.edges.insert(key) { automaton.edges.append(edge) }
  }
}
