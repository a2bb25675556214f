/// What a character is to the tokeniser.
enum CharacterClass: UInt8 {
  /// White space and control characters: never part of a token.
  case space
  case letter, digit
  /// Stands alone.
  case punctuation
  /// Stands alone, with the marks behind it: currency signs, arrows, emoji.
  case symbol
  /// Belongs to the character before it: combining marks, variation selectors, skin tones.
  case mark

  /// The class of a code point.
  static func of(_ scalar: UInt32) -> CharacterClass {
    if scalar < 0x250 { return table[Int(scalar)] }
    switch scalar {
    case 0x2010...0x2027, 0x2030...0x205E: return .punctuation
    case 0x20A0...0x20CF: return .symbol
    case 0x250...0x2FF, 0x370...0x37D, 0x388...0x481, 0x48A...0x52F: return .letter
    default: return ofRare(scalar)
    }
  }

  private static func ofRare(_ scalar: UInt32) -> CharacterClass {
    if 0x1F3FB...0x1F3FF ~= scalar { return .mark }
    guard let properties = Unicode.Scalar(scalar)?.properties else { return .symbol }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return .letter
    case .decimalNumber, .letterNumber, .otherNumber: return .digit
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .mark
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control: return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .punctuation
    default: return .symbol
    }
  }

  /// The classes of the code points below U+0250.
  private static let table: [CharacterClass] = (0..<0x250).map { scalar in
    switch UInt32(scalar) {
    case 0...0x20, 0x7F...0xA0: .space
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A, 0x5F: .letter
    case 0x24, 0x2B, 0x3C...0x3E, 0x5E, 0x60, 0x7C, 0x7E: .symbol
    case 0x21...0x7E: .punctuation
    case 0xAA, 0xB5, 0xBA: .letter
    case 0xA1, 0xA7, 0xAB, 0xB6, 0xB7, 0xBB, 0xBF: .punctuation
    case 0xB2, 0xB3, 0xB9, 0xBC...0xBE: .digit
    case 0xAD: .mark
    case 0xA2...0xBF, 0xD7, 0xF7: .symbol
    default: .letter
    }
  }
}
