import ArticleModel

/// An entity that speaks, and why it is meant.
struct ResolvedSpeaker: Equatable {
  /// Index into the article's entities.
  var entity: Int
  /// Why the words point at it, where they do not name it.
  var reason: String?
  /// The words that point at it, where they are not the subject's.
  var span: Span?
  /// The person who speaks for it, whom pronouns then mean.
  var voice: Int?
}

/// Finds the entities that the subject of a reporting verb stands for: by name, by reference, by role, by pronoun.
///
/// Asked in text order; it remembers who spoke last.
struct SpeakerResolver {
  private let text: QuoteText
  private let roles: RoleDescriptions
  private let resolver: ReferenceResolver?
  /// For each token the index of the last person mention that begins at or before it; -1 for none.
  private let personBefore: [Int32]
  /// For each token the reference that covers it; -1 for none.
  private let references: [Int32]
  private var last: (entity: Int, token: Int)?
  private var spoken: Set<Int> = []
  /// Where somebody without a name spoke last.
  private var unnamed: Int?
  /// Whose the document is that was named last.
  private var issuers: [Int] = []

  /// A resolver for the article of `text`.
  init(_ text: QuoteText, language: Language) {
    self.text = text
    roles = RoleDescriptions(text)
    resolver = ReferenceResolver(text.article, language: language)
    var personBefore = [Int32](repeating: -1, count: text.count)
    for (number, range) in text.mentionTokens.enumerated()
    where !range.isEmpty && text.article.mentions[number].type == .person {
      personBefore[range.lowerBound] = Int32(number)
    }
    for index in personBefore.indices.dropFirst() where personBefore[index] < 0 {
      personBefore[index] = personBefore[index - 1]
    }
    self.personBefore = personBefore
    var references = [Int32](repeating: -1, count: text.article.references.isEmpty ? 0 : text.count)
    for (number, reference) in text.article.references.enumerated() {
      for index in text.tokens.indices(in: reference.span) { references[index] = Int32(number) }
    }
    self.references = references
  }

  /// Remembers who spoke.
  mutating func note(_ speakers: [ResolvedSpeaker], at token: Int) {
    guard let first = speakers.first else { return }
    unnamed = nil
    last = (first.voice ?? first.entity, token)
    spoken.insert(first.voice ?? first.entity)
  }

  /// Remembers that words without a name spoke ("un témoin"), and whose document did.
  mutating func noteWords(_ phrase: Range<Int>, _ speakers: [ResolvedSpeaker]) {
    let isPronoun = phrase.count == 1 && text.parts[phrase.lowerBound] == .pron
    if speakers.isEmpty, !isPronoun, !text.has(phrase.lowerBound, .invertedPronoun) { unnamed = phrase.lowerBound }
    if phrase.contains(where: { text.has($0, .document) }), !speakers.isEmpty { issuers = speakers.map(\.entity) }
  }

  /// Who goes on speaking when nobody is named: whoever spoke last, else the person named last before `index`.
  func goesOn(before index: Int) -> [ResolvedSpeaker] {
    if let named = subjectOfSentence(before: index), named.token > (last?.token ?? -1) {
      return [.init(entity: named.entity, reason: "named in the sentence before the quotation: \(name(named.entity))")]
    }
    if let last { return [.init(entity: last.entity, reason: "goes on speaking: \(name(last.entity))")] }
    guard index > 0, let entity = lastPerson(before: index)?.entity else { return [] }
    return [.init(entity: entity, reason: "the person named last before the quotation: \(name(entity))")]
  }

  /// The entities that `phrase` stands for; empty where it names nobody in particular.
  func resolve(_ phrase: Range<Int>) -> [ResolvedSpeaker] {
    let first = phrase.lowerBound
    let isPronoun = text.parts[first] == .pron || text.has(first, .invertedPronoun)
    if phrase.count == 1, isPronoun { return pronoun(first) }
    if text.range(first, min(first + 3, phrase.upperBound)).contains(where: { text.has($0, .two) }),
      text.mentions[first] < 0
    {
      return bothOf(phrase)
    }
    let names = Names(phrase, in: text)
    if !names.persons.isEmpty { return unique(names.persons) }
    if !names.others.isEmpty {
      return unique(names.others).map {
        ResolvedSpeaker(entity: $0.entity, reason: $0.reason, span: $0.span, voice: names.voice)
      }
    }
    guard let head = names.head else {
      // "ce dernier", "la dernière citée"
      guard phrase.contains(where: { text.has($0, .person) }), let entity = lastPerson(before: first)?.entity else {
        return []
      }
      return [explain(phrase, entity, "the person named last")]
    }
    if let found = reference(head, phrase) { return found }
    return noun(head, phrase, names)
  }

