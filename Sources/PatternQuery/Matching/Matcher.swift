/// Finds the stretches of one source that fit one program.
final class Matcher {
  let program: Program
  let resolver: Resolver
  let count: Int
  let filters: [BoundFilter]
  private let simulation: Simulation
  private let labelled: LabelledRun
  private let partition: RegionList?
  private let row: [Int]?
  private let hasCondition: Bool
  private let predicates: PredicateTable
  private var bindings: [[Range<Int>?]] = []
  var shouldStop: () -> Bool = { false }
  /// Whether matches may be missing because the work was stopped or grew too large.
  private(set) var wasStopped = false
  private var conditionsAsked = 0
  var isIncomplete: Bool { wasStopped || labelled.isIncomplete }
  /// Runs every start by itself, or all together; tests compare the two.
  var engine = Engine.automatic

  enum Engine { case automatic, fromEachStart, fromTheRight }

  struct Stretch {
    var start: Int
    var end: Int
    /// Index into `bindings` where a condition has set the labels, else -1.
    var binding = -1
  }

  /// Starts to try, and the furthest end a match from there can have.
  struct Window {
    var starts: Range<Int>
    var limit: Int
  }

  init(_ program: Program, _ source: any TokenSource, shared: SharedAnswers = SharedAnswers()) {
    self.program = program
    let resolver = Resolver(program, source, shared: shared)
    self.resolver = resolver
    count = source.count
    let automaton = program.automaton
    row = automaton.row
    hasCondition = program.condition != nil
    predicates = PredicateTable(automaton.predicates.map { resolver.bind($0) })
    simulation = Simulation(
      automaton, predicates: predicates,
      regions: automaton.regions.map { resolver.regions($0) }, guards: automaton.guards.map { resolver.gaps($0) })
    var filters = program.filters.map { resolver.bind($0) }
    if let boundary = resolver.boundary { filters.append(BoundFilter(rule: .within(boundary), negated: false)) }
    self.filters = filters
    partition = filters.compactMap(\.partition).max { $0.count < $1.count }
    labelled = LabelledRun(
      program, simulation: simulation, evaluator: program.condition == nil ? nil : ConditionEvaluator(resolver))
  }

  /// From each start the shortest or longest stretch that fits, by start.
  func stretches(longest: Bool, in range: Range<Int>? = nil) -> [Stretch] {
    let range = (range ?? 0..<count).clamped(to: 0..<count)
    if range.isEmpty { return [] }
    guard let condition = driver() else {
      return stretches(in: [Window(starts: range, limit: count)], longest: longest)
    }
    // A window of starts reaches the places of its conditions only through the tokens after it.
    let reach = condition.required.before.maximum.map { min(range.upperBound + $0, count) } ?? count
    return stretches(
      around: condition.positions(in: range.lowerBound..<reach), of: condition.required, longest: longest, in: range)
  }

  /// The same where a required condition is known to hold at `positions`, ascending, and nowhere else.
  func stretches(
    around positions: [Int], of condition: RequiredCondition, longest: Bool, in range: Range<Int>
  ) -> [Stretch] {
    if walksFromStarts, condition.before.maximum == condition.before.minimum {
      return stretches(from: positions, offset: condition.before.minimum, longest: longest, in: range)
    }
    var windows: [Window] = []
    for position in positions {
      var first = condition.before.maximum.map { position - $0 } ?? 0
      var limit = condition.after.maximum.map { position + 1 + $0 } ?? count
      if let partition {
        let number = partition.upperBound(position) - 1
        guard number >= 0, Int(partition.ends[number]) > position else { continue }
        first = max(first, Int(partition.starts[number]))
        limit = min(limit, Int(partition.ends[number]))
      }
      first = max(first, range.lowerBound)
      let last = min(position - condition.before.minimum, range.upperBound - 1)
      guard first <= last else { continue }
      limit = min(limit, count)
      // Windows that overlap are one, so that no token is walked over twice.
      if let previous = windows.last, walksFromStarts ? first <= previous.starts.upperBound : first < previous.limit {
        if last >= previous.starts.upperBound {
          windows[windows.count - 1].starts = previous.starts.lowerBound..<(last + 1)
        }
        windows[windows.count - 1].limit = max(previous.limit, limit)
      } else {
        windows.append(Window(starts: first..<(last + 1), limit: limit))
      }
    }
    return stretches(in: windows, longest: longest)
  }

  /// The stretches that start at one of `candidates`, ascending.
  func stretches(startingAt candidates: [Int], longest: Bool) -> [Stretch] {
    var windows: [Window] = []
    for start in candidates where start >= 0 && start < count {
      if let last = windows.last, last.starts.upperBound == start {
        windows[windows.count - 1].starts = last.starts.lowerBound..<(start + 1)
      } else if windows.last.map({ $0.starts.upperBound < start }) ?? true {
        windows.append(Window(starts: start..<(start + 1), limit: count))
      }
    }
    return stretches(in: windows, longest: longest)
  }

  private func stretches(in windows: [Window], longest: Bool) -> [Stretch] {
    var output: [Stretch] = []
    for window in windows {
      if walksFromStarts {
        for start in window.starts {
          if start & 0x3FF == 0, stopped() { return output }
          accept(start, -1, longest, &output)
        }
      } else {
        guard walk(window, longest, &output) else { return output }
      }
    }
    return output
  }

  /// Whether matches are short enough to run every start by itself.
  private var walksFromStarts: Bool {
    engine == .automatic ? program.steps.map { $0 <= 200 } ?? false : engine == .fromEachStart
  }

