/// Several regular expressions run over one string at once, without backtracking.
///
/// The subset construction is done as strings ask for it: each byte costs one table look-up once its transition is
/// known, and at most one walk over the expressions' nodes before. Not safe to share between threads.
final class LazyAutomaton {
  private let nodes: [RegexProgram.Node]
  private let starts: [Int32]
  /// For an accepting node the number of its expression, else -1.
  private let expression: [Int32]
  private var byteClass = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  private var representative: [UInt8] = []

  private var members: [[Int32]] = []
  private var accepted: [[Int32]] = []
  private var transitions: [Int32] = []
  private var known: [[Int32]: Int32] = [:]
  private var mark: [UInt32]
  private var stamp: UInt32 = 0

  /// States kept before the memory is cleared; bounds what hostile expressions can take.
  private static let maximumStates = 4096
  private static let unknown: Int32 = -1
  /// The state from which nothing can match any more.
  private static let dead: Int32 = 0

  init(_ programs: [RegexProgram]) {
    var nodes: [RegexProgram.Node] = []
    var starts: [Int32] = []
    var expression: [Int32] = []
    var cuts = [Bool](repeating: false, count: 257)
    cuts[0] = true
    for (number, program) in programs.enumerated() {
      let base = Int32(nodes.count)
      for node in program.nodes {
        switch node {
        case .range(let low, let high, let next):
          cuts[Int(low)] = true
          cuts[Int(high) + 1] = true
          nodes.append(.range(low, high, next + base))
          expression.append(-1)
        case .fork(let targets):
          nodes.append(.fork(targets.map { $0 + base }))
          expression.append(-1)
        case .accept:
          nodes.append(.accept)
          expression.append(Int32(number))
        }
      }
      starts.append(program.start + base)
    }
    self.nodes = nodes
    self.starts = starts
    self.expression = expression
    mark = [UInt32](repeating: 0, count: nodes.count)
    var current = -1
    for byte in 0..<256 {
      if cuts[byte] {
        current += 1
        representative.append(UInt8(byte))
      }
      byteClass[byte] = UInt8(current)
    }
    classCount = current + 1
    reset()
  }

  /// The numbers of the expressions that match all of `bytes`, ascending.
  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int32] {
    var state: Int32 = 1
    for byte in bytes {
      let column = Int(byteClass[Int(byte)])
      let next = transitions[Int(state) * classCount + column]
      state = next == Self.unknown ? determine(state, column) : next
      if state == Self.dead { return [] }
    }
    return accepted[Int(state)]
  }

  private func reset() {
    members = []
    accepted = []
    transitions = []
    known = [:]
    _ = state(of: [])
    // The start is state 1 even where no expression is there to start.
    var list: [Int32] = []
    beginClosure()
    for start in starts { close(start, into: &list) }
    list.sort()
    if list.isEmpty { known[[]] = nil }
    _ = state(of: list)
  }

  private func state(of list: [Int32]) -> Int32 {
    if let state = known[list] { return state }
    let state = Int32(members.count)
    members.append(list)
    accepted.append(list.compactMap { expression[Int($0)] >= 0 ? expression[Int($0)] : nil }.sorted())
    transitions.append(
      contentsOf: repeatElement(state == Self.dead ? Self.dead : Self.unknown, count: classCount))
    known[list] = state
    return state
  }

  private func determine(_ state: Int32, _ column: Int) -> Int32 {
    let byte = representative[column]
    var list: [Int32] = []
    beginClosure()
    for member in members[Int(state)] {
      if case .range(let low, let high, let next) = nodes[Int(member)], low <= byte, byte <= high {
        close(next, into: &list)
      }
    }
    list.sort()
    if members.count >= Self.maximumStates, known[list] == nil {
      reset()
      return self.state(of: list)
    }
    let next = self.state(of: list)
    transitions[Int(state) * classCount + column] = next
    return next
  }

  private func beginClosure() {
    stamp &+= 1
    if stamp == 0 {
      for index in mark.indices { mark[index] = 0 }
      stamp = 1
    }
  }

  private func close(_ node: Int32, into list: inout [Int32]) {
    var pending = [node]
    while let next = pending.popLast() {
      if mark[Int(next)] == stamp { continue }
      mark[Int(next)] = stamp
      if case .fork(let targets) = nodes[Int(next)] { pending += targets } else { list.append(next) }
    }
  }
}
