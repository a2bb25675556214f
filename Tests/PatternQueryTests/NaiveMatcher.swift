@testable import PatternQuery

/// The language's meaning written down as plainly as possible: tries every way through a pattern, however many.
struct NaiveMatcher {
  let source: TestSource
  let query: ParsedQuery

  struct Outcome: Hashable {
    var end: Int
    var labels: [Range<Int>?]
  }

  init(_ text: String, _ source: TestSource, lists: [String: [String]] = [:]) throws {
    var parser = QueryParser(text, lists: lists, vocabulary: .article)
    query = try parser.parse()
    self.source = source
  }

  /// All stretches that fit, each with every way to set the labels.
  func stretches() -> [Range<Int>: Set<[Range<Int>?]>] {
    var result: [Range<Int>: Set<[Range<Int>?]>] = [:]
    for start in 0..<source.count {
      let empty = Outcome(end: start, labels: Array(repeating: nil, count: query.labels.count))
      for outcome in ways(query.pattern, empty) where outcome.end > start {
        let range = start..<outcome.end
        guard query.filters.allSatisfy({ holds($0, range) }),
          query.condition.map({ holds($0, outcome.labels, range) }) ?? true
        else { continue }
        result[range, default: []].insert(outcome.labels)
      }
    }
    return result
  }

  func matches(_ strategy: MatchStrategy) -> [Range<Int>] {
    let all = Array(stretches().keys)
    func shortest(from start: Int) -> Range<Int>? {
      all.filter { $0.lowerBound == start }.min { $0.upperBound < $1.upperBound }
    }
    func lies(_ inner: Range<Int>, in outer: Range<Int>) -> Bool {
      inner != outer && outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }
    let kept: [Range<Int>]
    switch strategy {
    case .shortest: kept = all.filter { outer in !all.contains { lies($0, in: outer) } }
    case .longest: kept = all.filter { inner in !all.contains { lies(inner, in: $0) } }
    case .traditional: kept = (0..<source.count).compactMap(shortest)
    case .standard:
      let early = (0..<source.count).compactMap(shortest)
      kept = early.filter { match in
        !early.contains { $0.upperBound == match.upperBound && $0.lowerBound < match.lowerBound }
      }
    }
    return kept.sorted { $0.lowerBound < $1.lowerBound }
  }

  private func ways(_ pattern: Pattern, _ from: Outcome) -> Set<Outcome> {
    switch pattern {
    case .token(let expression):
      guard from.end < source.count, holds(expression, from.end) else { return [] }
      return [Outcome(end: from.end + 1, labels: from.labels)]
    case .region(let condition):
      return Set(
        regions(condition).filter { $0.lowerBound == from.end }.map { Outcome(end: $0.upperBound, labels: from.labels) }
      )
    case .regionStart(let condition):
      return regions(condition).contains { $0.lowerBound == from.end } ? [from] : []
    case .regionEnd(let name):
      return regions(StructureCondition(name: name)).contains { $0.upperBound == from.end } ? [from] : []
    case .enclosed(let condition, let inner):
      var result: Set<Outcome> = []
      for region in regions(condition) where region.lowerBound == from.end {
        result.formUnion(ways(inner, from).filter { $0.end == region.upperBound })
      }
      return result
    case .sequence(let parts):
      return parts.reduce([from]) { outcomes, part in Set(outcomes.flatMap { ways(part, $0) }) }
    case .alternation(let branches): return Set(branches.flatMap { ways($0, from) })
    case .labelled(let inner, let label):
      return Set(
        ways(inner, from).map { outcome in
          var outcome = outcome
          outcome.labels[label] = from.end..<outcome.end
          return outcome
        })
    case .repetition(let inner, let minimum, let maximum):
      var result: Set<Outcome> = minimum == 0 ? [from] : []
      var current: Set<Outcome> = [from]
      for round in 1..<((maximum ?? (source.count + minimum + 1)) + 1) {
        current = Set(
          current.flatMap { before in
            // Without a limit on the rounds, an empty one adds nothing.
            ways(inner, before).filter { round <= minimum || maximum != nil || $0.end > before.end }
          })
        if current.isEmpty { break }
        if round >= minimum { result.formUnion(current) }
      }
      return result
    }
  }

