public import ArticleModel

/// Finds what an article is about: its key phrases, and the themes that its words speak of.
///
/// Candidates are names and noun phrases by part-of-speech patterns (Hulth, 2003). They are weighed by the two features of
/// KEA, TF×IDF and first occurrence (Witten et al., 1999), multiplied, since KEA's classifier would have to be trained on
/// marked key phrases; the frequency saturates as in BM25 (Robertson and Zaragoza, 2009). Phrases that share words are one
/// topic, and only the weightiest is kept, as in TopicRank (Bougouin et al., 2013).
public struct TopicAnalyzer: Analyzer {
  public let id = "topics"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .sentences, .partsOfSpeech, .lemmas, .mentions, .entities]
  public let provides: Set<Layer> = [.topics]
  /// Key phrases of an article.
  private static let most = 8
  /// Places that are shown as evidence.
  private static let mostEvidence = 20

  /// The analyser; weights and themes come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let lexicon = context.language.topics else { return }
    article.topics = phrases(of: article, lexicon, context.language) + themes(of: article, lexicon, context.language)
  }

  private func phrases(of article: Article, _ lexicon: TopicLexicon, _ language: Language) -> [Topic] {
    let phrases = KeyPhraseReader.read(article, lexicon: lexicon)
    return KeyPhraseRanking.best(Self.most, of: phrases, in: article).map { phrase in
      let rule = phrase.entity == nil ? "noun-phrase" : "name"
      let spans = phrase.places.map { article.tokens.span(of: $0) }
      return Topic(
        spans: spans, kind: "phrase", name: name(of: phrase, in: article), score: phrase.score,
        evidence: Evidence(
          by: id, rule: rule, version: version, confidence: language.confidence(id, rule),
          spans: Array(spans.prefix(Self.mostEvidence))))
    }
  }

  /// The phrase as the article writes it inside a sentence; the entity's name for a name.
  private func name(of phrase: KeyPhrase, in article: Article) -> String {
    let name: String
    if let entity = phrase.entity {
      name = article.entities[entity].name
    } else {
      let forms = phrase.places.map { place in
        (text: article.text[article.tokens.span(of: place)], isFirst: isSentenceStart(place.lowerBound, article))
      }
      let inside = forms.first { !$0.isFirst && $0.text.contains(where: \.isLowercase) }
      name = inside?.text ?? decapitalized(forms[0].text)
    }
    return name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func isSentenceStart(_ token: Int, _ article: Article) -> Bool {
    token == 0 || article.tokens.sentences[token - 1] != article.tokens.sentences[token]
  }

  /// "Campagne de vaccination" with a small letter; an acronym stays.
  private func decapitalized(_ text: String) -> String {
    guard let first = text.first, let second = text.dropFirst().first, second.isLowercase else { return text }
    return first.lowercased() + text.dropFirst()
  }

  private func themes(of article: Article, _ lexicon: TopicLexicon, _ language: Language) -> [Topic] {
    ThemeReader.read(article, lexicon: lexicon).map { theme in
      let spans = theme.tokens.map { article.tokens.span($0) }
      return Topic(
        spans: spans, kind: "theme", name: lexicon.themes[theme.number], score: theme.share,
        evidence: Evidence(
          by: id, rule: "theme", version: version, confidence: language.confidence(id, "theme"),
          spans: Array(spans.prefix(Self.mostEvidence))))
    }
  }
}
