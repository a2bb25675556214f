/// A set of Unicode scalar values as sorted ranges that neither touch nor overlap.
struct ScalarSet: Hashable {
  private(set) var ranges: [ClosedRange<UInt32>] = []

  static let all = ScalarSet([0...0x10FFFF])

  init(_ unsorted: [ClosedRange<UInt32>]) {
    for range in unsorted.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = ranges.last, range.lowerBound <= last.upperBound &+ 1 {
        ranges[ranges.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
  }

  init(_ scalar: UInt32) { ranges = [scalar...scalar] }

  /// The only member, or `nil` when there are more or none.
  var single: UInt32? { ranges.count == 1 && ranges[0].count == 1 ? ranges[0].lowerBound : nil }

  func union(_ other: ScalarSet) -> ScalarSet { ScalarSet(ranges + other.ranges) }

  var complement: ScalarSet {
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = range.upperBound + 1
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return ScalarSet(result)
  }

  static let digits = ScalarSet([0x30...0x39])
  static let spaces = ScalarSet([0x09...0x0D, 0x20...0x20, 0x85...0x85, 0xA0...0xA0, 0x2000...0x200A, 0x202F...0x202F])
  /// Letters, marks, digits and the underscore.
  static let wordCharacters = letters.union(numbers).union(marks).union(ScalarSet(0x5F))

  static let letters = of(
    [.lowercaseLetter, .uppercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
  ).union(ScalarSet([0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x20000...0x323AF]))
  static let lower = of([.lowercaseLetter])
  static let upper = of([.uppercaseLetter])
  static let numbers = of([.decimalNumber, .letterNumber, .otherNumber])
  static let marks = of([.nonspacingMark, .spacingMark, .enclosingMark])
  static let punctuation = of([
    .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation,
  ])
  static let symbols = of([.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol])
    .union(ScalarSet([0x1F300...0x1FAFF]))

  private static func of(_ categories: [Unicode.GeneralCategory]) -> ScalarSet {
    ScalarSet(categories.flatMap { ranges[$0] ?? [] })
  }

  /// The scalars of each category in the first plane, without the large blocks of Han and Hangul, which are letters
  /// throughout, and private use; found in one walk, since `\w` would take 70 ms if each class looked at every scalar.
  private static let ranges: [Unicode.GeneralCategory: [ClosedRange<UInt32>]] = {
    var ranges: [Unicode.GeneralCategory: [ClosedRange<UInt32>]] = [:]
    let blocks: [ClosedRange<UInt32>] = [0...0x33FF, 0x4DC0...0x4DFF, 0xA000...0xABFF, 0xF900...0xFFFF]
    for value in blocks.joined() {
      guard let category = Unicode.Scalar(value)?.properties.generalCategory, category != .unassigned else { continue }
      if let last = ranges[category]?.last, last.upperBound + 1 == value {
        ranges[category]![ranges[category]!.count - 1] = last.lowerBound...value
      } else {
        ranges[category, default: []].append(value...value)
      }
    }
    return ranges
  }()
}
