import ArticleModel

/// Merges the triggers of one event and chooses the events that the article is about.
struct EventSelection {
  private let article: Article
  private let lexicon: EventLexicon
  private let headline: Span?
  private let inQuotes: [Span]
  /// The first sentence behind the headline.
  private let lead: Int

  init(_ article: Article, _ lexicon: EventLexicon) {
    self.article = article
    self.lexicon = lexicon
    headline = article.regions.first { $0.kind == .headline }?.span
    let end = headline?.end ?? 0
    lead = article.sentences.firstIndex { $0.start >= end } ?? 0
    inQuotes = article.quotes.filter { $0.kind != "indirect" }.map(\.span)
  }

  /// The events in text order, with the main ones marked.
  func select(_ candidates: [EventCandidate]) -> [EventCandidate] {
    var scored = candidates
    var quote = 0
    for index in scored.indices {
      while quote < inQuotes.count, inQuotes[quote].end <= scored[index].trigger.start { quote += 1 }
      let isQuoted = quote < inQuotes.count && inQuotes[quote].contains(scored[index].trigger.start)
      scored[index].score = score(scored[index], isQuoted: isQuoted)
    }
    var events = merged(scored)
    let order = events.indices.sorted { (events[$1].score, $0) < (events[$0].score, $1) }
    let limit = min(
      lexicon.file.weight("most"), 1 + article.tokens.count / max(lexicon.file.weight("tokens an event"), 1))
    var chosen = 0
    var ofType: [String: Int] = [:]
    for index in order where chosen < limit && events[index].score >= lexicon.file.weight("least score") {
      let type = lexicon.frames[events[index].frame].type
      guard ofType[type, default: 0] < lexicon.file.weights["most \(type)"] ?? limit else { continue }
      ofType[type, default: 0] += 1
      events[index].isMain = true
      chosen += 1
    }
    return events
  }

  private func score(_ event: EventCandidate, isQuoted: Bool) -> Int {
    var total = lexicon.frames[event.frame].weight
    var reasons: [String] = []
    func count(_ name: String, if holds: Bool) {
      guard holds else { return }
      total += lexicon.file.weight(name)
      reasons.append(name)
    }
    let isHeadline = headline?.contains(event.trigger.start) ?? false
    count("headline", if: isHeadline)
    count("quoted", if: isQuoted)
    let sentence = Int(article.tokens.sentences[event.head])
    count("lead", if: !isHeadline && sentence - lead < 3)
    count("main clause", if: event.isInMainClause)
    count("noun", if: event.isNoun)
    count("past", if: event.tense == .past)
    count("imperfect", if: event.tense == .imperfect)
    count(event.status, if: true)
    count("participant", if: !event.participants.isEmpty)
    count("place", if: event.place != nil)
    count("date", if: event.date != nil)
    count("numbers", if: !event.numbers.isEmpty)
    let length = max(article.text.bytes.count, 1)
    return total - lexicon.file.weight("end of article") * event.trigger.start / length
  }

  /// Later triggers of an event join the earlier one, which stays or is replaced by whichever says more.
  private func merged(_ candidates: [EventCandidate]) -> [EventCandidate] {
    var result: [EventCandidate] = []
    /// Of each frame the events so far; only the last few are compared.
    var ofFrame: [Int: [Int]] = [:]
    for candidate in candidates {
      let known = ofFrame[candidate.frame, default: []].suffix(8).last { isSame(result[$0], candidate) }
      guard let known else {
        ofFrame[candidate.frame, default: []].append(result.count)
        result.append(candidate)
        continue
      }
      let bonus = lexicon.file.weight("repeated")
      let best = max(result[known].score, candidate.score)
      if candidate.score > result[known].score {
        let earlier = result[known]
        result[known] = candidate
        complete(&result[known], from: earlier)
      } else {
        complete(&result[known], from: candidate)
      }
      result[known].score = best + bonus
      result[known].reason = "named more than once"
    }
    return result.sorted { $0.trigger < $1.trigger }
  }

  /// Whether two triggers of one frame may name the same event: nothing in one contradicts the other.
  private func isSame(_ left: EventCandidate, _ right: EventCandidate) -> Bool {
    let frame = lexicon.frames[left.frame]
    if frame.type == "statement" {
      return Set(left.participants.map(\.entity)) == Set(right.participants.map(\.entity))
    }
    if let a = left.place, let b = right.place, a != b { return false }
    if let a = left.date, let b = right.date, article.dates[a].value != article.dates[b].value { return false }
    let (a, b) = (Set(left.participants.map(\.entity)), Set(right.participants.map(\.entity)))
    return a.isEmpty || b.isEmpty || !a.isDisjoint(with: b)
  }

  /// Takes from another trigger of the event what the first does not say.
  private func complete(_ event: inout EventCandidate, from other: EventCandidate) {
    if event.place == nil {
      event.place = other.place
      event.placeSpan = other.placeSpan
    }
    if event.date == nil { event.date = other.date }
    if event.numbers.isEmpty { event.numbers = other.numbers }
    if event.participants.isEmpty { event.participants = other.participants }
  }
}
