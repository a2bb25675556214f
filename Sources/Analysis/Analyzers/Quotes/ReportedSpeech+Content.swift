import ArticleModel

/// Where the content of reported speech begins and ends.
extension ReportedSpeech {
  /// Where the content of `cue` begins and by which frame; `nil` when it stands beside the clause, or nowhere.
  func content(of cue: ReportingCue) -> ReportingCue.Content? {
    if let known = cue.content { return known }
    let content = findContent(cue)
    cue.content = .some(content)
    return content
  }

  private func findContent(_ cue: ReportingCue) -> ReportingCue.Content? {
    let frames = cue.entry.frames
    if cue.form == .infinitive, !isActOfSpeech(cue) { return nil }
    if frames.contains(.finite), cue.form != .finite { return nil }
    let clause = frames.contains(.that) || frames.contains(.addressee) ? clauseStart(cue) : nil
    if cue.isPassive, cue.form == .finite {
      // "Il a été annoncé que …" has content; "le projet a été annoncé" has none.
      let isImpersonal = cue.first > 0 && text.has(cue.first - 1, .masculinePronoun)
      return isImpersonal ? clause.map { .init(start: $0, rule: "clause", isPhrase: false) } : nil
    }
    if let clause { return .init(start: clause, rule: "clause", isPhrase: false) }
    let end = text.end(of: cue.head)
    let first = behindAside(behindAdverbs(cue.last + 1, end, keeping: .question), end, frames)
    if text.range(cue.last + 1, first + 1).contains(where: { $0 < end && text.has($0, .beside) }) { return nil }
    let second = behindAddressee(first, end, frames)
    if let found = predicate(frames, first, second, end) { return found }
    if let start = colonStart(frames, cue, first, end) { return .init(start: start, rule: "colon", isPhrase: false) }
    if frames.contains(.after) { return .init(start: cue.last + 1, rule: "phrase", isPhrase: true) }
    if frames.contains(.own) { return .init(start: cue.head + 1, rule: "phrase", isPhrase: true) }
    if isInserted(cue) { return nil }
    if frames.contains(.appeal), let start = appealStart(frames, first, end) {
      return .init(start: start, rule: "appeal", isPhrase: false)
    }
    if let start = prepositionalStart(frames, first, end) {
      return .init(start: start, rule: "preposition", isPhrase: true)
    }
    guard frames.contains(.object), second < end,
      text.parts[second] == .det || (text.has(second, .determiner) && !text.has(second, .of)),
      !(second + 1 < end && text.has(second + 1, .time))
    else { return nil }
    return .init(start: second, rule: "object", isPhrase: true)
  }

  /// "La ministre a répondu : la route rouvrira lundi."
  private func colonStart(
    _ frames: ReportingLexicon.Frames, _ cue: ReportingCue, _ first: Int, _ end: Int
  ) -> Int? {
    guard frames.contains(.speech), cue.form == .finite, first + 3 < end, text.has(first, .colon) else { return nil }
    guard !text.has(first + 1, .anyMark), quoted[first + 1] < 0, text.hasFinite(first..<end) else { return nil }
    return first + 1
  }

  /// An infinitive reports when what governs it is an act of speech: "a pris la parole pour saluer".
  private func isActOfSpeech(_ cue: ReportingCue) -> Bool {
    let start = text.start(of: cue.head)
    guard cue.first > start, text.has(cue.first - 1, [.for, .of, .to]) else { return false }
    return text.range(max(start, cue.first - 14), cue.first).contains { text.has($0, .speechOccasion) }
  }

  private func behindAdverbs(_ start: Int, _ end: Int, keeping kept: ReportingWords.Form) -> Int {
    var index = start
    while index < end {
      if (text.parts[index] == .adv && !text.has(index, kept.union(.negation))) || text.has(index, .time) {
        index += 1
      } else if index + 3 < end, text.has(index, .of), text.parts[index + 2] == .cconj, text.parts[index + 3] == .adv {
        // "d'ores et déjà"
        index += 4
      } else {
        break
      }
    }
    return index
  }

  /// Past ", ce mardi, à X," before an object or an addressee.
  private func behindAside(_ start: Int, _ end: Int, _ frames: ReportingLexicon.Frames) -> Int {
    guard start < end, text.has(start, .comma), !frames.isDisjoint(with: [.object, .appeal]) else { return start }
    let commas = text.range(start + 1, min(end, start + 18)).filter { text.has($0, .comma) }
    guard let close = commas.last(where: { !text.hasFinite(start..<$0) }), close + 1 < end,
      text.range(start + 1, close).allSatisfy({ ![.cconj, .sconj, .verb].contains(text.parts[$0]) }),
      text.parts[close + 1] == .det || text.mentions[close + 1] >= 0
    else { return start }
    return close + 1
  }

