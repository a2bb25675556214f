import CLanguageData

/// Which fields of a JSON object or a row of a table hold what of an article.
///
/// Names are compared without regard to case, accents, spaces, hyphens and underscores.
public struct FieldMapping: Hashable, Sendable {
  /// What can be taken from a field.
  public enum Part: String, Sendable, CaseIterable {
    case title, text, published, publisher, author, url, source, language
  }

  /// The names each part is looked for under, folded, in order.
  private var names: [Part: [String]]
  /// The parts whose name the user gave, with it as it was given.
  private(set) var given: [Part: String] = [:]

  /// The usual names: a part's own, then what other programs call it.
  public static let standard: FieldMapping = {
    var names: [Part: [String]] = [:]
    for row in EmbeddedTable.rows(of: workbench_loading_field_names()) where row.count == 2 {
      guard let part = Part(rawValue: row[0]) else { continue }
      names[part] = row[1].split(separator: ",").map { folded(String($0)) }
    }
    return FieldMapping(names: names)
  }()

  private init(names: [Part: [String]]) { self.names = names }

  /// The usual names, but for the parts in `text`, such as `text=body,title=headline`; `nil` when it names no part.
  public init?(_ text: String) {
    self = .standard
    for pair in text.split(separator: ",") {
      let sides = pair.split(separator: "=", maxSplits: 1).map(String.init)
      guard sides.count == 2, let part = Part(rawValue: sides[0]) else { return nil }
      names[part] = [Self.folded(sides[1])]
      given[part] = sides[1]
    }
  }

  /// The first value that `fields`, by folded name, has for one of the names of `part`.
  func first<Value>(_ part: Part, in fields: [String: Value], _ text: (Value) -> String?) -> String? {
    for name in names[part] ?? [] {
      if let value = fields[name], let found = text(value), !found.isEmpty { return found }
    }
    return nil
  }

  /// The column of a table with those headings that holds `part`.
  func column(_ part: Part, in headings: [String]) -> Int? {
    let folded = headings.map(Self.folded)
    for name in names[part] ?? [] {
      if let column = folded.firstIndex(of: name) { return column }
    }
    return nil
  }

  /// `name` in lower case without accents, spaces and marks.
  static func folded(_ name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      switch scalar {
      case " ", "_", "-", "'", "’", "\u{A0}", "\u{FEFF}", "\t": continue
      default: LatinFolding.append(scalar, to: &result)
      }
    }
    return result
  }
}
