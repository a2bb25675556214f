import CLanguageData

/// The words with which a language writes numbers.
package struct NumberLexicon: Sendable {
  /// What a word does to the number it is part of.
  enum Part: Sendable, Equatable {
    /// Adds.
    case unit(Int)
    /// Multiplies what stands before it in its group.
    case hundred(Int)
    /// Multiplies its group and closes it.
    case scale(Int)
    /// Adds one such part of the scale before it.
    case half(Int)
    /// Stands between the parts of one number.
    case joiner
  }

  private var parts: [String: Part] = [:]

  /// Reads a table of class, value and forms parted by spaces.
  init(_ table: RuleFile) {
    for row in table.rows where row.count == 3 {
      guard let value = Int(row[1]) else { continue }
      let part: Part
      switch row[0] {
      case "unit": part = .unit(value)
      case "hundred": part = .hundred(value)
      case "scale": part = .scale(value)
      case "half": part = .half(value)
      default: part = .joiner
      }
      for form in row[2].split(separator: " ") { parts[String(form)] = part }
    }
  }

  /// What `word`, in lower case, does; `nil` when it is no word of numbers.
  func part(_ word: String) -> Part? { parts[word] }

  /// French.
  static let french = NumberLexicon(RuleFile(languageDataFrenchNumbers()))
}
