/// Finds the best sequence of name labels by Viterbi's algorithm, in 16-bit integers, and how far each label lies before
/// the best sequence with another one. Of equal scores the lower label wins.
struct NameDecoder {
  typealias Lanes = SIMD16<Int16>
  private static let width = NameLabel.capacity
  private static let lowest: Int16 = -12_000

  private var forward: [Lanes] = []
  private var origins: [Lanes] = []
  /// The labels of the stretch decoded last.
  private(set) var labels: [UInt8] = []
  /// How far each label lies before the next best.
  private(set) var margins: [Int16] = []

  /// Decodes emissions of `count` tokens, the first 16 of every `stride` values.
  mutating func decode(
    _ emissions: UnsafePointer<Int16>, count: Int, stride: Int, transitions: UnsafePointer<Int16>
  ) {
    labels.removeAll(keepingCapacity: true)
    margins.removeAll(keepingCapacity: true)
    guard count > 0 else { return }
    forward.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    func moves(_ row: Int) -> Lanes {
      UnsafeRawPointer(transitions + row * Self.width).loadUnaligned(as: Lanes.self)
    }
    func scores(_ token: Int) -> Lanes {
      UnsafeRawPointer(emissions + token * stride).loadUnaligned(as: Lanes.self)
    }
    let floor = Lanes(repeating: Self.lowest)
    var best = pointwiseMax(scores(0) &+ moves(Self.width), floor)
    for lane in NameLabel.count..<Self.width { best[lane] = Self.lowest }
    best = pointwiseMax(best &- best.max(), floor)
    forward.append(best)
    origins.append(.zero)
    for token in 1..<max(count, 1) {
      var next = Lanes(repeating: -32_000)
      var origin = Lanes.zero
      for previous in 0..<NameLabel.count {
        let candidate = moves(previous) &+ best[previous]
        let better = candidate .> next
        next.replace(with: candidate, where: better)
        origin.replace(with: Int16(previous), where: better)
      }
      best = pointwiseMax(next, Lanes(repeating: -20_000)) &+ scores(token)
      for lane in NameLabel.count..<Self.width { best[lane] = Self.lowest }
      best = pointwiseMax(best &- best.max(), floor)
      forward.append(best)
      origins.append(origin)
    }
    trace(count, moves(Self.width + 1))
    measure(emissions, count: count, stride: stride, transitions: transitions)
  }

  private mutating func trace(_ count: Int, _ end: Lanes) {
    let total = forward[count - 1] &+ end
    var label = 0
    for candidate in 1..<NameLabel.count where total[candidate] > total[label] { label = candidate }
    labels = [UInt8](repeating: 0, count: count)
    for token in stride(from: count - 1, through: 0, by: -1) {
      labels[token] = UInt8(label)
      label = Int(origins[token][label])
    }
  }

  /// The other half of the way: what the best continuation of each label scores.
  private mutating func measure(
    _ emissions: UnsafePointer<Int16>, count: Int, stride: Int, transitions: UnsafePointer<Int16>
  ) {
    margins = [Int16](repeating: 0, count: count)
    let floor = Lanes(repeating: Self.lowest)
    var ahead = UnsafeRawPointer(transitions + (Self.width + 1) * Self.width).loadUnaligned(as: Lanes.self)
    for token in Swift.stride(from: count - 1, through: 0, by: -1) {
      let label = Int(labels[token])
      var total = forward[token] &+ ahead
      let own = Int(total[label])
      total[label] = -32_000
      for lane in NameLabel.count..<Self.width { total[lane] = -32_000 }
      margins[token] = Int16(clamping: own - Int(total.max()))
      guard token > 0 else { break }
      let scores = UnsafeRawPointer(emissions + token * stride).loadUnaligned(as: Lanes.self)
      let here = pointwiseMax(ahead &+ scores, floor)
      var next = Lanes(repeating: Self.lowest)
      for previous in 0..<NameLabel.count {
        let row = UnsafeRawPointer(transitions + previous * Self.width).loadUnaligned(as: Lanes.self)
        var sum = row &+ here
        for lane in NameLabel.count..<Self.width { sum[lane] = -32_000 }
        next[previous] = sum.max()
      }
      ahead = pointwiseMax(next &- next.max(), floor)
    }
  }
}