  /// Past an addressee with "à" that is not part of the content.
  private func behindAddressee(_ start: Int, _ end: Int, _ frames: ReportingLexicon.Frames) -> Int {
    guard start < end, text.has(start, .to), frames.isDisjoint(with: [.to, .appeal, .after]) else { return start }
    var index = text.prepositionalPhraseEnd(start, end)
    if index < end, text.has(index, .comma) { index += 1 }
    while index < end, text.parts[index] == .adv { index += 1 }
    return index
  }

  /// Indirect questions, bare infinitives and predicates.
  private func predicate(
    _ frames: ReportingLexicon.Frames, _ first: Int, _ second: Int, _ end: Int
  ) -> ReportingCue.Content? {
    guard second < end else { return nil }
    if frames.contains(.question) {
      let isThat = text.has(second, .it) && second + 1 < end && text.has(second + 1, [.that, .who])
      if isThat || text.has(second, .question) { return .init(start: second, rule: "question", isPhrase: false) }
    }
    if frames.contains(.infinitive) {
      // Pronouns and negation may stand before it.
      var verb = second
      while verb < min(end, second + 3), text.has(verb, [.negation, .reflexive, .clitic]), text.parts[verb] != .det {
        verb += 1
      }
      if verb < end, text.grammar[verb].contains(.infinitive) {
        return .init(start: second, rule: "infinitive", isPhrase: true)
      }
    }
    let isPredicate =
      first < end
      && (text.parts[first] == .adj || !text.grammar[first].isDisjoint(with: [.pastParticiple, .presentParticiple]))
    if frames.contains(.adjective), isPredicate { return .init(start: first, rule: "predicate", isPhrase: false) }
    return nil
  }

  /// "appelle la population à …", "demande au préfet de …", "appelle au calme": the addressee is part of the content.
  private func appealStart(_ frames: ReportingLexicon.Frames, _ first: Int, _ end: Int) -> Int? {
    guard first < end else { return nil }
    if text.has(first, .to) {
      // "demande aux planteurs de garder": the addressee keeps the preposition that is one word with its article.
      let asks =
        text.has(first, .contraction)
        && text.range(first + 1, min(end, first + 30)).contains {
          text.has($0, .of) && $0 + 1 < end && (isInfinitive($0 + 1) || text.has($0 + 1, .negation))
        }
      return asks ? first : first + 1
    }
    if text.has(first, .of) {
      return first + 1 < end && text.grammar[first + 1].contains(.infinitive) ? first + 1 : nil
    }
    guard text.mentions[first] >= 0 || [.det, .noun, .propn, .pron, .num, .adj].contains(text.parts[first]) else {
      return nil
    }
    for index in text.range(first + 1, min(end, first + 60)) {
      if text.has(index, [.to, .of]), text.range(index + 1, min(end, index + 4)).contains(where: isInfinitive) {
        return first
      }
      if text.has(index, .to) || (frames.contains(.for) && text.has(index, .for)) { return first }
    }
    return nil
  }

  private func isInfinitive(_ index: Int) -> Bool { text.grammar[index].contains(.infinitive) }

  private func prepositionalStart(_ frames: ReportingLexicon.Frames, _ first: Int, _ end: Int) -> Int? {
    guard first < end, text.mentions[first] < 0 else { return nil }
    let taken: [(ReportingLexicon.Frames, ReportingWords.Form)] = [
      (.on, .on), (.against, .against), (.for, .for), (.of, .of), (.to, .to),
    ]
    for (frame, form) in taken where frames.contains(frame) && text.has(first, form) { return first + 1 }
    if frames.contains(.ofInfinitive), text.has(first, .of), first + 1 < end,
      isInfinitive(first + 1) || text.has(first + 1, .negation)
    {
      return first + 1
    }
    return nil
  }

  // MARK: The end

