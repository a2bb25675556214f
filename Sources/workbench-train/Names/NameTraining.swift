import Analysis
import ArticleModel

/// How names are trained.
struct NameTrainingOptions {
  var groups = NameFeatureGroups.all
  var epochs = 10
  var rate: Float = 0.1
  var dropout: Float = 0.15
  var shrink: Float = 0.96
  var least: UInt32 = 2
  var scale: Float = 24
  var rows = 131_072
  /// Parts of the training set for the first reading that the second one learns from.
  var parts = 3
  /// How many features of each token texts of other conventions have twice.
  var foreignFeatures = 0
  var isVerbose = true
}

/// What the features ask besides the article.
struct NameResources {
  var lexicon: Lexicon
  var clusters: WordClusters
  var gazetteer: Gazetteer
  /// The section `usage` of the model.
  var usage: [UInt8]
}

/// The sections of a trained model.
struct NameSections {
  var list: [(name: String, bytes: [UInt8])]

  /// The model that they make.
  func model(_ resources: NameResources) throws -> NameModel {
    try NameModel(
      names: DataOptions.keep(ModelFile.encode(list, hash: sha256)), lexicon: resources.lexicon,
      clusters: resources.clusters, gazetteer: resources.gazetteer)
  }
}

/// Trains both readings of the name recogniser.
struct NameTraining {
  private struct Sentence: LabelledSequence {
    var labels: [Int]
    var rows: [[UInt32]]
    /// The document and where in it the sentence lies.
    var document: Int
    var tokens: Range<Int>
  }
  typealias Trainer = SequenceTrainer<SIMD16<Float>>

  private let options: NameTrainingOptions
  private let resources: NameResources
  private let documents: [NameCorpus.Document]
  private var index = FeatureIndex()
  private var sentences: [Sentence] = []
  /// Features that only say that a text follows other conventions: they keep these out of the others, and are not kept.
  private var foreign: Set<UInt64> = []

  init(_ documents: [NameCorpus.Document], _ resources: NameResources, _ options: NameTrainingOptions) throws {
    self.documents = documents
    self.resources = resources
    self.options = options
    let usage = try NameUsage(DataOptions.keep(ModelFile.encode([("usage", resources.usage)], hash: sha256)))
    for number in documents.indices { read(number, usage) }
    let renumbering = index.prune(least: options.least)
    for sentence in sentences.indices {
      for token in sentences[sentence].rows.indices {
        sentences[sentence].rows[token] = sentences[sentence].rows[token].compactMap {
          renumbering[Int($0)] == .max ? nil : renumbering[Int($0)]
        }
      }
    }
    log("\(documents.count) texts, \(sentences.count) sentences, \(index.hashes.count) features")
  }

  private func log(_ message: String) { if options.isVerbose { print(message) } }

  private mutating func read(_ number: Int, _ usage: NameUsage) {
    let document = documents[number]
    var reader = NameFeatureReader(
      document.page, lexicon: resources.lexicon, clusters: resources.clusters, usage: usage, groups: options.groups)
    for sentence in document.trained {
      let tokens = document.article.sentenceTokens[sentence]
      guard !tokens.isEmpty else { continue }
      var rows: [[UInt32]] = []
      reader.read(sentence) { hashes in
        var numbers = hashes.map { index.number($0) }
        if !document.source.isArticle, options.foreignFeatures > 0 {
          for hash in hashes.prefix(options.foreignFeatures) {
            let own = FormHash.mix(hash, 7)
            foreign.insert(own)
            numbers.append(index.number(own))
          }
        }
        rows.append(numbers)
      }
      sentences.append(
        Sentence(labels: tokens.map { Int(document.labels[$0]) }, rows: rows, document: number, tokens: tokens))
    }
  }

  /// The sections of the model.
  mutating func run(confidences: [UInt8]) throws -> NameSections {
    let first = trained(sentences, features: index.hashes.count, name: "first reading")
    var second = first
    var firstCount = index.hashes.count
    if options.groups.contains(.secondPass) {
      let memories = try jackknifed(confidences)
      firstCount = index.hashes.count
      var extended = sentences
      for sentence in extended.indices {
        let document = extended[sentence].document
        let page = documents[document].page
        for (offset, token) in extended[sentence].tokens.enumerated() {
          NameFeatureReader.readSecondPass(token, page, memories[document]) {
            extended[sentence].rows[offset].append(index.number($0))
          }
        }
      }
      second = trained(extended, features: index.hashes.count, name: "second reading")
    }
    return sections(first, second, firstCount: firstCount, confidences)
  }

