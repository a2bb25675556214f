/// Numbers for feature hashes, in the order in which they are first seen.
struct FeatureIndex {
  private var numbers: [UInt64: UInt32] = [:]
  private(set) var hashes: [UInt64] = []
  private var counts: [UInt32] = []

  /// The number of a feature, which is added when it is new.
  mutating func number(_ hash: UInt64) -> UInt32 {
    if let number = numbers[hash] {
      counts[Int(number)] += 1
      return number
    }
    let number = UInt32(hashes.count)
    numbers[hash] = number
    hashes.append(hash)
    counts.append(1)
    return number
  }

  /// How often a feature was seen.
  func count(_ number: UInt32) -> UInt32 { counts[Int(number)] }

  /// Leaves out the features seen fewer than `least` times.
  ///
  /// - Returns: for each old number the new one, or `UInt32.max`.
  mutating func prune(least: UInt32) -> [UInt32] {
    let old = (hashes, counts)
    self = FeatureIndex()
    var renumbering: [UInt32] = []
    renumbering.reserveCapacity(old.0.count)
    for (hash, count) in zip(old.0, old.1) {
      guard count >= least else {
        renumbering.append(.max)
        continue
      }
      renumbering.append(UInt32(hashes.count))
      numbers[hash] = UInt32(hashes.count)
      hashes.append(hash)
      counts.append(count)
    }
    return renumbering
  }
}

/// A sequence of random numbers that is the same in every run (SplitMix64).
struct FixedRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
