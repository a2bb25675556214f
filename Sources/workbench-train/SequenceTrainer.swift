import Analysis
import Glibc

/// A sequence to train on: for each token its label and the numbers of its features.
protocol LabelledSequence {
  var labels: [Int] { get }
  var rows: [[UInt32]] { get }
}

extension TagCorpus.Sentence: LabelledSequence {}

/// Trains a linear-chain conditional random field (Lafferty, McCallum and Pereira, 2001) on one thread, so that sums
/// have one order.
struct SequenceTrainer<Row: SIMD> where Row.Scalar == Float {
  private static var width: Int { Row.scalarCount }
  private let labelCount: Int
  private(set) var table: WeightRows<Row>
  /// Rows of transitions: one from each of `width` labels, then that of the first label, then that of the last.
  private(set) var transitions: WeightRows<Row>
  let dropout: Float
  /// A token whose label is this close to certain teaches nothing.
  let negligible: Float

  /// A trainer for sequences of labels below `labelCount`, which must fit into a row.
  init(labelCount: Int, features: Int, rate: Float, dropout: Float, negligible: Float = 0) {
    self.negligible = negligible
    precondition(labelCount <= Self.width)
    self.labelCount = labelCount
    table = WeightRows(rows: features, rate: rate)
    transitions = WeightRows(rows: Self.width + 2, rate: rate)
    self.dropout = dropout
  }

  /// Runs `epochs` over the sentences, averaging the second half.
  mutating func train(
    _ sentences: [some LabelledSequence], epochs: Int, shrink: Float, report: (Int, Double) -> Void
  ) {
    var random = FixedRandom(state: 1)
    var order = Array(sentences.indices)
    for epoch in 1...epochs {
      order.shuffle(using: &random)
      var likelihood = 0.0
      for sentence in order { likelihood += step(sentences[sentence], &random) }
      table.endEpoch(shrink: shrink, averaged: epoch * 2 > epochs)
      transitions.endEpoch(shrink: shrink, averaged: epoch * 2 > epochs)
      report(epoch, likelihood)
    }
    table.finish()
    transitions.finish()
  }

  private mutating func step(_ sentence: some LabelledSequence, _ random: inout FixedRandom) -> Double {
    let count = sentence.labels.count
    let threshold = UInt64(dropout * 65_536)
    var active: [[UInt32]] = []
    active.reserveCapacity(count)
    var emissions = [Float](repeating: 0, count: count * Self.width)
    var bits = random.next()
    var left = 4
    for token in 0..<count {
      let rows = sentence.rows[token].filter { _ in
        if left == 0 {
          bits = random.next()
          left = 4
        }
        left -= 1
        defer { bits >>= 16 }
        return bits & 0xFFFF >= threshold
      }
      emissions.withUnsafeMutableBufferPointer { emissions in
        let scores = emissions.baseAddress! + token * Self.width
        for row in rows { table.add(row, to: scores) }
        Self.exponentiate(scores, labelCount)
      }
      active.append(rows)
    }
    return learn(sentence.labels, active, emissions)
  }

  /// Powers of e, the greatest of them 1; columns that are no label get 0.
  private static func exponentiate(_ scores: UnsafeMutablePointer<Float>, _ labelCount: Int) {
    var top = scores[0]
    for label in 1..<labelCount { top = max(top, scores[label]) }
    for label in 0..<labelCount { scores[label] = expf(scores[label] - top) }
    for label in labelCount..<width { scores[label] = 0 }
  }

  /// Makes 32 numbers sum to one.
  private static func normalize(_ values: UnsafeMutablePointer<Float>) {
    var sum: Float = 0
    for label in 0..<width { sum += values[label] }
    let factor = 1 / sum
    for label in 0..<width { values[label] *= factor }
  }

  private mutating func learn(_ labels: [Int], _ active: [[UInt32]], _ emissions: [Float]) -> Double {
    let width = Self.width
    let count = labels.count
    var moves = transitions.weights.map { expf($0) }
    for row in 0..<(width + 2) { for label in labelCount..<width { moves[row * width + label] = 0 } }
    var forward = [Float](repeating: 0, count: count * width)
    var backward = forward
    var marginal = [Float](repeating: 0, count: width)
    var pairs = [Float](repeating: 0, count: width * width)
    var moveGradients = pairs
    var likelihood = 0.0

    moves.withUnsafeBufferPointer { moves in
      emissions.withUnsafeBufferPointer { emissions in
        forward.withUnsafeMutableBufferPointer { forward in
          backward.withUnsafeMutableBufferPointer { backward in
            Self.forwardBackward(
              moves.baseAddress!, emissions.baseAddress!, forward.baseAddress!, backward.baseAddress!, count, labelCount
            )
          }
        }
        pairs.withUnsafeMutableBufferPointer { pairs in
          moveGradients.withUnsafeMutableBufferPointer { gradients in
            for token in 1..<max(count, 1) {
              var total: Float = 0
              for previous in 0..<labelCount {
                let weight = forward[(token - 1) * width + previous]
                for label in 0..<width {
                  let ahead = emissions[token * width + label] * backward[token * width + label]
                  pairs[previous * width + label] = weight * moves[previous * width + label] * ahead
                  total += pairs[previous * width + label]
                }
              }
              let factor = 1 / total
              for index in 0..<(labelCount * width) { gradients[index] -= pairs[index] * factor }
              gradients[labels[token - 1] * width + labels[token]] += 1
            }
          }
        }
      }
    }
    for token in 0..<count {
      marginal.withUnsafeMutableBufferPointer { marginal in
        for label in 0..<width {
          marginal[label] = forward[token * width + label] * backward[token * width + label]
        }
        Self.normalize(marginal.baseAddress!)
        likelihood += Double(logf(max(marginal[labels[token]], 1e-9)))
        for label in 0..<width { marginal[label] = -marginal[label] }
        marginal[labels[token]] += 1
        if marginal[labels[token]] >= negligible {
          for row in active[token] { table.update(row, marginal.baseAddress!) }
        }
        if token == 0 { transitions.update(UInt32(width), marginal.baseAddress!) }
        if token == count - 1 { transitions.update(UInt32(width) + 1, marginal.baseAddress!) }
      }
    }
    moveGradients.withUnsafeBufferPointer { gradients in
      for label in 0..<labelCount { transitions.update(UInt32(label), gradients.baseAddress! + label * width) }
    }
    return likelihood
  }

  /// Forward and backward variables, each scaled to sum to one.
  private static func forwardBackward(
    _ moves: UnsafePointer<Float>, _ emissions: UnsafePointer<Float>, _ forward: UnsafeMutablePointer<Float>,
    _ backward: UnsafeMutablePointer<Float>, _ count: Int, _ labelCount: Int
  ) {
    for label in 0..<width { forward[label] = moves[width * width + label] * emissions[label] }
    normalize(forward)
    for token in 1..<max(count, 1) {
      let here = forward + token * width
      for previous in 0..<labelCount {
        let weight = here[previous - width]
        for label in 0..<width { here[label] += moves[previous * width + label] * weight }
      }
      for label in 0..<width { here[label] *= emissions[token * width + label] }
      normalize(here)
    }
    for label in 0..<width { backward[(count - 1) * width + label] = moves[(width + 1) * width + label] }
    for token in stride(from: count - 2, through: 0, by: -1) {
      let next = backward + (token + 1) * width
      for previous in 0..<labelCount {
        var sum: Float = 0
        for label in 0..<width {
          sum += moves[previous * width + label] * emissions[(token + 1) * width + label] * next[label]
        }
        backward[token * width + previous] = sum
      }
      normalize(backward + token * width)
    }
  }
}
