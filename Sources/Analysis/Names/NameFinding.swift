package import ArticleModel

/// A name as the recogniser found it.
package struct NameFinding: Hashable {
  package var span: Span
  package var type: EntityType
  /// How far the least sure of its labels lies before the next best.
  package var margin: Int
  /// The tokens that hold it.
  package var tokens: Range<Int>

  /// The names of an article with tokens, sentences and parts of speech, in text order.
  package static func all(in article: Article, model: NameModel) -> [NameFinding] {
    let page = NamePage(article, gazetteer: model.gazetteer)
    var tagger = NameTagger(model, page)
    tagger.run()
    let boundaries = NameBoundaries(article, model.gazetteer)
    var names: [NameFinding] = []
    for sentence in article.sentenceTokens {
      var token = sentence.lowerBound
      while token < sentence.upperBound {
        guard let type = NameLabel(rawValue: tagger.labels[token]).type else {
          token += 1
          continue
        }
        let start = token
        var margin = Int(tagger.margins[token])
        while tagger.label(token).place == .first || tagger.label(token).place == .inner,
          token + 1 < sentence.upperBound,
          tagger.label(token + 1).type == type
        {
          token += 1
          margin = min(margin, Int(tagger.margins[token]))
        }
        token += 1
        let name = NameFinding(
          span: article.tokens.span(of: start..<token), type: type, margin: margin, tokens: start..<token)
        boundaries.add(name, to: &names)
      }
    }
    return names
  }
}
