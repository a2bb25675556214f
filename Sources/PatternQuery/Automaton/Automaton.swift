/// A query's pattern as a position automaton: one state for each token or region it can read, no empty steps.
struct Automaton {
  /// What a state reads.
  enum Consumer: Hashable {
    /// One token that passes this predicate.
    case token(predicate: Int)
    /// One region that meets this condition and across which none of these guards holds.
    case region(condition: Int, uncrossed: [Int])
  }

  /// A condition on the gap between two tokens.
  enum Guard: Hashable {
    case starts(StructureCondition)
    case ends(String)
    case doesNotEnd(String)
  }

  /// Something that happens to a label at a gap.
  enum Action: Hashable {
    case open(Int)
    case close(Int)
  }

  struct Edge: Hashable {
    /// The state, or -1 for the end of the match.
    var target: Int32
    /// Index of the label actions; 0 for none.
    var actions: Int32
    /// The guards that must hold, one bit each.
    var guards: UInt64
  }

  /// State 0 is the beginning and reads nothing.
  var consumers: [Consumer] = [.token(predicate: -1)]
  /// Index of each state's first edge, and the number of edges. The edges of a state are in order of preference.
  var firstEdge: [Int32] = []
  var edges: [Edge] = []
  var predicates: [TokenExpression] = []
  var regions: [StructureCondition] = []
  var guards: [Guard] = []
  var actions: [[Action]] = [[]]
  var shortestLength = 0
  /// `nil` when matches can be arbitrarily long.
  var longestLength: Int?

  /// The predicates when the pattern is a fixed row of tokens, else `nil`.
  var row: [Int]? {
    guard guards.isEmpty, actions.count == 1 else { return nil }
    var result: [Int] = []
    for state in consumers.indices {
      guard firstEdge[state + 1] - firstEdge[state] == 1 else { return nil }
      let target = edges[Int(firstEdge[state])].target
      guard target == (state + 1 < consumers.count ? Int32(state + 1) : -1) else { return nil }
      if state > 0 {
        guard case .token(let predicate) = consumers[state] else { return nil }
        result.append(predicate)
      }
    }
    return result
  }
}

/// Why a pattern cannot be compiled.
enum AutomatonError: Error {
  case tooLarge
  case tooManyTags

  var message: String {
    switch self {
    case .tooLarge: "the pattern is too large"
    case .tooManyTags: "the pattern has more than 60 different tags"
    }
  }
}
