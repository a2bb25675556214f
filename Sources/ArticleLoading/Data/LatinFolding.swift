import CLanguageData

/// Lower case without accents, so that phrases match however a site typed them.
enum LatinFolding {
  private static let plain: [Unicode.Scalar: String] = {
    var plain: [Unicode.Scalar: String] = [:]
    for row in EmbeddedTable.rows(of: workbench_loading_latin_folding()) where row.count == 2 {
      for scalar in row[1].unicodeScalars { plain[scalar] = row[0] }
    }
    return plain
  }()

  /// Appends the folded form of `scalar` to `text`; combining marks and invisible characters vanish.
  static func append(_ scalar: Unicode.Scalar, to text: inout String) {
    if scalar.value < 0x80 {
      let isUpper = (0x41...0x5A).contains(scalar.value)
      text.unicodeScalars.append(isUpper ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
      return
    }
    for lower in scalar.properties.lowercaseMapping.unicodeScalars {
      if let letters = plain[lower] {
        text += letters
      } else if !isInvisible(lower) {
        text.unicodeScalars.append(lower)
      }
    }
  }

  /// Whether `scalar` only changes or formats its neighbours: combining marks, soft hyphens, direction marks.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0xAD else { return false }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    default: return false
    }
  }
}
