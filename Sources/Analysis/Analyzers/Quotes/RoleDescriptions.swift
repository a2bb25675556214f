import ArticleModel

/// What the article calls its persons, from the nouns beside their names; says whom a role phrase means.
struct RoleDescriptions {
  private struct Description: Hashable {
    var entity: Int
    var words: Set<String>
    var heads: Set<String>
  }

  private let text: QuoteText
  private var descriptions: [(place: Int, description: Description)] = []
  private var byWord: [String: [Int]] = [:]
  private var known: Set<Description> = []
  /// Whether a person is a woman, where titles or nouns say so.
  private(set) var isFemale: [Int: Bool] = [:]
  /// How many descriptions of one word are compared.
  private static let most = 40

  init(_ text: QuoteText) {
    self.text = text
    for (number, mention) in text.article.mentions.enumerated() where mention.type == .person {
      guard let entity = mention.entity, let first = text.mentionTokens[number].first else { continue }
      let sentence = text.article.sentenceTokens[text.sentence(first)]
      readHonorific(first, entity)
      add(before(first, from: sentence.lowerBound), entity, at: first)
      let behind = text.mentionTokens[number].upperBound
      if behind + 1 < sentence.upperBound, text.has(behind, .comma) || text.tokens.form(behind) == "(",
        [.noun, .det, .adj].contains(text.parts[behind + 1])
      {
        let end = text.nounPhraseEnd(behind + 1, min(sentence.upperBound, behind + 40))
        // "…, X, le gouverneur a dit" begins a clause.
        let isClosed = end >= sentence.upperBound || text.has(end, [.comma, .stop, .semicolon])
        if isClosed || text.tokens.form(behind) == "(" { add(text.range(behind + 1, end), entity, at: first) }
      }
    }
  }

  private mutating func readHonorific(_ first: Int, _ entity: Int) {
    guard first > 0, isFemale[entity] == nil else { return }
    if text.has(first - 1, .maleHonorific) { isFemale[entity] = false }
    if text.has(first - 1, .femaleHonorific) { isFemale[entity] = true }
  }

  /// The nouns right before a name, one comma aside: "le ministre de la Culture, X".
  private func before(_ first: Int, from start: Int) -> Range<Int> {
    var index = first
    // "le conseiller de X" is not X.
    if index > start, text.parts[index - 1] == .adp { return index..<index }
    while index > start, first - index < 24 {
      if text.isPerson(index - 1) { break }
      let isLink = [.noun, .adj, .adp, .det, .propn, .num, .cconj].contains(text.parts[index - 1])
      guard isLink || (index == first && text.has(index - 1, .comma)) else { break }
      index -= 1
    }
    return index..<first
  }

  private mutating func add(_ range: Range<Int>, _ entity: Int, at place: Int) {
    let words = Set(range.filter { isContent($0) && !text.has($0, .time) }.map(key))
    let heads = range.filter { index in
      isNoun(index)
        && (index == range.lowerBound || [.det, .adj, .cconj, .noun].contains(text.parts[index - 1]))
    }
    guard !heads.isEmpty else { return }
    if isFemale[entity] == nil, let noun = range.first(where: { text.parts[$0] == .noun }) {
      if text.grammar[noun].contains(.feminine) { isFemale[entity] = true }
      if text.grammar[noun].contains(.masculine) { isFemale[entity] = false }
    }
    let description = Description(entity: entity, words: words, heads: Set(heads.map(key)))
    guard known.insert(description).inserted else { return }
    for word in words where byWord[word, default: []].count < Self.most {
      byWord[word, default: []].append(descriptions.count)
    }
    descriptions.append((place, description))
  }

  private func isContent(_ index: Int) -> Bool { [.noun, .propn, .adj].contains(text.parts[index]) }
  private func isNoun(_ index: Int) -> Bool { text.parts[index] == .noun || text.has(index, .title) }
  private func key(_ index: Int) -> String { text.tokens.lemma(index).lowercased() }

  /// The person whom a role phrase fits best, or `nil` when it fits nobody well.
  ///
  /// The head noun must agree; words shared count for, words of the phrase that no description has count against; who
  /// was named before and who has spoken is preferred.
  func bearer(of phrase: Range<Int>, spoken: Set<Int>) -> Int? {
    let nouns = phrase.filter(isNoun)
    guard var head = nouns.first else { return nil }
    if text.has(head, .first), nouns.count > 1 { head = nouns[1] }
    let word = key(head)
    let words = Set(phrase.filter(isContent).map(key))
    var best: (score: Int, isBefore: Bool, distance: Int, entity: Int)?
    for number in byWord[word] ?? [] {
      let (place, description) = descriptions[number]
      let isBefore = place < phrase.lowerBound
      var score = description.heads.contains(word) ? 10 : 0
      for other in words where other != word { score += description.words.contains(other) ? 4 : -2 }
      if isBefore { score += 6 }
      if spoken.contains(description.entity) { score += 5 }
      let candidate = (score, isBefore, abs(phrase.lowerBound - place), description.entity)
      if let current = best {
        if candidate.0 != current.score {
          if candidate.0 < current.score { continue }
        } else if candidate.1 != current.isBefore {
          if !candidate.1 { continue }
        } else if candidate.2 >= current.distance {
          continue
        }
      }
      best = candidate
    }
    return best.flatMap { $0.score >= 6 ? $0.entity : nil }
  }
}
