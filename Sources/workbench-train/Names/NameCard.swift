/// The card of the name recogniser.
struct NameCard {
  let options: NameTrainingOptions

  var text: String {
    """
    # French names

    - Data: 500 French press articles with names marked by hand after workbench's annotation guide (9,846 names), and the
      named entities of the Sequoia treebank without its press part (LGPL-LR); some sentences again in capitals or without
      accents. Statistics of forms in unlabelled French press; no text of it is kept.
    - Method: linear-chain conditional random field over BILOU labels of persons, organisations and places, AdaGrad,
      \(options.epochs) epochs, rate \(options.rate), feature dropout \(options.dropout). The article is read twice: the second reading also sees
      what the first one took the other occurrences of a spelling for; it learns from first readings of models that were
      trained without the article (\(options.parts) parts). Weights are 8-bit integers; the features that weigh most are kept.
    - Features: words, affixes, shapes, word classes, lexicon categories, gazetteer, parts of speech, neighbours, the run
      of capitalised words and the word that rules it, titles, heads of institutions, acronyms beside their long form, how a
      spelling stands elsewhere in the article, statistics of unlabelled press.
    - Confidence: the share of names right at this type and margin in the ten-fold cross-validation, in hundredths; the
      margin is how far the label lies before the best sequence with another one.
    - Licence: LGPL-LR, with the notices in `fr-names.LICENSE`.

    """
  }
}
