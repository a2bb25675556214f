/// Runs an automaton over tokens from one start, all states at once: no state is entered twice at a gap.
final class Simulation {
  let automaton: Automaton
  let predicates: PredicateTable
  let regions: [RegionList]
  let guards: [IDSet]
  private let hasRegions: Bool
  private let hasGuards: Bool
  private let edges: UnsafeMutablePointer<Automaton.Edge>
  private let firstEdge: UnsafeMutablePointer<Int32>
  /// The predicate each state reads, or -1 for a region.
  private let predicateOf: UnsafeMutablePointer<Int32>
  private let mark: UnsafeMutablePointer<UInt64>
  private let current: UnsafeMutablePointer<Int32>
  private let next: UnsafeMutablePointer<Int32>
  private let reachedHere: UnsafeMutablePointer<UInt32>
  private let reachedAfter: UnsafeMutablePointer<UInt32>
  private var stamp: UInt64 = 0
  private var pending: [(gap: Int, state: Int32)] = []
  let stateCount: Int

  init(_ automaton: Automaton, predicates: PredicateTable, regions: [RegionList], guards: [IDSet]) {
    self.automaton = automaton
    self.predicates = predicates
    self.regions = regions
    self.guards = guards
    hasRegions = !regions.isEmpty
    hasGuards = !guards.isEmpty
    stateCount = automaton.consumers.count
    edges = .allocate(capacity: max(automaton.edges.count, 1))
    edges.initialize(from: automaton.edges, count: automaton.edges.count)
    firstEdge = .allocate(capacity: stateCount + 1)
    firstEdge.initialize(from: automaton.firstEdge, count: stateCount + 1)
    predicateOf = .allocate(capacity: stateCount)
    for (state, consumer) in automaton.consumers.enumerated() {
      if case .token(let predicate) = consumer {
        predicateOf[state] = Int32(predicate)
      } else {
        predicateOf[state] = -1
      }
    }
    mark = .allocate(capacity: stateCount)
    mark.initialize(repeating: 0, count: stateCount)
    current = .allocate(capacity: stateCount)
    next = .allocate(capacity: stateCount)
    reachedHere = .allocate(capacity: stateCount)
    reachedHere.initialize(repeating: UInt32.max, count: stateCount)
    reachedAfter = .allocate(capacity: stateCount)
    reachedAfter.initialize(repeating: UInt32.max, count: stateCount)
  }

  deinit {
    edges.deallocate()
    firstEdge.deallocate()
    predicateOf.deallocate()
    mark.deallocate()
    current.deallocate()
    next.deallocate()
    reachedHere.deallocate()
    reachedAfter.deallocate()
  }

  /// The guards that hold at `gap`, one bit each.
  func guardMask(_ gap: Int) -> UInt64 {
    var mask: UInt64 = 0
    for (number, gaps) in guards.enumerated() where gaps.contains(UInt32(gap)) { mask |= 1 << UInt64(number) }
    return mask
  }

  /// Whether a region may be read although it lies in pairs of tags whose structure must not end inside it.
  func isCrossing(_ uncrossed: [Int], _ range: Range<Int>) -> Bool {
    for gap in range.dropFirst() {
      for number in uncrossed where guards[number].contains(UInt32(gap)) { return true }
    }
    return false
  }

  /// The least (or, if `longest`, greatest) end in `low...high` of a match that starts at `start`; -1 for none.
  func end(from start: Int, low: Int, high: Int, longest: Bool) -> Int {
    if low > high || high <= start { return -1 }
    var (list, upcoming) = (current, next)
    let (edges, firstEdge, predicateOf, mark, predicates) = (edges, firstEdge, predicateOf, mark, predicates)
    var stamp = self.stamp
    defer { self.stamp = stamp }
    var listCount = 1
    list[0] = 0
    var gap = start
    var best = -1
    if hasRegions { pending.removeAll(keepingCapacity: true) }
    while true {
      stamp += 1
      let guardsHere = hasGuards ? guardMask(gap) : 0
      var upcomingCount = 0
      for position in 0..<listCount {
        let state = Int(list[position])
        var edge = Int(firstEdge[state])
        let end = Int(firstEdge[state + 1])
        while edge < end {
          let here = edges[edge]
          edge += 1
          if here.guards & ~guardsHere != 0 { continue }
          let target = Int(here.target)
          if target < 0 {
            if gap >= low && gap > start {
              best = gap
              if !longest { return gap }
            }
            continue
          }
          if gap >= high || mark[target] == stamp { continue }
          mark[target] = stamp
          let predicate = Int(predicateOf[target])
          if predicate < 0 {
            enterRegions(target, at: gap, high: high)
          } else if predicates.holds(predicate, at: gap) {
            upcoming[upcomingCount] = Int32(target)
            upcomingCount += 1
          }
        }
      }
      gap += 1
      swap(&list, &upcoming)
      listCount = upcomingCount
      if !hasRegions || pending.isEmpty {
        if listCount == 0 { return best }
        continue
      }
      if listCount == 0 { gap = pending.reduce(Int.max) { min($0, $1.gap) } }
      stamp += 1
      leaveRegions(at: gap, list, &listCount, stamp)
    }
  }

