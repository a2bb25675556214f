import Analysis
import Glibc

/// Trains the classifiers of gender, number, person and tense: one softmax a head over shared features.
struct HeadTrainer {
  private(set) var table: WeightTable
  let index: FeatureIndex
  private var examples: [(label: MorphologyLabel, rows: [UInt32], values: UInt32)] = []

  init(_ sentences: [TagCorpus.Sentence], rate: Float) {
    var index = FeatureIndex()
    for sentence in sentences {
      var previous: UInt64 = 0
      func form(_ index: Int) -> FormFeatures {
        sentence.forms.indices.contains(index) ? sentence.forms[index] : .border
      }
      for token in sentence.labels.indices {
        guard let label = MorphologyLabel(rawValue: UInt8(sentence.labels[token])) else { continue }
        guard !FeatureHead.heads(of: label).isEmpty else { continue }
        var rows: [UInt32] = []
        FeatureHead.features(
          label, form(token - 2), form(token - 1), form(token), form(token + 1), previous: previous
        ) { rows.append(index.number($0)) }
        examples.append((label, rows, sentence.values[token]))
        previous = FeatureHead.context(label, sentence.values[token])
      }
    }
    self.index = index
    table = WeightTable(rows: index.hashes.count, rate: rate)
  }

  mutating func train(epochs: Int, shrink: Float) {
    var random = FixedRandom(state: 2)
    var order = Array(examples.indices)
    for epoch in 1...epochs {
      order.shuffle(using: &random)
      for number in order { learn(examples[number], &random) }
      table.endEpoch(shrink: shrink, averaged: epoch * 2 > epochs)
    }
    table.finish()
  }

  private mutating func learn(
    _ example: (label: MorphologyLabel, rows: [UInt32], values: UInt32), _ random: inout FixedRandom
  ) {
    let bits = random.next()
    // An eighth of the features rests each time, so that none is relied on alone.
    let rows = example.rows.enumerated().filter { bits >> (UInt64($0.offset) * 3) & 7 != 0 }.map(\.element)
    var scores = [Float](repeating: 0, count: WeightTable.width)
    scores.withUnsafeMutableBufferPointer { scores in
      for row in rows { table.add(row, to: scores.baseAddress!) }
    }
    var gradient = [Float](repeating: 0, count: WeightTable.width)
    for head in FeatureHead.heads(of: example.label) {
      let columns = head.column..<(head.column + head.values.count)
      let top = columns.map { scores[$0] }.max() ?? 0
      let powers = columns.map { expf(scores[$0] - top) }
      let total = powers.reduce(0, +)
      for (column, power) in zip(columns, powers) { gradient[column] = -power / total }
      gradient[head.column + Int(example.values >> (UInt32(head.rawValue) * 8) & 0xFF)] += 1
    }
    gradient.withUnsafeBufferPointer { gradient in
      for row in rows { table.update(row, gradient.baseAddress!) }
    }
  }
}
