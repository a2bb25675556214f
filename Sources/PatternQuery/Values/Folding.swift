/// Which differences between strings a test overlooks: the flags `%c` and `%d`.
struct Folding: OptionSet, Hashable {
  let rawValue: UInt8
  static let letterCase = Folding(rawValue: 1)
  static let diacritics = Folding(rawValue: 2)

  /// What `scalar` becomes; `nil` when it vanishes, as a combining accent does under `%d`.
  func fold(_ scalar: UInt32) -> UInt32? {
    if isEmpty { return scalar }
    if scalar < 0x80 {
      return contains(.letterCase) && scalar >= 0x41 && scalar <= 0x5A ? scalar + 32 : scalar
    }
    guard let index = Self.index(of: scalar) else { return scalar }
    let folded = table[index]
    return folded == 0 ? nil : folded
  }

  /// Every scalar of `set` folded.
  func fold(_ set: ScalarSet) -> ScalarSet {
    if isEmpty { return set }
    var result: [ClosedRange<UInt32>] = []
    for range in set.ranges {
      var value = range.lowerBound
      while value <= range.upperBound {
        if let end = Self.domain.first(where: { $0.contains(value) })?.upperBound {
          while value <= min(end, range.upperBound) {
            if let folded = fold(value) { result.append(folded...folded) }
            value += 1
          }
        } else {
          let next = Self.domain.first { $0.lowerBound > value }?.lowerBound ?? 0x110000
          let last = min(next - 1, range.upperBound)
          result.append(value...last)
          value = last + 1
        }
      }
    }
    return ScalarSet(result)
  }

  /// Appends `bytes`, folded, to `output`.
  func fold(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
    let foldsCase = contains(.letterCase)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        output.append(foldsCase && byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte)
        index += 1
        continue
      }
      // Two bytes hold Latin, Greek and Cyrillic, three the rest of Latin; longer ones never fold.
      let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      guard index + length <= bytes.count, length < 4 else {
        output.append(contentsOf: bytes[index..<min(index + length, bytes.count)])
        index += length
        continue
      }
      var scalar = UInt32(byte) & (length == 2 ? 0x1F : 0x0F)
      for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[index + offset] & 0x3F) }
      if let folded = fold(scalar).flatMap(Unicode.Scalar.init) {
        if folded.value < 0x80 {
          output.append(UInt8(folded.value))
        } else {
          output.append(contentsOf: UTF8.encode(folded)!)
        }
      }
      index += length
    }
  }

  func fold(_ bytes: [UInt8]) -> [UInt8] {
    if isEmpty { return bytes }
    var output: [UInt8] = []
    bytes.withUnsafeBufferPointer { fold($0, into: &output) }
    return output
  }

  /// Where folding changes anything: Latin, Greek, Cyrillic, Armenian and the combining accents.
  private static let domain: [ClosedRange<UInt32>] = [0...0x58F, 0x1E00...0x1FFF]

  private static func index(of scalar: UInt32) -> Int? {
    if scalar <= 0x58F { return Int(scalar) }
    return scalar >= 0x1E00 && scalar <= 0x1FFF ? Int(scalar) - 0x1E00 + 0x590 : nil
  }

  /// For each combination of flags the folded scalar of each scalar of the domain; 0 where it vanishes.
  private static func table(_ folding: Folding) -> [UInt32] {
    domain.joined().map { value in
      guard let scalar = Unicode.Scalar(value) else { return value }
      var folded = scalar
      if folding.contains(.diacritics) {
        if scalar.properties.generalCategory == .nonspacingMark { return 0 }
        folded = base(of: scalar)
      }
      if folding.contains(.letterCase) {
        let lower = folded.properties.lowercaseMapping.unicodeScalars
        if lower.count == 1 { folded = lower.first! }
      }
      return folded.value
    }
  }

  // Each is made when a query first needs it.
  private static let caseTable = table(.letterCase)
  private static let diacriticsTable = table(.diacritics)
  private static let bothTable = table([.letterCase, .diacritics])

  private var table: [UInt32] {
    switch self {
    case .letterCase: Self.caseTable
    case .diacritics: Self.diacriticsTable
    default: Self.bothTable
    }
  }

  /// The plain letter under a Latin letter with a diacritic, read off its Unicode name
  /// ("LATIN SMALL LETTER E WITH ACUTE"): the standard library publishes no decompositions.
  private static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar {
    // No other letters have such names, and looking names up is slow.
    guard (0xC0..<0x250).contains(scalar.value) || (0x1E00..<0x1F00).contains(scalar.value),
      let name = scalar.properties.name
    else { return scalar }
    let words = name.split(separator: " ")
    guard words.count > 5, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH", words[3].utf8.count == 1,
      let letter = words[3].unicodeScalars.first
    else { return scalar }
    return words[1] == "SMALL" ? Unicode.Scalar(letter.value + 32)! : letter
  }
}