  private func enterRegions(_ state: Int, at gap: Int, high: Int) {
    guard case .region(let condition, let uncrossed) = automaton.consumers[state] else { return }
    let list = regions[condition]
    for region in list.starting(at: gap) where Int(list.ends[region]) <= high {
      let end = Int(list.ends[region])
      if uncrossed.isEmpty || !isCrossing(uncrossed, gap..<end) { pending.append((end, Int32(state))) }
    }
  }

  private func leaveRegions(at gap: Int, _ list: UnsafeMutablePointer<Int32>, _ count: inout Int, _ stamp: UInt64) {
    guard pending.contains(where: { $0.gap == gap }) else { return }
    for position in 0..<count { mark[Int(list[position])] = stamp }
    for (end, state) in pending where end == gap && mark[Int(state)] != stamp {
      mark[Int(state)] = stamp
      list[count] = state
      count += 1
    }
    pending.removeAll { $0.gap == gap }
  }

  /// The least (or greatest) end at most `limit` of a match from each start of `starts`, filters left aside; -1 for
  /// none. One walk from the right, in which each state knows the best end it can reach: costs one look at each edge
  /// a token, however long the matches are. `nil` when `shouldStop` says so.
  func ends(from starts: Range<Int>, limit: Int, longest: Bool, shouldStop: () -> Bool) -> [Int32]? {
    let first = starts.lowerBound
    // The best end is the least number: an end as it is, or its complement for the greatest. `max` is none.
    let none = UInt32.max
    let flip: UInt32 = longest ? UInt32.max : 0
    var results = [Int32](repeating: -1, count: starts.count)
    let (edges, firstEdge, predicateOf, predicates) = (edges, firstEdge, predicateOf, predicates)
    var (here, after) = (reachedHere, reachedAfter)
    // States that read regions are asked from far; their ends are kept for all gaps.
    var history: [[UInt32]] = []
    if hasRegions {
      history = Array(repeating: [], count: stateCount)
      for state in 0..<stateCount where predicateOf[state] < 0 {
        history[state] = Array(repeating: none, count: limit - first + 1)
      }
    }
    after.update(repeating: none, count: stateCount)
    for gap in stride(from: limit, through: first, by: -1) {
      if gap & 0xFFF == 0, shouldStop() { return nil }
      let guardsHere = hasGuards ? guardMask(gap) : 0
      let accepted = UInt32(truncatingIfNeeded: gap) ^ flip
      for state in 0..<stateCount {
        var best = none
        var edge = Int(firstEdge[state])
        let end = Int(firstEdge[state + 1])
        while edge < end {
          let step = edges[edge]
          edge += 1
          if hasGuards, step.guards & ~guardsHere != 0 { continue }
          let target = Int(step.target)
          if target < 0 {
            if state != 0 { best = min(best, accepted) }
            continue
          }
          if gap == limit { continue }
          let predicate = Int(predicateOf[target])
          if predicate < 0 {
            best = min(best, regionEnd(target, at: gap, first: first, limit: limit, history[target]))
          } else if after[target] < best, predicates.holds(predicate, at: gap) {
            // The look at the token is the dear part, so it comes last.
            best = after[target]
          }
        }
        here[state] = best
        if hasRegions, predicateOf[state] < 0 { history[state][gap - first] = best }
      }
      if gap < starts.upperBound, here[0] != none { results[gap - first] = Int32(here[0] ^ flip) }
      swap(&here, &after)
    }
    return results
  }

  private func regionEnd(_ state: Int, at gap: Int, first: Int, limit: Int, _ reached: [UInt32]) -> UInt32 {
    var best = UInt32.max
    guard case .region(let condition, let uncrossed) = automaton.consumers[state] else { return best }
    let list = regions[condition]
    for region in list.starting(at: gap) where Int(list.ends[region]) <= limit {
      let end = Int(list.ends[region])
      if !uncrossed.isEmpty, isCrossing(uncrossed, gap..<end) { continue }
      best = min(best, reached[end - first])
    }
    return best
  }
}
