public import ArticleModel

/// Gives each token its part of speech, features and lemma.
///
/// In a language without a model the columns stay as they are.
public struct MorphologyAnalyzer: Analyzer {
  public let id = "morphology"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .sentences]
  public let provides: Set<Layer> = [.partsOfSpeech, .lemmas]

  /// The analyser of every language; the model is the language's.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let model = context.language.morphology else { return }
    Self.analyze(&article, with: model)
  }

  /// Tags and lemmatises `article` with a model of one's own.
  package static func analyze(_ article: inout Article, with model: MorphologyModel) {
    model.memory.lend { analyze(&article, with: model, $0) }
  }

  private static func analyze(_ article: inout Article, with model: MorphologyModel, _ memory: FormMemory<FormFeatures>)
  {
    var tagger = SequenceTagger(model, memory, formCount: article.tokens.strings.count)
    var chooser = FeatureChooser(model)
    var names = FeatureNames()
    var lemmatizer = Lemmatizer(model)
    for sentence in article.sentenceTokens {
      chooser.start()
      var start = sentence.lowerBound
      while start < sentence.upperBound {
        let end = min(start + SequenceTagger.longest, sentence.upperBound)
        tagger.label(start..<end, of: article.tokens, isSentenceStart: start == sentence.lowerBound)
        for index in 0..<(end - start) {
          let label = tagger.labels[index]
          let form = tagger.features(index)
          let values = chooser.choose(
            label, tagger.features(index - 2), tagger.features(index - 1), form, tagger.features(index + 1))
          let token = start + index
          article.tokens.partsOfSpeech[token] = label.part
          article.tokens.features[token] = names.id(
            label, values, fixed: model.fixedFeatures(form.key, label), model: model, in: &article.tokens.strings)
          article.tokens.lemmas[token] = lemmatizer.lemma(
            of: article.tokens.forms[token], label.part, form, in: &article.tokens.strings)
        }
        start = end
      }
    }
  }
}
