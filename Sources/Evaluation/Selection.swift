/// Which articles of a set are taken: by name, and by a share of all that depends on nothing but the names.
public struct Selection: Sendable {
  private let patterns: [[Character]]
  private let part: (index: Int, count: Int)?

  /// A selection.
  ///
  /// - Parameters:
  ///   - only: names divided by commas, in which `*` stands for anything and `?` for one character; `nil` for all.
  ///   - part: `i/n`: the articles whose name's hash leaves `i` when divided by `n`; `nil` for all.
  public init(only: String? = nil, part: String? = nil) throws(GoldProblem) {
    patterns = only?.split(separator: ",").map(Array.init) ?? []
    guard let part else {
      self.part = nil
      return
    }
    let numbers = part.split(separator: "/").map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1], count > 0, (0..<count).contains(index)
    else { throw GoldProblem("'\(part)' is no part; write it as 0/2 (the first half) or 2/3 (the last third)") }
    self.part = (index, count)
  }

  /// Whether the article called `name` is taken.
  public func contains(_ name: String) -> Bool {
    if let part, Self.hash(name) % UInt64(part.count) != UInt64(part.index) { return false }
    return patterns.isEmpty || patterns.contains { Self.matches($0[...], Array(name)[...]) }
  }

  /// FNV-1a over 64 bits, its halves folded together.
  private static func hash(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash ^ (hash >> 32)
  }

  /// Walks both once, and goes back to the last `*` when they part.
  private static func matches(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    var (p, n) = (pattern.startIndex, name.startIndex)
    var star: (p: Int, n: Int)?
    while n < name.endIndex {
      if p < pattern.endIndex, pattern[p] == "*" {
        star = (p, n)
        p += 1
      } else if p < pattern.endIndex, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = star {
        star = (last.p, last.n + 1)
        (p, n) = (last.p + 1, last.n + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }
}
