import ArticleModel

/// The grammar of time expressions, compiled: patterns over the symbols of the calendar's words.
struct DatePatterns: Sendable {
  /// One row of the grammar.
  struct Rule: Sendable {
    var id: String
    var meaning: String
    /// Days, or whatever the meaning makes of it.
    var value: Int?
    /// Parts of speech that must not follow.
    var notBefore: Set<PartOfSpeech> = []
    /// Classes that must not follow.
    var notBeforeSymbols: [UInt16] = []
    var isReckonedFromMention = false
    /// Order in the file: of two matches of one length the first wins.
    var order: Int
    var start: Int
  }

  /// One instruction of the compiled patterns.
  enum Step: Sendable {
    case symbol(UInt16)
    case partOfSpeech(PartOfSpeech)
    case sentenceStart, sentenceEnd
    case open, close
    case fork(Int, Int)
    case jump(Int)
    case accept
  }

  private(set) var rules: [Rule] = []
  private(set) var steps: [Step] = []
  /// Words that patterns name in quotes, each with its symbol.
  private(set) var literals: [(String, UInt16)] = []
  /// For each symbol the rules whose match may begin with it.
  private(set) var starts: [[Int]] = []
  /// For each symbol those that may follow it at the beginning of a match; `nil` where anything may.
  private(set) var seconds: [SymbolSet?] = []

  /// Compiles the rows of a grammar.
  init(_ file: RuleFile, symbols: inout CalendarSymbols) {
    var parts: [String: DatePatternParser.Pattern] = [:]
    for row in file.rows {
      if row[0].hasPrefix("=") {
        var parser = DatePatternParser(row[1], parts: parts)
        parts["$" + row[0].dropFirst()] = parser.parse()
        add(parser.words, &symbols)
        continue
      }
      precondition(row.count >= 3, "a rule of the calendar has a name, a meaning and a pattern: \(row)")
      var rule = Rule(id: row[0], meaning: row[1], order: rules.count, start: steps.count)
      if row.count > 3 { Self.read(row[3], into: &rule, &symbols) }
      var parser = DatePatternParser(row[2], parts: parts)
      let pattern = parser.parse()
      add(parser.words, &symbols)
      emit(pattern, &symbols)
      steps.append(.accept)
      for symbol in firsts(from: rule.start) {
        while starts.count <= symbol { starts.append([]) }
        starts[Int(symbol)].append(rules.count)
      }
      rules.append(rule)
    }
    while starts.count < symbols.count { starts.append([]) }
    seconds = starts.indices.map { seconds(of: UInt16($0)) }
  }

  /// What may follow a first `symbol` by the rules that begin with it.
  private func seconds(of symbol: UInt16) -> SymbolSet? {
    var set = SymbolSet()
    for rule in starts[Int(symbol)] {
      for first in reachable(from: rules[rule].start) where isSymbol(first, symbol) {
        for next in reachable(from: first + 1) {
          guard case .symbol(let second) = steps[next] else { return nil }
          set.insert(second)
        }
      }
    }
    return set
  }

  private func isSymbol(_ step: Int, _ symbol: UInt16) -> Bool {
    if case .symbol(symbol) = steps[step] { true } else { false }
  }

  private mutating func add(_ words: Set<String>, _ symbols: inout CalendarSymbols) {
    for word in words.sorted() where symbols.find("'" + word) == nil { literals.append((word, symbols.id("'" + word))) }
  }

  private static func read(_ parameters: String, into rule: inout Rule, _ symbols: inout CalendarSymbols) {
    for parameter in parameters.split(separator: " ") {
      let parts = parameter.split(separator: "=", maxSplits: 1).map(String.init)
      switch parts[0] {
      case "value": rule.value = Int(parts[1])
      case "anchor": rule.isReckonedFromMention = parts[1] == "mentioned"
      case "not-before":
        for name in parts[1].split(separator: ",").map(String.init) {
          if let part = PartOfSpeech(tag: name) {
            rule.notBefore.insert(part)
          } else {
            rule.notBeforeSymbols.append(symbols.id(name))
          }
        }
      default: preconditionFailure("parameter '\(parameter)' in the calendar's grammar")
      }
    }
  }

  private mutating func emit(_ pattern: DatePatternParser.Pattern, _ symbols: inout CalendarSymbols) {
    switch pattern {
    case .word(let word): steps.append(.symbol(symbols.id("'" + word)))
    case .symbol(let name): steps.append(.symbol(symbols.id(name)))
    case .partOfSpeech(let part): steps.append(.partOfSpeech(part))
    case .sentenceStart: steps.append(.sentenceStart)
    case .sentenceEnd: steps.append(.sentenceEnd)
    case .open: steps.append(.open)
    case .close: steps.append(.close)
    case .sequence(let items): for item in items { emit(item, &symbols) }
    case .optional(let item):
      let fork = steps.count
      steps.append(.jump(0))
      emit(item, &symbols)
      steps[fork] = .fork(fork + 1, steps.count)
    case .either(let choices):
      var ends: [Int] = []
      for (index, choice) in choices.enumerated() {
        let fork = steps.count
        if index < choices.count - 1 { steps.append(.jump(0)) }
        emit(choice, &symbols)
        if index < choices.count - 1 {
          ends.append(steps.count)
          steps.append(.jump(0))
          steps[fork] = .fork(fork + 1, steps.count)
        }
      }
      for end in ends { steps[end] = .jump(steps.count) }
    }
  }

  /// The symbols with which a match from `start` on may begin.
  private func firsts(from start: Int) -> [UInt16] {
    let found = reachable(from: start).map { step -> UInt16 in
      guard case .symbol(let symbol) = steps[step] else {
        preconditionFailure("a pattern of the calendar must begin with a word or class")
      }
      return symbol
    }
    return Set(found).sorted()
  }

  /// The steps that read or test something, reached from `start` without reading.
  private func reachable(from start: Int) -> [Int] {
    var found: [Int] = []
    var waiting = [start]
    while let step = waiting.popLast() {
      switch steps[step] {
      case .sentenceStart, .open, .close: waiting.append(step + 1)
      case .fork(let first, let second): waiting += [first, second]
      case .jump(let target): waiting.append(target)
      case .symbol, .partOfSpeech, .sentenceEnd, .accept: found.append(step)
      }
    }
    return found
  }
}

/// A set of symbols.
struct SymbolSet: Sendable {
  private var words: [UInt64] = []

  mutating func insert(_ symbol: UInt16) {
    while words.count <= Int(symbol) / 64 { words.append(0) }
    words[Int(symbol) / 64] |= 1 << UInt64(symbol % 64)
  }

  func contains(_ symbol: UInt16) -> Bool {
    Int(symbol) / 64 < words.count && words[Int(symbol) / 64] & (1 << UInt64(symbol % 64)) != 0
  }
}
