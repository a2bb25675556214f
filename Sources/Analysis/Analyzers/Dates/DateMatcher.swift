import ArticleModel

/// A match of one rule: where the expression stands, and the tokens its classes fell on.
struct DateMatch {
  struct Capture {
    var symbol: UInt16
    var value: Int
    var token: Int
  }

  var rule: DatePatterns.Rule
  /// The tokens of the expression itself.
  var tokens: Range<Int>
  /// The token behind all that was read.
  var end: Int
  var captures: [Capture]

  /// The value of the `number`th token of a class, or `nil`.
  func value(_ known: CalendarSymbols.Known, _ number: Int = 0) -> Int? { capture(known, number)?.value }

  /// Whether a token of the class was read.
  func has(_ known: CalendarSymbols.Known) -> Bool { capture(known) != nil }

  /// The `number`th token of a class.
  func capture(_ known: CalendarSymbols.Known, _ number: Int = 0) -> Capture? {
    var left = number
    for capture in captures where capture.symbol == known.id {
      if left == 0 { return capture }
      left -= 1
    }
    return nil
  }

  /// All tokens of a class, in order.
  func all(_ known: CalendarSymbols.Known) -> [Capture] { captures.filter { $0.symbol == known.id } }
}

/// Tries the calendar's patterns at one token after the other. A pattern has no loop, so the work at each token has a
/// fixed bound.
struct DateMatcher {
  private let article: Article
  private let tokens: CalendarTokens
  private let patterns: DatePatterns

  private var sentence = 0..<0
  private var captures: [DateMatch.Capture] = []
  private var open: Int?
  private var close: Int?
  private var best: DateMatch?

  init(_ article: Article, tokens: CalendarTokens, patterns: DatePatterns) {
    self.article = article
    self.tokens = tokens
    self.patterns = patterns
  }

  /// The longest match that begins with token `start` of `sentence`.
  mutating func match(at start: Int, in sentence: Range<Int>) -> DateMatch? {
    self.sentence = sentence
    best = nil
    for entry in tokens.entries(start) where mayBegin(entry.symbol, at: start) {
      for number in patterns.starts[Int(entry.symbol)] {
        captures.removeAll(keepingCapacity: true)
        open = nil
        close = nil
        run(patterns.rules[number].start, at: start, from: start, number)
      }
    }
    return best
  }

  /// Whether the token behind `start` may follow `symbol`: most function words end here.
  private func mayBegin(_ symbol: UInt16, at start: Int) -> Bool {
    guard let seconds = patterns.seconds[Int(symbol)] else { return true }
    return start + 1 < sentence.upperBound && tokens.entries(start + 1).contains { seconds.contains($0.symbol) }
  }

  private mutating func run(_ step: Int, at token: Int, from start: Int, _ rule: Int) {
    switch patterns.steps[step] {
    case .symbol(let symbol):
      guard token < sentence.upperBound, let value = tokens.value(token, symbol) else { return }
      captures.append(.init(symbol: symbol, value: value, token: token))
      run(step + 1, at: token + 1, from: start, rule)
      captures.removeLast()
    case .partOfSpeech(let part):
      guard token < sentence.upperBound, article.tokens.partsOfSpeech[token] == part else { return }
      run(step + 1, at: token + 1, from: start, rule)
    case .sentenceStart:
      if token == sentence.lowerBound { run(step + 1, at: token, from: start, rule) }
    case .sentenceEnd:
      if isEnd(token) { run(step + 1, at: token, from: start, rule) }
    case .open:
      let before = open
      open = token
      run(step + 1, at: token, from: start, rule)
      open = before
    case .close:
      let before = close
      close = token
      run(step + 1, at: token, from: start, rule)
      close = before
    case .fork(let first, let second):
      run(first, at: token, from: start, rule)
      run(second, at: token, from: start, rule)
    case .jump(let target):
      run(target, at: token, from: start, rule)
    case .accept:
      accept(token, from: start, rule)
    }
  }

  private mutating func accept(_ end: Int, from start: Int, _ number: Int) {
    if let best, best.end > end || (best.end == end && best.rule.order <= number) { return }
    let rule = patterns.rules[number]
    if end < sentence.upperBound {
      if rule.notBefore.contains(article.tokens.partsOfSpeech[end]) { return }
      if rule.notBeforeSymbols.contains(where: { tokens.value(end, $0) != nil }) { return }
    }
    let span = (open ?? start)..<(close ?? end)
    guard !span.isEmpty else { return }
    best = DateMatch(rule: rule, tokens: span, end: end, captures: captures)
  }

  /// Whether nothing but a full stop follows.
  private func isEnd(_ token: Int) -> Bool {
    (token..<sentence.upperBound).allSatisfy { article.tokens.partsOfSpeech[$0] == .punct }
      && sentence.upperBound - token <= 1
  }
}
