import PatternQuery

/// Where the values of one column of a segment stand.
public struct PositionIndex {
  fileprivate let starts: UnsafeBufferPointer<UInt32>
  fileprivate let positions: UnsafeBufferPointer<UInt32>
  fileprivate let frequencies: UnsafeBufferPointer<UInt32>

  init(
    starts: UnsafeBufferPointer<UInt32>, positions: UnsafeBufferPointer<UInt32>,
    frequencies: UnsafeBufferPointer<UInt32>
  ) {
    self.starts = starts
    self.positions = positions
    self.frequencies = frequencies
  }

  /// How many tokens have one of `ids`, or `nil` when one of these is too frequent to be listed.
  func total(_ ids: [UInt32]) -> Int? {
    var total = 0
    for id in ids {
      let listed = Int(starts[Int(id) + 1] - starts[Int(id)])
      if listed != Int(frequencies[Int(id)]) { return nil }
      total += listed
    }
    return total
  }

  /// Appends the positions of the tokens that have one of `ids`, list after list.
  func append(_ ids: [UInt32], to list: inout [UInt32]) {
    for id in ids { list.append(contentsOf: positions[Int(starts[Int(id)])..<Int(starts[Int(id) + 1])]) }
  }
}

/// Ascending positions, put together from lists.
struct PositionList {
  /// Sorts and removes doubles: by a bitmap where the positions are many, else by comparing.
  static func merged(_ list: [UInt32], lists: Int, below count: Int) -> [Int] {
    if lists <= 1 { return list.map(Int.init) }
    guard list.count > count / 256 else {
      var result: [Int] = []
      result.reserveCapacity(list.count)
      for position in list.sorted() where result.last != Int(position) { result.append(Int(position)) }
      return result
    }
    var words = [UInt64](repeating: 0, count: count / 64 + 1)
    for position in list { words[Int(position >> 6)] |= 1 << UInt64(position & 63) }
    var result: [Int] = []
    result.reserveCapacity(list.count)
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        result.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return result
  }
}
