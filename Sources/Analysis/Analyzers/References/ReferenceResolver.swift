public import ArticleModel

/// Tells whom a role phrase, a common noun or a pronoun of an article points at.
///
/// Needs the layers tokens, sentences, parts of speech, mentions and entities; better with roles and references. Make
/// one an article; asking costs no more than a look at a few sentences.
public struct ReferenceResolver {
  private let text: RoleText
  private let phrases: [RolePhrase]
  private let holders: RoleHolders
  private let appearances: EntityAppearances
  private let genders: [Gender?]
  /// The bearer of each phrase that stands beside a name, by the phrase's first token.
  private var bearers: [Int: Int] = [:]
  /// How many sentences back a pronoun looks.
  private static let window = 3

  /// A resolver for `article`, or `nil` when the language has no table of offices.
  public init?(_ article: Article, language: Language) {
    guard let knowledge = language.entityKnowledge else { return nil }
    let text = RoleText(
      article, words: FoldedWords(article.tokens), knowledge: knowledge, gazetteer: language.gazetteer)
    self.init(text, RolePhraseReader.read(text), roles: article.roles, language: language)
    let references = article.references.compactMap { reference -> (token: Int, entity: Int)? in
      // Of a people no pronoun speaks as of somebody.
      guard let entity = reference.entity, article.entities[entity].type != .location else { return nil }
      return (article.tokens.firstIndex(endingAfter: reference.span.start), entity)
    }
    self = ReferenceResolver(self, appearances: EntityAppearances(text, references: references))
  }

  init(_ text: RoleText, _ phrases: [RolePhrase], roles: [Role], language: Language) {
    self.text = text
    self.phrases = phrases
    holders = RoleHolders(text, phrases, roles: roles, language: language)
    appearances = EntityAppearances(text, references: [])
    genders = PersonGenders.read(text, phrases, roles: roles)
    for role in roles {
      for span in role.evidence.spans { bearers[text.article.tokens.firstIndex(endingAfter: span.start)] = role.person }
    }
  }

  private init(_ other: ReferenceResolver, appearances: EntityAppearances) {
    text = other.text
    phrases = other.phrases
    holders = other.holders
    genders = other.genders
    bearers = other.bearers
    self.appearances = appearances
  }

  /// The sex of entity number `entity` as the article tells it: `true` for a woman, `false` for a man, else `nil`.
  public func isFemale(_ entity: Int) -> Bool? { genders[entity].map { $0 == .female } }

  // MARK: Role phrases

  /// Whom the role phrase in `tokens` points at ("le ministre de la défense"); `nil` where there is no role phrase, or
  /// nobody in the article fits.
  ///
  /// - Parameter excluding: entities that cannot be meant.
  public func resolve(role tokens: Range<Int>, excluding: Set<Int> = []) -> ReferenceResolution? {
    // The phrase that begins first in the range; phrases are in the order of their heads.
    var low = 0
    var high = phrases.count
    while low < high {
      let middle = (low + high) / 2
      if phrases[middle].head < tokens.lowerBound { low = middle + 1 } else { high = middle }
    }
    let index = low
    guard index < phrases.count, tokens.contains(phrases[index].head) else { return nil }
    return resolve(phrase: index, excluding: excluding)
  }

  func resolve(phrase index: Int, excluding: Set<Int> = []) -> ReferenceResolution? {
    let phrase = phrases[index]
    if let person = bearers[phrase.title.lowerBound], !excluding.contains(person) {
      return ReferenceResolution(
        entity: person, candidates: [person], rule: "beside-name", reason: "the name stands beside the role", spans: [])
    }
    if phrase.isPlural || phrase.determiner == .indefinite { return nil }
    let holding = holders.candidates(for: phrase, genders: genders, excluding: excluding)
    if !holding.isEmpty { return choose(among: holding, phrase) }
    return nil
  }

  private func choose(among candidates: [RoleHolders.Candidate], _ phrase: RolePhrase) -> ReferenceResolution {
    let best = candidates[0].score
    let equal = candidates.filter { $0.score == best }
    let everybody = candidates.map(\.person)
    let words = text.article.text[text.article.tokens.span(of: phrase.title)]
    if equal.count == 1 {
      let isOnly = candidates.count == 1
      let rule = candidates[0].isSameOffice ? (isOnly ? "only-holder" : "best-holder") : "same-sense"
      return ReferenceResolution(
        entity: equal[0].person, candidates: everybody, rule: rule,
        reason: isOnly
          ? "the only “\(words)” in the article"
          : "of \(candidates.count) who could be “\(words)” the one whose title fits best",
        spans: [equal[0].span])
    }
    // Of several the one who was spoken of last, if that is near.
    let persons = Set(equal.map(\.person))
    for appearance in appearances.before(phrase.head) where persons.contains(appearance.entity) {
      let distance = text.article.tokens.sentences[phrase.head] - text.article.tokens.sentences[appearance.token]
      guard distance <= 4 else { break }
      let rest = everybody.filter { $0 != appearance.entity }
      return ReferenceResolution(
        entity: appearance.entity, candidates: [appearance.entity] + rest, rule: "last-holder",
        reason: "of \(equal.count) who could be “\(words)” the one named last",
        spans: [text.article.tokens.span(appearance.token)])
    }
    return ReferenceResolution(
      entity: nil, candidates: everybody, rule: "ambiguous",
      reason: "\(equal.count) persons of the article could be “\(words)”",
      spans: equal.prefix(4).map(\.span))
  }

