import ArticleModel

/// Offices whose bearers other words tell: "son homologue", "respectivement".
extension RoleFinder {
  /// "son homologue du Niger X": the office of the phrase before it.
  mutating func findHomologues() {
    for (index, phrase) in phrases.enumerated() where lemma(phrase) == "homologue" && !isTaken[index] {
      var end = phrase.tokens.upperBound
      if text.isMark(",", at: end) { end += 1 }
      // "son homologue ministre de la Défense du Niger": the office is named.
      if let next = phrases.indices.dropFirst(index + 1).first, phrases[next].start <= end {
        isTaken[index] = true
        continue
      }
      guard let person = text.person(after: end), isNear(person, phrase) else { continue }
      let sentence = text.article.tokens.sentences[phrase.head]
      let model = phrases[max(0, index - 24)..<index].lastIndex {
        lemma($0) != "homologue" && !$0.isPlural && !isRank($0)
          && text.article.tokens.sentences[$0.head] + 1 >= sentence
      }
      guard let model else { continue }
      add(FoundRole(phrase: index, mention: person, rule: "homologue", titlePhrase: model))
    }
  }

  func isRank(_ phrase: RolePhrase) -> Bool {
    phrase.office.map { text.lexicon.offices.offices[$0].kind } == .rank
  }

  /// "MM. A et B, respectivement président de X et secrétaire de Y": as many phrases as names, in their order.
  mutating func findRespective() {
    var byStart: [Int: Int] = [:]
    for (number, phrase) in phrases.enumerated() where byStart[phrase.start] == nil { byStart[phrase.start] = number }
    for token in 0..<text.count where text.lexicon.words.respectively.contains(text.words[token]) {
      var index = token
      if text.isMark(",", at: index - 1) { index -= 1 }
      var persons: [Int] = []
      while persons.count < 6, let person = text.mention(endingAt: index), text.article.mentions[person].type == .person
      {
        persons.insert(person, at: 0)
        index = text.mentionTokens[person].lowerBound
        while text.isHonorific(index - 1) { index -= 1 }
        guard text.isMark(",", at: index - 1) || text.words[index - 1] == Self.et else { break }
        index -= 1
      }
      guard persons.count > 1, var next = byStart[token + 1] else { continue }
      // Of more phrases than names the first name takes those before the last "et".
      var run: [Int] = [next]
      while let following = nextPhrase(after: next), let separator = joint(next, following), separator != .juxtaposed,
        phrases[following].determiner == nil
      {
        run.append(following)
        next = following
      }
      guard run.count >= persons.count else { continue }
      for (position, phrase) in run.enumerated() where !isTaken[phrase] {
        let fromEnd = run.count - 1 - position
        let person = max(0, persons.count - 1 - fromEnd)
        add(FoundRole(phrase: phrase, mention: persons[person], rule: "respectively"))
      }
    }
  }
}
