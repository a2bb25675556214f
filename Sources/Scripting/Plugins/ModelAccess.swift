public import ArticleModel
import LuaRuntime
public import PluginKit

/// What the code in a state may read, add and write. What it may not does not exist there: the fields are missing from
/// the classes, and the facts from the article.
public struct ModelAccess: Sendable {
  /// The layers whose facts are there; `nil` for all.
  let readable: Set<Layer>?
  /// The names of the layers to which facts may be added; `nil` for all layers of one's own, and none of the model's.
  let addable: Set<String>?
  /// Whether report files may be written, where there is an output folder.
  let writesFiles: Bool

  /// A user's own script: it reads everything, and adds to layers of its own.
  public static let script = ModelAccess(readable: nil, addable: nil, writesFiles: true)

  /// All that a plugin may be granted, for the reference.
  static let everything = ModelAccess(
    readable: nil, addable: Set(Layer.standard.map(\.name)).union(["layer"]), writesFiles: true)

  private init(readable: Set<Layer>?, addable: Set<String>?, writesFiles: Bool) {
    self.readable = readable
    self.addable = addable
    self.writesFiles = writesFiles
  }

  /// What `capabilities` allow.
  public init(_ capabilities: Set<Capability>) {
    var readable = Self.always
    var addable: Set<String> = []
    for capability in capabilities {
      switch capability {
      case .read(let layer): readable.insert(Layer(layer))
      case .add(let layer):
        addable.insert(layer)
        // One's own facts are no secret.
        if !Layer.standard.contains(Layer(layer)) { readable.insert(Layer(layer)) }
      case .data, .reports: break
      }
    }
    // A fact comes with what it points at.
    for (layer, others) in Self.pointsAt where readable.contains(layer) { readable.formUnion(others) }
    self.init(readable: readable, addable: addable, writesFiles: capabilities.contains(.reports))
  }

  private static let always: Set<Layer> = [
    .regions, .sentences, .tokens, .partsOfSpeech, .lemmas, .dependencies,
  ]

  private static let pointsAt: [(Layer, Set<Layer>)] = [
    (.events, [.entities, .mentions, .dates]), (.quotes, [.entities, .mentions]), (.roles, [.entities, .mentions]),
    (.references, [.entities, .mentions]), (.topics, [.entities, .mentions]), (.entities, [.mentions]),
  ]

  /// The fields of all classes that show facts of a layer.
  private static let fields: [(Layer, [String])] = [
    (.mentions, ["mentions", "mention"]),
    (.entities, ["entities", "entity", "persons", "organizations", "places"]),
    (.references, ["references"]), (.roles, ["roles"]), (.dates, ["dates"]), (.times, ["times"]),
    (.quotes, ["quotes"]), (.events, ["events"]), (.topics, ["topics"]),
  ]

  /// Whether this is a user's own script.
  var isScript: Bool { readable == nil }

  /// The layers besides the model's that the code may read or add to: they exist, if empty.
  public var ownLayers: Set<String> { Set((readable ?? []).subtracting(Layer.standard).map(\.name)) }

  /// The fields that do not exist.
  var missingFields: Set<String> {
    guard let readable else { return [] }
    return Set(Self.fields.filter { !readable.contains($0.0) }.flatMap(\.1))
  }

  /// Whether facts may be added to a layer of the model.
  func adds(_ layer: Layer) -> Bool { addable?.contains(layer.name) ?? false }

  /// Whether annotations may be added to the layer of this name.
  func annotates(_ layer: String) -> Bool { addable?.contains(layer) ?? true }

  /// Whether any annotations may be added.
  var annotates: Bool { addable.map { !$0.subtracting(Layer.standard.map(\.name)).isEmpty } ?? true }

  /// `article` with the readable layers only.
  public func visible(_ article: Article) -> Article {
    guard let readable else { return article }
    var article = article
    if !readable.contains(.mentions) { article.mentions = [] }
    if !readable.contains(.entities) {
      article.entities = []
      for index in article.mentions.indices { article.mentions[index].entity = nil }
    }
    if !readable.contains(.references) { article.references = [] }
    if !readable.contains(.roles) { article.roles = [] }
    if !readable.contains(.dates) { article.dates = [] }
    if !readable.contains(.times) { article.times = [] }
    if !readable.contains(.quotes) { article.quotes = [] }
    if !readable.contains(.events) { article.events = [] }
    if !readable.contains(.topics) { article.topics = [] }
    // Positions are ids: what may not be seen leaves an empty row behind.
    for index in article.annotations.indices where !readable.contains(Layer(article.annotations[index].layer)) {
      article.annotations[index].layer = ""
      article.annotations[index].attributes = [:]
    }
    article.layers.formIntersection(readable)
    return article
  }
}