  /// The person who is named in the sentence before `index`, not behind a preposition.
  private func subjectOfSentence(before index: Int) -> (token: Int, entity: Int)? {
    let number = text.sentence(index) - 1
    guard number >= 0 else { return nil }
    let tokens = text.article.sentenceTokens[number]
    for token in text.range(max(tokens.lowerBound, index - QuoteText.reachBehind), min(tokens.upperBound, index))
    where text.isPerson(token) && text.mention(at: token)?.lowerBound == token {
      if !isGoverned(token, tokens.lowerBound), let entity = text.entity(at: token) { return (token, entity) }
    }
    return nil
  }

  private func name(_ entity: Int) -> String { text.article.entities[entity].name }

  private func explain(_ phrase: Range<Int>, _ entity: Int, _ why: String) -> ResolvedSpeaker {
    let words = text.article.text[text.tokens.span(of: phrase)]
    return .init(entity: entity, reason: "\(words) → \(name(entity)): \(why)")
  }

  private func unique(_ entities: [Int]) -> [ResolvedSpeaker] {
    var seen: Set<Int> = []
    return entities.filter { seen.insert($0).inserted }.map { ResolvedSpeaker(entity: $0) }
  }

  private func lastPerson(before index: Int) -> Mention? {
    guard index > 0, personBefore[index - 1] >= 0 else { return nil }
    return text.article.mentions[Int(personBefore[index - 1])]
  }

  // MARK: Nouns

  /// What the analysis of references says of the words.
  private func reference(_ head: Int, _ phrase: Range<Int>) -> [ResolvedSpeaker]? {
    guard !references.isEmpty, references[head] >= 0 else { return nil }
    let reference = text.article.references[Int(references[head])]
    // A people is nobody in particular; of a native who spoke last is asked first.
    guard let entity = reference.entity, !["people", "native"].contains(reference.evidence.rule) else { return nil }
    // "le directeur de la banque": a role of its own, of which nobody near need be the holder.
    if reference.evidence.rule == "only-person-near", phrase.contains(where: { text.mentions[$0] >= 0 }) { return nil }
    return [explain(phrase, entity, reference.evidence.reason ?? "the words point at it")]
  }

  private func noun(_ head: Int, _ phrase: Range<Int>, _ names: Names) -> [ResolvedSpeaker] {
    let first = phrase.lowerBound
    if let last, text.has(head, .echo), text.range(first, head).contains(where: { text.has($0, .same) }) {
      return [explain(phrase, last.entity, "spoke last")]
    }
    if text.has(head, .document) {
      let issuers = phrase.filter { text.type(at: $0) == .organization || text.isPerson($0) }.compactMap(text.entity)
      if !issuers.isEmpty {
        return unique(issuers).map { explain(phrase, $0.entity, "the document is theirs") }
      }
      if !self.issuers.isEmpty, text.has(first, .definite) {
        return self.issuers.map { explain(phrase, $0, "the document of which the article spoke before") }
      }
      // "ce communiqué" is the last speaker's; "le communiqué" only where that is a body.
      guard let last, text.has(first, .definite),
        text.has(first, .demonstrative) || text.article.entities[last.entity].type == .organization
      else { return [] }
      return [explain(phrase, last.entity, "the document of whoever spoke last")]
    }
    if text.has(first, .indefinite) || text.grammar[head].contains(.plural) { return [] }
    if let found = resolver?.resolve(native: head) {
      if let last, found.candidates.contains(last.entity) { return [explain(phrase, last.entity, "spoke last")] }
      return found.entity.map { [explain(phrase, $0, found.reason)] } ?? []
    }
    // Whoever holds the office by the words of the article.
    if let found = resolver?.resolve(role: phrase) {
      if let entity = found.entity { return [explain(phrase, entity, found.reason)] }
      if let last, found.candidates.contains(last.entity) {
        return [explain(phrase, last.entity, "\(found.reason); spoke last")]
      }
    }
    if !text.has(head, [.body, .organization]), let entity = roles.bearer(of: phrase, spoken: spoken) {
      return [explain(phrase, entity, "the article calls \(name(entity)) so")]
    }
    if text.has(head, .person), let last { return [explain(phrase, last.entity, "spoke last")] }
    if let found = resolver?.resolve(noun: head), let entity = found.entity {
      return [explain(phrase, entity, found.reason)]
    }
    guard text.has(head, .organization) else { return [] }
    if let last, text.article.entities[last.entity].type == .organization {
      return [explain(phrase, last.entity, "the organisation that spoke last")]
    }
    for index in text.range(max(0, first - 300), first).reversed() where text.type(at: index) == .organization {
      if let entity = text.entity(at: index) { return [explain(phrase, entity, "the organisation named last")] }
    }
    return []
  }

