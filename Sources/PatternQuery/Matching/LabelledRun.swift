/// Runs an automaton from one start and keeps track of the labels: finds what they stand for in a match, and whether
/// the global condition holds.
///
/// Ways to a state that bind the compared labels alike are one way, and the preferred one (greedy quantifiers, first
/// branch) is kept; so the cost is bounded by states × tokens × bindings of the compared labels, never by ways.
final class LabelledRun {
  private let program: Program
  private let simulation: Simulation
  private let evaluator: ConditionEvaluator?
  /// Ways that may be open at once from one start before the search gives up.
  private static let maximumWays = 50_000
  /// Starts given up before the whole search is.
  private static let maximumFailures = 3
  private var failures = 0
  private var waysSeen = 0
  /// Whether a search was given up.
  var isIncomplete: Bool { failures > 0 }
  /// Whether going on is useless.
  var isExhausted: Bool { failures >= Self.maximumFailures }

  /// A state reached, with start and end of each label (-1: not yet).
  private struct Way {
    var state: Int32
    var bindings: [Int32]
  }

  private struct Key: Hashable {
    var state: Int32
    var compared: [Int32]
  }

  init(_ program: Program, simulation: Simulation, evaluator: ConditionEvaluator?) {
    self.program = program
    self.simulation = simulation
    self.evaluator = evaluator
  }

  /// The least or greatest end in `low...high` with the labels' bindings.
  /// `nil` also when `shouldStop` says so.
  func run(
    from start: Int, low: Int, high: Int, longest: Bool, shouldStop: () -> Bool
  ) -> (end: Int, labels: [Range<Int>?])? {
    let automaton = simulation.automaton
    var gap = start
    var ways = [Way(state: 0, bindings: Array(repeating: -1, count: 2 * program.labels.count))]
    var pending: [Int: [Way]] = [:]
    var best: (Int, [Int32])?
    var total = 0
    search: while true {
      let guardsHere = automaton.guards.isEmpty ? 0 : simulation.guardMask(gap)
      var upcoming: [Way] = []
      var seen: Set<Key> = []
      var isAcceptedHere = false
      for way in ways {
        waysSeen += 1
        if waysSeen & 0x1FF == 0, shouldStop() { return nil }
        let state = Int(way.state)
        for index in automaton.firstEdge[state]..<automaton.firstEdge[state + 1] {
          let edge = automaton.edges[Int(index)]
          if edge.guards & ~guardsHere != 0 || (edge.target < 0 ? gap < low || gap == start : gap >= high) { continue }
          if edge.target < 0 && isAcceptedHere { continue }
          if edge.target > 0, case .token(let predicate) = automaton.consumers[Int(edge.target)],
            !simulation.predicates.holds(predicate, at: gap)
          {
            continue
          }
          var bindings = way.bindings
          guard apply(automaton.actions[Int(edge.actions)], at: gap, start: start, &bindings) else { continue }
          if edge.target < 0 {
            if evaluator?.holds(program.condition!, bindings, match: start..<gap) ?? true {
              best = (gap, bindings)
              if !longest { break search }
              isAcceptedHere = true
            }
            continue
          }
          let key = Key(
            state: edge.target, compared: program.comparedLabels.flatMap { bindings[(2 * $0)...(2 * $0 + 1)] })
          guard seen.insert(key).inserted else { continue }
          let next = Way(state: edge.target, bindings: bindings)
          switch automaton.consumers[Int(edge.target)] {
          case .token: upcoming.append(next)
          case .region(let condition, let uncrossed):
            let list = simulation.regions[condition]
            for region in list.starting(at: gap) where Int(list.ends[region]) <= high {
              let end = Int(list.ends[region])
              if !simulation.isCrossing(uncrossed, gap..<end) { pending[end, default: []].append(next) }
            }
          }
          total += 1
          if total > Self.maximumWays {
            failures += 1
            return nil
          }
        }
      }
      gap += 1
      if upcoming.isEmpty {
        guard let nearest = pending.keys.min() else { break }
        gap = nearest
      }
      ways = upcoming + (pending.removeValue(forKey: gap) ?? [])
    }
    return best.map { end, bindings in
      let labels = program.labels.indices.map { label -> Range<Int>? in
        bindings[2 * label + 1] < 0 ? nil : Int(bindings[2 * label])..<Int(bindings[2 * label + 1])
      }
      return (end, labels)
    }
  }

