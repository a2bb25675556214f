/// Token intervals, sorted by start, with what the filters ask of them.
final class RegionList {
  let starts: [UInt32]
  let ends: [UInt32]
  /// The greatest end among a region and those before it.
  private let greatestEnd: [UInt32]
  /// The smallest end among a region and those after it.
  private let smallestEnd: [UInt32]
  /// Whether no two regions overlap.
  let isDisjoint: Bool
  /// Where the last question was answered; the next is mostly near.
  private var cursor = 0
  /// The region around the last token asked about, of disjoint ones.
  private var nearStart = 0
  private var nearEnd = 0

  init(starts: [UInt32], ends: [UInt32]) {
    self.starts = starts
    self.ends = ends
    var greatest: UInt32 = 0
    var isDisjoint = true
    greatestEnd = zip(starts, ends).map { start, end in
      if start < greatest { isDisjoint = false }
      greatest = max(greatest, end)
      return greatest
    }
    self.isDisjoint = isDisjoint
    var smallest = UInt32.max
    var reversed: [UInt32] = []
    reversed.reserveCapacity(ends.count)
    for end in ends.reversed() {
      smallest = min(smallest, end)
      reversed.append(smallest)
    }
    smallestEnd = reversed.reversed()
  }

  var count: Int { starts.count }

  /// How many regions start at `index` or before.
  func upperBound(_ index: Int) -> Int {
    if cursor <= count, cursor == 0 || Int(starts[cursor - 1]) <= index {
      if cursor == count || Int(starts[cursor]) > index { return cursor }
      if cursor + 1 == count || Int(starts[cursor + 1]) > index {
        cursor += 1
        return cursor
      }
    }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= index { low = middle + 1 } else { high = middle }
    }
    cursor = low
    return low
  }

  /// The greatest end of the regions around token `index`, or 0 when there are none.
  @inline(__always)
  func end(around index: Int) -> Int {
    index >= nearStart && index < nearEnd ? nearEnd : findEnd(around: index)
  }

  private func findEnd(around index: Int) -> Int {
    let bound = upperBound(index)
    guard bound > 0 else { return 0 }
    let end = Int(greatestEnd[bound - 1])
    guard end > index else { return 0 }
    if isDisjoint { (nearStart, nearEnd) = (Int(starts[bound - 1]), end) }
    return end
  }

  /// The smallest end of the regions that start at `index` or after, or `nil` when there are none.
  func smallestEnd(from index: Int) -> Int? {
    let bound = index == 0 ? 0 : upperBound(index - 1)
    return bound < count ? Int(smallestEnd[bound]) : nil
  }

  /// The numbers of the regions that start at `index`.
  func starting(at index: Int) -> Range<Int> {
    let end = upperBound(index)
    var start = end
    while start > 0, Int(starts[start - 1]) == index { start -= 1 }
    return start..<end
  }
}
