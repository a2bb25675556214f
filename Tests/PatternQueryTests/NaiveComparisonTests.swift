import Testing

@testable import PatternQuery

/// Random queries over random texts, matched by the engine in all its ways and by the plain reference.
@Suite("The engine agrees with a matcher that tries everything")
struct NaiveComparisonTests {
  private struct Writer {
    var numbers: SeededNumbers
    var labels = 0

    mutating func pick<T>(_ choices: [T]) -> T { choices.randomElement(using: &numbers)! }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &numbers) < percent }

    mutating func token() -> String {
      pick([
        "\"a\"", "\"b\"", "[]", "\"c\"", "[word!=\"a\"]", "[pos=\"N\"]", "[word=\"a|b\" & pos=\"V\"]",
        "[!(word=\"b\" | pos=\"N\")]", "[word=\"A\" %c]", "[lemma=\".\" & !pos=\"V\"]", "$list",
        "[word=\"[ab]\" | pos=\"V\"]",
      ])
    }

    mutating func element(_ depth: Int, _ mayLabel: Bool) -> String {
      var text: String
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0...4: text = token()
      case 5,
        6 where depth > 0:
        text = "(" + sequence(depth - 1, mayLabel) + ")"
      case 7 where depth > 0: text = "(" + sequence(depth - 1, mayLabel) + " | " + sequence(depth - 1, mayLabel) + ")"
      case 8: text = pick(["<s/>", "<ent/>", "<ent type=\"P\"/>", "<quote/>"])
      case 9 where depth > 0: text = "(<s> " + sequence(depth - 1, mayLabel) + pick(["", " </s>"]) + ")"
      default: text = token()
      }
      if mayLabel, chance(25), labels < 4 {
        labels += 1
        text = "x\(labels):" + text
      }
      if chance(35) { text += pick(["?", "*", "+", "{2}", "{1,2}", "{,2}", "{2,}"]) }
      return text
    }

    mutating func sequence(_ depth: Int, _ mayLabel: Bool) -> String {
      var parts: [String] = []
      for _ in 0..<Int.random(in: 1...3, using: &numbers) { parts.append(element(depth, mayLabel)) }
      return parts.joined(separator: " ")
    }

    mutating func filter() -> String {
      pick([
        "within s", "!within <ent/>", "within <quote/>", "containing \"a\"", "!containing \"b\"",
        "containing <ent type=\"P\"/>",
        "within 3", "within 2 s", "within (\"a\" []* \"b\")", "containing (\"a\" \"b\"?)", "!within s",
        "containing ([] within <ent/>)", "!containing <ent/>", "within (<s/> containing \"c\")",
      ])
    }

    mutating func condition() -> String {
      func atom(_ writer: inout Writer) -> String {
        let left = writer.pick((1...writer.labels).map { "x\($0)" } + ["match", "matchend"])
        let right = writer.pick((1...writer.labels).map { "x\($0)" } + ["match", "matchend"])
        return writer.pick([
          "\(left).word = \(right).word", "\(left).pos != \(right).pos", "\(left).word = \"a\"", left, "!\(right)",
          "distance(\(left), \(right)) <= 1", "\(left).word = \(right).lemma",
        ])
      }
      let first = atom(&self)
      return chance(50) ? first : "\(first) \(pick(["&", "|"])) \(atom(&self))"
    }

    mutating func query(labelled: Bool) -> String {
      labels = 0
      var text = sequence(2, labelled)
      if labelled, labels > 0 { text += " :: " + condition() }
      while chance(40) { text += " " + filter() }
      return text
    }

    mutating func source() -> TestSource {
      let count = Int.random(in: 1...8, using: &numbers)
      let text = (0..<count).map { _ in
        pick(["a", "b", "c", "a", "b", "."]) + "/" + pick(["a", "b", "c"]) + "/" + pick(["N", "V"])
      }.joined(separator: " ")
      var source = TestSource(text)
      for name in ["ent", "quote"] {
        // Mentions lie side by side, quotes may lie in each other.
        var regions: [(Range<Int>, [String: String])] = []
        var next = 0
        while next < count, regions.count < 3 {
          let start = Int.random(in: next..<count, using: &numbers)
          let end = Int.random(in: (start + 1)...count, using: &numbers)
          regions.append((start..<end, ["type": pick(["P", "L"])]))
          next = name == "ent" ? end : start + 1
        }
        source.add(name, regions)
      }
      return source
    }
  }

  private let lists = ["list": ["a", "c"]]

  @Test("the same matches under every strategy, from each start and from the right", arguments: 0..<8)
  func sameMatches(seed: Int) throws {
    var writer = Writer(numbers: SeededNumbers(state: UInt64(seed)))
    for round in 0..<150 {
      let source = writer.source()
      let text = writer.query(labelled: round % 3 == 0)
      let query = try PatternQuery(text, lists: lists)
      let naive = try NaiveMatcher(text, source, lists: lists)
      let words = source.words(0..<source.count)
      for strategy in MatchStrategy.allCases {
        let expected = naive.matches(strategy)
        for engine in [Matcher.Engine.automatic, .fromEachStart, .fromTheRight] {
          let bound = BoundQuery(query, to: source)
          bound.engine = engine
          #expect(
            bound.matches(strategy: strategy).map(\.range) == expected, "\(text) on \(words), \(strategy), \(engine)")
        }
        let candidates = Array(0..<source.count)
        #expect(
          BoundQuery(query, to: source).matches(startingAt: candidates, strategy: strategy).map(\.range) == expected,
          "\(text) on \(words), \(strategy), from candidates")
      }
    }
  }

  @Test("labels stand for what some way through the pattern gives them", arguments: 0..<4)
  func possibleLabels(seed: Int) throws {
    var writer = Writer(numbers: SeededNumbers(state: UInt64(seed + 100)))
    for round in 0..<150 {
      let source = writer.source()
      writer.labels = 0
      let text = round % 2 == 0 ? writer.query(labelled: true) : writer.sequence(2, true)
      let stretches = try NaiveMatcher(text, source, lists: lists).stretches()
      for match in try PatternQuery(text, lists: lists).matches(in: source, strategy: .traditional) {
        #expect(
          stretches[match.range]?.contains(match.labels) == true,
          "\(text) on \(source.words(0..<source.count)): \(match)")
      }
    }
  }

  @Test("every match has its required conditions at a place they allow, so an index can drive", arguments: 0..<4)
  func requiredConditions(seed: Int) throws {
    var writer = Writer(numbers: SeededNumbers(state: UInt64(seed + 200)))
    var conditionsSeen = 0
    for round in 0..<150 {
      let source = writer.source()
      let text = writer.query(labelled: round % 3 == 0)
      let query = try PatternQuery(text, lists: lists)
      let expected = try NaiveMatcher(text, source, lists: lists).matches(.standard)
      for condition in query.requiredConditions.indices {
        let bound = BoundQuery(query, to: source)
        let positions: [Int]
        if let structure = query.requiredConditions[condition].structure {
          positions = Set(source.structures[structure]!.starts.map(Int.init)).sorted()
        } else if let alternatives = bound.alternatives(ofCondition: condition) {
          positions = (0..<source.count).filter { index in
            alternatives.contains { $0.allSatisfy { $0.ids.contains(source.columns[$0.column]!.ids[index]) } }
          }
        } else {
          positions = Array(0..<source.count)
        }
        conditionsSeen += 1
        #expect(
          bound.matches(around: positions, ofCondition: condition).map(\.range) == expected,
          "\(text) on \(source.words(0..<source.count)), condition \(condition) at \(positions)")
      }
    }
    #expect(conditionsSeen > 100)
  }

  @Test("a set of queries finds what each of them finds", arguments: 0..<2)
  func sets(seed: Int) throws {
    var writer = Writer(numbers: SeededNumbers(state: UInt64(seed + 300)))
    let texts = (0..<60).map { writer.query(labelled: $0 % 3 == 0) }
    let queries = try texts.map { try PatternQuery($0, lists: lists) }
    let matcher = PatternSetMatcher(PatternSet(queries))
    for _ in 0..<20 {
      let source = writer.source()
      let expected = queries.enumerated().flatMap { number, query in
        query.matches(in: source).map { PatternSetMatcher.Match(query: number, match: $0) }
      }
      #expect(matcher.matches(in: source) == expected)
    }
  }
}
