import ArticleModel

/// Weighs the phrases of an article and chooses those that name what it is about, each once.
struct KeyPhraseRanking {
  private let article: Article
  private let headline: Span?
  /// For each token the length of the longest noun phrase there that the article repeats.
  private var longestAt: [Int32]
  /// A phrase weighs more than its words: "mandat d'arrêt" says what "mandat" does not. By content words, in hundredths.
  private static let lengthWeights = [0, 90, 130, 135, 130]
  /// Scores below this share of the best are left out, in hundredths.
  private static let least = 30
  /// How many of the weightiest are compared with each other.
  private static let field = 100

  private init(_ article: Article, _ phrases: [KeyPhrase]) {
    self.article = article
    headline = article.regions.first { $0.kind == .headline }?.span
    longestAt = [Int32](repeating: 0, count: article.tokens.count)
    for phrase in phrases where phrase.entity == nil && phrase.length > 1 && phrase.places.count > 1 {
      for place in phrase.places {
        for token in place { longestAt[token] = max(longestAt[token], Int32(place.count)) }
      }
    }
  }

  /// The weightiest of `phrases`, at most `most`, with scores from 1 to 100.
  static func best(_ most: Int, of phrases: [KeyPhrase], in article: Article) -> [KeyPhrase] {
    let ranking = KeyPhraseRanking(article, phrases)
    var scored: [KeyPhrase] = []
    for var phrase in phrases {
      phrase.score = ranking.score(phrase)
      if phrase.score > 0 { scored.append(phrase) }
    }
    scored.sort { ($1.score, $0.places[0].lowerBound) < ($0.score, $1.places[0].lowerBound) }
    var chosen: [KeyPhrase] = []
    let top = max(scored.first?.score ?? 0, 1)
    for var phrase in scored.prefix(field) where chosen.count < most {
      let score = phrase.score * 100 / top
      if score < least { break }
      if chosen.contains(where: { $0.isNear(phrase) }) { continue }
      phrase.score = score
      chosen.append(phrase)
    }
    return chosen
  }

  /// Frequency times rarity times earliness; 0 for what the article says only once.
  private func score(_ phrase: KeyPhrase) -> Int {
    // What stands inside a longer phrase that comes again is told by that phrase.
    let own =
      phrase.entity != nil
      ? phrase.places.count : phrase.places.count { Int(longestAt[$0.lowerBound]) <= $0.count }
    let first = phrase.places[0].lowerBound
    let isInHeadline = headline?.contains(article.tokens.span(first)) ?? false
    // A headline counts as one more occurrence; alone it may be a figure of speech.
    let isRepeated = phrase.places.count > 1 || phrase.entity != nil || phrase.length > 1
    let times = own + (isInHeadline && own > 0 && isRepeated ? 1 : 0)
    guard times > 1 else { return 0 }
    let frequency = times * 600 / (times + 5)
    let count = max(article.tokens.count, 1)
    let length = phrase.entity != nil ? 100 : Self.lengthWeights[phrase.length]
    // From twice the weight at the beginning down to once at the end.
    return frequency * phrase.weight * length / 100 * (2 * count - first) / count
  }
}
