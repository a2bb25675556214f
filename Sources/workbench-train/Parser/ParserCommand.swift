import Analysis
import ArgumentParser
import ArticleModel
import Glibc

/// Trains the dependency parser and measures it.
struct ParserCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parser", abstract: "Train the dependency parser; print its scores from raw text.")

  @OptionGroup var options: DataOptions
  @Option(help: "Treebanks to train on.")
  var train = ["pos/sequoia-without-press.conllu", "pos/gsd-dev.conllu"]
  @Option(help: "Treebanks to measure on.") var test = ["pos/gsd-test.conllu"]
  @Option(help: "Rounds over the training set.") var epochs = 8
  @Option(help: "Learning rate.") var rate: Float = 0.1
  @Option(help: "Share of features left out in each step.") var dropout: Float = 0.3
  @Option(help: "Factor on all weights after each round.") var shrink: Float = 0.97
  @Option(help: "Parts of the training set; each is tagged by a tagger trained on the others.") var folds = 4
  @Option(help: "Rounds of these taggers.") var tagEpochs = 3
  @Option(help: "Trainings in other orders, of which the average is taken.") var orders = 4
  @Option(help: "Integers to the weight 1.") var scale: Float = 24
  @Option(help: "Rows of the table of moves, a power of two.") var moveRows = 524_288
  @Option(help: "Rows of the table of relations, a power of two.") var relationRows = 32_768
  @Flag(help: "Only measure the model that is there.") var measure = false
  @Flag(help: "List the errors.") var errors = false

  func run() throws {
    let lexiconFile = try options.openModel("fr-lexicon")
    let clusterFile = try options.openModel("fr-clusters")
    let tagFile = try options.openModel("fr-tags")
    let morphology = try MorphologyModel(lexicon: lexiconFile, clusters: clusterFile, tags: tagFile)
    if !measure { try trainModel(lexiconFile, clusterFile) }
    let model = try ParserModel(options.openModel("fr-parser"))
    for name in test {
      var score = DependencyScore()
      for sentence in Treebank(try options.read(name)).harmonized().sentences {
        var article = Article(source: name, sha256: "", text: ArticleText(sentence.text))
        try Pipeline([TokenAnalyzer(), SentenceAnalyzer()]).analyze(&article, language: .french)
        MorphologyAnalyzer.analyze(&article, with: morphology)
        DependencyAnalyzer.analyze(
          &article, with: model, lexicon: morphology.lexicon, clusters: morphology.clusters)
        score.add(sentence, article, listErrors: errors)
      }
      print("\(name), from raw text: \(score)")
    }
    if measure { try printSpeed(morphology, model) }
  }

  /// Prints how many tokens a second are parsed, tags given; the articles are read as they come.
  private func printSpeed(_ morphology: MorphologyModel, _ model: ParserModel) throws {
    let sentences = Treebank(try options.read(test[0])).sentences
    let steps: [any Analyzer] = [TokenAnalyzer(), SentenceAnalyzer(), MorphologyAnalyzer()]
    let pipeline = try Pipeline(steps)
    var articles: [Article] = []
    for start in stride(from: 0, to: sentences.count, by: 25) {
      let text = sentences[start..<min(start + 25, sentences.count)].map(\.text).joined(separator: "\n")
      var article = Article(source: "", sha256: "", text: ArticleText(text))
      pipeline.analyze(&article, language: .french)
      articles.append(article)
    }
    var tokens = 0
    // Processor time, so that other programs do not count.
    let start = clock()
    for _ in 0..<20 {
      for index in articles.indices {
        DependencyAnalyzer.analyze(
          &articles[index], with: model, lexicon: morphology.lexicon, clusters: morphology.clusters)
        tokens += articles[index].tokens.count
      }
    }
    let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    print("\(Int(Double(tokens) / seconds)) tokens a second in articles of 25 sentences")
  }

  private func trainModel(_ lexiconFile: ModelFile, _ clusterFile: ModelFile) throws {
    let corpus = try corpus(lexiconFile, clusterFile)
    print("\(corpus.sentences.count) sentences")
    var totals = AveragedMoves()
    for order in 0..<orders {
      var trainer = MoveTrainer(rate: rate, dropout: dropout, seed: UInt64(order + 1))
      trainer.train(corpus.sentences, epochs: epochs, shrink: shrink, exploring: 2...epochs) { epoch, wrong in
        print("order \(order + 1), epoch \(epoch): \(wrong) wrong moves")
      }
      totals.add(trainer.weights)
    }
    var relations = RelationTrainer(rate: rate, dropout: dropout)
    relations.train(corpus.sentences, epochs: epochs, shrink: shrink)
    var marks = AveragedMoves()
    marks.add(relations.marks)

    let moves = MoveRows.encode(totals.quantized(scale: scale, limit: moveRows), slots: moveRows)
    let markRows = MoveRows.encode(marks.quantized(scale: scale, limit: 8_192), slots: 8_192)
    let names = FeatureRows.encode(
      relations.relations.quantized(scale: scale, limit: relationRows), slots: relationRows)
    print("rows left out: \(moves.dropped) of moves, \(names.dropped) of relations, \(markRows.dropped) of marks")
    try options.writeModel(
      [
        ("moves", moves.bytes), ("relations", names.fingerprints), ("relations.rows", names.rows),
        ("marks", markRows.bytes),
      ], name: "fr-parser", card: card)
  }

  /// The training set, each part tagged by a tagger that has not seen it.
  private func corpus(_ lexiconFile: ModelFile, _ clusterFile: ModelFile) throws -> ParserCorpus {
    let (lexicon, clusters) = (try Lexicon(lexiconFile), try WordClusters(clusterFile))
    let sentences = try train.flatMap { Treebank(try options.read($0)).harmonized().sentences }
    var corpus = ParserCorpus(lexicon: lexicon, clusters: clusters)
    for fold in 0..<folds {
      var training = TagTraining(lexicon: lexicon, clusters: clusters)
      training.epochs = tagEpochs
      let others = Treebank(sentences: sentences.enumerated().filter { $0.offset % folds != fold }.map(\.element))
      let sections = training.sections([others]) { _ in }
      let file = try DataOptions.keep(ModelFile.encode(sections, hash: sha256))
      let tagger = try MorphologyModel(lexicon: lexiconFile, clusters: clusterFile, tags: file)
      corpus.add(sentences.enumerated().filter { $0.offset % folds == fold }.map(\.element), taggedBy: tagger)
      print("part \(fold + 1) tagged")
    }
    return corpus
  }

  private var card: String {
    """
    # French dependency parser

    - Data: UD French-GSD dev (CC BY-SA 4.0) and UD French-Sequoia without its press part (LGPL-LR), surface tokens, tags
      by a tagger that has not seen the sentence (\(folds) parts).
    - Method: greedy arc-hybrid transitions (Kuhlmann, Gómez-Rodríguez and Satta, 2011) with a dynamic oracle (Goldberg
      and Nivre, 2013), features after Zhang and Nivre (2011); then one softmax for the relations, one for the heads of
      marks. AdaGrad, \(epochs) epochs, rate \(rate), feature dropout \(dropout), the average of \(orders) orders. Weights are
      8-bit integers; the features that weigh most are kept.
    - Licence: CC BY-SA 4.0 and LGPL-LR, with the notices in `fr-parser.LICENSE`.

    """
  }
}
