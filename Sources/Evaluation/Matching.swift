import ArticleModel

/// A gold item and a found item that may be the same.
struct Candidate {
  var gold: Int
  var found: Int
  /// The higher the better.
  var quality: Int
}

/// One-to-one matching: the best pair first, then the best of what is left; ties go to the earlier items.
enum Matching {
  static func greedy(_ candidates: [Candidate]) -> [Candidate] {
    var usedGold: Set<Int> = []
    var usedFound: Set<Int> = []
    var matches: [Candidate] = []
    for candidate in candidates.sorted(by: isBetter)
    where !usedGold.contains(candidate.gold) && !usedFound.contains(candidate.found) {
      usedGold.insert(candidate.gold)
      usedFound.insert(candidate.found)
      matches.append(candidate)
    }
    return matches.sorted { $0.gold < $1.gold }
  }

  private static func isBetter(_ left: Candidate, _ right: Candidate) -> Bool {
    if left.quality != right.quality { return left.quality > right.quality }
    return (left.gold, left.found) < (right.gold, right.found)
  }

  /// Every pair of overlapping spans, by index.
  static func overlaps(_ gold: [Span], _ found: [Span]) -> [(gold: Int, found: Int)] {
    let order = found.indices.sorted { found[$0].start < found[$1].start }
    let longest = found.map(\.length).max() ?? 0
    var pairs: [(Int, Int)] = []
    for (index, span) in gold.enumerated() {
      var low = 0
      var high = order.count
      while low < high {
        let middle = (low + high) / 2
        if found[order[middle]].start + longest <= span.start { low = middle + 1 } else { high = middle }
      }
      while low < order.count, found[order[low]].start < span.end {
        if found[order[low]].overlaps(span) { pairs.append((index, order[low])) }
        low += 1
      }
    }
    return pairs
  }

  /// Intersection over union in millionths.
  static func overlap(_ left: Span, _ right: Span) -> Int {
    let shared = min(left.end, right.end) - max(left.start, right.start)
    guard shared > 0 else { return 0 }
    return shared * 1_000_000 / (max(left.end, right.end) - min(left.start, right.start))
  }
}
