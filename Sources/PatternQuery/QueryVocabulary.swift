/// The names a query may use: token attributes, features, and structures with their attributes.
///
/// A query that names anything else is refused with the nearest right name.
public struct QueryVocabulary: Sendable {
  /// Names of token columns.
  public var attributes: Set<String>
  /// Names of morphological features, which are read from the column `feats`.
  public var features: Set<String>
  /// Names of structures, each with the names of its attributes.
  public var structures: [String: Set<String>]
  /// Names of structures that are still to be made, such as the annotation layers of a script: they may have any
  /// attribute.
  public var openStructures: Set<String> = []

  /// A vocabulary of these names.
  public init(attributes: Set<String>, features: Set<String>, structures: [String: Set<String>]) {
    self.attributes = attributes
    self.features = features
    self.structures = structures
  }

  /// What an analysed article offers. The features are those of Universal Dependencies
  /// (universaldependencies.org/u/feat).
  public static let article = QueryVocabulary(
    attributes: ["word", "lemma", "pos", "feats", "ent", "entity", "head", "deprel"],
    features: [
      "Abbr", "Animacy", "Aspect", "Case", "Clusivity", "Definite", "Degree", "Evident", "ExtPos", "Foreign", "Gender",
      "Mood", "NounClass", "Number", "NumForm", "NumType", "Person", "Polarity", "Polite", "Poss", "PronType", "Reflex",
      "Tense", "Typo", "VerbForm", "Voice",
    ],
    structures: [
      "article": [], "s": [],
      "region": ["kind"], "headline": [], "standfirst": [], "byline": [], "dateline": [], "body": [], "boilerplate": [],
      "ent": ["type", "entity"], "ref": ["kind", "entity"], "quote": ["kind", "speaker", "cue", "stance"],
      "event": ["type", "code", "status", "place"], "role": ["title", "person", "of", "class", "status"],
      "date": ["value", "kind", "precision"],
    ])

  /// This vocabulary and the structure `name`, such as an annotation layer.
  public func adding(structure name: String, attributes: Set<String>) -> QueryVocabulary {
    var copy = self
    copy.structures[name, default: []].formUnion(attributes)
    return copy
  }

  /// This vocabulary and structures of these names with any attributes.
  public func adding(openStructures names: Set<String>) -> QueryVocabulary {
    var copy = self
    copy.openStructures.formUnion(names)
    return copy
  }

  /// Whether a query may ask a structure for an attribute.
  func mayAsk(_ attribute: String, of structure: String) -> Bool {
    openStructures.contains(structure) || structures[structure]?.contains(attribute) ?? false
  }

  /// The names of all structures.
  var structureNames: [String] { (openStructures.union(structures.keys)).sorted() }

  /// The column a token attribute is read from, with the feature to pick out of it.
  func resolve(attribute name: String) -> (column: String, feature: String?)? {
    if attributes.contains(name) { return (name, nil) }
    if features.contains(name) { return ("feats", name) }
    return nil
  }
}

/// Columns with few different values, none of them rare.
let closedClasses: Set<String> = ["pos", "ent", "feats", "deprel"]

/// The name among `names` that takes the fewest changes to reach from `name`, or `nil` when none is near.
func nearestName(to name: String, among names: some Sequence<String>) -> String? {
  let target = Array(name.lowercased().unicodeScalars)
  var best: (name: String, distance: Int)?
  for candidate in names.sorted() {
    let distance = editDistance(target, Array(candidate.lowercased().unicodeScalars))
    if distance < best?.distance ?? Int.max { best = (candidate, distance) }
  }
  guard let best, best.distance <= max(1, target.count / 2) else { return nil }
  return best.name
}

/// Damerau's distance restricted to neighbours: insertions, deletions, changes, and swaps of two letters.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast = [Int](repeating: 0, count: right.count + 1)
  var last = Array(0...right.count)
  for row in 1..<(left.count + 1) {
    var current = [row]
    for column in 1..<(right.count + 1) {
      let cost = left[row - 1] == right[column - 1] ? 0 : 1
      var value = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        value = min(value, beforeLast[column - 2] + 1)
      }
      current.append(value)
    }
    beforeLast = last
    last = current
  }
  return last[right.count]
}
