import ArticleModel

/// Merges the triggers of one event and chooses the events that the article is about.
struct EventSelection {
  private let view: EventView
  private var article: Article { view.article }
  private var file: EventFrameFile { view.lexicon.file }

  init(_ view: EventView) { self.view = view }

  /// The events in text order, with the main ones marked.
  func select(_ candidates: [EventCandidate]) -> [EventCandidate] {
    var events = candidates
    score(&events)
    let merging = EventMerging(view)
    events = merging.merged(events)
    let order = events.indices.sorted { (events[$1].score, $0) < (events[$0].score, $1) }
    var chosen: [Int] = []
    var ofType: [String: Int] = [:]
    for index in order {
      if chosen.count >= file.weight("most") { break }
      // Every article is about something.
      if events[index].score < file.weight("least score"), !chosen.isEmpty { break }
      let type = type(of: events[index])
      if ofType[type, default: 0] >= file.weights["most \(type)"] ?? .max { continue }
      if chosen.contains(where: { repeats(events[index], events[$0], merging) }) { continue }
      ofType[type, default: 0] += 1
      events[index].isMain = true
      events[index].rank = "rank \(min(chosen.count + 1, 4))"
      chosen.append(index)
    }
    return events.filter { $0.isMain || !view.lexicon.frames[$0.frame].isKeptIfMain }
  }

  private func type(of event: EventCandidate) -> String { view.lexicon.frames[event.frame].type }

  /// Whether two triggers say the same: one word of one type, or two of one type in a sentence.
  private func repeats(_ left: EventCandidate, _ right: EventCandidate, _ merging: EventMerging) -> Bool {
    guard type(of: left) == type(of: right) else { return false }
    let tokens = article.tokens
    return tokens.sentences[left.head] == tokens.sentences[right.head]
      || (view.stems[left.head] >= 0 && view.stems[left.head] == view.stems[right.head]
        && !merging.contradict(left, right))
  }

  /// Adds up what speaks for each event; the first of several that begin alike and a speaker's first words count more.
  private func score(_ events: inout [EventCandidate]) {
    let named = EventCircumstances.named.map { ($0.0, $0.1, file.weight($0.1)) }
    var inSentence: [UInt32: Int] = [:]
    for event in events { inSentence[article.tokens.sentences[event.head], default: 0] += 1 }
    var seenStems: Set<Int32> = []
    var seenSpeakers: Set<Int> = []
    for index in events.indices {
      let stem = view.stems[events[index].head]
      if !events[index].circumstances.contains(.headline), stem >= 0, seenStems.insert(stem).inserted,
        view.stemCounts[stem, default: 0] > 1
      {
        events[index].circumstances.insert(.firstOfSeveral)
      }
      if events[index].circumstances.contains(.reported),
        let speaker = events[index].participants.first(where: { $0.part == "agent" })?.entity,
        seenSpeakers.insert(speaker).inserted
      {
        events[index].circumstances.insert(.firstOfSpeaker)
      }
      var total = view.lexicon.frames[events[index].frame].weight
      var reasons: [String] = []
      for (circumstance, name, weight) in named where events[index].circumstances.contains(circumstance) {
        total += weight
        if weight > 0, reasons.count < 5 { reasons.append(name) }
      }
      total += file.weight("crowd") * (inSentence[article.tokens.sentences[events[index].head], default: 0] / 2)
      if !events[index].circumstances.contains(.headline) {
        total += file.weight("distance") * doublings(events[index])
      }
      events[index].score = total
      events[index].reason = reasons.isEmpty ? nil : reasons.joined(separator: ", ")
    }
  }

  /// How often the distance from the beginning has doubled since the first few sentences; at most four times.
  private func doublings(_ event: EventCandidate) -> Int {
    var distance = event.trigger.start / max(file.weight("distance unit"), 1)
    var count = 0
    while distance > 0, count < 4 {
      distance >>= 1
      count += 1
    }
    return count
  }
}
