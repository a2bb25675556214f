import ArticleModel

/// A role phrase with the person who bears it.
struct FoundRole {
  /// Index into the phrases.
  var phrase: Int
  /// Index into the mentions: the name beside the phrase.
  var mention: Int
  var rule: String
  /// The organisation or place where the phrase itself names none.
  var of: Int?
  /// The phrase whose words are the title, where the text only refers back ("son homologue").
  var titlePhrase: Int?
  /// The status that the construction gives ("a été nommé").
  var status: String?
}

/// Joins role phrases to the names they stand beside: before a name, in apposition, in a list, and in the constructions
/// of a query file.
struct RoleFinder {
  let text: RoleText
  let phrases: [RolePhrase]
  var found: [FoundRole] = []
  /// For each phrase whether somebody bears it.
  var isTaken: [Bool]
  /// The names beside which a role stands.
  private var served: Set<Int> = []

  init(_ text: RoleText, _ phrases: [RolePhrase]) {
    self.text = text
    self.phrases = phrases
    isTaken = [Bool](repeating: false, count: phrases.count)
  }

  /// The roles of `phrases`, in text order of the phrases.
  static func find(_ text: RoleText, _ phrases: [RolePhrase], constructions: RoleConstructions?) -> [FoundRole] {
    var finder = RoleFinder(text, phrases)
    finder.findBesideNames()
    finder.findHomologues()
    finder.findRespective()
    if let constructions, finder.hasOpenPhrase {
      for match in constructions.matches(in: text, phrases) where !finder.isTaken[match.phrase] { finder.add(match) }
    }
    finder.findChains()
    return finder.found.sorted { ($0.phrase, $0.mention) < ($1.phrase, $1.mention) }
  }

  /// Whether somebody is named in the sentence of a phrase that nobody bears yet: else no construction can fit.
  private var hasOpenPhrase: Bool {
    var named: Set<UInt32> = []
    for (number, mention) in text.article.mentions.enumerated() where mention.type == .person {
      if let first = text.mentionTokens[number].first { named.insert(text.article.tokens.sentences[first]) }
    }
    return phrases.indices.contains { !isTaken[$0] && named.contains(text.article.tokens.sentences[phrases[$0].head]) }
  }

  mutating func add(_ role: FoundRole) {
    found.append(role)
    isTaken[role.phrase] = true
    served.insert(role.mention)
  }

  // MARK: Beside a name

  private mutating func findBesideNames() {
    for (index, phrase) in phrases.enumerated() {
      if lemma(phrase) == "homologue" { continue }
      let end = phrase.tokens.upperBound
      if let person = text.person(after: end), isNear(person, phrase) {
        // "membre du gouvernement X"
        if end - 1 > phrase.head, text.lexicon.words.namedAfter.contains(text.words[end - 1]) { continue }
        if phrase.isPlural {
          for person in list(from: person) {
            add(FoundRole(phrase: index, mention: person, rule: "list", of: place(after: person, phrase)))
          }
        } else if belongsToOuter(index, person) {
          continue
        } else {
          add(FoundRole(phrase: index, mention: person, rule: "before-name", of: place(after: person, phrase)))
        }
        continue
      }
      // "le collectionneur d'art et ami X"
      if !phrase.isPlural, text.words[end] == Self.et, text.part(end + 1) == .noun,
        !text.lexicon.offices.begins(with: text.words[end + 1]), let person = text.mention(startingAt: end + 2),
        text.article.mentions[person].type == .person
      {
        add(FoundRole(phrase: index, mention: person, rule: "before-name"))
        continue
      }
      let left = phrase.isPlural ? nil : personBefore(phrase)
      let right = personBehindComma(phrase)
      switch (left, right) {
      case (let left?, nil): if isApposition(phrase) { add(apposition(index, left)) }
      case (nil, let right?): add(FoundRole(phrase: index, mention: right, rule: "before-comma"))
      case (let left?, let right?):
        let leftIsServed = phrase.determiner != nil && served.contains(left.mention)
        if leftIsServed {
          add(FoundRole(phrase: index, mention: right, rule: "before-comma"))
        } else {
          add(apposition(index, left))
        }
      case (nil, nil): break
      }
    }
  }

  func lemma(_ phrase: RolePhrase) -> String {
    phrase.office.map { text.lexicon.offices.offices[$0].lemma } ?? ""
  }

  func isNear(_ person: Int, _ phrase: RolePhrase) -> Bool {
    text.isSameSentence(phrase.head, text.mentionTokens[person].lowerBound)
  }

  /// Whether the name behind a nested phrase is the name of who bears the outer one: the sexes tell
  /// ("la porte-parole du président Awa X").
  private func belongsToOuter(_ index: Int, _ person: Int) -> Bool {
    let phrase = phrases[index]
    guard phrase.isNested, let own = phrase.gender, let gender = gender(of: person), own != gender else { return false }
    return phrases[max(0, index - 6)..<index].last {
      $0.tokens.upperBound == phrase.tokens.upperBound && $0.gender == gender
    } != nil
  }

  /// The sex that a title of courtesy or a first name tells.
  private func gender(of person: Int) -> Gender? {
    let first = text.mentionTokens[person].lowerBound
    return text.honorificGender(before: first) ?? text.firstNameGender(first)
  }

