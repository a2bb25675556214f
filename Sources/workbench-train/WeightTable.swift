import Analysis
import Glibc

/// Rows of 32 weights a feature.
typealias WeightTable = WeightRows<SIMD32<Float>>

/// Rows of weights, one a feature and as wide as `Row`, trained with AdaGrad (Duchi, Hazan and Singer, 2011) and averaged over epochs.
struct WeightRows<Row: SIMD> where Row.Scalar == Float {
  static var width: Int { Row.scalarCount }
  private(set) var weights: [Float]
  private var squares: [Float]
  private var sums: [Float]
  private var epochs: Float = 0
  let rate: Float

  init(rows: Int, rate: Float) {
    weights = [Float](repeating: 0, count: rows * Self.width)
    squares = [Float](repeating: 0.1, count: rows * Self.width)
    sums = weights
    self.rate = rate
  }

  /// Adds a row to as many scores.
  @inline(__always)
  func add(_ row: UInt32, to scores: UnsafeMutablePointer<Float>) {
    weights.withUnsafeBufferPointer {
      let row = $0.baseAddress! + Int(row) * Self.width
      for label in 0..<Self.width { scores[label] += row[label] }
    }
  }

  /// Follows a gradient in a row.
  @inline(__always)
  mutating func update(_ row: UInt32, _ gradient: UnsafePointer<Float>) {
    let rate = rate
    squares.withUnsafeMutableBufferPointer { squares in
      weights.withUnsafeMutableBufferPointer { weights in
        let squares = squares.baseAddress! + Int(row) * Self.width
        let weights = weights.baseAddress! + Int(row) * Self.width
        for label in 0..<Self.width {
          squares[label] += gradient[label] * gradient[label]
          weights[label] += rate * gradient[label] / squares[label].squareRoot()
        }
      }
    }
  }

  /// Shrinks all weights by a factor and, when `averaged`, adds them to the average.
  mutating func endEpoch(shrink: Float, averaged: Bool) {
    weights.withUnsafeMutableBufferPointer { weights in
      for index in 0..<weights.count { weights[index] *= shrink }
    }
    guard averaged else { return }
    epochs += 1
    sums.withUnsafeMutableBufferPointer { sums in
      weights.withUnsafeBufferPointer { weights in
        for index in 0..<sums.count { sums[index] += weights[index] }
      }
    }
  }

  /// Replaces the weights by their average.
  mutating func finish() {
    guard epochs > 0 else { return }
    for index in weights.indices { weights[index] = sums[index] / epochs }
  }

  /// The `limit` rows that weigh most as small integers, `scale` to one, the heaviest first.
  func quantized(_ hashes: [UInt64], scale: Float, limit: Int) -> [(hash: UInt64, row: [Int8])] {
    let norms = hashes.indices.map { row in
      weights[(row * Self.width)..<((row + 1) * Self.width)].reduce(Float(0)) { max($0, abs($1)) }
    }
    let order = hashes.indices.filter { norms[$0] * scale >= 1 }.sorted { (norms[$1], $0) < (norms[$0], $1) }
    return order.prefix(limit).map { row in
      let values = weights[(row * Self.width)..<((row + 1) * Self.width)].map { weight in
        Int8(max(-127, min(127, (weight * scale).rounded())))
      }
      return (hashes[row], values)
    }
  }
}
