import ArticleModel

/// What a first reading of an article found, as the second one asks for it: how the other occurrences of a spelling,
/// and of the capitalised words in a row, were labelled (Krishnan and Manning, 2006).
package struct NameMemory: Sendable {
  /// The number of the label of each token.
  package private(set) var labels: [UInt8]
  /// How sure the first reading was of each token, in four steps.
  package private(set) var margins: [UInt8]
  /// By folded spelling: how often capitalised and labelled person, organisation, place, outside; then how often at the
  /// beginning and at the end of a longer name.
  private var counts: [SIMD8<UInt16>]
  /// By the folded spellings of a whole name: how often each type.
  private var names: [UInt64: SIMD4<UInt16>] = [:]
  /// By token: the hash of its run, 0 outside.
  private var runs: [UInt64]

  /// The memory of `page` labelled so, with the margins of the labels.
  package init(_ page: NamePage, labels: [UInt8], margins: [Int16]) {
    self.labels = labels
    self.margins = margins.map { $0 < 12 ? 0 : $0 < 36 ? 1 : $0 < 96 ? 2 : 3 }
    counts = .init(repeating: .zero, count: page.evidence.count)
    runs = .init(repeating: 0, count: labels.count)
    var start = 0
    for token in labels.indices {
      let label = NameLabel(rawValue: labels[token])
      let trait = page.trait(token)
      if trait.isWord, trait.isCapitalized {
        let key = page.key(token)
        if let type = label.type {
          counts[key][Int(NameLabel.number(of: type))] &+= 1
          if label.place == .first { counts[key][4] &+= 1 }
          if label.place == .last { counts[key][5] &+= 1 }
        } else {
          counts[key][3] &+= 1
        }
        let run = page.around[token].run
        runs[token] = Int(run.lowerBound) == token ? Self.hash(page, run) : token > 0 ? runs[token - 1] : 0
      }
      guard let type = label.type else { continue }
      if label.place == .first || label.place == .only { start = token }
      if label.place == .last || label.place == .only, start <= token {
        names[Self.hash(page, Int32(start)..<Int32(token + 1)), default: .zero][Int(NameLabel.number(of: type))] &+= 1
      }
    }
  }

  private static func hash(_ page: NamePage, _ range: Range<Int32>) -> UInt64 {
    var hash: UInt64 = 0
    for token in range { hash = FormHash.mix(hash, UInt64(page.key(Int(token)))) }
    return hash
  }

  /// What the occurrences of a spelling were, apart from one with label number `own`.
  func ofSpelling(_ key: Int, besides own: Int) -> UInt64 {
    var count = counts[key]
    let type = own == 0 ? 3 : (own - 1) / 4
    if count[type] > 0 { count[type] -= 1 }
    let total = Int(count[0]) + Int(count[1]) + Int(count[2]) + Int(count[3])
    guard total > 0 else { return 0 }
    var best = 0
    for type in 1..<4 where count[type] > count[best] { best = type }
    let share: UInt64 = Int(count[best]) == total ? 2 : Int(count[best]) * 3 >= total * 2 ? 1 : 0
    let many: UInt64 = total > 3 ? 2 : total > 1 ? 1 : 0
    let ends: UInt64 = (count[4] > 0 ? 1 : 0) | (count[5] > 0 ? 2 : 0)
    return UInt64(best + 1) | share << 3 | many << 5 | ends << 7
  }

  /// What names that are spelt like the run of `token` were.
  func ofRun(_ token: Int) -> UInt64 {
    guard runs[token] != 0, let count = names[runs[token]] else { return 0 }
    var best = 0
    for type in 1..<3 where count[type] > count[best] { best = type }
    let total = Int(count[0]) + Int(count[1]) + Int(count[2])
    return UInt64(best + 1) | (Int(count[best]) == total ? 4 : 0) | (total > 2 ? 16 : total > 1 ? 8 : 0)
  }
}
