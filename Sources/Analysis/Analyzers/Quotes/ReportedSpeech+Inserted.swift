import ArticleModel

/// Reporting clauses that stand inside or behind what they report, with the subject behind the verb.
extension ReportedSpeech {
  /// Whether `cue` is such a clause: "…, ajoute la directrice", "Mieux, a-t-il ajouté, …".
  func isInserted(_ cue: ReportingCue) -> Bool {
    if let known = cue.isInserted { return known }
    let isInserted = decideInserted(cue)
    cue.isInserted = isInserted
    return isInserted
  }

  private func decideInserted(_ cue: ReportingCue) -> Bool {
    if cue.pronoun != nil { return true }
    guard cue.entry.frames.contains(.speech), cue.form == .finite else { return false }
    let start = text.start(of: cue.head)
    let end = text.end(of: cue.head)
    let before = cue.first - 1
    guard before >= start else { return text.closes(before) }
    if followsLike(before, start) { return true }
    guard text.has(before, [.comma, .dash, .hyphen]) || text.closes(before) else { return false }
    if clauseStart(cue) != nil { return false }
    guard let subject = subjectBehind(cue, end) else { return false }
    if text.closes(before) || (text.has(before, .comma) && before > start && text.closes(before - 1)) { return true }
    guard text.canSpeak(subject), closesClause(subject.upperBound, end) else { return false }
    let pieces = text.pieces(start, before)
    // With a whole clause before it, or nothing but adverbials, the verb lacks a subject of its own there.
    if pieces.contains(where: { text.mainVerb($0.lowerBound, $0.upperBound) != nil }) { return true }
    if text.has(before, .comma), pieces.allSatisfy({ text.isAdverbial($0.lowerBound, $0.upperBound) }) { return true }
    let behind = subject.upperBound
    return behind < end && text.has(behind, .comma) && text.mentions[subject.lowerBound] >= 0
      && text.hasFinite(behind..<end)
  }

  /// "Comme l'a rappelé la ministre, …"
  private func followsLike(_ before: Int, _ start: Int) -> Bool {
    if text.has(before, .like) { return true }
    return before > start && text.has(before - 1, .like) && text.parts[before] == .pron
  }

  private func closesClause(_ behind: Int, _ end: Int) -> Bool {
    guard behind < end else { return true }
    return text.has(behind, [.comma, .stop, .semicolon, .time]) || text.tokens.form(behind) == "("
      || [.adp, .adv, .cconj, .verb].contains(text.parts[behind])
  }

  /// Where the clause with "que" of a cue begins, or `nil`: addressee, adverbs and asides may stand before it.
  func clauseStart(_ cue: ReportingCue) -> Int? {
    let end = text.end(of: cue.head)
    let takesAddressee = cue.entry.frames.contains(.addressee)
    var index = cue.last + 1
    var steps = 0
    while index < end, steps < 14 {
      steps += 1
      if text.has(index, .that) { return index + 1 }
      if text.parts[index] == .adv || text.has(index, .time) {
        index += 1
      } else if text.has(index, .comma) {
        if let behind = behindAside(index, end) { return behind }
        index += 1
        guard index < end, text.has(index, .that) || text.parts[index] == .adp || text.parts[index] == .adv else {
          return nil
        }
      } else if text.parts[index] == .adp, !text.has(index, .of) {
        index = text.prepositionalPhraseEnd(index, end)
      } else if text.parts[index] == .det, index + 1 < end, text.has(index + 1, .time) {
        index += 2
      } else if takesAddressee, [.det, .noun, .propn].contains(text.parts[index]) {
        let next = text.nounPhraseEnd(index, end)
        guard next > index else { return nil }
        index = next
      } else {
        return nil
      }
    }
    return nil
  }

  /// The token behind ", …, que" at `comma`, when no finite verb stands between.
  private func behindAside(_ comma: Int, _ end: Int) -> Int? {
    guard let close = text.range(comma + 1, min(end, comma + 18)).first(where: { text.has($0, .comma) }),
      close + 1 < end, text.has(close + 1, .that), !text.hasFinite(comma..<close)
    else { return nil }
    return close + 2
  }
}
