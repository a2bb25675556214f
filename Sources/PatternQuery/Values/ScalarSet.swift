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

  static let letters = lower.union(upper).union(
    of { $0 == .titlecaseLetter || $0 == .modifierLetter || $0 == .otherLetter })
  static let lower = of { $0 == .lowercaseLetter }
  static let upper = of { $0 == .uppercaseLetter }
  static let numbers = of { $0 == .decimalNumber || $0 == .letterNumber || $0 == .otherNumber }
  static let marks = of { $0 == .nonspacingMark || $0 == .spacingMark || $0 == .enclosingMark }
  static let punctuation = of {
    [
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation,
    ].contains($0)
  }
  static let symbols = of { [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol].contains($0) }

  /// The scalars of the first two planes, where every script of a newspaper lies, whose category `holds`.
  private static func of(_ holds: (Unicode.GeneralCategory) -> Bool) -> ScalarSet {
    var ranges: [ClosedRange<UInt32>] = []
    for value in UInt32(0)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value), holds(scalar.properties.generalCategory) else { continue }
      if let last = ranges.last, last.upperBound + 1 == value {
        ranges[ranges.count - 1] = last.lowerBound...value
      } else {
        ranges.append(value...value)
      }
    }
    return ScalarSet(ranges)
  }
}