  private func regions(_ condition: StructureCondition) -> [Range<Int>] {
    guard let structure = source.structures[condition.name] else { return [] }
    return (0..<structure.count).filter { index in
      condition.tests.allSatisfy { test in
        passes(test.test, structure.attributes[test.attribute]?.string(at: index) ?? "") != test.negated
      }
    }.map { Int(structure.starts[$0])..<Int(structure.ends[$0]) }
  }

  private func passes(_ test: Int, _ value: String) -> Bool { ValueTester(query.tests[test]).matches(value) }

  private func holds(_ expression: TokenExpression, _ index: Int) -> Bool {
    switch expression {
    case .any: true
    case .test(let column, let test): passes(test, source.columns[column]?.string(at: index) ?? "")
    case .not(let inner): !holds(inner, index)
    case .and(let parts): parts.allSatisfy { holds($0, index) }
    case .or(let parts): parts.contains { holds($0, index) }
    }
  }

  private func holds(_ filter: Filter, _ range: Range<Int>) -> Bool {
    func contains(_ outer: Range<Int>, _ inner: Range<Int>) -> Bool {
      outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }
    let candidates: [Range<Int>]
    switch filter.target {
    case .tokens(let count): return (range.count <= count) != filter.negated
    case .regions(let count, let condition):
      let all = regions(condition)
      candidates = all.indices.map { all[$0].lowerBound..<all[min($0 + count, all.count) - 1].upperBound }
    case .region(let condition): candidates = regions(condition)
    case .query(let pattern, let filters):
      var inner = self.query
      inner.pattern = pattern
      inner.filters = filters
      inner.condition = nil
      candidates = Array(NaiveMatcher(source: source, query: inner).stretches().keys)
    }
    let found = candidates.contains { filter.relation == .within ? contains($0, range) : contains(range, $0) }
    return found != filter.negated
  }

  private init(source: TestSource, query: ParsedQuery) {
    self.source = source
    self.query = query
  }

  private func holds(_ condition: GlobalCondition, _ labels: [Range<Int>?], _ match: Range<Int>) -> Bool {
    func span(_ reference: GlobalCondition.Reference) -> Range<Int>? {
      switch reference {
      case .first: match.prefix(1)
      case .last: match.suffix(1)
      case .label(let label): labels[label]
      }
    }
    func value(_ column: String, _ span: Range<Int>) -> String {
      span.map { source.columns[column]?.string(at: $0) ?? "" }.joined(separator: " ")
    }
    switch condition {
    case .isSet(let reference): return span(reference) != nil
    case .not(let inner): return !holds(inner, labels, match)
    case .and(let parts): return parts.allSatisfy { holds($0, labels, match) }
    case .or(let parts): return parts.contains { holds($0, labels, match) }
    case .value(let reference, let column, let test, let negated):
      return span(reference).map { passes(test, value(column, $0)) != negated } ?? false
    case .same(let left, let source, let right, let otherSource, let negated):
      guard let left = span(left), let right = span(right) else { return false }
      return (value(source.column, left) == value(otherSource.column, right)) != negated
    case .distance(let left, let right, let comparison, let limit):
      guard let left = span(left), let right = span(right) else { return false }
      let distance = abs(right.lowerBound - left.lowerBound)
      return switch comparison {
      case .equal: distance == limit
      case .notEqual: distance != limit
      case .less: distance < limit
      case .lessOrEqual: distance <= limit
      case .greater: distance > limit
      case .greaterOrEqual: distance >= limit
      }
    }
  }
}
