import ArticleModel

/// Who is subject of a reporting verb: the noun phrase or pronoun, by word order.
extension ReportedSpeech {
  /// The words that are subject of `cue`, or `nil`.
  func subject(of cue: ReportingCue) -> Range<Int>? {
    if let known = cue.subject { return known }
    // Stands against circles while it is sought.
    cue.subject = .some(nil)
    let subject = findSubject(cue)
    cue.subject = .some(subject)
    return subject
  }

  private func findSubject(_ cue: ReportingCue) -> Range<Int>? {
    let start = text.start(of: cue.head)
    let end = text.end(of: cue.head)
    if let document = document(of: cue, end) { return document }
    if cue.isPassive { return nil }
    if let pronoun = cue.pronoun {
      // "les participants ont-ils jugé": the noun before is meant.
      if cue.first > start, text.mentions[cue.first - 1] >= 0 || isNoun(cue.first - 1),
        let noun = subjectBefore(cue.first, start), text.canSpeak(noun)
      {
        return noun
      }
      return pronoun..<(pronoun + 1)
    }
    guard cue.form == .finite else { return participleSubject(cue, start, end) }
    if isInserted(cue), let behind = subjectBehind(cue, end) { return behind }
    let before = subjectBefore(cue.first, start)
    if let before, before.count == 1, text.has(before.lowerBound, .it) { cue.hasNoSpeaker = true }
    if cue.first - 2 >= start, text.has(cue.first - 1, .who), text.has(cue.first - 2, .it) { cue.hasNoSpeaker = true }
    return before
  }

  /// "peut-on lire dans la lettre": the document speaks.
  private func document(of cue: ReportingCue, _ end: Int) -> Range<Int>? {
    guard cue.entry.frames.contains(.reading) else { return nil }
    for index in text.range(cue.last + 1, min(end, cue.last + 4)) where text.parts[index] == .adp {
      if let start = text.nounPhraseStart(index + 1, end) {
        return start..<max(start + 1, text.nounPhraseEnd(start, end))
      }
    }
    return nil
  }

  /// The subject behind an inserted verb: "…, a déclaré lundi la présidente, Awa X".
  func subjectBehind(_ cue: ReportingCue, _ end: Int) -> Range<Int>? {
    let first = cue.last + 1
    guard first < end, !text.has(first, [.comma, .colon]) else { return nil }
    let limit = min(end, first + 30)
    var stop = first
    while stop < limit, !text.has(stop, [.comma, .colon, .semicolon, .openingMark, .closingMark, .straightMark]),
      !text.has(stop, .stop) || text.mentions[stop] >= 0
    {
      stop = text.mention(at: stop).map { max(stop + 1, $0.upperBound) } ?? stop + 1
    }
    guard let start = text.nounPhraseStart(first, min(stop, limit)) else { return nil }
    var phraseEnd = text.nounPhraseEnd(start, min(stop, end))
    guard phraseEnd > start else { return nil }
    if !text.hasPerson(start..<phraseEnd), let apposed = text.appositionEnd(phraseEnd, end) { phraseEnd = apposed }
    return start..<phraseEnd
  }

  /// The subject before a verb group that begins at `first`.
  func subjectBefore(_ first: Int, _ start: Int, depth: Int = 0) -> Range<Int>? {
    let start = max(start, first - 70)
    guard first > start else { return nil }
    let index = first - 1
    if text.has(index, [.subjectPronoun, .thisOne, .one]) { return index..<first }
    guard text.has(index, .who) else { return phraseBefore(first, start, depth) }
    return antecedent(index, start)
  }

  /// The noun phrase that "qui" at `who` refers to.
  private func antecedent(_ who: Int, _ start: Int) -> Range<Int>? {
    var end = who
    if end > start, text.has(end - 1, .comma) { end -= 1 }
    if end > start, text.tokens.form(end - 1) == ")" {
      let open = text.range(max(start, end - 14), end).last { text.tokens.form($0) == "(" }
      if let open { end = open }
    }
    guard end > start else { return nil }
    if let mention = text.mention(at: end - 1) { return mention.lowerBound..<end }
    var first = end
    while first > start,
      text.mentions[first - 1] >= 0 || [.noun, .propn, .adj, .num, .det, .adp].contains(text.parts[first - 1])
    {
      first -= 1
    }
    guard first < end else { return nil }
    return (text.nounPhraseStart(first, end) ?? first)..<end
  }

