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
  /// Kinds of events; not a table but a frame file, docs/events.md.
  case events

  /// Its name within a plugin.
  public var fileName: String { "lexicons/\(rawValue)" + (self == .events ? ".frames" : ".tsv") }

  /// The layer that it changes, and whose capability it takes.
  public var layer: String {
    switch self {
    case .names: "mentions"
    case .aliases: "entities"
    case .offices: "roles"
    case .reportingVerbs: "quotes"
    case .events: "events"
    }
  }
}
