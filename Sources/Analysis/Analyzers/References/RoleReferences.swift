import ArticleModel

/// Role phrases and common nouns of an article that point at entities, apart from those beside a name.
enum RoleReferences {
  /// A reference with what it says about whom it points at.
  struct Found {
    var tokens: Range<Int>
    var kind: String
    var resolution: ReferenceResolution
    /// The title that the phrase gives the person, where it is one.
    var newRole: FoundRole?
  }

  /// The references in text order.
  static func find(
    _ text: RoleText, _ phrases: [RolePhrase], found: [FoundRole], resolver: ReferenceResolver,
    countries: CountryEntities
  ) -> [Found] {
    let taken = Set(found.map(\.phrase))
    var result: [Found] = []
    for (index, phrase) in phrases.enumerated() where !taken.contains(index) {
      guard let determiner = phrase.determiner, determiner != .indefinite else { continue }
      let tokens = phrase.start..<phrase.tokens.upperBound
      let resolution = resolver.resolve(phrase: index) ?? resolver.resolveByDiscourse(phrase: index)
      guard let resolution else { continue }
      let role = resolution.entity.flatMap { entity in
        states(phrase, resolution.rule, text) ? newRole(index, of: entity, text) : nil
      }
      result.append(Found(tokens: tokens, kind: "role", resolution: resolution, newRole: role))
    }
    for token in 0..<text.count where text.lexicon.words.groupNouns[text.words[token]] != nil {
      guard let resolution = resolver.resolve(noun: token) else { continue }
      result.append(Found(tokens: (token - 1)..<(token + 1), kind: "noun", resolution: resolution, newRole: nil))
    }
    for token in 0..<text.count where text.isNative(token) {
      var resolution = resolver.resolve(native: token)
      if text.isPluralNative(token), let country = countries.entity(ofDemonym: text.words[token]) {
        resolution = ReferenceResolution(
          entity: country, candidates: [country], rule: "people",
          reason: "the people of \(text.article.entities[country].name)", spans: [])
      }
      guard let resolution else { continue }
      result.append(Found(tokens: (token - 1)..<(token + 1), kind: "noun", resolution: resolution, newRole: nil))
    }
    return result.sorted { ($0.tokens.lowerBound, $0.kind) < ($1.tokens.lowerBound, $1.kind) }
  }

  /// Whether a reference tells a title that may be new: of somebody who is only near, just what the person does or was,
  /// and what the text begins with.
  private static func states(_ phrase: RolePhrase, _ rule: String, _ text: RoleText) -> Bool {
    let kind = phrase.office.map { text.lexicon.offices.offices[$0].kind }
    switch rule {
    case "only-person-near": return (kind == .trade && phrase.of == nil) || phrase.status == "former"
    case "same-sense": return kind != .trade
    default: return true
    }
  }

  /// The role that a reference states: its title belongs to the person's first name in the text.
  private static func newRole(_ phrase: Int, of person: Int, _ text: RoleText) -> FoundRole? {
    guard let mention = text.article.entities[person].mentions.first else { return nil }
    return FoundRole(phrase: phrase, mention: mention, rule: "of-reference")
  }
}