  /// The subject in the words before `first`: the first phrase of the clause that is no adverbial.
  private func phraseBefore(_ first: Int, _ start: Int, _ depth: Int) -> Range<Int>? {
    var clause = first
    let borders: ReportingWords.Form = [.colon, .semicolon, .dash, .openingMark, .closingMark, .straightMark]
    while clause > start, !text.has(clause - 1, borders), !isStop(clause - 1) { clause -= 1 }
    if clause == first, first - 2 >= start, text.closes(first - 1), quoted[first - 2] >= 0 {
      // 'Le groupe "Ensemble" a déclaré': the marks belong to the subject.
      let mark = stretches[Int(quoted[first - 2])].mark
      guard mark > start, let opening = phraseBefore(mark, start, depth) else { return nil }
      return opening.lowerBound..<(first - 1)
    }
    var pieces = text.pieces(clause, first)
    // The clause begins behind the last finite verb that stands in no relative clause.
    if let number = pieces.lastIndex(where: { piece in
      !piece.isEmpty && !text.has(piece.lowerBound, .relative)
        && text.mainVerb(piece.lowerBound, piece.upperBound) != nil
    }), let verb = text.mainVerb(pieces[number].lowerBound, pieces[number].upperBound) {
      if number == pieces.count - 1 {
        let piece = pieces[number]
        if let conjunction = conjunction(behind: verb, piece, first) {
          if text.range(conjunction, first).allSatisfy({ text.parts[$0] == .adv }) {
            return sharedSubject(verb, start, depth)
          }
          pieces = [conjunction..<first]
        } else {
          pieces = [text.range(verb + 1, first)]
        }
      } else {
        pieces = Array(pieces[(number + 1)...])
        let isBare = pieces.allSatisfy { $0.allSatisfy { [.cconj, .adv, .punct].contains(text.parts[$0]) } }
        if isBare { return sharedSubject(verb, start, depth) }
      }
      return chosen(from: pieces, first) ?? sharedSubject(verb, start, depth)
    }
    return chosen(from: pieces, first)
  }

  private func isStop(_ index: Int) -> Bool {
    text.has(index, .stop) && text.mentions[index] < 0 && !isHonorific(index)
  }
  private func isHonorific(_ index: Int) -> Bool { text.has(index, [.maleHonorific, .femaleHonorific]) }

  /// The token behind the last conjunction that joins a clause to the one of `verb`, or `nil`.
  private func conjunction(behind verb: Int, _ piece: Range<Int>, _ first: Int) -> Int? {
    let openers: [PartOfSpeech] = [.det, .propn, .noun, .pron, .adp, .adv, .aux, .verb]
    return text.range(verb + 1, piece.upperBound).last { index in
      guard text.parts[index] == .cconj || text.has(index, .that) else { return false }
      return index + 1 == first
        || (index + 1 < piece.upperBound && (text.mentions[index + 1] >= 0 || openers.contains(text.parts[index + 1])))
    }.map { $0 + 1 }
  }

  private func chosen(from pieces: [Range<Int>], _ first: Int) -> Range<Int>? {
    // The phrase that touches the verb, unless it ends a list: "…, Awa X, la préfète a dit".
    if pieces.count > 1, let piece = pieces.last, !piece.isEmpty, !piece.contains(where: { text.parts[$0] == .cconj }),
      text.parts[piece.lowerBound] == .det || text.parts[piece.lowerBound] == .pron
        || text.mentions[piece.lowerBound] >= 0,
      !text.has(piece.lowerBound, [.relative, .time]), !text.isAdverbial(piece.lowerBound, piece.upperBound)
    {
      let end = text.nounPhraseEnd(piece.lowerBound, piece.upperBound)
      if end > piece.lowerBound { return piece.lowerBound..<end }
    }
    for (number, piece) in pieces.enumerated() where !piece.isEmpty {
      if number > 0, text.has(piece.lowerBound, .relative) { continue }
      guard let start = text.nounPhraseStart(piece.lowerBound, piece.upperBound) else { continue }
      if text.isAdverbial(piece.lowerBound, piece.upperBound) {
        let part = text.parts[piece.lowerBound]
        if [.verb, .aux, .adj, .sconj].contains(part) || text.has(piece.lowerBound, .reflexive) { continue }
        // "Hier la ministre a déclaré": the subject without a comma, when the piece touches the verb.
        let touches = number == pieces.count - 1 || (number == pieces.count - 2 && pieces[number + 1].isEmpty)
        guard touches || part == .adv || part == .cconj else { continue }
      }
      return start..<phraseEnd(start, piece, pieces[(number + 1)...])
    }
    for (number, piece) in pieces.enumerated() {
      if let start = text.nounPhraseStart(piece.lowerBound, piece.upperBound) {
        return start..<phraseEnd(start, piece, pieces[(number + 1)...])
      }
    }
    return nil
  }

