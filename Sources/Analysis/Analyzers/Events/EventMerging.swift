import ArticleModel

/// Brings together the places where one event is named: the same word again, or a noun that points back ("la réunion",
/// "cette attaque"), where nothing said in one contradicts the other.
struct EventMerging {
  private let view: EventView
  private var article: Article { view.article }

  init(_ view: EventView) { self.view = view }

  /// The events, each with the places that name it again; of these the one with the highest score gives the trigger.
  func merged(_ events: [EventCandidate]) -> [EventCandidate] {
    var result: [EventCandidate] = []
    /// For each type the events so far.
    var ofType: [String: [Int]] = [:]
    for event in events {
      let frame = view.lexicon.frames[event.frame]
      // Far back nothing is looked for, so that the cost stays linear.
      let known = ofType[frame.type, default: []].suffix(12)
      guard frame.type != "statement", let index = known.last(where: { isSame(result[$0], event) }) else {
        ofType[frame.type, default: []].append(result.count)
        result.append(event)
        continue
      }
      // Where headline and text say the same, the text says it better, unless it does so in passing.
      let isAhead = result[index].circumstances.contains(.headline) && !event.circumstances.contains(.headline)
      let start = isAhead ? view.lexicon.file.weight("ahead of headline") : 0
      result[index] =
        event.score + start > result[index].score ? joined(event, result[index]) : joined(result[index], event)
    }
    return result.sorted { $0.trigger < $1.trigger }
  }

  private func isSame(_ earlier: EventCandidate, _ later: EventCandidate) -> Bool {
    // The first sentences say at length what the headline says, often with another place and another word.
    if earlier.circumstances.contains(.headline), earlier.frame == later.frame,
      !view.lexicon.frames[later.frame].isKeptIfMain,
      Int(article.tokens.sentences[later.head]) - view.firstSentence < 2
    {
      return true
    }
    if contradict(earlier, later) { return false }
    let stem = view.stems[later.head]
    if stem >= 0, stem == view.stems[earlier.head] { return true }
    return later.isAnaphoric && earlier.frame == later.frame && later.date == nil && later.place == nil
  }

  /// Whether what is said of one event cannot be said of the other.
  func contradict(_ left: EventCandidate, _ right: EventCandidate) -> Bool {
    if let a = left.place, let b = right.place, a != b { return true }
    if let a = left.date.flatMap({ article.dates[$0].interval }),
      let b = right.date.flatMap({ article.dates[$0].interval }), !a.overlaps(b)
    {
      return true
    }
    let (a, b) = (Set(left.participants.map(\.entity)), Set(right.participants.map(\.entity)))
    return !left.isAnaphoric && !right.isAnaphoric && !a.isEmpty && !b.isEmpty && a.isDisjoint(with: b)
  }

  /// `event` with what another place says of it.
  private func joined(_ event: EventCandidate, _ other: EventCandidate) -> EventCandidate {
    var event = event
    if event.place == nil {
      event.place = other.place
      event.placeSpan = other.placeSpan
    }
    if event.date == nil {
      event.date = other.date
      event.dateSpan = other.dateSpan
    }
    if event.numbers.isEmpty { event.numbers = other.numbers }
    for participant in other.participants.prefix(max(0, 30 - event.participants.count))
    where !event.participants.contains(where: { $0.entity == participant.entity }) {
      event.participants.append(participant)
    }
    if event.otherTriggers.count < 20 { event.otherTriggers += [other.trigger] + other.otherTriggers }
    return event
  }
}