  /// The stretches that start `offset` tokens before one of `positions`.
  private func stretches(from positions: [Int], offset: Int, longest: Bool, in range: Range<Int>) -> [Stretch] {
    var output: [Stretch] = []
    var asked = 0
    for position in positions {
      asked += 1
      if asked & 0x3FF == 0, stopped() { break }
      let start = position - offset
      if range.contains(start) { accept(start, -1, longest, &output) }
    }
    return output
  }

  private func stopped() -> Bool {
    if !wasStopped { wasStopped = shouldStop() }
    return wasStopped
  }

  /// Walks a window from the right, piece by piece where filters cut the text; `false` when the work was stopped.
  private func walk(_ window: Window, _ longest: Bool, _ output: inout [Stretch]) -> Bool {
    guard let partition else { return walkPiece(window.starts, window.limit, longest, &output) }
    var number = max(partition.upperBound(window.starts.lowerBound) - 1, 0)
    while number < partition.count, Int(partition.starts[number]) < window.starts.upperBound {
      let piece = window.starts.clamped(to: Int(partition.starts[number])..<Int(partition.ends[number]))
      let limit = min(window.limit, Int(partition.ends[number]))
      if !piece.isEmpty, !walkPiece(piece, limit, longest, &output) { return false }
      number += 1
    }
    return true
  }

  private func walkPiece(_ starts: Range<Int>, _ limit: Int, _ longest: Bool, _ output: inout [Stretch]) -> Bool {
    guard limit > starts.lowerBound else { return true }
    guard let ends = simulation.ends(from: starts, limit: limit, longest: longest, shouldStop: stopped) else {
      return false
    }
    for (offset, end) in ends.enumerated() where end >= 0 {
      if offset & 0xFF == 0, stopped() { return false }
      accept(starts.lowerBound + offset, Int(end), longest, &output)
    }
    return true
  }

  /// Adds the stretch from `start` that also passes filters and conditions. `reached` is the best end without them,
  /// or -1 when it is not known.
  @inline(__always)
  private func accept(_ start: Int, _ reached: Int, _ longest: Bool, _ output: inout [Stretch]) {
    if reached < 0, let row {
      // A row of tokens: most starts fail at their second token.
      if start + row.count > count { return }
      var index = start
      for predicate in row {
        if !predicates.holds(predicate, at: index) { return }
        index += 1
      }
    }
    var low = start + 1
    var high = count
    for filter in filters { filter.narrow(start, &low, &high) }
    if low > high { return }
    var end = reached
    if let row {
      end = start + row.count
      if end < low || end > high { return }
    } else if reached < 0 {
      end = simulation.end(from: start, low: low, high: high, longest: longest)
    } else if longest ? reached < low : reached > high {
      return
    } else if longest ? reached > high : reached < low {
      // What reaches furthest is not allowed; something shorter may be.
      end = simulation.end(from: start, low: low, high: high, longest: longest)
    }
    if end < 0 { return }
    guard hasCondition else {
      output.append(Stretch(start: start, end: end))
      return
    }
    if wasStopped || labelled.isExhausted { return }
    conditionsAsked += 1
    if conditionsAsked & 0xF == 0, stopped() { return }
    // No end before the first (or after the last) that the pattern reaches can do.
    if longest { high = end } else { low = end }
    if let run = labelled.run(from: start, low: low, high: high, longest: longest, shouldStop: stopped) {
      bindings.append(run.labels)
      output.append(Stretch(start: start, end: run.end, binding: bindings.count - 1))
    }
  }

  /// What the labels stand for in a stretch.
  func labels(of stretch: Stretch) -> [Range<Int>?] {
    if program.labels.isEmpty { return [] }
    if stretch.binding >= 0 { return bindings[stretch.binding] }
    return labelled.run(
      from: stretch.start, low: stretch.end, high: stretch.end, longest: true, shouldStop: stopped)?.labels ?? []
  }

  /// A required condition with its expressions bound.
  struct Driver {
    let required: RequiredCondition
    /// Share of the tokens that pass, roughly.
    let share: Double
    let positions: (Range<Int>) -> [Int]

    func positions(in range: Range<Int>) -> [Int] { positions(range) }
  }

  /// The required condition that leaves least to look at, or `nil` when looking everywhere is as good.
  private func driver() -> Driver? {
    var best: Driver?
    for condition in program.conditions {
      let driver = bind(condition)
      if driver.share < best?.share ?? 0.5 { best = driver }
      if driver.share == 0 { break }
    }
    return best
  }

  private func bind(_ condition: RequiredCondition) -> Driver {
    switch condition.anchor {
    case .region(let structure):
      let regions = resolver.regions(structure)
      return Driver(required: condition, share: Double(regions.count) / Double(max(count, 1))) { range in
        var starts: [Int] = []
        for start in regions.starts where range.contains(Int(start)) && starts.last != Int(start) {
          starts.append(Int(start))
        }
        return starts
      }
    case .token(let expressions):
      let bound = BoundExpression.joined(expressions.map { resolver.bind($0) }, isAnd: false)
      let table = PredicateTable([bound])
      return Driver(required: condition, share: share(bound)) { range in
        var positions: [Int] = []
        table.scan(0, in: range, into: &positions)
        return positions
      }
    }
  }

  /// The share of tokens that pass: counted where the column knows its frequencies, else the share of the lexicon.
  private func share(_ expression: BoundExpression) -> Double {
    switch expression {
    case .constant(let value): return value ? 1 : 0
    case .and(let parts): return parts.map { share($0) }.min() ?? 1
    case .or(let parts): return min(parts.reduce(0) { $0 + share($1) }, 1)
    case .leaf(let name, _, let set):
      guard let frequencies = resolver.column(name)?.frequencies else {
        return Double(set.count) / Double(max(set.capacity, 1))
      }
      var total = 0
      for id in set.ids { total += Int(frequencies[Int(id)]) }
      return Double(total) / Double(max(count, 1))
    }
  }
}
