import Analysis

/// Trains a tagger on treebanks.
struct TagTraining {
  let lexicon: Lexicon
  let clusters: WordClusters
  var epochs = 12
  var rate: Float = 0.1
  var dropout: Float = 0.15
  var shrink: Float = 0.97
  var least: UInt32 = 1
  var scale: Float = 24
  var rows = 65_536

  init(lexicon: Lexicon, clusters: WordClusters) {
    self.lexicon = lexicon
    self.clusters = clusters
  }

  /// The sections of the tagger's model file.
  func sections(_ treebanks: [Treebank], report: (String) -> Void) -> [(name: String, bytes: [UInt8])] {
    var corpus = TagCorpus(lexicon: lexicon, clusters: clusters)
    var fixed = FixedFeatures()
    for treebank in treebanks {
      corpus.add(treebank, varied: true)
      fixed.add(treebank)
    }
    if least > 1 { corpus.prune(least: least) }
    report("\(corpus.sentences.count) sentences, \(corpus.index.hashes.count) features")
    var trainer = SequenceTrainer<SIMD32<Float>>(
      labelCount: MorphologyLabel.allCases.count, features: corpus.index.hashes.count, rate: rate, dropout: dropout)
    trainer.train(corpus.sentences, epochs: epochs, shrink: shrink) { epoch, likelihood in
      report("epoch \(epoch): log likelihood of the labels \(Int(likelihood))")
    }
    var heads = HeadTrainer(corpus.sentences, rate: rate)
    heads.train(epochs: 8, shrink: shrink)

    let tagRows = FeatureRows.encode(
      trainer.table.quantized(corpus.index.hashes, scale: scale, limit: rows), slots: rows)
    let headRows = FeatureRows.encode(
      heads.table.quantized(heads.index.hashes, scale: scale, limit: rows / 4), slots: rows / 4)
    report("rows left out: \(tagRows.dropped) of the tagger, \(headRows.dropped) of the features")
    let transitions = trainer.transitions.weights.map { Int16(($0 * scale).rounded()) }
    let tables = fixed.sections()
    return [
      ("tags", tagRows.fingerprints), ("tags.rows", tagRows.rows), ("heads", headRows.fingerprints),
      ("heads.rows", headRows.rows), ("transitions", transitions.withUnsafeBytes(Array.init)),
      ("fixed", tables.table), ("fixed.strings", tables.strings),
    ]
  }
}