  /// "l'imam X de Y": the place or organisation behind the name.
  private func place(after person: Int, _ phrase: RolePhrase) -> Int? {
    guard phrase.of == nil, phrase.complementPerson == nil else { return nil }
    var index = text.mentionTokens[person].upperBound
    guard text.lexicon.words.prepositions[text.words[index]] == .genitive else { return nil }
    index += 1
    if text.lexicon.words.determiners[text.words[index]] != nil { index += 1 }
    guard let mention = text.mention(startingAt: index), text.article.mentions[mention].type != .person else {
      return nil
    }
    return mention
  }

  /// The persons of a list that begins with the mention `first`: names between commas and "et".
  private func list(from first: Int) -> [Int] {
    var persons = [first]
    var index = text.mentionTokens[first].upperBound
    while persons.count < 32 {
      // "A de X, B de Y"
      if text.lexicon.words.prepositions[text.words[index]] == .genitive {
        let start = text.lexicon.words.determiners[text.words[index + 1]] != nil ? index + 2 : index + 1
        if let place = text.mention(startingAt: start), text.article.mentions[place].type != .person {
          index = text.mentionTokens[place].upperBound
        }
      }
      if text.isMark("(", at: index),
        let close = (index..<min(index + 8, text.count)).first(where: { text.isMark(")", at: $0) })
      {
        index = close + 1
      }
      guard text.isMark(",", at: index) || text.words[index] == Self.et, let next = text.person(after: index + 1) else {
        break
      }
      persons.append(next)
      index = text.mentionTokens[next].upperBound
    }
    return persons
  }

  static let et = FoldedWords.hash("et")

  /// A name before a phrase, with how it is joined.
  private struct NameBefore {
    var mention: Int
    var hasMark: Bool
  }

  /// The name that ends before the phrase and its comma or bracket.
  private func personBefore(_ phrase: RolePhrase) -> NameBefore? {
    var index = phrase.start
    let sentence = phrase.head
    // "X, aujourd'hui ministre"
    var adverbs = 0
    while adverbs < 2, text.part(index - 1) == .adv, text.isSameSentence(index - 1, sentence) {
      index -= 1
      adverbs += 1
    }
    let hasMark = [",", "(", "–", "—", "-"].contains { text.isMark($0, at: index - 1) }
    if hasMark { index -= 1 } else if adverbs > 0 || phrase.determiner != nil { return nil }
    if text.isMark("\"", at: index - 1) || text.isMark("»", at: index - 1) { index -= 1 }
    // "X (PARTI), ministre", "X (62 ans), ministre"
    if hasMark, text.isMark(")", at: index - 1) {
      let open = stride(from: index - 2, to: max(index - 10, 0), by: -1).first { text.isMark("(", at: $0) }
      if let open { index = open }
    }
    if hasMark, text.isDemonym(index - 1) { index -= 1 }
    guard let mention = text.mention(endingAt: index), text.article.mentions[mention].type == .person,
      text.isSameSentence(text.mentionTokens[mention].lowerBound, sentence)
    else { return nil }
    return NameBefore(mention: mention, hasMark: hasMark)
  }

  private func apposition(_ index: Int, _ left: NameBefore) -> FoundRole {
    FoundRole(phrase: index, mention: left.mention, rule: left.hasMark ? "apposition" : "behind-name")
  }

  /// Whether a phrase behind a name and a comma describes it, and is not the subject of what follows.
  private func isApposition(_ phrase: RolePhrase) -> Bool {
    let end = phrase.tokens.upperBound
    if phrase.determiner == nil || phrase.determiner == .indefinite { return true }
    guard text.isSameSentence(phrase.head, end) else { return true }
    if text.words[end] == Self.et {
      // "X, le président de A et le directeur de B" are three.
      return text.lexicon.words.determiners[text.words[end + 1]] == nil
    }
    return text.words[end] == 0
  }

  /// The name behind the phrase and a comma.
  private func personBehindComma(_ phrase: RolePhrase) -> Int? {
    let end = phrase.tokens.upperBound
    let isAnnounced = phrase.determiner != nil && phrase.determiner != .indefinite
    guard text.isMark(",", at: end), !phrase.isPlural, isAnnounced || isSentenceStart(phrase.start),
      let person = text.person(after: end + 1), isNear(person, phrase)
    else { return nil }
    // The outer phrase bears a name behind a comma.
    if phrase.isNested { return nil }
    return person
  }

  private func isSentenceStart(_ index: Int) -> Bool {
    index == 0 || text.article.tokens.sentences[index - 1] != text.article.tokens.sentences[index]
  }
}

extension RoleText {
  /// The sex that the first word of a name tells.
  func firstNameGender(_ token: Int) -> Gender? {
    guard token >= 0, token < count, let gazetteer else { return nil }
    // "Marie-Claire" goes by its first part.
    let first = form(token).split(separator: "-").first.map(String.init) ?? ""
    let classes = gazetteer.classes(of: first)
    switch (classes.contains(.maleFirstName), classes.contains(.femaleFirstName)) {
    case (true, false): return .male
    case (false, true): return .female
    default: return nil
    }
  }
}
