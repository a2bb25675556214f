/// How many columns of a terminal a text takes (after Unicode Standard Annex 11, East Asian Width).
public enum DisplayWidth {
  /// Columns of `text`: combining marks and controls take none, wide letters and emoji two.
  public static func columns(of text: String) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
  }

  /// Columns of one character.
  public static func columns(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    if scalar.value < 0x300 { return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? 0 : 1 }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .control, .format: return 0
    default: break
    }
    if properties.isEmojiPresentation || character.unicodeScalars.contains("\u{FE0F}") { return 2 }
    return isWide(scalar.value) ? 2 : 1
  }

  /// `text` cut to at most `limit` columns, with `…` in place of what is cut.
  public static func truncated(_ text: String, to limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    var result = ""
    var width = 0
    for character in text {
      let columns = columns(of: character)
      if width + columns > limit - 1 { break }
      result.append(character)
      width += columns
    }
    return result + "…"
  }

  /// `text` cut to at most `limit` columns at its beginning, with `…` in place of what is cut.
  public static func truncatedAtStart(_ text: String, to limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    var kept: [Character] = []
    var width = 0
    for character in text.reversed() {
      let columns = columns(of: character)
      if width + columns > limit - 1 { break }
      kept.append(character)
      width += columns
    }
    return limit > 0 ? "…" + String(kept.reversed()) : ""
  }

  /// The blocks whose letters are wide or full-width.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
