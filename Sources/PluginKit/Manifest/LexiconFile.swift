/// The tables with which a plugin extends what the analysers know, without code. Each is a file of tab-separated columns;
/// docs/plugins.md describes them.
public enum LexiconFile: String, Sendable, CaseIterable {
  /// Names with their type.
  case names
  /// Names of one thing, a thing a row.
  case aliases
  /// Offices, ranks and titles.
  case offices
  /// Verbs that report speech.
  case reportingVerbs = "reporting-verbs"

  /// Its name within a plugin.
  public var fileName: String { "lexicons/\(rawValue).tsv" }

  /// Whether the file called `name` describes kinds of events.
  public static func isFrameFile(_ name: String) -> Bool { name.hasPrefix("frames/") && name.hasSuffix(".frames") }

  /// The layer that it changes, and whose capability it takes.
  public var layer: String {
    switch self {
    case .names: "mentions"
    case .aliases: "entities"
    case .offices: "roles"
    case .reportingVerbs: "quotes"
    }
  }
}
