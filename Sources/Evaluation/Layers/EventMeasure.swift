import ArticleModel

/// Events count by type and overlapping trigger. Gold holds an article's main events, so the first score takes the
/// program's main events and the second all of them. Participants, places and dates are counted on matched events.
struct EventMeasure: LayerMeasure {
  static let layer = Layer.events

  static func compare(_ pair: ArticlePair) -> LayerResult {
    var result = LayerResult(layer.name)
    let gold = pair.gold.article.events
    let all = pair.found.events
    let main = all.filter(\.isMain)
    let matches = match(gold, main, needsType: true)
    result.add("all (main events)", Score(right: matches.count, found: main.count, gold: gold.count))
    let ofAll = match(gold, all, needsType: true)
    result.add("with lesser events", Score(right: ofAll.count, found: all.count, gold: gold.count))
    let triggers = match(gold, main, needsType: false)
    result.add("trigger alone", Score(right: triggers.count, found: main.count, gold: gold.count))
    for type in Set((gold + main).map(\.type)).sorted() {
      result.add(
        type,
        Score(
          right: matches.count { gold[$0.gold].type == type }, found: main.count { $0.type == type },
          gold: gold.count { $0.type == type }))
    }
    compareParts(pair, matches, main, to: &result)
    let matchedAll = Set(ofAll.map(\.found))
    for (index, event) in all.enumerated() { result.judge(event.evidence, isRight: matchedAll.contains(index)) }
    addErrors(pair, matches, triggers, main, ofAll, to: &result)
    return result
  }

  private static func match(_ gold: [Event], _ found: [Event], needsType: Bool) -> [Candidate] {
    Matching.greedy(
      Matching.overlaps(gold.map(\.span), found.map(\.span)).compactMap { goldIndex, foundIndex in
        let sameType = gold[goldIndex].type == found[foundIndex].type
        guard sameType || !needsType else { return nil }
        return Candidate(
          gold: goldIndex, found: foundIndex,
          quality: Matching.overlap(gold[goldIndex].span, found[foundIndex].span) + (sameType ? 1_000_000 : 0))
      })
  }

  private static func compareParts(
    _ pair: ArticlePair, _ matches: [Candidate], _ main: [Event], to result: inout LayerResult
  ) {
    let gold = pair.gold.article.events
    var participants = Score()
    var places = Score()
    var dates = Score()
    for match in matches {
      let (goldEvent, foundEvent) = (gold[match.gold], main[match.found])
      let goldPeople = Set(goldEvent.participants.map(\.entity))
      let foundPeople = Set(foundEvent.participants.map(\.entity))
      let right = foundPeople.count { person in goldPeople.contains { pair.entities.same(gold: $0, found: person) } }
      let recalled = goldPeople.count { person in foundPeople.contains { pair.entities.same(gold: person, found: $0) } }
      participants += Score(right: right, found: foundPeople.count, recalled: recalled, gold: goldPeople.count)
      if right < foundPeople.count || recalled < goldPeople.count {
        result.discrepancies.append(
          pair.discrepancy(
            "participants", gold: goldEvent.span,
            goldPeople.sorted().map { pair.name(gold: $0) }.joined(separator: ", "),
            found: foundEvent.span, foundPeople.sorted().map { pair.name(found: $0) }.joined(separator: ", "),
            foundEvent.evidence))
      }
      let samePlace = pair.entities.same(gold: goldEvent.place, found: foundEvent.place)
      places += one(samePlace, goldEvent.place != nil, foundEvent.place != nil)
      if !samePlace {
        result.discrepancies.append(
          pair.discrepancy(
            "place", gold: goldEvent.span, pair.gold.article.entities.name(goldEvent.place), found: foundEvent.span,
            pair.found.entities.name(foundEvent.place), foundEvent.evidence))
      }
      let goldDate = pair.gold.eventDates[match.gold]
      let foundDate = foundEvent.date.flatMap { pair.found.dates[$0].value }
      dates += one(goldDate == foundDate, goldDate != nil, foundDate != nil)
      if goldDate != foundDate {
        result.discrepancies.append(
          pair.discrepancy(
            "date", gold: goldEvent.span, goldDate ?? "none", found: foundEvent.span, foundDate ?? "none",
            foundEvent.evidence))
      }
    }
    result.add("participants, in matched events", participants)
    result.add("place, in matched events", places)
    result.add("date, in matched events", dates)
  }

  private static func one(_ isSame: Bool, _ goldHas: Bool, _ foundHas: Bool) -> Score {
    Score(right: isSame && goldHas ? 1 : 0, found: foundHas ? 1 : 0, gold: goldHas ? 1 : 0)
  }

  private static func addErrors(
    _ pair: ArticlePair, _ matches: [Candidate], _ triggers: [Candidate], _ main: [Event], _ ofAll: [Candidate],
    to result: inout LayerResult
  ) {
    let gold = pair.gold.article.events
    func text(_ event: Event) -> String { "\(event.type) \(pair.words(event.span))" }
    let matchedGold = Set(matches.map(\.gold))
    let matchedFound = Set(matches.map(\.found))
    let otherType = triggers.filter { !matchedGold.contains($0.gold) && !matchedFound.contains($0.found) }
    let lesser = Dictionary(uniqueKeysWithValues: ofAll.map { ($0.gold, $0.found) })
    for (index, event) in gold.enumerated() where !matchedGold.contains(index) {
      if let match = otherType.first(where: { $0.gold == index }) {
        let other = main[match.found]
        result.discrepancies.append(
          pair.discrepancy("type", gold: event.span, text(event), found: other.span, text(other), other.evidence))
      } else if let other = lesser[index].map({ pair.found.events[$0] }) {
        result.discrepancies.append(
          pair.discrepancy(
            "not taken as main", gold: event.span, text(event), found: other.span, text(other), other.evidence))
      } else {
        result.discrepancies.append(
          pair.discrepancy("missed", gold: event.span, text(event), found: nil, nil, nil))
      }
    }
    let paired = matchedFound.union(otherType.map(\.found))
    for (index, event) in main.enumerated() where !paired.contains(index) {
      result.discrepancies.append(
        pair.discrepancy("spurious", gold: nil, nil, found: event.span, text(event), event.evidence))
    }
  }
}

extension [Entity] {
  func name(_ index: Int?) -> String { index.map { self[$0].name } ?? "nowhere" }
}
