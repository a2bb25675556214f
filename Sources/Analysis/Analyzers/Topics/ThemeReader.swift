import ArticleModel

/// Counts the words of an article that speak of each theme.
struct ThemeReader {
  /// A theme of an article.
  struct Theme {
    /// Number in the lexicon.
    var number: Int
    /// The tokens that speak of it.
    var tokens: [Int]
    /// Its share of all theme words, in hundredths.
    var share: Int
  }

  /// A word of the headline counts as so many.
  private static let headlineWeight = 3
  /// Fewer words may be chance.
  private static let least = 3
  /// A theme of a smaller share, in hundredths, is spoken of in passing.
  private static let leastShare = 20
  private static let most = 3

  /// The themes of `article`, the weightiest first.
  static func read(_ article: Article, lexicon: TopicLexicon) -> [Theme] {
    let headline = article.regions.first { $0.kind == .headline }.map { article.tokens.indices(in: $0.span) } ?? 0..<0
    var isRead = [Bool](repeating: true, count: article.tokens.count)
    for region in article.regions where region.kind == .byline || region.kind == .boilerplate {
      for token in article.tokens.indices(in: region.span) { isRead[token] = false }
    }
    var known = [[Int]?](repeating: nil, count: article.tokens.strings.count)
    var tokens = [[Int]](repeating: [], count: lexicon.themes.count)
    var counts = [Int](repeating: 0, count: lexicon.themes.count)
    var total = 0
    for (index, lemma) in article.tokens.lemmas.enumerated() where isRead[index] && lemma != 0 {
      let themes = known[Int(lemma)] ?? lexicon.themes(article.tokens.strings[lemma].lowercased())
      known[Int(lemma)] = themes
      if themes.isEmpty { continue }
      let weight = headline.contains(index) ? headlineWeight : 1
      total += weight
      for theme in themes {
        tokens[theme].append(index)
        counts[theme] += weight
      }
    }
    let ranked = counts.indices.filter { counts[$0] >= least && counts[$0] * 100 >= total * leastShare }
      .sorted { (counts[$1], $0) < (counts[$0], $1) }
    return ranked.prefix(most).map { Theme(number: $0, tokens: tokens[$0], share: counts[$0] * 100 / total) }
  }
}
