/// Which segments are put together.
///
/// Tiers as in log-structured merge trees (O'Neil et al., "The Log-Structured Merge-Tree", 1996): eight neighbours of a
/// tier make one of the next, so each token is copied at most once a tier.
enum MergePlan {
  static let width = 8
  /// The first tier ends here; each further one at eight times as much.
  static let smallest = 8_000
  /// Segments larger than this stay as they are, and none larger is made: it is what merging holds in memory.
  static let largest = 2_500_000

  static func tier(_ tokens: Int) -> Int {
    var tier = 0
    var bound = smallest
    while tokens > bound {
      tier += 1
      bound *= width
    }
    return tier
  }

  /// The segments at the end to put together, given the tokens of each; `nil` when there are none.
  static func run(tokens: [Int]) -> Range<Int>? {
    guard let last = tokens.last else { return nil }
    var tier = tier(last)
    while tier <= Self.tier(largest) {
      var start = tokens.count
      var sum = 0
      var ofTier = 0
      // Smaller ones behind those of the tier go with them, but do not make them more.
      while start > 0, Self.tier(tokens[start - 1]) <= tier, sum + tokens[start - 1] <= largest {
        start -= 1
        sum += tokens[start]
        if Self.tier(tokens[start]) == tier { ofTier += 1 }
      }
      let isFull = start > 0 && Self.tier(tokens[start - 1]) <= tier && sum * 2 > largest
      if ofTier >= width || (isFull && ofTier >= width / 2) { return start..<tokens.count }
      tier += 1
    }
    return nil
  }
}