  private func trained(_ sentences: [Sentence], features: Int, name: String) -> Trainer {
    var trainer = Trainer(
      labelCount: NameLabel.count, features: features, rate: options.rate, dropout: options.dropout)
    trainer.train(sentences, epochs: options.epochs, shrink: options.shrink) { epoch, likelihood in
      if epoch == options.epochs { log("\(name): log likelihood of the labels \(Int(likelihood))") }
    }
    return trainer
  }

  /// What a first reading finds in each document when it was trained on others.
  private func jackknifed(_ confidences: [UInt8]) throws -> [NameMemory] {
    var memories = [NameMemory?](repeating: nil, count: documents.count)
    // Variants go with the document they were made of.
    var part: [Int] = []
    var number = -1
    for document in documents {
      if !document.isVariant { number += 1 }
      part.append(number % options.parts)
    }
    for held in 0..<options.parts {
      let trainer = trained(
        sentences.filter { part[$0.document] != held }, features: index.hashes.count, name: "part \(held)")
      let model = try sections(trainer, trainer, firstCount: index.hashes.count, confidences).model(resources)
      for document in documents.indices where part[document] == held {
        var tagger = NameTagger(model, documents[document].page)
        tagger.run(isSecondPassWanted: false)
        memories[document] = NameMemory(documents[document].page, labels: tagger.labels, margins: tagger.margins)
      }
    }
    return memories.map { $0! }
  }

  private func sections(
    _ first: Trainer, _ second: Trainer, firstCount: Int, _ confidences: [UInt8]
  ) -> NameSections {
    let width = NameLabel.capacity
    var joined: [(hash: UInt64, row: [Int8], weight: Float)] = []
    for number in index.hashes.indices {
      var row = [Int8](repeating: 0, count: 2 * width)
      var weight: Float = 0
      for (half, trainer) in [first, second].enumerated() where half == 1 || number < firstCount {
        guard (number + 1) * width <= trainer.table.weights.count else { continue }
        for label in 0..<NameLabel.count {
          let value = trainer.table.weights[number * width + label]
          weight = max(weight, abs(value))
          row[half * width + label] = Int8(max(-127, min(127, (value * options.scale).rounded())))
        }
      }
      if weight * options.scale >= 1, !foreign.contains(index.hashes[number]) {
        joined.append((index.hashes[number], row, weight))
      }
    }
    joined.sort { ($1.weight, $0.hash) < ($0.weight, $1.hash) }
    let encoded = FeatureRows.encode(joined.prefix(options.rows).map { ($0.hash, $0.row) }, slots: options.rows)
    log("\(joined.count) rows worth keeping, \(encoded.dropped) without a place")
    let transitions = transitions(of: first) + transitions(of: second)
    return NameSections(list: [
      ("names", encoded.fingerprints), ("names.rows", encoded.rows),
      ("transitions", transitions.withUnsafeBytes(Array.init)), ("usage", resources.usage),
      ("confidences", confidences), ("groups", bytes(of: [options.groups.rawValue])),
    ])
  }

  /// Weights as integers; what cannot follow each other never does.
  private func transitions(of trainer: Trainer) -> [Int16] {
    let width = NameLabel.capacity
    let never: Int16 = -8_000
    var result = trainer.transitions.weights.map { Int16(max(-2_000, min(2_000, ($0 * options.scale).rounded()))) }
    for previous in 0..<UInt8(NameLabel.count) {
      for next in 0..<UInt8(NameLabel.count)
      where !NameLabel(rawValue: previous).allows(NameLabel(rawValue: next)) {
        result[Int(previous) * width + Int(next)] = never
      }
      if !NameLabel(rawValue: previous).mayBegin { result[width * width + Int(previous)] = never }
      if !NameLabel(rawValue: previous).mayEnd { result[(width + 1) * width + Int(previous)] = never }
    }
    return result
  }
}
