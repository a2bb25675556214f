/// A compiled query in the corpus query language of CWB and Sketch Engine.
///
/// The language is taught in `docs/query-language.md`. Compile once and match as often as needed; a query is a value
/// that threads may share.
public struct PatternQuery: Sendable {
  let program: Program

  /// Compiles `source`.
  ///
  /// - Parameters:
  ///   - source: the query, at most 1 MiB.
  ///   - lists: the word lists that `$name` stands for.
  ///   - vocabulary: the attributes and structures the query may name.
  /// - Throws: a `QueryError` that points at the character where the query stops making sense.
  public init(
    _ source: String, lists: [String: [String]] = [:], vocabulary: QueryVocabulary = .article
  ) throws(QueryError) {
    var parser = QueryParser(source, lists: lists, vocabulary: vocabulary)
    program = try Program(try parser.parse(), source: source)
  }

  /// The query as it was written.
  public var source: String { program.source }
  /// The labels, in order of appearance.
  public var labels: [String] { program.labels }
  /// The strategy the query itself asks for with `(?longest)` and the like.
  public var strategy: MatchStrategy? { program.strategy }
  /// The names of the token columns the query reads, sorted.
  public var columns: [String] { program.columns }
  /// The names of the structures the query reads, sorted.
  public var structures: [String] { program.structures }
  /// How many tokens a match has.
  public var length: Distance { program.length }
  /// Conditions that every match meets somewhere, rarest first as far as can be told without a text.
  public var requiredConditions: [RequiredCondition] { program.conditions }

  /// The matches in `source`, in text order, under `strategy`: by default what the query asks for, else `.standard`.
  public func matches(in source: some TokenSource, strategy: MatchStrategy? = nil) -> [PatternMatch] {
    BoundQuery(self, to: source).matches(strategy: strategy)
  }
}

/// What a query compiles to; never changed afterwards.
final class Program: Sendable {
  let source: String
  let labels: [String]
  let strategy: MatchStrategy?
  let columns: [String]
  let structures: [String]
  let tests: [ValueTest]
  let automaton: Automaton
  let length: Distance
  let steps: Int?
  let conditions: [RequiredCondition]
  let filters: [CompiledFilter]
  let condition: GlobalCondition?
  /// The parts of the global condition that must all hold.
  let conjuncts: [GlobalCondition]
  /// Labels the global condition mentions.
  let comparedLabels: [Int]
  /// Labels that a match sets at most once.
  let stableLabels: Set<Int>

  convenience init(_ parsed: ParsedQuery, source: String) throws(QueryError) {
    do throws(AutomatonError) { try self.init(compiling: parsed, source: source) } catch {
      throw QuerySource(bytes: Array(source.utf8)).error(
        at: 0, error.message, remedy: "repeat less: each repetition `{n,m}` counts m times")
    }
  }

  private init(compiling parsed: ParsedQuery, source: String) throws(AutomatonError) {
    self.source = source
    labels = parsed.labels
    strategy = parsed.strategy
    columns = parsed.columns.sorted()
    structures = parsed.structures.sorted()
    tests = parsed.tests
    condition = parsed.condition
    if case .and(let parts)? = parsed.condition {
      conjuncts = parts
    } else {
      conjuncts = parsed.condition.map { [$0] } ?? []
    }
    comparedLabels = (parsed.condition?.labels ?? []).sorted()
    stableLabels = parsed.pattern.labelsSetOnce
    automaton = try AutomatonBuilder.build(parsed.pattern, keepsLabellings: parsed.condition != nil)
    let requirements = PatternRequirements(parsed.pattern, tests: parsed.tests)
    length = requirements.length
    steps = requirements.steps
    conditions = requirements.conditions
    var filters: [CompiledFilter] = []
    for filter in parsed.filters { filters.append(try CompiledFilter(filter, tests: parsed.tests)) }
    self.filters = filters
  }

  /// The program of a query inside a filter.
  init(pattern: Pattern, filters: [Filter], tests: [ValueTest]) throws(AutomatonError) {
    source = ""
    labels = []
    strategy = nil
    columns = []
    structures = []
    self.tests = tests
    condition = nil
    conjuncts = []
    comparedLabels = []
    stableLabels = []
    automaton = try AutomatonBuilder.build(pattern, keepsLabellings: false)
    let requirements = PatternRequirements(pattern, tests: tests)
    length = requirements.length
    steps = requirements.steps
    conditions = requirements.conditions
    var compiled: [CompiledFilter] = []
    for filter in filters { compiled.append(try CompiledFilter(filter, tests: tests)) }
    self.filters = compiled
  }
}

/// A filter with its inner query compiled.
struct CompiledFilter {
  enum Target {
    case region(StructureCondition)
    case tokens(Int)
    case regions(Int, StructureCondition)
    case query(Program)
  }

  let relation: Filter.Relation
  let negated: Bool
  let target: Target

  init(_ filter: Filter, tests: [ValueTest]) throws(AutomatonError) {
    relation = filter.relation
    negated = filter.negated
    target =
      switch filter.target {
      case .region(let condition): .region(condition)
      case .tokens(let count): .tokens(count)
      case .regions(let count, let condition): .regions(count, condition)
      case .query(let pattern, let filters): .query(try Program(pattern: pattern, filters: filters, tests: tests))
      }
  }
}

extension Pattern {
  /// The labels that stand once in the pattern, and not inside a repetition.
  fileprivate var labelsSetOnce: Set<Int> {
    var counts: [Int: Int] = [:]
    func walk(_ pattern: Pattern, times: Int) {
      switch pattern {
      case .token, .region, .regionStart, .regionEnd: break
      case .enclosed(_, let inner): walk(inner, times: times)
      case .sequence(let parts), .alternation(let parts): for part in parts { walk(part, times: times) }
      case .repetition(let inner, _, let maximum): walk(inner, times: maximum == 1 ? times : 2)
      case .labelled(let inner, let label):
        counts[label, default: 0] += times
        walk(inner, times: times)
      }
    }
    walk(self, times: 1)
    return Set(counts.filter { $0.value == 1 }.keys)
  }
}
