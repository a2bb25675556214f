import ArticleModel

/// How far apart two places are, in tokens.
public struct Distance: Hashable, Sendable {
  public var minimum: Int
  /// `nil` when there is no limit.
  public var maximum: Int?

  static let zero = Distance(minimum: 0, maximum: 0)

  static func + (left: Distance, right: Distance) -> Distance {
    Distance(
      minimum: left.minimum + right.minimum,
      maximum: left.maximum.flatMap { maximum in right.maximum.map { maximum + $0 } })
  }

  /// The smallest distance range that covers both.
  func union(_ other: Distance) -> Distance {
    Distance(
      minimum: min(minimum, other.minimum),
      maximum: maximum.flatMap { maximum in other.maximum.map { max(maximum, $0) } })
  }

  func times(_ low: Int, _ high: Int?) -> Distance {
    let greatest: Int? = if maximum == 0 { 0 } else { maximum.flatMap { maximum in high.map { $0 * maximum } } }
    return Distance(minimum: minimum * low, maximum: greatest)
  }
}

/// A condition that some place in every match of a query meets, so that an index can look there first.
public struct RequiredCondition: Sendable {
  /// What stands at the place.
  enum Anchor: Hashable, Sendable {
    /// A token that passes one of these.
    case token([TokenExpression])
    /// The beginning of such a region.
    case region(StructureCondition)
  }

  let anchor: Anchor
  /// Tokens of the match that come before the place.
  public internal(set) var before: Distance
  /// Tokens of the match that come after the place; counted from behind the token, or from a region's first one.
  public internal(set) var after: Distance
  /// An estimate of how common such places are without knowing any text; small is rare.
  let cost: Int

  /// The structure that begins at the place, or `nil` when the condition is on a token.
  public var structure: String? {
    if case .region(let condition) = anchor { return condition.name }
    return nil
  }
}

/// The length of a pattern and what every match of it must hold.
struct PatternRequirements {
  var length: Distance
  /// How many tokens and regions a match reads at most; `nil` when there is no limit.
  var steps: Int?
  var conditions: [RequiredCondition]

  private static let maximumConditions = 24

  init(_ pattern: Pattern, tests: [ValueTest]) {
    switch pattern {
    case .token(let expression):
      length = Distance(minimum: 1, maximum: 1)
      steps = 1
      let cost = Self.cost(expression, tests)
      conditions =
        cost == Int.max
        ? [] : [RequiredCondition(anchor: .token([expression]), before: .zero, after: .zero, cost: cost)]
    case .region(let condition):
      length = Distance(minimum: 1, maximum: nil)
      steps = 1
      // A region's first token stands for it; at least that one comes after the place it begins at.
      conditions = [RequiredCondition(anchor: .region(condition), before: .zero, after: length, cost: 300)]
    case .regionStart, .regionEnd: (length, steps, conditions) = (.zero, 0, [])
    case .enclosed(let condition, let inner):
      self = PatternRequirements(inner, tests: tests)
      conditions.append(RequiredCondition(anchor: .region(condition), before: .zero, after: length, cost: 2000))
    case .labelled(let inner, _): self = PatternRequirements(inner, tests: tests)
    case .sequence(let patterns):
      let parts = patterns.map { PatternRequirements($0, tests: tests) }
      var after = [Distance](repeating: .zero, count: parts.count + 1)
      for index in parts.indices.reversed() { after[index] = after[index + 1] + parts[index].length }
      length = .zero
      steps = parts.reduce(0) { sum, part in sum.flatMap { sum in part.steps.map { sum + $0 } } }
      conditions = []
      for (index, part) in parts.enumerated() {
        conditions += part.conditions.map { $0.moved(before: length, after: after[index + 1]) }
        length = length + part.length
      }
    case .alternation(let branches):
      let parts = branches.map { PatternRequirements($0, tests: tests) }
      length = parts.dropFirst().reduce(parts[0].length) { $0.union($1.length) }
      steps = parts.reduce(0) { most, part in most.flatMap { most in part.steps.map { max(most, $0) } } }
      conditions = Self.united(parts).map { [$0] } ?? []
    case .repetition(let inner, let minimum, let maximum):
      let part = PatternRequirements(inner, tests: tests)
      length = part.length.times(minimum, maximum)
      steps = part.steps == 0 ? 0 : part.steps.flatMap { steps in maximum.map { steps * $0 } }
      conditions = []
      guard minimum > 0 else { break }
      let rest = part.length.times(minimum - 1, maximum.map { $0 - 1 })
      conditions = part.conditions.map { $0.moved(before: .zero, after: rest) }
      if maximum != 1 { conditions += part.conditions.map { $0.moved(before: rest, after: .zero) } }
    }
    conditions = Array(
      conditions.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
        .prefix(Self.maximumConditions))
  }

  /// One condition that holds whichever branch matches.
  private static func united(_ parts: [PatternRequirements]) -> RequiredCondition? {
    var expressions: [TokenExpression] = []
    var before: Distance?
    var after: Distance?
    var cost = 0
    for part in parts {
      guard let condition = part.conditions.first(where: { $0.structure == nil }),
        case .token(let own) = condition.anchor
      else { return nil }
      expressions += own
      before = before.map { $0.union(condition.before) } ?? condition.before
      after = after.map { $0.union(condition.after) } ?? condition.after
      cost += condition.cost
    }
    guard let before, let after else { return nil }
    return RequiredCondition(anchor: .token(expressions), before: before, after: after, cost: cost)
  }

  /// How common tokens that pass are, roughly; `Int.max` when any token does.
  private static func cost(_ expression: TokenExpression, _ tests: [ValueTest]) -> Int {
    switch expression {
    case .any: return Int.max
    case .test(let column, let number):
      // Closed classes: a value of these is never rare.
      let isClass = closedClasses.contains(column)
      let test = tests[number]
      switch test.criterion {
      case .strings(let table, let hasEmpty):
        // By Zipf's law of abbreviation the words that are everywhere are short.
        let shortest = test.isPlain || !test.folding.isEmpty ? table.shortestLength : 0
        return isClass ? 1000 : hasEmpty ? 4000 : min(10 + table.count, 500) + (shortest <= 3 ? 400 : 0)
      case .expression(_, let prefix): return isClass ? 2000 : prefix.count > 1 ? 100 : 600
      }
    case .not: return 5000
    case .and(let parts): return parts.map { cost($0, tests) }.min() ?? Int.max
    case .or(let parts):
      return parts.reduce(0) { sum, part in
        let cost = cost(part, tests)
        return sum == Int.max || cost == Int.max ? Int.max : sum + cost
      }
    }
  }
}

extension RequiredCondition {
  fileprivate func moved(before more: Distance, after rest: Distance) -> RequiredCondition {
    var copy = self
    copy.before = more + before
    copy.after = after + rest
    return copy
  }
}

extension StringTable {
  /// Length in bytes of the shortest string that is not empty; 0 when there is none.
  fileprivate var shortestLength: Int {
    var shortest = 0
    forEach { _, bytes in
      if !bytes.isEmpty, shortest == 0 || bytes.count < shortest { shortest = bytes.count }
    }
    return shortest
  }
}
