public import ArticleModel

/// Whom or what words other than a name point at.
public struct ReferenceResolution: Sendable, Hashable {
  /// Index into the article's entities; `nil` where several would do as well.
  public var entity: Int?
  /// Everybody the words may point at, likeliest first.
  public var candidates: [Int]
  /// The rule that decided, whose confidence is measured.
  public var rule: String
  /// A line for people: "the only minister of defence in the article".
  public var reason: String
  /// The places that decided.
  public var spans: [Span]
}

/// How often each entity of an article appears, where, and as what.
struct EntityAppearances {
  /// One name or resolved reference.
  struct Appearance: Sendable {
    /// Its first token.
    var token: Int
    var entity: Int
    /// Whether a preposition stands before it, other than one that names a speaker: then it is no subject.
    var isOblique: Bool
  }

  /// In text order.
  private(set) var all: [Appearance] = []
  private(set) var counts: [Int]

  init(_ text: RoleText, references: [(token: Int, entity: Int)]) {
    counts = [Int](repeating: 0, count: text.article.entities.count)
    let bylines = text.article.regions.filter { $0.kind == .byline }.map(\.span)
    for (number, mention) in text.article.mentions.enumerated() {
      guard let entity = mention.entity, mention.type != .location, let first = text.mentionTokens[number].first,
        !bylines.contains(where: { $0.contains(mention.span.start) })
      else { continue }
      all.append(Appearance(token: first, entity: entity, isOblique: text.isOblique(first)))
      counts[entity] += 1
    }
    for reference in references {
      all.append(
        Appearance(token: reference.token, entity: reference.entity, isOblique: text.isOblique(reference.token)))
      counts[reference.entity] += 1
    }
    all.sort { ($0.token, $0.entity) < ($1.token, $1.entity) }
  }

  /// The appearances before token `index`, last first.
  func before(_ index: Int) -> ReversedCollection<ArraySlice<Appearance>> {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].token < index { low = middle + 1 } else { high = middle }
    }
    return all[..<low].reversed()
  }
}

extension RoleText {
  /// Whether a preposition other than "selon" and the like governs the words that begin at `index`.
  func isOblique(_ index: Int) -> Bool {
    var token = index - 1
    // Past the title, the determiner and courtesies.
    var steps = 0
    while token >= 0, steps < 8, words[token] != 0, part(token) != .verb, part(token) != .aux,
      isSameSentence(token, index)
    {
      if let preposition = lexicon.words.prepositions[words[token]] { return preposition != .purpose }
      if part(token) == .adp { return !lexicon.words.isSpeakerPreposition(words[token]) }
      if part(token) == .cconj || part(token) == .sconj { return false }
      token -= 1
      steps += 1
    }
    return false
  }
}
