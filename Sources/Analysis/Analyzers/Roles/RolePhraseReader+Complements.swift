import ArticleModel

/// One complement of an office: a name, another office, or nouns.
extension RolePhraseReader {
  /// What a preposition ties to an office.
  struct Complement {
    var end: Int
    var mention: Int?
    var nested: RolePhrase?
    /// The noun before the mention belongs to the title ("chef du village X").
    var keepsNoun = false
    var nounEnd = 0
    /// What follows is a second designation of the same person ("du Niger du général X").
    var isDetached = false
    var isLast = false
    /// "d'une école": what such a complement names in turn has nothing to do with the office.
    var isIndefinite = false
  }

  /// The complement whose preposition stands at `index`.
  mutating func complement(at index: Int, phrase: RolePhrase, depth: Int) -> Complement? {
    let words = text.lexicon.words
    guard let preposition = words.prepositions[text.words[index]] else { return nil }
    var start = index + 1
    // "au sein de"
    if words.within.contains(text.words[start]) { start += 1 }
    // "auprès de", "près de"
    if start > index + 1 || preposition == .institution, words.prepositions[text.words[start]] == .genitive {
      start += 1
    }
    var isIndefinite = false
    if let determiner = words.determiners[text.words[start]], text.mention(startingAt: start) == nil {
      isIndefinite = determiner == .indefinite
      // "de son accompagnement" is no part of an office.
      if determiner == .possessive { return nil }
      start += 1
    }
    guard start < text.count, text.isSameSentence(index, start) else { return nil }
    if let mention = text.mention(startingAt: start) {
      let type = text.article.mentions[mention].type
      if preposition == .inside || preposition == .purpose || preposition == .institution, type == .person {
        return nil
      }
      // "ambassadeur de l'Union au Mali": the second place is no part of the title.
      if preposition == .dative, type == .person || (type == .location && phrase.of == nil) { return nil }
      var end = text.mentionTokens[mention].upperBound
      end = skipBracketedShortForm(end)
      return Complement(end: end, mention: mention, isLast: type == .person)
    }
    if preposition == .inside { return nil }
    if text.mentionAt[start] >= 0 { return nil }
    // Another office: its own complements belong to it.
    if depth == 0, preposition == .genitive, let nested = nestedPhrase(at: start) {
      let kind = nested.office.map { text.lexicon.offices.offices[$0].kind }
      if phrase.of != nil, kind == .rank || kind == .title, text.person(after: nested.tokens.upperBound) != nil {
        return Complement(end: index, isDetached: true)
      }
      return Complement(end: nested.tokens.upperBound, nested: nested, isLast: true)
    }
    guard let end = nouns(from: start) else { return nil }
    // "de l'ONG X", "du village X"
    if let mention = text.mention(startingAt: end), text.article.mentions[mention].type != .person {
      let isPlace = text.article.mentions[mention].type == .location
      return Complement(
        end: skipBracketedShortForm(text.mentionTokens[mention].upperBound), mention: mention, keepsNoun: isPlace,
        nounEnd: end, isIndefinite: isIndefinite)
    }
    return Complement(end: end, isIndefinite: isIndefinite)
  }

  private mutating func nestedPhrase(at start: Int) -> RolePhrase? {
    var head = start
    while text.lexicon.words.before[text.words[head]] != nil, head < start + 3 { head += 1 }
    guard head < text.count, text.mentionAt[head] < 0 else { return nil }
    let isAgent = !text.lexicon.offices.begins(with: text.words[head]) && compoundHead(head) == nil
    if isAgent { return nil }
    guard depth < Self.deepest else { return nil }
    depth += 1
    defer { depth -= 1 }
    return phrase(headAt: head, after: start, isNested: true)
  }

  /// The end of "(AES)" at `index`, or `index`.
  private func skipBracketedShortForm(_ index: Int) -> Int {
    guard text.isMark("(", at: index), let mention = text.mention(startingAt: index + 1),
      text.article.mentions[mention].type == .organization,
      text.isMark(")", at: text.mentionTokens[mention].upperBound)
    else { return index }
    return text.mentionTokens[mention].upperBound + 1
  }

  /// The end of the nouns and their adjectives from `index`; `nil` when none begins there.
  func nouns(from index: Int) -> Int? {
    var end = index
    var hasNoun = false
    while end < text.count, end - index < 8, text.mentionAt[end] < 0, text.words[end] != 0,
      text.isSameSentence(index, end), text.lexicon.words.prepositions[text.words[end]] == nil
    {
      if hasNoun, text.lexicon.words.charge(at: end, text.words) != nil { break }
      if hasNoun, text.lexicon.words.behind(at: end, text.words) != nil { break }
      switch text.part(end) {
      case .noun, .propn, .x:
        if text.isHonorific(end), hasNoun { return end }
        hasNoun = true
      case .adj, .num: break
      case .verb:
        // A participle that describes the noun before it.
        guard hasNoun, isParticiple(end), text.part(end + 1) != .det else { return hasNoun ? end : nil }
      case .adv where !hasNoun: return nil
      default: return hasNoun ? end : nil
      }
      end += 1
    }
    return hasNoun ? end : nil
  }

  private func isParticiple(_ index: Int) -> Bool {
    text.article.tokens.strings[text.article.tokens.features[index]].contains("VerbForm=Part")
  }
}