  /// Whom a role phrase points at that nobody is said to bear: the one person spoken of just before.
  func resolveByDiscourse(phrase index: Int) -> ReferenceResolution? {
    let phrase = phrases[index]
    guard !phrase.isPlural, phrase.determiner == .definite || phrase.determiner == .demonstrative else { return nil }
    let category = text.category(of: phrase)
    let sentence = Int(text.article.tokens.sentences[phrase.head])
    var seen: [Int] = []
    for appearance in appearances.before(phrase.head) {
      let distance = sentence - Int(text.article.tokens.sentences[appearance.token])
      if distance > Self.window { break }
      guard text.article.entities[appearance.entity].type == .person, !seen.contains(appearance.entity) else {
        continue
      }
      if let own = phrase.gender, own == .female, genders[appearance.entity] == .male { continue }
      if phrase.gender == .male, genders[appearance.entity] == .female { continue }
      if let category, let other = holders.category(of: appearance.entity), other != category { continue }
      if holders.excludes(appearance.entity, phrase) { continue }
      seen.append(appearance.entity)
    }
    guard seen.count == 1, let person = seen.first else { return nil }
    // The first sentences of an article speak of whom the headline names.
    let isHeadline =
      sentence <= 2
      && (text.article.region(
        at: text.article.mentions[
          text.article.entities[person].mentions[0]
        ].span.start)?.kind == .headline)
    return ReferenceResolution(
      entity: person, candidates: seen, rule: isHeadline ? "headline" : "only-person-near",
      reason: "the only person spoken of in the sentences before whom the words fit", spans: [])
  }

  // MARK: Pronouns

  /// Whom a pronoun points at ("il", "elle", "lui", "celui-ci").
  ///
  /// - Parameters:
  ///   - token: the pronoun, which may hang on a verb ("-t-il").
  ///   - outside: spans that hold no antecedent, such as quotations.
  ///   - excluding: entities that cannot be meant.
  public func resolve(
    pronoun token: Int, outside: [Span] = [], excluding: Set<Int> = []
  ) -> ReferenceResolution? {
    guard token >= 0, token < text.count, let pronoun = text.lexicon.words.pronoun(text.form(token)) else { return nil }
    let sentence = Int(text.article.tokens.sentences[token])
    var scores: [(entity: Int, score: Int, token: Int)] = []
    for appearance in appearances.before(token) {
      let distance = sentence - Int(text.article.tokens.sentences[appearance.token])
      if distance > Self.window { break }
      if excluding.contains(appearance.entity) { continue }
      let start = Int(text.article.tokens.starts[appearance.token])
      if outside.contains(where: { $0.contains(start) }) { continue }
      guard let score = score(appearance, pronoun, distance: distance) else { continue }
      if let known = scores.firstIndex(where: { $0.entity == appearance.entity }) {
        // A second place of the same makes it likelier.
        scores[known].score = max(scores[known].score, score) + 2
      } else {
        scores.append((appearance.entity, score, appearance.token))
      }
    }
    // Of equal ones the last.
    let ranked = scores.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(
      \.element)
    guard let best = ranked.first else { return nil }
    let isClear = ranked.count == 1 || ranked[1].score + 4 <= best.score
    return ReferenceResolution(
      entity: best.entity, candidates: ranked.map(\.entity), rule: isClear ? "pronoun" : "pronoun-unclear",
      reason: ranked.count == 1
        ? "the only one spoken of in the sentences before whom “\(text.form(token))” fits"
        : "of \(ranked.count) spoken of in the sentences before the most prominent whom “\(text.form(token))” fits",
      spans: [text.article.tokens.span(best.token)])
  }

  private func score(
    _ appearance: EntityAppearances.Appearance, _ pronoun: OfficeWords.Pronoun, distance: Int
  ) -> Int? {
    let isPerson = text.article.entities[appearance.entity].type == .person
    if pronoun.isPlural, isPerson { return nil }
    if isPerson, let gender = genders[appearance.entity], let own = pronoun.gender, gender != own { return nil }
    var score = 20 - 8 * distance
    if isPerson {
      score += genders[appearance.entity] == pronoun.gender ? 8 : 5
    } else {
      if let gender = text.genderOfName(appearance.entity), let own = pronoun.gender, gender != own { return nil }
      // A pronoun with a verb of saying is a person's where there is one.
      score -= 10
    }
    if !appearance.isOblique { score += 6 }
    score += min(appearances.counts[appearance.entity], 4)
    return score
  }

