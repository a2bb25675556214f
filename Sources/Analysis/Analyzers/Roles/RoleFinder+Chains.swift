import ArticleModel

/// Role phrases that stand one behind the other and are one person's.
extension RoleFinder {
  /// Phrases joined by commas and "et" share who bears them: "le ministre d'État, ministre de la défense, X".
  mutating func findChains() {
    var bearers: [Int: [FoundRole]] = [:]
    for role in found { bearers[role.phrase, default: []].append(role) }
    for index in phrases.indices.reversed().dropFirst() where !isTaken[index] && !phrases[index].isPlural {
      guard let next = nextPhrase(after: index), let roles = bearers[next], let separator = joint(index, next),
        sharesForward(index, next, separator)
      else { continue }
      for role in roles where role.rule != "apposition" || separator == .juxtaposed || phrases[next].determiner == nil {
        var own = FoundRole(phrase: index, mention: role.mention, rule: "chain")
        // "président et chef missionnaire de X", "ministre d'État, ministre de la défense de X"
        if phrases[index].of == nil, phrases[next].determiner == nil { own.of = phrases[next].of ?? role.of }
        add(own)
        bearers[index, default: []].append(own)
      }
    }
    shareOwners()
    for index in phrases.indices.dropFirst() where !isTaken[index] && !phrases[index].isPlural {
      guard
        let previous = phrases[..<index].lastIndex(where: {
          !$0.isNested || $0.tokens.upperBound <= phrases[index].start
        }),
        let roles = bearers[previous], let separator = joint(previous, index),
        separator == .comma || separator == .conjunction,
        phrases[index].determiner == nil || (separator == .comma && isRank(phrases[index])),
        let role = roles.first, roles.count == 1,
        text.mentionTokens[role.mention].upperBound <= phrases[previous].tokens.lowerBound
      else { continue }
      let own = FoundRole(phrase: index, mention: role.mention, rule: "chain")
      add(own)
      bearers[index, default: []].append(own)
    }
    shareOwners()
  }

  /// "X, président et chef missionnaire de Y": the first office is Y's too.
  private mutating func shareOwners() {
    for number in found.indices where found[number].of == nil {
      let phrase = phrases[found[number].phrase]
      guard phrase.of == nil, phrase.demonym == nil, phrase.tokens.upperBound == phrase.head + phrase.officeLength,
        let next = nextPhrase(after: found[number].phrase), joint(found[number].phrase, next) == .conjunction,
        phrases[next].determiner == nil, isTaken[next] || phrases[next].of != nil
      else { continue }
      found[number].of = phrases[next].of
    }
  }

  /// What stands between two phrases that belong together.
  enum Joint {
    case comma, conjunction, juxtaposed
  }

  func nextPhrase(after index: Int) -> Int? {
    let end = phrases[index].tokens.upperBound
    return phrases.indices.dropFirst(index + 1).first { phrases[$0].start >= end }
  }

  /// What stands between two phrases, if it joins them.
  func joint(_ left: Int, _ right: Int) -> Joint? {
    let end = phrases[left].tokens.upperBound
    let start = phrases[right].start
    guard text.isSameSentence(phrases[left].head, phrases[right].head) else { return nil }
    if end == start { return .juxtaposed }
    guard end + 1 == start || end + 2 == start else { return nil }
    if end + 2 == start {
      guard text.isMark(",", at: end), text.words[end + 1] == Self.et else { return nil }
      return .conjunction
    }
    if text.isMark(",", at: end) { return .comma }
    return text.words[end] == Self.et ? .conjunction : nil
  }

  private func sharesForward(_ left: Int, _ right: Int, _ separator: Joint) -> Bool {
    let (first, second) = (phrases[left], phrases[right])
    if let one = first.gender, let other = second.gender, one != other { return false }
    if second.determiner == nil { return true }
    // Behind "et" an article begins somebody else.
    guard separator != .conjunction, separator == .juxtaposed || first.determiner != nil || !isContracted(second),
      let office = second.office, let own = first.office
    else { return false }
    let offices = text.lexicon.offices.offices
    if offices[office].kind == .rank || offices[office].kind == .title { return true }
    return offices[office].sense == "president" && offices[own].sense == "head-of-state"
      || (!offices[own].sense.isEmpty && offices[own].sense == offices[office].sense)
  }

  /// Whether the determiner holds a preposition ("du général"): then the phrase begins anew.
  private func isContracted(_ phrase: RolePhrase) -> Bool {
    text.lexicon.words.prepositions[text.words[phrase.start]] != nil
  }
}
