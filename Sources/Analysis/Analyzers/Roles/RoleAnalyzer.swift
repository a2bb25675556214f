public import ArticleModel

/// Finds the ranks, offices and functions that an article states of persons, with the organisation or place they belong
/// to, their class and their status.
///
/// One row a distinct title of a person: what is said again, or in fewer words, adds evidence to it.
public struct RoleAnalyzer: Analyzer {
  public let id = "roles"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .sentences, .partsOfSpeech, .mentions, .entities]
  public let provides: Set<Layer> = [.roles, .references]

  /// The analyser; offices and constructions come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let knowledge = context.language.entityKnowledge else { return }
    let text = RoleText(
      article, words: context.words(of: article), knowledge: knowledge, gazetteer: context.language.gazetteer)
    let phrases = RolePhraseReader.read(text)
    let found = RoleFinder.find(text, phrases, constructions: knowledge.constructions)
    var writer = RoleWriter(text, phrases, language: context.language, by: id, version: version)
    for role in found { writer.add(role) }
    article.roles = writer.roles
    // What the text only refers back to may be one more title of who is meant.
    let resolver = ReferenceResolver(text, phrases, roles: writer.roles, language: context.language)
    let references = RoleReferences.find(
      text, phrases, found: found, resolver: resolver, countries: CountryEntities(article, table: knowledge.countries))
    for reference in references {
      if let role = reference.newRole { writer.add(role) }
    }
    article.roles = writer.roles
    completeOwners(&article, references)
    linkPersons(&article, demonyms: writer.countryOfPerson)
    article.references = references.map { reference in
      Reference(
        span: article.tokens.span(of: reference.tokens), kind: reference.kind, entity: reference.resolution.entity,
        candidates: reference.resolution.candidates,
        evidence: Evidence(
          by: "references", rule: reference.resolution.rule, version: version,
          confidence: context.language.confidence("references", reference.resolution.rule),
          spans: [article.tokens.span(of: reference.tokens)] + reference.resolution.spans,
          reason: reference.resolution.reason))
    }
  }
}

extension RoleAnalyzer {
  /// "le président de l'association" is president of what the noun points at.
  private func completeOwners(_ article: inout Article, _ references: [RoleReferences.Found]) {
    var nouns: [Int: Int] = [:]
    for reference in references where reference.kind == "noun" {
      nouns[article.tokens.span(of: reference.tokens).end] = reference.resolution.entity
    }
    for number in article.roles.indices where article.roles[number].of == nil {
      article.roles[number].of = nouns[article.roles[number].span.end]
    }
  }

  /// A person's country is the one whose office the person holds.
  private func linkPersons(_ article: inout Article, demonyms: [Int: String]) {
    for role in article.roles where article.entities[role.person].link == nil {
      guard let of = role.of, article.entities[of].type == .location, let country = article.entities[of].link?.country
      else { continue }
      article.entities[role.person].link = Link(country: country)
    }
    for (person, country) in demonyms where article.entities[person].link == nil {
      article.entities[person].link = Link(country: country)
    }
  }
}

/// Turns found roles into rows, one a distinct title of a person.
struct RoleWriter {
  private let text: RoleText
  private let phrases: [RolePhrase]
  private let language: Language
  private let by: String
  private let version: String
  /// The rows, in the order in which they were found, before sorting.
  private var rows: [Row] = []
  /// The rows of each person.
  private var byPerson: [Int: [Int]] = [:]
  private let countries: CountryEntities?
  /// The code of the country whose office a person holds, where only a demonym tells.
  private(set) var countryOfPerson: [Int: String] = [:]

  private struct Row {
    var role: Role
    /// The words of the title, folded.
    var words: [UInt64]
    var tokens: Range<Int>
  }

  init(_ text: RoleText, _ phrases: [RolePhrase], language: Language, by: String, version: String) {
    self.text = text
    self.phrases = phrases
    self.language = language
    self.by = by
    self.version = version
    countries = language.entityKnowledge.map { CountryEntities(text.article, table: $0.countries) }
  }

  /// The roles in text order.
  var roles: [Role] {
    rows.map(\.role).sorted {
      ($0.span.start, $0.span.end, $0.person) < ($1.span.start, $1.span.end, $1.person)
    }
  }