  /// "Tous les deux", "les deux ministres", "les deux organisations": the two of their kind named last.
  private func bothOf(_ phrase: Range<Int>) -> [ResolvedSpeaker] {
    var found: [Int] = []
    var index = phrase.lowerBound
    if phrase.contains(where: { text.has($0, .organization) }) {
      for token in text.range(max(0, index - 600), index).reversed() where text.type(at: token) == .organization {
        if let entity = text.entity(at: token), !found.contains(entity), found.count < 2 { found.append(entity) }
      }
      return found.reversed().map { explain(phrase, $0, "one of the two organisations named last") }
    }
    while found.count < 2, let mention = lastPerson(before: index), let entity = mention.entity {
      if !found.contains(entity) { found.append(entity) }
      index = text.tokens.firstIndex(endingAfter: mention.span.start)
    }
    return found.reversed().map { explain(phrase, $0, "one of the two persons named last") }
  }

  // MARK: Pronouns

  private func pronoun(_ index: Int) -> [ResolvedSpeaker] {
    if text.has(index, .one) { return [] }
    let range = index..<(index + 1)
    if text.has(index, .thisOne) {
      guard let entity = person(before: index, agreeingWith: index) else { return [] }
      return [explain(range, entity, "the person named last")]
    }
    guard text.has(index, [.subjectPronoun, .invertedPronoun, .stressedPronoun, .clitic]) else { return [] }
    // Whoever spoke without a name may go on.
    if let unnamed, unnamed > (last?.token ?? -1), text.sentence(index) - text.sentence(unnamed) <= 1,
      personBefore[index] == personBefore[unnamed]
    {
      return []
    }
    if text.has(index, .pluralPronoun) {
      return last.map { [explain(range, $0.entity, "spoke last")] } ?? []
    }
    var best: (token: Int, entity: Int, why: String)?
    if let last, agrees(last.entity, index) {
      let type = text.article.entities[last.entity].type
      if type == .person || (type == .organization && text.has(index, .femininePronoun)) {
        best = (last.token, last.entity, "spoke last")
      }
    }
    let sentence = text.sentence(index)
    for number in stride(from: sentence, to: max(-1, sentence - 4), by: -1) {
      let tokens = text.article.sentenceTokens[number]
      let range = text.range(max(tokens.lowerBound, index - QuoteText.reachBehind), min(tokens.upperBound, index))
      let names = range.filter { text.isPerson($0) && text.mention(at: $0)?.lowerBound == $0 }
        .filter { name in text.entity(at: name).map { agrees($0, index) } ?? false }
      if names.isEmpty { continue }
      let subject = names.first { !isGoverned($0, range.lowerBound) }
      if subject == nil, best != nil { continue }
      guard let name = subject ?? names.first, let entity = text.entity(at: name) else { continue }
      if best.map({ name > $0.token }) ?? true {
        let why = number == sentence ? "named before in the sentence" : "named in the sentences before"
        best = (name, entity, why)
      }
      break
    }
    if let best { return [explain(range, best.entity, best.why)] }
    guard let entity = lastPerson(before: index)?.entity else { return [] }
    return [explain(range, entity, "the person named last")]
  }

