/// What a plugin says of itself in `plugin.json`.
public struct PluginManifest: Hashable, Sendable {
  /// What a plugin is for.
  public enum Kind: String, Sendable, CaseIterable {
    /// Adds facts while an article is analysed.
    case extractor
    /// Prints or writes something over articles, as a command of its own.
    case report
    /// Lua modules for other plugins; has no state of its own.
    case library
    /// Names, titles, verbs and aliases; no code.
    case lexicon
  }

  /// An option of a report.
  public struct Option: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
      case text, integer, number, day, flag
    }

    public var name: String
    public var kind: Kind
    public var help: String
    /// As text, in the form a user would type it.
    public var standard: String?
  }

  /// Bounds below the job's own.
  public struct Limits: Hashable, Sendable {
    /// CPU time an article, in milliseconds.
    public var milliseconds: Int?
    /// Memory, in MiB.
    public var memory: Int?
    /// Facts an article.
    public var facts: Int?
  }

  public var id: String
  public var version: SemanticVersion
  /// Versions of the Lua API it was written for.
  public var api: VersionRange
  public var kind: Kind
  /// The Lua file that is run first; `nil` for a lexicon.
  public var entry: String?
  public var authors: [String]
  /// SPDX identifier.
  public var licence: String
  public var description: String
  public var categories: [String] = []
  /// Layers that must be there before it runs, and layers it adds to.
  public var requires: [String] = []
  public var provides: [String] = []
  /// Ids of plugins it needs, with the versions that will do.
  public var dependencies: [String: VersionRange] = [:]
  public var capabilities: Set<Capability> = []
  public var options: [Option] = []
  public var limits = Limits()

  /// What every manifest says; the rest is empty.
  public init(
    id: String, version: SemanticVersion, api: VersionRange, kind: Kind, entry: String?, authors: [String],
    licence: String, description: String
  ) {
    self.id = id
    self.version = version
    self.api = api
    self.kind = kind
    self.entry = entry
    self.authors = authors
    self.licence = licence
    self.description = description
  }

  /// The version of the Lua API that this program offers.
  public static let currentAPI = SemanticVersion(1, 0, 0)
  /// The name of the file.
  public static let fileName = "plugin.json"
}
