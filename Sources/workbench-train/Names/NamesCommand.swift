import Analysis
import ArgumentParser
import ArticleModel
import Foundation

/// `workbench-train names`: trains the name recogniser, or measures it by cross-validation.
struct NamesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "names", abstract: "Train the name recogniser; measure it by cross-validation over articles.")

  @OptionGroup var options: DataOptions
  @Option(help: "Cross-validate over so many parts of the articles instead of training.") var folds: Int?
  @Option(help: "Measure one part only.") var fold: Int?
  @Option(help: "The number of parts that --fold counts in.") var of = 3
  @Option(help: "Leave out a group of features.") var without: [String] = []
  @Option(help: "Rounds over the training set.") var epochs = 14
  @Option(help: "Learning rate.") var rate: Float = 0.1
  @Option(help: "Share of features left out in each step.") var dropout: Float = 0.4
  @Option(help: "Factor on all weights after each round.") var shrink: Float = 0.85
  @Option(help: "Features seen less often are left out.") var least: UInt32 = 2
  @Option(help: "Integers to the weight 1.") var scale: Float = 24
  @Option(help: "Rows of the weight table, a power of two.") var rows = 131_072
  @Option(help: "Parts of the training set for the first reading that the second one learns from.") var parts = 3
  @Option(help: "How many features of each token the sentences in columns have twice, for their own conventions.")
  var foreign = 14
  @Option(help: "A folder of articles with gold to measure the trained model on.") var articles = "../shared/articles"
  @Option(help: "Sentences in columns to train on too.") var columns = "ner/sequoia-without-press.bio"
  @Option(help: "Sentences in columns whose ids begin so are measured and not trained on.") var heldColumns: String?
  @Flag(help: "Train on articles alone.") var withoutColumns = false
  @Flag(help: "Only measure the model that is there.") var measure = false
  @Option(help: "A folder for the counts of each part; with --sum the parts there are added up.") var scores: String?
  @Flag(help: "Only add up the counts in the folder --scores.") var sum = false
  @Flag(help: "List the errors.") var errors = false

  func run() throws {
    var groups = NameFeatureGroups.all
    for name in without {
      guard let group = NameFeatureGroups.byName.first(where: { $0.name == name })?.group else {
        let names = NameFeatureGroups.byName.map(\.name).joined(separator: ", ")
        throw ValidationError("no group '\(name)'; there are: \(names)")
      }
      groups.remove(group)
    }
    let training = NameTrainingOptions(
      groups: groups, epochs: epochs, rate: rate, dropout: dropout, shrink: shrink, least: least, scale: scale,
      rows: rows, parts: parts, foreignFeatures: foreign)
    let resources = NameResources(
      lexicon: try Lexicon(options.openModel("fr-lexicon")),
      clusters: try WordClusters(options.openModel("fr-clusters")),
      gazetteer: try Gazetteer(options.openModel("fr-gazetteer")), usage: FormTable.encode([], stride: 2))
    if sum { return try addUp() }
    if measure {
      let model = try NameModel(
        names: options.openModel("fr-names"), lexicon: resources.lexicon, clusters: resources.clusters,
        gazetteer: resources.gazetteer)
      return try measureArticles(model, resources.gazetteer)
    }
    let press = try NameDocument.read(options.read("ner/press-train.jsonl"))
    var columns = withoutColumns ? [] : NameDocument.read(columns: try options.read(columns))
    var held: [NameDocument] = []
    if let heldColumns {
      held = columns.filter { $0.id.hasPrefix(heldColumns) }
      columns = columns.filter { !$0.id.hasPrefix(heldColumns) }
    }
    if let count = folds ?? fold.map({ _ in of }) {
      try crossValidate(press, columns, held, count, resources, training)
    } else {
      try train(press, columns, held, resources, training)
    }
  }

  /// The unlabelled press without what names are measured on, or nothing when its statistics are not wanted.
  private func unlabelled(_ press: [NameDocument], _ gazetteer: Gazetteer) throws -> UnlabelledPress? {
    guard !without.contains("usage") else { return nil }
    var corpus = try NameCorpus(gazetteer: gazetteer)
    for document in try press + unseenArticles() { try corpus.add(document, isVaried: false) }
    let result = try UnlabelledPress(
      options.read("corpus/press-fr.jsonl"), without: corpus.documents.map(\.article))
    print("\(result.articles.count) unlabelled articles; \(result.excluded) are among the labelled ones")
    return result
  }

  private func crossValidate(
    _ press: [NameDocument], _ columns: [NameDocument], _ held: [NameDocument], _ count: Int,
    _ resources: NameResources, _ training: NameTrainingOptions
  ) throws {
    let unlabelled = try unlabelled(press, resources.gazetteer)
    var total = NameScore()
    var other = NameScore()
    for part in 0..<count where fold == nil || fold == part {
      var corpus = try NameCorpus(gazetteer: resources.gazetteer)
      for (number, document) in press.enumerated() where number % count != part {
        try corpus.add(document, isVaried: true)
      }
      for document in columns { try corpus.add(document, isVaried: true) }
      let model = try sections(corpus, unlabelled, resources, training).model(resources)
      var tested = try NameCorpus(gazetteer: resources.gazetteer)
      for (number, document) in press.enumerated() where number % count == part {
        try tested.add(document, isVaried: false)
      }
      var score = NameScore()
      for document in tested.documents {
        score.add(document, NameFinding.all(in: document.article, model: model), listErrors: errors)
      }
      score.print("part \(part) of \(count):")
      if let scores {
        try FileManager.default.createDirectory(atPath: scores, withIntermediateDirectories: true)
        try score.lines.write(toFile: "\(scores)/\(count)-\(part).txt", atomically: true, encoding: .utf8)
      }
      total.add(score)
      try other.add(measure(held, model, resources.gazetteer))
    }
    if fold == nil { try finish(total, parts: count) }
    if !held.isEmpty { other.print("held out columns:") }
  }

  /// Prints what all parts together say, and keeps how far margins are to be believed.
  private func finish(_ total: NameScore, parts: Int) throws {
    total.print("all \(parts) parts:")
    try options.write(total.confidences, to: "fr-names.confidences")
    print("fr-names.confidences: \(total.confidences)")
  }

  private func addUp() throws {
    guard let scores else { throw ValidationError("--sum needs --scores") }
    let files = try FileManager.default.contentsOfDirectory(atPath: scores).filter { $0.hasSuffix(".txt") }.sorted()
    var total = NameScore()
    for file in files {
      var part = NameScore()
      part.read(try String(contentsOfFile: "\(scores)/\(file)", encoding: .utf8))
      total.add(part)
    }
    try finish(total, parts: files.count)
  }

  /// Trains a first model for the statistics of unlabelled press, then the model that knows these.
  private func sections(
    _ corpus: NameCorpus, _ unlabelled: UnlabelledPress?, _ resources: NameResources, _ training: NameTrainingOptions
  ) throws -> NameSections {
    var resources = resources
    if let unlabelled {
      var first = training
      first.groups.subtract([.usage, .secondPass])
      var run = try NameTraining(corpus.documents, resources, first)
      let model = try run.run(confidences: confidences()).model(resources)
      var usage = NameUsageBuilder()
      var reader = NameFormReader(lexicon: resources.lexicon, clusters: resources.clusters, usage: nil)
      for article in unlabelled.articles { usage.add(article, model, &reader) }
      resources.usage = usage.section
      print("usage: \(resources.usage.count) bytes")
    }
    var run = try NameTraining(corpus.documents, resources, training)
    return try run.run(confidences: confidences())
  }

  private func measure(_ documents: [NameDocument], _ model: NameModel, _ gazetteer: Gazetteer) throws -> NameScore {
    var corpus = try NameCorpus(gazetteer: gazetteer)
    for document in documents { try corpus.add(document, isVaried: false) }
    var score = NameScore()
    let clock = ContinuousClock()
    var time = Duration.zero
    for document in corpus.documents {
      let start = clock.now
      _ = NameFinding.all(in: document.article, model: model)
      time += clock.now - start
      score.add(document, NameFinding.all(in: document.article, model: model), listErrors: errors)
    }
    let tokens = corpus.documents.reduce(0) { $0 + $1.article.tokens.count }
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    if seconds > 0 { print("\(tokens) tokens read at \(Int(Double(tokens) / seconds)) a second") }
    return score
  }

  /// What the last cross-validation measured; nothing better than a guess before the first.
  private func confidences() -> [UInt8] {
    let url = URL(fileURLWithPath: options.models).appendingPathComponent("fr-names.confidences")
    let wanted = 3 * NameModel.confidenceSteps
    if let data = try? Data(contentsOf: url), data.count == wanted { return Array(data) }
    return [UInt8](repeating: 80, count: wanted)
  }

  private func train(
    _ press: [NameDocument], _ columns: [NameDocument], _ held: [NameDocument], _ resources: NameResources,
    _ training: NameTrainingOptions
  ) throws {
    var corpus = try NameCorpus(gazetteer: resources.gazetteer)
    for document in press + columns { try corpus.add(document, isVaried: true) }
    let sections = try sections(corpus, unlabelled(press, resources.gazetteer), resources, training)
    let model = try sections.model(resources)
    if held.isEmpty {
      try options.writeModel(sections.list, name: "fr-names", card: NameCard(options: training).text)
    } else {
      try measure(held, model, resources.gazetteer).print("held out columns:")
    }
    try measureArticles(model, resources.gazetteer)
  }

  /// The articles that are no part of the training set: their names do not end in "-t" and digits.
  private func unseenArticles() throws -> [NameDocument] {
    let folder = URL(fileURLWithPath: articles)
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return try files.sorted { $0.path < $1.path }.compactMap { file in
      let gold = file.deletingPathExtension().appendingPathExtension("json")
      guard file.pathExtension == "txt", FileManager.default.fileExists(atPath: gold.path),
        file.deletingPathExtension().lastPathComponent.wholeMatch(of: /.*-t\d+/) == nil
      else { return nil }
      return try NameDocument.read(article: file, gold: gold)
    }
  }

  private func measureArticles(_ model: NameModel, _ gazetteer: Gazetteer) throws {
    let documents = try unseenArticles()
    guard !documents.isEmpty else { return print("no articles in \(articles): nothing measured") }
    try measure(documents, model, gazetteer).print("\(documents.count) articles that were not trained on:")
  }
}
