public import ArticleModel

/// Finds what an article is about: its key phrases, and the themes that its words speak of.
///
/// Candidates are noun phrases by part-of-speech patterns (Hulth, 2003); they are weighed as KEA weighs (Witten et al.,
/// 1999): by frequency times inverse document frequency, and by how early they stand.
public struct TopicAnalyzer: Analyzer {
  public let id = "topics"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .sentences, .partsOfSpeech, .lemmas]
  public let provides: Set<Layer> = [.topics]

  /// The analyser; weights and themes come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let lexicon = context.language.topics else { return }
    article.topics = phrases(of: article, lexicon) + themes(of: article, lexicon)
  }

  private func phrases(of article: Article, _ lexicon: TopicLexicon) -> [Topic] {
    var reader = KeyPhraseReader(article, lexicon: lexicon)
    let chosen = reader.best(10)
    return chosen.map { phrase in
      Topic(
        spans: phrase.places.map { article.tokens.span(of: $0) }, kind: "phrase",
        name: article.text[article.tokens.span(of: phrase.places[0])], score: phrase.score,
        evidence: Evidence(
          by: id, rule: "key-phrase", version: version, confidence: Confidence(hundredths: 70),
          spans: phrase.places.prefix(20).map { article.tokens.span(of: $0) }))
    }
  }

  /// The themes of at least three words and a fifth of all theme words, at most three.
  private func themes(of article: Article, _ lexicon: TopicLexicon) -> [Topic] {
    var themesOfLemma: [UInt32: [Int]] = [:]
    var places = [[Int]](repeating: [], count: lexicon.themes.count)
    var total = 0
    for (index, lemma) in article.tokens.lemmas.enumerated() where article.tokens.partsOfSpeech[index] != .punct {
      let themes = themesOfLemma[lemma] ?? lexicon.themes(article.tokens.strings[lemma].lowercased())
      themesOfLemma[lemma] = themes
      for theme in themes { places[theme].append(index) }
      if !themes.isEmpty { total += 1 }
    }
    let ranked = places.indices.filter { places[$0].count >= 3 && places[$0].count * 5 >= total }
      .sorted { (places[$1].count, $0) < (places[$0].count, $1) }
    return ranked.prefix(3).map { theme in
      let spans = places[theme].map { article.tokens.span($0) }
      return Topic(
        spans: spans, kind: "theme", name: lexicon.themes[theme], score: places[theme].count * 100 / total,
        evidence: Evidence(
          by: id, rule: "theme", version: version, confidence: Confidence(hundredths: 80),
          spans: Array(spans.prefix(20)), reason: "\(spans.count) of \(total) theme words speak of it"))
    }
  }
}