  /// Adds a role, or its place as evidence of one that is there.
  mutating func add(_ found: FoundRole) {
    guard let person = text.article.mentions[found.mention].entity else { return }
    let phrase = phrases[found.phrase]
    let titlePhrase = found.titlePhrase.map { phrases[$0] } ?? phrase
    let of = entity(of: found, phrase)
    if of == nil, let demonym = phrase.demonym, countryOfPerson[person] == nil {
      countryOfPerson[person] = countries?.code(ofDemonym: text.words[demonym])
    }
    let title = title(
      titlePhrase, dropsDemonym: of != nil && phrase.of == nil && phrase.owner == nil && isBeforeComplement(titlePhrase)
    )
    guard !title.text.isEmpty else { return }
    let span = text.article.tokens.span(of: found.titlePhrase == nil ? phrase.title : phrase.tokens)
    let name = text.article.mentions[found.mention].span
    let status = phrase.status ?? found.status ?? "current"
    let rule = found.rule
    let role = Role(
      span: span, person: person, title: title.text, of: of, category: category(titlePhrase, of: of), status: status,
      evidence: Evidence(
        by: by, rule: rule, version: version, confidence: language.confidence(by, rule), spans: [span, name],
        reason: reason(found, titlePhrase)))
    for index in byPerson[person] ?? [] where isSame(rows[index], title.words, of) {
      // The fuller title stands for both.
      if title.words.count > rows[index].words.count {
        var fuller = role
        fuller.of = of ?? rows[index].role.of
        fuller.evidence.spans += rows[index].role.evidence.spans
        rows[index] = Row(role: fuller, words: title.words, tokens: phrase.tokens)
      } else {
        rows[index].role.of = rows[index].role.of ?? of
        if rows[index].role.evidence.spans.count < 12 { rows[index].role.evidence.spans += [span, name] }
      }
      return
    }
    byPerson[person, default: []].append(rows.count)
    rows.append(Row(role: role, words: title.words, tokens: phrase.tokens))
  }

  private func isSame(_ row: Row, _ words: [UInt64], _ of: Int?) -> Bool {
    if let of, let other = row.role.of, of != other { return false }
    let (short, long) = row.words.count <= words.count ? (row.words, words) : (words, row.words)
    if short.first != long.first { return false }
    var position = 0
    for word in long where position < short.count && word == short[position] { position += 1 }
    return position == short.count
  }

  /// The organisation or place: named in the phrase, behind the name, or by a demonym.
  private func entity(of found: FoundRole, _ phrase: RolePhrase) -> Int? {
    if let mention = phrase.of ?? found.of ?? phrase.owner { return text.article.mentions[mention].entity }
    return phrase.demonym.flatMap { countries?.entity(ofDemonym: text.words[$0]) }
  }

  /// Whether more of the title follows the demonym: "ministre malien de la défense", but not "musicien malien".
  private func isBeforeComplement(_ phrase: RolePhrase) -> Bool {
    phrase.demonym.map { $0 + 1 < phrase.title.upperBound } ?? false
  }

  private func title(_ phrase: RolePhrase, dropsDemonym: Bool) -> (text: String, words: [UInt64]) {
    var result = ""
    var words: [UInt64] = []
    var last: Int?
    let singular = phrase.isPlural ? text.lexicon.offices.singular(at: phrase.head, text.words) : nil
    for token in phrase.title where !(dropsDemonym && token == phrase.demonym) {
      if let last, text.article.tokens.ends[last] < text.article.tokens.starts[token] { result += " " }
      // A title is one person's.
      result +=
        token == phrase.head
        ? singular ?? text.article.text[text.article.tokens.span(token)]
        : text.article.text[text.article.tokens.span(token)]
      last = token
      // Another form of the same office is the same title, and so is what somebody was before.
      if text.words[token] == 0 || (token < phrase.head && text.lexicon.words.before[text.words[token]]?.status != nil)
      {
        continue
      }
      if token == phrase.head, let office = phrase.office {
        words += text.lexicon.offices.offices[office].words
      } else if !isInsideOffice(token, phrase) {
        words.append(text.words[token])
      }
    }
    return (result, words)
  }

  /// Whether the token is a further word of an office of several ("chef de l'État").
  private func isInsideOffice(_ token: Int, _ phrase: RolePhrase) -> Bool {
    token > phrase.head && token < phrase.head + phrase.officeLength
  }

  private func category(_ phrase: RolePhrase, of: Int?) -> String? {
    if let category = text.category(of: phrase) { return category }
    guard let of else { return nil }
    if text.article.entities[of].type == .location { return "state" }
    for word in FoldedWords.hashes(text.article.entities[of].name) {
      if let category = text.lexicon.words.category(of: word) { return category }
    }
    return nil
  }

  private func reason(_ found: FoundRole, _ title: RolePhrase) -> String? {
    switch found.rule {
    case "homologue": "counterpart of “\(self.title(title, dropsDemonym: true).text)”"
    case "of-reference": "the text refers to the person by this title"
    default: nil
    }
  }
}