  /// The end of a subject with its appositions and with the others of a list.
  private func phraseEnd(_ start: Int, _ piece: Range<Int>, _ others: ArraySlice<Range<Int>>) -> Int {
    var end = text.nounPhraseEnd(start, piece.upperBound)
    if end <= start { end = piece.upperBound }
    for other in others where !other.isEmpty && text.hasName(other) {
      let isOpener = [.adp, .adv, .verb, .sconj, .adj].contains(text.parts[other.lowerBound])
      if !isOpener || text.mentions[other.lowerBound] >= 0 { end = other.upperBound }
    }
    return end
  }

  /// The subject of the finite verb at `verb`, which a later verb shares.
  private func sharedSubject(_ verb: Int, _ start: Int, _ depth: Int) -> Range<Int>? {
    guard depth < 4 else { return nil }
    let group = finder.group(verb, ReportingLexicon.Entry(lemma: "", stance: "", frames: []), last: verb)
    if let pronoun = group.pronoun { return pronoun..<(pronoun + 1) }
    return subjectBefore(group.first, start, depth: depth + 1)
  }

  /// The subject of a participle or infinitive: its own when it stands before it, else that of the main clause.
  private func participleSubject(_ cue: ReportingCue, _ start: Int, _ end: Int) -> Range<Int>? {
    let before = cue.first - 1
    if cue.form == .presentParticiple, before >= start, text.mentions[before] >= 0 || isNoun(before),
      !text.hasFinite(start..<cue.first), let own = phraseBefore(cue.first, start, 0)
    {
      return own
    }
    for verb in text.range(start, cue.first).reversed() where text.isFinite(verb) && quoted[verb] < 0 {
      if let main = self.cue(at: verb) { return subject(of: main) }
      // What a verb before reports has a subject of its own: "a dit que la route rouvrira, invitant …".
      if isReported(verb, start) { continue }
      return sharedSubject(verb, start, 0)
    }
    for verb in text.range(cue.last + 1, end) where text.isFinite(verb) && quoted[verb] < 0 {
      if let main = self.cue(at: verb), main.form == .finite { return subject(of: main) }
      return subjectOfMainClause(verb, behind: cue, start)
    }
    return nil
  }

  /// Whether the verb stands in the content of the cue before it.
  private func isReported(_ verb: Int, _ start: Int) -> Bool {
    guard let index = text.range(start, verb).last(where: { cueAt[$0] >= 0 }), let cue = self.cue(at: index),
      let content = content(of: cue), content.start <= verb
    else { return false }
    let end = contentEnd(content.start, of: cue, isPhrase: content.isPhrase, end: text.end(of: cue.head))
    return verb < end
  }

  private func isNoun(_ index: Int) -> Bool { text.parts[index] == .noun || text.parts[index] == .propn }

  private func subjectOfMainClause(_ verb: Int, behind cue: ReportingCue, _ start: Int) -> Range<Int>? {
    let group = finder.group(verb, cue.entry, last: verb)
    if let pronoun = group.pronoun { return pronoun..<(pronoun + 1) }
    if let comma = text.range(cue.last + 1, verb).first(where: text.isComma),
      let first = text.nounPhraseStart(comma + 1, verb)
    {
      return first..<(text.parts[first] == .pron ? first + 1 : max(first + 1, text.nounPhraseEnd(first, verb)))
    }
    return subjectBefore(group.first, start)
  }
}
