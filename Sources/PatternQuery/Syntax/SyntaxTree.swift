/// A condition on one token, over numbered value tests.
indirect enum TokenExpression: Hashable, Sendable {
  case any
  /// The value in `column` passes test number `test`.
  case test(column: String, test: Int)
  case not(TokenExpression)
  case and([TokenExpression])
  case or([TokenExpression])
}

/// A condition on a region: its structure and tests of its attributes, all of which must hold.
struct StructureCondition: Hashable, Sendable {
  struct AttributeTest: Hashable, Sendable {
    var attribute: String
    var test: Int
    var negated: Bool
  }

  var name: String
  var tests: [AttributeTest] = []
}

/// The part of a query that consumes tokens.
indirect enum Pattern: Hashable {
  case token(TokenExpression)
  /// A whole region, `<quote/>`.
  case region(StructureCondition)
  /// `<s>`: a region begins here.
  case regionStart(StructureCondition)
  /// `</s>`: a region ends here.
  case regionEnd(String)
  /// `<s> … </s>`: all of one region.
  case enclosed(StructureCondition, Pattern)
  case sequence([Pattern])
  case alternation([Pattern])
  case repetition(Pattern, minimum: Int, maximum: Int?)
  case labelled(Pattern, label: Int)
}

/// What the surroundings or the inside of a match must be.
struct Filter {
  indirect enum Target {
    case region(StructureCondition)
    /// At most this many tokens.
    case tokens(Int)
    /// At most this many neighbouring regions.
    case regions(Int, StructureCondition)
    case query(Pattern, [Filter])
  }

  enum Relation { case within, containing }

  var relation: Relation
  var negated: Bool
  var target: Target
}

/// A condition on the labelled tokens of a match.
indirect enum GlobalCondition: Hashable, Sendable {
  /// A label, or the match's first or last token.
  enum Reference: Hashable, Sendable {
    case label(Int)
    case first
    case last
  }

  /// A column, or a feature picked out of it.
  struct ValueSource: Hashable, Sendable {
    var column: String
    var feature: String?
  }

  enum Comparison: Hashable, Sendable { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }

  case isSet(Reference)
  case value(Reference, column: String, test: Int, negated: Bool)
  case same(Reference, ValueSource, Reference, ValueSource, negated: Bool)
  case distance(Reference, Reference, Comparison, Int)
  case not(GlobalCondition)
  case and([GlobalCondition])
  case or([GlobalCondition])

  /// The labels the condition mentions.
  var labels: Set<Int> {
    func label(_ reference: Reference) -> Set<Int> {
      if case .label(let index) = reference { return [index] }
      return []
    }
    switch self {
    case .isSet(let reference), .value(let reference, _, _, _): return label(reference)
    case .same(let left, _, let right, _, _), .distance(let left, let right, _, _):
      return label(left).union(label(right))
    case .not(let condition): return condition.labels
    case .and(let conditions), .or(let conditions): return conditions.reduce(into: []) { $0.formUnion($1.labels) }
    }
  }

  /// Whether the condition asks about where the match begins or ends.
  var mentionsMatch: Bool {
    func isMatch(_ reference: Reference) -> Bool {
      if case .label = reference { return false }
      return true
    }
    switch self {
    case .isSet(let reference), .value(let reference, _, _, _): return isMatch(reference)
    case .same(let left, _, let right, _, _), .distance(let left, let right, _, _):
      return isMatch(left) || isMatch(right)
    case .not(let condition): return condition.mentionsMatch
    case .and(let conditions), .or(let conditions): return conditions.contains { $0.mentionsMatch }
    }
  }
}

/// A query as parsed.
struct ParsedQuery {
  var pattern: Pattern = .sequence([])
  /// The strategy that `(?longest)` and the like ask for.
  var strategy: MatchStrategy?
  var filters: [Filter] = []
  var condition: GlobalCondition?
  /// Label names in order of appearance.
  var labels: [String] = []
  var tests: [ValueTest] = []
  /// Columns the query reads.
  var columns: Set<String> = []
  var structures: Set<String> = []
}