  /// The last person named before `index` whom the pronoun may stand for.
  private func person(before index: Int, agreeingWith pronoun: Int) -> Int? {
    var index = index
    for _ in 0..<20 {
      guard let mention = lastPerson(before: index) else { return nil }
      if let entity = mention.entity, agrees(entity, pronoun) { return entity }
      index = text.tokens.firstIndex(endingAfter: mention.span.start)
    }
    return nil
  }

  private func agrees(_ entity: Int, _ pronoun: Int) -> Bool {
    guard let isFemale = resolver?.isFemale(entity) ?? roles.isFemale[entity] else { return true }
    if text.has(pronoun, .femininePronoun) { return isFemale }
    return !text.has(pronoun, .masculinePronoun) || !isFemale
  }

  /// Whether a preposition stands before the noun phrase of a name.
  private func isGoverned(_ name: Int, _ start: Int) -> Bool {
    var index = name - 1
    while index >= start, text.mentions[index] < 0, [.det, .adj, .noun, .propn, .num].contains(text.parts[index]) {
      index -= 1
    }
    return index >= start && text.parts[index] == .adp
  }
}

/// The names in a noun phrase that are its head or stand in apposition to it, and not in a complement.
private struct Names {
  var persons: [Int] = []
  var others: [Int] = []
  /// The person who stands for the others.
  var voice: Int?
  /// The head noun or the name that stands for it.
  var head: Int?

  init(_ phrase: Range<Int>, in text: QuoteText) {
    var isComplement = false
    var hasPreposition = false
    var index = phrase.lowerBound
    while index < phrase.upperBound {
      if let mention = text.mention(at: index), let entity = text.entity(at: index) {
        let previous = index > phrase.lowerBound ? index - 1 : nil
        let isGoverned = previous.map { text.parts[$0] == .adp || (text.parts[$0] == .det && isComplement) } ?? false
        if text.isPerson(index) {
          // "le Togo, représenté par sa ministre, X": the country speaks.
          let isOwn = others.isEmpty || !hasPreposition || Self.isJoined(index, phrase, text)
          if !isGoverned, isOwn { persons.append(entity) }
          if !isGoverned, !isOwn { voice = voice ?? entity }
        } else if !isComplement, head == nil || names(index, head, text) || Self.isListed(index, phrase, text) {
          others.append(entity)
        }
        head = head ?? index
        index = max(index + 1, mention.upperBound)
        continue
      }
      if text.parts[index] == .adp {
        isComplement = true
        hasPreposition = true
      } else if text.has(index, .comma) {
        isComplement = false
      } else if text.parts[index] == .cconj, index + 1 < phrase.upperBound,
        text.parts[index + 1] == .det || text.mentions[index + 1] >= 0
          || text.has(index + 1, [.maleHonorific, .femaleHonorific])
      {
        isComplement = false
      } else if head == nil, !text.has(index, .first),
        text.parts[index] == .noun || text.has(index, .title)
          || (text.parts[index] == .propn && text.mentions[index] < 0)
      {
        head = index
      }
      index += 1
    }
  }

  /// Whether a name is that of the head noun before it: "le quotidien français X".
  private func names(_ index: Int, _ head: Int?, _ text: QuoteText) -> Bool {
    guard let head, text.mentions[head] < 0, text.type(at: index) == .organization else { return false }
    return text.range(head + 1, index).allSatisfy { text.parts[$0] == .adj }
  }

  /// Whether "et" stands before a name, its titles aside.
  private static func isJoined(_ index: Int, _ phrase: Range<Int>, _ text: QuoteText) -> Bool {
    var before = index - 1
    while before > phrase.lowerBound, text.mentions[before] < 0, [.det, .noun, .adj].contains(text.parts[before]) {
      before -= 1
    }
    return before > phrase.lowerBound && text.parts[before] == .cconj
  }

  /// Whether a name stands beside the head as another of a list: "l'Union, l'Association et le Comité".
  private static func isListed(_ index: Int, _ phrase: Range<Int>, _ text: QuoteText) -> Bool {
    func joins(_ index: Int) -> Bool {
      index >= phrase.lowerBound && (text.has(index, .comma) || text.parts[index] == .cconj)
    }
    return joins(index - 1) || (text.parts[index - 1] == .det && joins(index - 2))
  }
}
