import Analysis
import Glibc

/// A few weights a feature, found by hash and added when a feature is first seen; trained with AdaGrad (Duchi, Hazan
/// and Singer, 2011) and averaged over epochs.
struct HashedWeights {
  let width: Int
  let rate: Float
  /// The hash of each row, 0 where a slot is empty.
  private var keys: [UInt64]
  private var numbers: [UInt32]
  private(set) var hashes: [UInt64] = []
  private var weights: [Float] = []
  private var squares: [Float] = []
  private var sums: [Float] = []
  private var epochs: Float = 0

  init(width: Int, rate: Float) {
    self.width = width
    self.rate = rate
    keys = [UInt64](repeating: 0, count: 1 << 16)
    numbers = [UInt32](repeating: 0, count: 1 << 16)
  }

  /// The row of a feature, which is added when it is new.
  mutating func row(_ hash: UInt64) -> Int {
    let hash = hash == 0 ? 1 : hash
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while keys[slot] != 0 {
      if keys[slot] == hash { return Int(numbers[slot]) }
      slot = (slot + 1) & mask
    }
    keys[slot] = hash
    numbers[slot] = UInt32(hashes.count)
    hashes.append(hash)
    weights.append(contentsOf: repeatElement(0, count: width))
    squares.append(contentsOf: repeatElement(0.1, count: width))
    sums.append(contentsOf: repeatElement(0, count: width))
    if hashes.count * 2 > keys.count { grow() }
    return hashes.count - 1
  }

  private mutating func grow() {
    let count = keys.count * 2
    keys = [UInt64](repeating: 0, count: count)
    numbers = [UInt32](repeating: 0, count: count)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (count - 1)
      while keys[slot] != 0 { slot = (slot + 1) & (count - 1) }
      keys[slot] = hash
      numbers[slot] = UInt32(number)
    }
  }

  /// The sums of some rows.
  func scores(_ rows: [Int], into scores: inout [Float]) {
    weights.withUnsafeBufferPointer { weights in
      for column in 0..<width { scores[column] = 0 }
      for row in rows {
        let row = weights.baseAddress! + row * width
        for column in 0..<width { scores[column] += row[column] }
      }
    }
  }

  /// Follows a gradient in some rows.
  mutating func update(_ rows: [Int], _ gradient: [Float]) {
    let (width, rate) = (width, rate)
    squares.withUnsafeMutableBufferPointer { squares in
      weights.withUnsafeMutableBufferPointer { weights in
        for row in rows {
          let squares = squares.baseAddress! + row * width
          let weights = weights.baseAddress! + row * width
          for column in 0..<width {
            squares[column] += gradient[column] * gradient[column]
            weights[column] += rate * gradient[column] / squares[column].squareRoot()
          }
        }
      }
    }
  }

  /// Shrinks all weights by a factor and, when `averaged`, adds them to the average.
  mutating func endEpoch(shrink: Float, averaged: Bool) {
    for index in weights.indices { weights[index] *= shrink }
    guard averaged else { return }
    epochs += 1
    for index in sums.indices { sums[index] += weights[index] }
  }

  /// The average weights, by row.
  func averages() -> [Float] { epochs == 0 ? weights : sums.map { $0 / epochs } }
}

extension HashedWeights {
  /// The gradient of the log likelihood of the columns in `right`, among those in `open`; `nil` where nothing is left to
  /// learn.
  static func gradient(_ scores: [Float], right: UInt32, open: UInt32, into gradient: inout [Float]) -> Bool {
    var top = -Float.infinity
    for column in scores.indices where open >> UInt32(column) & 1 != 0 { top = max(top, scores[column]) }
    var total: Float = 0
    var share: Float = 0
    for column in scores.indices {
      gradient[column] = 0
      guard open >> UInt32(column) & 1 != 0 else { continue }
      let power = expf(scores[column] - top)
      gradient[column] = power
      total += power
      if right >> UInt32(column) & 1 != 0 { share += power }
    }
    guard share < total * 0.999 else { return false }
    let floor = max(share, 1e-20)
    for column in scores.indices where open >> UInt32(column) & 1 != 0 {
      let wanted = right >> UInt32(column) & 1 != 0 ? gradient[column] / floor : 0
      gradient[column] = wanted - gradient[column] / total
    }
    return true
  }
}