  /// Binds labels; `false` when a part of the condition already fails.
  private func apply(_ actions: [Automaton.Action], at gap: Int, start: Int, _ bindings: inout [Int32]) -> Bool {
    var mayDecide = false
    for action in actions {
      switch action {
      case .open(let label):
        bindings[2 * label] = Int32(gap)
        bindings[2 * label + 1] = -1
      case .close(let label):
        bindings[2 * label + 1] = Int32(gap)
        mayDecide = mayDecide || program.stableLabels.contains(label)
      }
    }
    guard mayDecide, let evaluator else { return true }
    for conjunct in program.conjuncts where !conjunct.mentionsMatch {
      let labels = conjunct.labels
      // A label that is set once and is set now will not change: what is false now stays false.
      guard labels.allSatisfy({ program.stableLabels.contains($0) && bindings[2 * $0 + 1] >= 0 }) else { continue }
      if !evaluator.holds(conjunct, bindings, match: start..<gap) { return false }
    }
    return true
  }
}

/// Decides global conditions over one source.
final class ConditionEvaluator {
  private let resolver: Resolver

  init(_ resolver: Resolver) { self.resolver = resolver }

  func holds(_ condition: GlobalCondition, _ bindings: [Int32], match: Range<Int>) -> Bool {
    func find(_ reference: GlobalCondition.Reference) -> Range<Int>? {
      switch reference {
      case .first: return match.lowerBound..<(match.lowerBound + 1)
      case .last: return (match.upperBound - 1)..<match.upperBound
      case .label(let label):
        let end = bindings[2 * label + 1]
        return end < 0 ? nil : Int(bindings[2 * label])..<Int(end)
      }
    }
    switch condition {
    case .isSet(let reference): return find(reference) != nil
    case .not(let inner): return !holds(inner, bindings, match: match)
    case .and(let parts): return parts.allSatisfy { holds($0, bindings, match: match) }
    case .or(let parts): return parts.contains { holds($0, bindings, match: match) }
    case .value(let reference, let column, let test, let negated):
      guard let span = find(reference) else { return false }
      return resolver.tester(test).matches(value(column, span)) != negated
    case .same(let left, let source, let right, let otherSource, let negated):
      guard let span = find(left), let otherSpan = find(right) else { return false }
      if source == otherSource, source.feature == nil {
        guard let column = resolver.column(source.column) else { return !negated }
        return column.ids[span].elementsEqual(column.ids[otherSpan]) != negated
      }
      return (self.value(source, span) == self.value(otherSource, otherSpan)) != negated
    case .distance(let left, let right, let comparison, let limit):
      guard let a = find(left), let b = find(right) else { return false }
      let distance = abs(b.lowerBound - a.lowerBound)
      switch comparison {
      case .equal: return distance == limit
      case .notEqual: return distance != limit
      case .less: return distance < limit
      case .lessOrEqual: return distance <= limit
      case .greater: return distance > limit
      case .greaterOrEqual: return distance >= limit
      }
    }
  }

  /// The values of a span's tokens, joined by spaces.
  private func value(_ name: String, _ span: Range<Int>) -> String {
    guard let column = resolver.column(name) else { return "" }
    return span.map { column.string(at: $0) }.joined(separator: " ")
  }

  private func value(_ source: GlobalCondition.ValueSource, _ span: Range<Int>) -> String {
    guard let feature = source.feature else { return value(source.column, span) }
    guard let column = resolver.column(source.column) else { return "" }
    return span.map { index in
      var list = column.string(at: index)
      return list.withUTF8 { String(decoding: featureValue(Array(feature.utf8), in: $0), as: UTF8.self) }
    }.joined(separator: " ")
  }
}