  /// The token behind the content that begins at `start`.
  ///
  /// Content goes on to the end of the sentence, unless another reporting clause, a source or a participle that reports
  /// something else comes before.
  func contentEnd(_ start: Int, of cue: ReportingCue?, isPhrase: Bool, end: Int) -> Int {
    let opensSentence =
      cue.map { $0.form == .presentParticiple && !text.hasFinite(text.start(of: $0.head)..<$0.first) } ?? false
    let isRelative = cue.map { $0.first > 0 && text.has($0.first - 1, .who) } ?? false
    var index = start
    while index < end {
      if quoted[index] >= 0 {
        let stretch = stretches[Int(quoted[index])]
        index = max(index + 1, stretch.behind)
        continue
      }
      if text.has(index, .semicolon) { return index }
      if text.has(index, .colon), isPhrase || (index + 2 < end && quoted[index + 2] >= 0) { return index }
      let isComma = text.has(index, .comma)
      if isComma || text.parts[index] == .cconj || text.has(index, [.dash]) {
        let isWhole = isPhrase || cue?.content??.rule == "appeal" || text.hasFinite(start..<index)
        if isWhole, startsOtherReport(behind: index, than: cue, end) { return index }
      }
      if isComma, index + 1 < end {
        let next = index + 1
        if source(beginningAt: next).map({ !$0.entry.frames.contains(.human) }) ?? false { return index }
        if text.grammar[next].contains(.presentParticiple), isPhrase || cueAt[next] >= 0 { return index }
        if isPhrase, text.has(next, .contrast) { return index }
        let opensClause = text.mentions[next] >= 0 || [.det, .pron, .propn, .noun].contains(text.parts[next])
        if opensSentence, opensClause { return index }
        if isRelative, text.mentions[next] >= 0 || text.parts[next] == .det,
          text.hasFinite(next..<min(end, next + 25)), text.hasFinite(start..<index)
        {
          return index
        }
      }
      if endsBeforeParticiple(index, isPhrase, end) { return index }
      index += 1
    }
    return end
  }

  /// Whether another reporting verb begins behind the comma or conjunction at `index`.
  private func startsOtherReport(behind index: Int, than cue: ReportingCue?, _ end: Int) -> Bool {
    let isComma = text.has(index, .comma)
    var next = index + 1
    if next < end, text.parts[next] == .cconj { next += 1 }
    if isComma, next + 1 < end, text.has(next, .whole), text.has(next + 1, .en) {
      next += 2
    } else if next < end, text.has(next, .en) {
      next += 1
    }
    while next < end, text.parts[next] == .adv, next < index + 4 { next += 1 }
    guard next < end else { return false }
    if text.parts[index] == .cconj, text.has(next, .subjectPronoun), self.cue(beginningAt: next + 1) != nil {
      return true
    }
    guard let other = self.cue(beginningAt: next), other !== cue else { return false }
    return other.form == .finite || other.form == .presentParticiple
  }

  /// "avant d'inviter …", "en appelant …", "tout en saluant …"
  private func endsBeforeParticiple(_ index: Int, _ isPhrase: Bool, _ end: Int) -> Bool {
    guard index + 1 < end else { return false }
    if text.has(index, .comma) {
      return endsBeforeParticiple(index + 1, isPhrase, end) && text.has(index + 1, [.before, .en])
    }
    if text.has(index, .before), index + 2 < end, text.has(index + 1, .of) { return cueAt[index + 2] >= 0 }
    if isPhrase, text.has(index, .en) { return text.grammar[index + 1].contains(.presentParticiple) }
    return text.has(index, .whole) && index + 2 < end && text.has(index + 1, .en)
      && text.grammar[index + 2].contains(.presentParticiple)
  }

  /// The range without commas, marks and stops at its ends.
  func trimmed(_ start: Int, _ end: Int) -> Range<Int> {
    var start = start
    var end = end
    while start < end, text.has(start, [.comma, .colon, .openingMark, .closingMark, .straightMark]),
      text.mentions[start] < 0
    {
      start += 1
    }
    while end > start,
      text.has(end - 1, [.stop, .comma, .semicolon, .colon, .openingMark, .closingMark, .straightMark]),
      !closesInner(end - 1, from: start)
    {
      end -= 1
    }
    return start..<max(start, end)
  }

  /// Whether the mark at `index` closes a quotation that begins behind `start`.
  private func closesInner(_ index: Int, from start: Int) -> Bool {
    guard index > start, text.closes(index), quoted[index - 1] >= 0 else { return false }
    let stretch = stretches[Int(quoted[index - 1])]
    return stretch.end == .mark && stretch.mark >= start
  }

  /// Where content that goes on to a quoted fragment can end before it: at the last comma, when a clause stands before.
  func endBeforeFragment(_ mark: Int, from start: Int) -> Int? {
    text.range(start + 6, mark + 1).last { text.isComma($0) && text.hasFinite(start..<$0) }
  }
}