  // MARK: Natives

  /// Whom a demonym in the singular points at ("l'Allemand", "la Malienne"); `nil` where it is none.
  ///
  /// Of the persons spoken of in the sentences before, the one whom gender and country fit.
  public func resolve(native token: Int) -> ReferenceResolution? {
    guard text.isNative(token), !text.isPluralNative(token) else { return nil }
    let gender: Gender? =
      switch text.form(token - 1).lowercased() {
      case "la", "une", "cette": .female
      case "le", "un", "ce": .male
      default: nil
      }
    let codes = text.countries.map { table in
      table.numbers(demonym: text.words[token]).map { table.countries[$0].code }
    }
    let sentence = Int(text.article.tokens.sentences[token])
    var best: (entity: Int, score: Int, token: Int)?
    var seen: [Int] = []
    for appearance in appearances.before(token) {
      let distance = sentence - Int(text.article.tokens.sentences[appearance.token])
      if distance > Self.window { break }
      let entity = text.article.entities[appearance.entity]
      guard entity.type == .person else { continue }
      if let gender, let own = genders[appearance.entity], own != gender { continue }
      var score = 20 - 8 * distance + (appearance.isOblique ? 0 : 6)
      if let country = entity.link?.country {
        guard codes?.contains(country) ?? true else { continue }
        score += 10
      }
      if !seen.contains(appearance.entity) { seen.append(appearance.entity) }
      if best.map({ $0.score < score }) ?? true { best = (appearance.entity, score, appearance.token) }
    }
    guard let best else { return nil }
    return ReferenceResolution(
      entity: best.entity, candidates: [best.entity] + seen.filter { $0 != best.entity }, rule: "native",
      reason: seen.count == 1
        ? "the only person spoken of in the sentences before whom “\(text.form(token))” fits"
        : "of \(seen.count) persons spoken of in the sentences before the one whom “\(text.form(token))” fits best",
      spans: [text.article.tokens.span(best.token)])
  }

  // MARK: Common nouns

  /// Which organisation the noun at `token` points at ("l'organisation", "le parti"); `nil` unless it is plain.
  public func resolve(noun token: Int) -> ReferenceResolution? {
    guard token > 0, token < text.count, text.mentionAt[token] < 0,
      let noun = text.lexicon.words.groupNouns[text.words[token]],
      let determiner = text.lexicon.words.determiners[text.words[token - 1]],
      determiner == .definite || determiner == .demonstrative
    else { return nil }
    // "le groupe de travail" says what it is by itself.
    if text.part(token + 1) == .adj || text.lexicon.words.prepositions[text.words[token + 1]] == .genitive
      || text.mention(startingAt: token + 1) != nil
    {
      return nil
    }
    let word = text.words[token]
    let named = holders.organizations.filter { $0.firstWord == word }
    if named.count == 1 {
      return ReferenceResolution(
        entity: named[0].entity, candidates: [named[0].entity], rule: "named-so",
        reason: "the only organisation of the article whose name begins with “\(text.form(token))”", spans: [])
    }
    guard named.isEmpty, noun.isGeneric else { return nil }
    let sentence = Int(text.article.tokens.sentences[token])
    var seen: Set<Int> = []
    for appearance in appearances.before(token) {
      if sentence - Int(text.article.tokens.sentences[appearance.token]) > Self.window { break }
      if text.article.entities[appearance.entity].type == .organization { seen.insert(appearance.entity) }
    }
    guard seen.count == 1, let entity = seen.first else { return nil }
    return ReferenceResolution(
      entity: entity, candidates: [entity], rule: "only-organisation-near",
      reason: "the only organisation spoken of in the sentences before", spans: [])
  }
}

extension RoleText {
  /// Whether a demonym is a noun with its article ("les Maliens").
  func isNative(_ token: Int) -> Bool {
    guard token > 0, token < count, isDemonym(token), mentionAt[token] < 0, isCapitalized(token), part(token) != .adj,
      let determiner = lexicon.words.determiners[words[token - 1]], determiner != .indefinite, words[token - 1] != 0
    else { return false }
    // "le Camerounais X" is said of whom the name says.
    return person(after: token + 1) == nil
  }

  /// Whether a demonym stands for a people.
  func isPluralNative(_ token: Int) -> Bool {
    ["les", "des", "aux", "ces", "ses", "leurs", "nos"].contains(form(token - 1).lowercased())
  }

  /// The grammatical gender of an organisation's name, by its first word in the text.
  func genderOfName(_ entity: Int) -> Gender? {
    for mention in article.entities[entity].mentions.prefix(4) {
      guard let first = mentionTokens[mention].first else { continue }
      switch form(first - 1).lowercased() {
      case "la", "une", "cette": return .female
      case "le", "un", "du", "au", "ce": return .male
      default: continue
      }
    }
    return nil
  }
}
