import ArticleModel
import PatternQuery

/// A place where words name an event.
struct EventTrigger {
  var frame: Int
  var range: Range<Int>
  /// The quote whose cue the words are.
  var quote: Int?
}

/// Finds triggers: cues of quotes by their stance, and what the queries of frames match.
struct EventTriggers {
  private let view: EventView

  init(_ view: EventView) { self.view = view }

  /// The triggers in text order. Of those that share words a cue wins, then the longest, then that of the earlier frame.
  func find() -> [EventTrigger] {
    let tokens = view.article.tokens
    var isTaken = [Bool](repeating: false, count: tokens.count)
    var triggers: [EventTrigger] = []
    func take(_ trigger: EventTrigger) {
      if trigger.range.contains(where: { isTaken[$0] }) { return }
      for token in trigger.range { isTaken[token] = true }
      triggers.append(trigger)
    }
    for (number, quote) in view.article.quotes.enumerated() {
      guard let span = quote.cueSpan, let frame = frame(of: quote) else { continue }
      let cue = tokens.indices(in: span)
      // "à en croire" says whose words they are, and is no event.
      guard let first = cue.first, tokens.partsOfSpeech[first] != .adp,
        let verb = cue.first(where: { tokens.partsOfSpeech[$0] == .verb })
      else { continue }
      take(EventTrigger(frame: frame, range: verb..<min(cue.upperBound, verb + 6), quote: number))
    }
    let matches = PatternSetMatcher(view.lexicon.patterns).matches(
      in: ArticleTokenSource(view.article), strategy: .longest)
    for match in matches.sorted(by: Self.precedes) {
      take(EventTrigger(frame: view.lexicon.frameOfQuery[match.query], range: match.match.range))
    }
    return triggers.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func frame(of quote: Quote) -> Int? {
    let frames = view.lexicon.frameOfStance
    return quote.stance.flatMap { frames[$0] } ?? frames["*"]
  }

  private static func precedes(_ left: PatternSetMatcher.Match, _ right: PatternSetMatcher.Match) -> Bool {
    let (a, b) = (left.match.range, right.match.range)
    if a.count != b.count { return a.count > b.count }
    return a.lowerBound != b.lowerBound ? a.lowerBound < b.lowerBound : left.query < right.query
  }
}
