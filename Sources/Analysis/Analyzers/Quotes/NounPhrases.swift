import ArticleModel

/// Noun and prepositional phrases by parts of speech: enough to say who speaks and what is asked of whom.
extension QuoteText {
  /// The end of the noun phrase that begins at `start`, with its complements.
  func nounPhraseEnd(_ start: Int, _ end: Int) -> Int {
    var index = start
    var last = start
    var hasPerson = false
    while index < end {
      if let mention = mention(at: index) {
        hasPerson = hasPerson || isPerson(index)
        index = max(index + 1, mention.upperBound)
        last = index
        continue
      }
      if has(index, .relative) { break }
      switch parts[index] {
      case .noun, .propn, .adj, .num, .x:
        index += 1
        last = index
      case .pron where !has(index, [.subjectPronoun, .reflexive]):
        index += 1
        last = index
      case .det, .cconj: index += 1
      case .adp where has(index, hasPerson ? .linksName : .linksNoun): index += 1
      case .verb where grammar[index].contains(.pastParticiple):
        index += 1
        last = index
      case .adv where has(index, .quantifier): index += 1
      case .punct where tokens.form(index) == "(":
        guard let close = closingBracket(index, end) else { return last }
        index = close + 1
        last = index
      default: return last
      }
    }
    return last
  }

  private func closingBracket(_ open: Int, _ end: Int) -> Int? {
    range(open, min(end, open + 12)).first { tokens.form($0) == ")" }
  }

  /// The token behind the prepositional phrase that begins at `start`.
  func prepositionalPhraseEnd(_ start: Int, _ end: Int) -> Int {
    var index = nounEnd(start + 1, end, adpositions: true)
    while index + 1 < end, has(index, .of) {
      let next = nounEnd(index + 1, end, adpositions: false)
      if next == index + 1 { break }
      index = next
    }
    return max(index, start + 1)
  }

  /// The end of determiners, adjectives and a noun from `start` on; `start` when no noun stands there.
  private func nounEnd(_ start: Int, _ end: Int, adpositions: Bool) -> Int {
    var index = start
    while index < end, mentions[index] < 0 {
      switch parts[index] {
      case .det, .adj, .num: index += 1
      case .adp where adpositions, .adv where adpositions: index += 1
      default:
        guard parts[index] == .noun || parts[index] == .propn || (adpositions && parts[index] == .pron) else {
          return adpositions ? index : start
        }
        index += 1
        while index < end,
          parts[index] == .adj || (adpositions && parts[index] == .num) || (adpositions && has(index, .time))
            || (adpositions && parts[index] == .verb && grammar[index].contains(.pastParticiple))
        {
          index += 1
        }
        return index
      }
    }
    guard index < end, let mention = mention(at: index) else { return adpositions ? index : start }
    return max(index + 1, mention.upperBound)
  }

  /// Where the first noun phrase that no preposition governs begins in the range, or `nil`.
  func nounPhraseStart(_ start: Int, _ end: Int) -> Int? {
    var index = start
    var steps = 0
    while index < end, steps < 40 {
      steps += 1
      if mentions[index] >= 0 { return index }
      if has(index, .time) {
        index += 1
        continue
      }
      switch parts[index] {
      case .adv, .intj, .cconj, .punct, .sconj: index += 1
      case .adp:
        // "d'autres affirment": a determiner to us.
        if has(index, .of), index + 1 < end, has(index + 1, .others) { return index }
        index = prepositionalPhraseEnd(index, end)
      case .det where index + 1 < end && has(index + 1, .time): index += 2
      case .det, .noun, .propn, .adj, .num, .pron, .x: return index
      default: return has(index, .title) ? index : nil
      }
    }
    return nil
  }

  /// Whether the stretch between two commas is an adverbial, and no subject.
  func isAdverbial(_ start: Int, _ end: Int) -> Bool {
    if start >= end { return true }
    if mentions[start] >= 0 { return false }
    if has(start, [.reflexive, .time]) { return true }
    switch parts[start] {
    case .adp: return !(has(start, .of) && start + 1 < end && has(start + 1, .others))
    case .adv, .sconj, .intj, .adj: return true
    case .verb, .aux: return !isFinite(start)
    case .cconj: return isAdverbial(start + 1, end)
    case .det: return start + 1 < end && has(start + 1, .time)
    default: return false
    }
  }

  /// The last finite verb of the range that stands in no relative clause, or `nil`.
  func mainVerb(_ start: Int, _ end: Int) -> Int? {
    var verb: Int?
    var isRelative = false
    for index in range(start, end) {
      if has(index, .relative) {
        isRelative = true
      } else if has(index, .comma) {
        isRelative = false
      } else if !isRelative, isFinite(index) {
        verb = index
      }
    }
    return verb
  }

  /// The stretches between the commas of a range.
  func pieces(_ start: Int, _ end: Int) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var first = start
    for index in range(start, end) where isComma(index) {
      pieces.append(first..<index)
      first = index + 1
    }
    pieces.append(range(first, end))
    return pieces
  }

  /// Whether a noun phrase names somebody or something that can speak.
  func canSpeak(_ phrase: Range<Int>) -> Bool {
    let first = phrase.lowerBound
    if phrase.count == 1, parts[first] == .pron { return !has(first, .it) }
    var isComplement = false
    for index in phrase {
      if let type = type(at: index), type == .person || !isComplement { return true }
      if parts[index] == .adp { isComplement = true } else if has(index, .comma) { isComplement = false }
      if !isComplement, [.noun, .adj, .propn].contains(parts[index]), has(index, .anySpeaker) { return true }
    }
    return parts[first] == .pron || has(first, .quantifier)
      || (first + 1 < phrase.upperBound && has(first + 1, .others))
  }

  /// Whether a person is named in the range.
  func hasPerson(_ range: Range<Int>) -> Bool { range.contains(where: isPerson) }
  /// Whether a person or organisation is named in the range.
  func hasName(_ range: Range<Int>) -> Bool {
    range.contains { type(at: $0) == .person || type(at: $0) == .organization }
  }

  /// The end of a name in apposition behind the comma at `comma` ("le président, X"), or `nil`.
  func appositionEnd(_ comma: Int, _ end: Int) -> Int? {
    guard comma < end, has(comma, .comma) else { return nil }
    var index = comma + 1
    while index < end, mentions[index] < 0, index - comma < 13,
      [.det, .noun, .adj, .propn, .adp].contains(parts[index])
    {
      index += 1
    }
    guard index < end, isPerson(index), parts[index - 1] != .adp, let mention = mention(at: index) else { return nil }
    return mention.upperBound
  }
}
