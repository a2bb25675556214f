/// A layer of analysis that an analyser provides and others require, by name.
public struct Layer: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The name, as scripts, JSON and messages write it.
  public let name: String

  /// The layer called `name`.
  public init(_ name: String) { self.name = name }

  public static let regions = Layer("regions")
  public static let tokens = Layer("tokens")
  public static let sentences = Layer("sentences")
  public static let partsOfSpeech = Layer("pos")
  public static let lemmas = Layer("lemmas")
  /// Heads and relations of the tokens.
  public static let dependencies = Layer("dependencies")
  public static let mentions = Layer("mentions")
  public static let entities = Layer("entities")
  /// Role phrases and pronouns, with the entities they point at.
  public static let references = Layer("references")
  public static let roles = Layer("roles")
  public static let dates = Layer("dates")
  /// Durations, ages, times of day, what recurs, and feasts.
  public static let times = Layer("times")
  public static let quotes = Layer("quotes")
  public static let events = Layer("events")
  /// Key phrases, and what the article is about.
  public static let topics = Layer("topics")

  /// The layers of the entity model, in the order in which they are shown.
  public static let standard: [Layer] = [
    regions, sentences, tokens, partsOfSpeech, lemmas, dependencies, mentions, entities, references, roles, dates,
    times, quotes, events, topics,
  ]

  public var description: String { name }
  public static func < (left: Layer, right: Layer) -> Bool { left.name < right.name }
}
