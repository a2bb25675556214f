import Analysis
import ArgumentParser
import ArticleModel

/// Trains the tagger and measures tagger and lemmatiser.
struct Tags: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train the tagger; print the scores of tagger and lemmatiser from raw text.")

  @OptionGroup var options: DataOptions
  @Option(help: "Treebanks to train on.")
  var train = ["pos/sequoia-without-press.conllu", "pos/gsd-dev.conllu"]
  @Option(help: "Treebanks to measure on.") var test = ["pos/gsd-test.conllu"]
  @Option(help: "Rounds over the training set.") var epochs = 12
  @Option(help: "Learning rate.") var rate: Float = 0.1
  @Option(help: "Share of features left out in each step.") var dropout: Float = 0.15
  @Option(help: "Factor on all weights after each round.") var shrink: Float = 0.97
  @Option(help: "Features seen less often are left out.") var least: UInt32 = 1
  @Option(help: "Integers to the weight 1.") var scale: Float = 24
  @Option(help: "Rows of the weight table, a power of two.") var rows = 65_536
  @Flag(help: "Only measure the model that is there.") var measure = false
  @Flag(help: "List the errors.") var errors = false

  func run() throws {
    let lexiconFile = try options.openModel("fr-lexicon")
    let clusterFile = try options.openModel("fr-clusters")
    if !measure { try trainModel(Lexicon(lexiconFile), WordClusters(clusterFile)) }
    let model = try MorphologyModel(lexicon: lexiconFile, clusters: clusterFile, tags: options.openModel("fr-tags"))
    for name in test {
      var score = MorphologyScore()
      let treebank = Treebank(try options.read(name)).harmonized()
      for sentence in treebank.sentences {
        var article = Article(source: name, sha256: "", text: ArticleText(sentence.text))
        try Pipeline([TokenAnalyzer(), SentenceAnalyzer()]).analyze(&article, language: .french)
        MorphologyAnalyzer.analyze(&article, with: model)
        score.add(sentence, article, listErrors: errors)
      }
      print("\(name), from raw text: \(score)")
    }
  }

  private func trainModel(_ lexicon: Lexicon, _ clusters: WordClusters) throws {
    var training = TagTraining(lexicon: lexicon, clusters: clusters)
    training.epochs = epochs
    training.rate = rate
    training.dropout = dropout
    training.shrink = shrink
    training.least = least
    training.scale = scale
    training.rows = rows
    let treebanks = try train.map { Treebank(try options.read($0)).harmonized() }
    try options.writeModel(training.sections(treebanks) { print($0) }, name: "fr-tags", card: card)
    var corpus = TagCorpus(lexicon: lexicon, clusters: clusters)
    var fixed = FixedFeatures()
    for name in train {
      let treebank = Treebank(try options.read(name)).harmonized()
      corpus.add(treebank, varied: true)
      fixed.add(treebank)
    }
    if least > 1 { corpus.prune(least: least) }
    print("\(corpus.sentences.count) sentences, \(corpus.index.hashes.count) features")
    var trainer = SequenceTrainer<SIMD32<Float>>(
      labelCount: MorphologyLabel.allCases.count, features: corpus.index.hashes.count, rate: rate, dropout: dropout)
    trainer.train(corpus.sentences, epochs: epochs, shrink: shrink) { epoch, likelihood in
      print("epoch \(epoch): log likelihood of the labels \(Int(likelihood))")
    }
    var heads = HeadTrainer(corpus.sentences, rate: rate)
    heads.train(epochs: 8, shrink: shrink)

    let tagRows = FeatureRows.encode(
      trainer.table.quantized(corpus.index.hashes, scale: scale, limit: rows), slots: rows)
    let headRows = FeatureRows.encode(
      heads.table.quantized(heads.index.hashes, scale: scale, limit: rows / 4), slots: rows / 4)
    print("rows left out: \(tagRows.dropped) of the tagger, \(headRows.dropped) of the features")
    let transitions = trainer.transitions.weights.map { Int16(($0 * scale).rounded()) }
    let tables = fixed.sections()
    try options.writeModel(
      [
        ("tags", tagRows.fingerprints), ("tags.rows", tagRows.rows), ("heads", headRows.fingerprints),
        ("heads.rows", headRows.rows), ("transitions", transitions.withUnsafeBytes(Array.init)),
        ("fixed", tables.table), ("fixed.strings", tables.strings),
      ], name: "fr-tags", card: card)
  }

  private var card: String {
    """
    # French tagger

    - Data: UD French-GSD dev (CC BY-SA 4.0) and UD French-Sequoia without its press part (LGPL-LR), surface tokens; some
      sentences again in capitals or without accents.
    - Method: linear-chain conditional random field, AdaGrad, \(epochs) epochs, rate \(rate), feature dropout \(dropout); features of
      words, affixes, shapes, lexicon categories and word classes; then one softmax each for gender, number, person and
      tense with mood. Weights are 8-bit integers; the \(rows) features that weigh most are kept.
    - Labels: Universal parts of speech; contractions (du, des, au, aux) as their first word.
    - Licence: CC BY-SA 4.0 and LGPL-LR, with the notices in `fr-tags.LICENSE`.

    """
  }
}
