import Analysis

/// The weights of several trainings of one choice, summed by feature.
struct AveragedMoves {
  private var numbers: [UInt64: Int] = [:]
  private var hashes: [UInt64] = []
  private var sums: [Float] = []
  private var trainings: Float = 0

  /// Adds the weights of a training.
  mutating func add(_ weights: HashedWeights) {
    let averages = weights.averages()
    trainings += 1
    for (row, hash) in weights.hashes.enumerated() {
      let number = numbers[hash] ?? hashes.count
      if number == hashes.count {
        numbers[hash] = number
        hashes.append(hash)
        sums.append(contentsOf: repeatElement(0, count: 2))
      }
      let first = averages[row * 3]
      sums[number * 2] += averages[row * 3 + 1] - first
      sums[number * 2 + 1] += averages[row * 3 + 2] - first
    }
  }

  /// The `limit` features that weigh most as small integers, `scale` to one, the heaviest first.
  func quantized(scale: Float, limit: Int) -> [(hash: UInt64, second: Int8, third: Int8)] {
    let factor = scale / trainings
    func integer(_ value: Float) -> Int8 { Int8(max(-127, min(127, (value * factor).rounded()))) }
    let norms = hashes.indices.map { max(abs(sums[$0 * 2]), abs(sums[$0 * 2 + 1])) * factor }
    let order = hashes.indices.filter { norms[$0] >= 0.5 }.sorted { (norms[$1], $0) < (norms[$0], $1) }
    return order.prefix(limit).map { (hashes[$0], integer(sums[$0 * 2]), integer(sums[$0 * 2 + 1])) }
  }
}

extension HashedWeights {
  /// The `limit` rows that weigh most as small integers, `scale` to one, the heaviest first.
  func quantized(scale: Float, limit: Int) -> [(hash: UInt64, row: [Int8])] {
    let averages = averages()
    let norms = hashes.indices.map { row in
      averages[(row * width)..<((row + 1) * width)].reduce(Float(0)) { max($0, abs($1)) } * scale
    }
    let order = hashes.indices.filter { norms[$0] >= 1 }.sorted { (norms[$1], $0) < (norms[$0], $1) }
    return order.prefix(limit).map { row in
      (
        hashes[row],
        averages[(row * width)..<((row + 1) * width)].map { Int8(max(-127, min(127, ($0 * scale).rounded()))) }
      )
    }
  }
}
