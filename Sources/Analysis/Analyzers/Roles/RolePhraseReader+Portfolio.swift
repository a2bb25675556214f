import ArticleModel

/// What stands behind an office: "de la défense et des anciens combattants", "chargé de …", "malien", "par intérim".
extension RolePhraseReader {
  /// Reads on from the office: what describes it, its complements, and where the title ends.
  mutating func readBehind(_ phrase: inout RolePhrase) {
    let words = text.lexicon.words
    let limit = min(text.count, phrase.head + Self.longest)
    var index = phrase.tokens.upperBound
    var titleEnd: Int?
    var hasComplement = false
    var ownsNothing = false
    let sense = phrase.office.map { text.lexicon.offices.offices[$0].sense } ?? ""
    func isInside(_ index: Int) -> Bool {
      index < limit && text.article.tokens.sentences[index] == text.article.tokens.sentences[phrase.head]
    }
    func finish(at end: Int) { if titleEnd == nil { titleEnd = end } }

    reading: while isInside(index) {
      if let (modifier, length) = words.behind(at: index, text.words), text.mentionAt[index] < 0 {
        phrase.status = phrase.status ?? modifier.status
        if !modifier.isTitle { finish(at: index) }
        index += length
        continue
      }
      if text.mentionAt[index] >= 0 { break }
      // Adjectives; one for a country says which country's office it is.
      if !hasComplement || index > 0, text.part(index) == .adj || text.isDemonym(index), text.words[index] != 0,
        text.part(index) != .propn || text.isDemonym(index), words.determiners[text.words[index]] == nil
      {
        // "le gouverneur précise que": a verb that looks like an adjective.
        if text.part(index + 1) == .sconj { break }
        if phrase.demonym == nil, text.isDemonym(index) { phrase.demonym = index }
        index += 1
        continue
      }
      if var length = words.charge(at: index, text.words) {
        // "délégué chargé de"
        if let more = words.charge(at: index + length, text.words) { length += more }
        if let preposition = words.prepositions[text.words[index + length]],
          preposition == .genitive || preposition == .dative,
          let complement = complement(at: index + length, phrase: phrase, depth: 1)
        {
          index = complement.end
          hasComplement = true
          continue
        }
      }
      if let preposition = words.prepositions[text.words[index]], text.words[index] != 0 {
        guard allows(preposition, at: index, sense: sense, hasComplement: hasComplement),
          let complement = complement(at: index, phrase: phrase, depth: 0)
        else { break }
        if complement.isDetached { break }
        if complement.isIndefinite { ownsNothing = true }
        if let mention = complement.mention {
          switch text.article.mentions[mention].type {
          case .person:
            if phrase.complementPerson == nil { phrase.complementPerson = mention }
          default:
            if preposition == .inside || preposition == .dative, phrase.of != nil {
              finish(at: index)
            } else if phrase.of == nil, !ownsNothing {
              phrase.of = mention
              finish(at: complement.keepsNoun ? complement.nounEnd : index)
            }
          }
        }
        if let nested = complement.nested {
          phrases.append(nested)
          if let of = nested.of, phrase.of == nil {
            phrase.of = of
            finish(at: nested.title.upperBound)
          }
        }
        index = complement.end
        hasComplement = true
        if complement.isLast { break }
        continue
      }
      // "extraordinaire et plénipotentiaire"
      if isConjunction(index), index > phrase.head, text.part(index - 1) == .adj, text.part(index + 1) == .adj,
        text.part(index + 2) != .noun, text.mentionAt[min(index + 1, text.count - 1)] < 0
      {
        index += 2
        continue
      }
      // "de la défense et des anciens combattants", "de la Défense et Anciens combattants"
      if isConjunction(index), hasComplement, titleEnd == nil {
        if let preposition = words.prepositions[text.words[index + 1]],
          preposition == .genitive || preposition == .dative,
          text.mention(startingAt: index + 2) == nil, text.mention(startingAt: index + 3) == nil,
          let complement = complement(at: index + 1, phrase: phrase, depth: 1), complement.nested == nil,
          complement.mention == nil
        {
          index = complement.end
          continue
        }
        if words.sensesWithDative.contains(sense) || words.sensesWithLists.contains(sense),
          let end = nouns(from: index + 1), isPortfolio(index + 1), text.part(end) != .verb
        {
          index = end
          continue
        }
      }
      // "de l'Équipement, des Transports et du Logement"
      if text.isMark(",", at: index), hasComplement, titleEnd == nil, words.sensesWithLists.contains(sense) {
        if words.prepositions[text.words[index + 1]] == .genitive, continuesList(from: index + 1),
          text.mention(startingAt: index + 2) == nil, text.mention(startingAt: index + 3) == nil,
          let complement = complement(at: index + 1, phrase: phrase, depth: 1), complement.nested == nil,
          complement.mention == nil
        {
          index = complement.end
          continue
        }
        if isPortfolio(index + 1), text.isCapitalized(index + 1), continuesList(from: index + 1),
          let end = nouns(from: index + 1)
        {
          index = end
          continue
        }
      }
      break reading
    }
    phrase.tokens = phrase.tokens.lowerBound..<index
    phrase.title = phrase.title.lowerBound..<max(titleEnd ?? index, phrase.title.upperBound)
  }

  func isConjunction(_ index: Int) -> Bool { text.words[index] == Self.et }
  private static let et = FoldedWords.hash("et")

  /// Whether the noun at `index` can go on a minister's portfolio: no office, no name, no determiner.
  private func isPortfolio(_ index: Int) -> Bool {
    guard index < text.count, text.mentionAt[index] < 0 else { return false }
    if text.lexicon.offices.begins(with: text.words[index]) { return false }
    switch text.part(index) {
    case .noun: return true
    case .adj: return text.part(index + 1) == .noun && text.mentionAt[index + 1] < 0
    case .propn: return text.isCapitalized(index)
    default: return false
    }
  }

  /// Whether an "et" with a further complement follows soon: then a comma stands inside a list.
  private func continuesList(from index: Int) -> Bool {
    var commas = 0
    for token in index..<min(index + 16, text.count) {
      if text.mentionAt[token] >= 0 { return false }
      if text.part(token) == .verb, text.part(token - 1) != .noun { return false }
      if isConjunction(token) {
        return text.lexicon.words.prepositions[text.words[token + 1]] != nil || isPortfolio(token + 1)
      }
      if text.isMark(",", at: token) { commas += 1 }
      if commas > 4 || text.isMark(".", at: token) { return false }
    }
    return false
  }

  private func allows(
    _ preposition: OfficeWords.Preposition, at index: Int, sense: String, hasComplement: Bool
  ) -> Bool {
    switch preposition {
    case .genitive: return true
    case .dative:
      if text.lexicon.words.within.contains(text.words[index + 1]) { return true }
      let next = text.lexicon.words.determiners[text.words[index + 1]] != nil ? index + 2 : index + 1
      if let mention = text.mention(startingAt: next), text.article.mentions[mention].type != .person { return true }
      return !hasComplement && text.lexicon.words.sensesWithDative.contains(sense)
    case .institution, .purpose, .inside: return true
    }
  }
}
