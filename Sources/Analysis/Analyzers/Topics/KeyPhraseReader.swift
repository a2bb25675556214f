import ArticleModel

/// Gathers the noun phrases of an article and ranks them.
struct KeyPhraseReader {
  struct Phrase {
    /// The tokens of each occurrence, in text order.
    var places: [Range<Int>]
    /// The lemmas that carry content.
    var lemmas: [UInt32]
    var weight: Int
    var score = 0
  }

  /// Content words of a phrase.
  private static let longest = 4

  private let article: Article
  private let lexicon: TopicLexicon
  private let headline: Span?
  private var weights: [UInt32: Int] = [:]
  private var phrases: [Phrase] = []
  private var numbers: [UInt64: Int] = [:]

  init(_ article: Article, lexicon: TopicLexicon) {
    self.article = article
    self.lexicon = lexicon
    headline = article.regions.first { $0.kind == .headline }?.span
  }

  /// The weightiest phrases; one that is part of a weightier one, or has it as a part, is left out.
  mutating func best(_ most: Int) -> [Phrase] {
    for sentence in article.sentenceTokens { gather(sentence) }
    let count = max(article.tokens.count, 1)
    for index in phrases.indices {
      let phrase = phrases[index]
      let isInHeadline = headline.map { $0.contains(article.tokens.span(phrase.places[0].lowerBound)) } ?? false
      // From twice the weight at the beginning down to once at the end; a headline counts as one more occurrence.
      let times = phrase.places.count + (isInHeadline ? 1 : 0)
      phrases[index].score = phrase.weight * times * (2 * count - phrase.places[0].lowerBound) / count
    }
    let ranked = phrases.indices.sorted { (phrases[$1].score, $0) < (phrases[$0].score, $1) }
    var chosen: [Phrase] = []
    for index in ranked.prefix(10 * most) where chosen.count < most && phrases[index].score > 0 {
      let lemmas = Set(phrases[index].lemmas)
      if chosen.contains(where: { lemmas.isSubset(of: $0.lemmas) || lemmas.isSuperset(of: $0.lemmas) }) { continue }
      chosen.append(phrases[index])
    }
    let top = max(chosen.first?.score ?? 0, 1)
    for index in chosen.indices { chosen[index].score = max(1, chosen[index].score * 100 / top) }
    return chosen
  }

  /// Noun or name, adjectives and names behind it, and once more behind "de": the phrase, and its part before "de".
  private mutating func gather(_ sentence: Range<Int>) {
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard isHead(index) else {
        index += 1
        continue
      }
      var end = extend(index, before: sentence.upperBound)
      add(index..<end)
      if let next = behindPreposition(end, before: sentence.upperBound) {
        let last = extend(next, before: sentence.upperBound)
        add(index..<last)
        add(next..<last)
        end = last
      }
      index = end
    }
  }

  private func isHead(_ index: Int) -> Bool {
    let part = article.tokens.partsOfSpeech[index]
    return part == .noun || part == .propn
  }

  private func extend(_ start: Int, before end: Int) -> Int {
    var next = start + 1
    while next < end, next - start < Self.longest, KeyPhraseRules.isContent(article.tokens.partsOfSpeech[next]) {
      next += 1
    }
    return next
  }

  /// The head behind "de", "du", "des", with or without an article.
  private func behindPreposition(_ start: Int, before end: Int) -> Int? {
    guard start < end, article.tokens.partsOfSpeech[start] == .adp, article.tokens.lemma(start) == "de" else {
      return nil
    }
    var next = start + 1
    if next < end, article.tokens.partsOfSpeech[next] == .det { next += 1 }
    return next < end && isHead(next) ? next : nil
  }

  private mutating func add(_ tokens: Range<Int>) {
    var lemmas: [UInt32] = []
    var weight = 0
    var key: UInt64 = 0
    for index in tokens where KeyPhraseRules.isContent(article.tokens.partsOfSpeech[index]) {
      let lemma = article.tokens.lemmas[index]
      let own = self.weight(lemma, index)
      // A phrase does not begin or end with a word without content.
      if own == 0, lemmas.isEmpty || index == tokens.upperBound - 1 { return }
      lemmas.append(lemma)
      weight += own
      key = FormHash.mix(key &+ 1, UInt64(lemma))
    }
    guard (1...Self.longest).contains(lemmas.count) else { return }
    if let number = numbers[key] {
      phrases[number].places.append(tokens)
    } else {
      numbers[key] = phrases.count
      phrases.append(Phrase(places: [tokens], lemmas: lemmas, weight: weight))
    }
  }

  private mutating func weight(_ lemma: UInt32, _ index: Int) -> Int {
    if let known = weights[lemma] { return known }
    let text = article.tokens.strings[lemma].lowercased()
    let isWord =
      text.utf8.count > 2 && text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "-" || $0 == "'" }
    let weight = isWord ? lexicon.weight(text) : 0
    weights[lemma] = weight
    return weight
  }
}
