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
    _ text: RoleText, _ phrases: [RolePhrase], found: [FoundRole], resolver: ReferenceResolver
  ) -> [Found] {
    let taken = Set(found.map(\.phrase))
    var result: [Found] = []
    for (index, phrase) in phrases.enumerated() where !taken.contains(index) {
      guard let determiner = phrase.determiner, determiner != .indefinite else { continue }
      let tokens = phrase.start..<phrase.tokens.upperBound
      if let resolution = resolver.resolve(phrase: index) {
        let role = resolution.entity.flatMap { newRole(index, of: $0, resolution.rule, text) }
        result.append(Found(tokens: tokens, kind: "role", resolution: resolution, newRole: role))
      } else if let resolution = resolver.resolveByDiscourse(phrase: index) {
        let role = resolution.entity.flatMap { newRole(index, of: $0, resolution.rule, text) }
        result.append(Found(tokens: tokens, kind: "role", resolution: resolution, newRole: role))
      }
    }
    for token in 0..<text.count where text.lexicon.words.groupNouns[text.words[token]] != nil {
      guard let resolution = resolver.resolve(noun: token) else { continue }
      result.append(Found(tokens: (token - 1)..<(token + 1), kind: "noun", resolution: resolution, newRole: nil))
    }
    return result.sorted { ($0.tokens.lowerBound, $0.kind) < ($1.tokens.lowerBound, $1.kind) }
  }

  /// The role that a reference states: its title belongs to the person's first name in the text.
  private static func newRole(_ phrase: Int, of person: Int, _ rule: String, _ text: RoleText) -> FoundRole? {
    guard let mention = text.article.entities[person].mentions.first else { return nil }
    return FoundRole(phrase: phrase, mention: mention, rule: rule)
  }
}
