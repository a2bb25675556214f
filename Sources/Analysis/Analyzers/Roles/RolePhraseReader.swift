import ArticleModel

/// Finds the role phrases of an article, front to back: the office and what stands before it.
struct RolePhraseReader {
  let text: RoleText
  var phrases: [RolePhrase] = []
  /// A complement that is longer is no title.
  static let longest = 48
  /// "le président de la section de la ligue du parti …": a text without end must not be read one office inside the other.
  static let deepest = 6
  /// How many offices are being read, each in the complement of the one before.
  var depth = 0

  init(_ text: RoleText) { self.text = text }

  /// The phrases in text order; one that stands in the complement of another comes behind it.
  static func read(_ text: RoleText) -> [RolePhrase] {
    var reader = RolePhraseReader(text)
    var index = 0
    while index < text.count {
      guard let phrase = reader.phrase(headAt: index, after: index) else {
        index += 1
        continue
      }
      reader.phrases.append(phrase)
      index = max(index + 1, reader.resume(after: phrase))
    }
    let owners = PossessiveOwners(text)
    for number in reader.phrases.indices { reader.phrases[number].owner = owners.owner(of: reader.phrases[number]) }
    return reader.phrases.sorted { $0.head < $1.head }
  }

  /// Where the search goes on: nested phrases have been read with the one that holds them.
  private func resume(after phrase: RolePhrase) -> Int { phrase.tokens.upperBound }

  // MARK: The office

  mutating func phrase(headAt index: Int, after floor: Int, isNested: Bool = false) -> RolePhrase? {
    guard text.mentionAt[index] < 0, let head = office(at: index) else { return nil }
    var phrase = RolePhrase(
      tokens: index..<(index + head.length), title: index..<(index + head.length), head: index, office: head.office)
    phrase.officeLength = head.length
    phrase.gender = head.gender
    phrase.isPlural = head.isPlural
    phrase.isNested = isNested
    readModifiersBefore(&phrase)
    // "mon père" is kin.
    if phrase.determiner == .possessive, let office = phrase.office, text.lexicon.offices.offices[office].kind == .title
    {
      return nil
    }
    readBehind(&phrase)
    if let category = head.office, text.lexicon.offices.offices[category].lemma == "candidat" {
      phrase.status = phrase.status ?? "candidate"
    }
    return phrase
  }

  private func office(at index: Int) -> (office: Int?, length: Int, gender: Gender?, isPlural: Bool)? {
    let lexicon = text.lexicon.offices
    if text.words[index] == 0 { return nil }
    var index = index
    // "ex-président" and the like are one token: its last part is looked up.
    if !lexicon.begins(with: text.words[index]) {
      guard let compound = compoundHead(index) else { return agent(at: index) }
      return (compound.office, 1, compound.gender, compound.isPlural)
    }
    guard let reading = lexicon.read(at: index, text.words, spelling: text.form) else { return nil }
    let end = index + reading.length
    for token in index..<end where text.mentionAt[token] >= 0 { return nil }
    // "représentant le ministre" is a verb.
    if let determiner = text.lexicon.words.determiners[text.words[end]], determiner == .definite,
      text.lexicon.words.prepositions[text.words[end]] == nil,
      text.lexicon.words.determiners[text.words[index - 1]] == nil
    {
      return nil
    }
    if reading.length == 1 {
      switch text.part(index) {
      case .noun, .propn, .none: break
      default:
        // An adjective or participle is an office only where an office stands.
        index -= 1
        let isAnnounced = text.lexicon.words.determiners[text.words[index]] != nil && text.words[index] != 0
        guard isAnnounced || text.person(after: end) != nil || text.isMark(",", at: index) else { return nil }
      }
    }
    return (reading.office, reading.length, reading.gender, reading.isPlural)
  }

  /// "ex-ministre", "vice-gouverneure": an office behind a hyphen.
  func compoundHead(_ index: Int) -> OfficeLexicon.Reading? {
    guard text.hasHyphen(index) else { return nil }
    let form = text.form(index)
    guard let hyphen = form.firstIndex(of: "-") else { return nil }
    let prefix = form[..<hyphen].lowercased()
    guard text.lexicon.words.before[FoldedWords.hash(String(prefix))] != nil else { return nil }
    let rest = String(form[form.index(after: hyphen)...])
    let hash = FoldedWords.hash(rest)
    guard text.lexicon.offices.begins(with: hash) else { return nil }
    return text.lexicon.offices.read(word: hash, spelling: rest)
  }

  /// A noun that ends as nouns for people who do something, where an office stands.
  private func agent(at index: Int) -> (office: Int?, length: Int, gender: Gender?, isPlural: Bool)? {
    guard text.part(index) == .noun, text.lexicon.words.honorifics[text.words[index]] == nil else { return nil }
    let isBehindName = text.isMark(",", at: index - 1) && text.mention(endingAt: index - 1) != nil
    guard isBehindName || text.person(after: index + 1) != nil else { return nil }
    let noun = text.form(index).lowercased()
    guard text.lexicon.words.isAgent(noun) else { return nil }
    let isFemale = noun.hasSuffix("euse") || noun.hasSuffix("rice") || noun.hasSuffix("ienne")
    return (nil, 1, isFemale ? .female : nil, false)
  }

  // MARK: Before it

  private func readModifiersBefore(_ phrase: inout RolePhrase) {
    let words = text.lexicon.words
    var index = phrase.head - 1
    var start = phrase.head
    let form = text.hasHyphen(phrase.head) ? text.form(phrase.head) : ""
    if let hyphen = form.firstIndex(of: "-"),
      let modifier = words.before[FoldedWords.hash(String(form[..<hyphen]))], modifier.status != nil
    {
      phrase.status = modifier.status
    }
    var titleStart = phrase.head
    while index >= 0, text.isSameSentence(index, phrase.head), text.mentionAt[index] < 0,
      let modifier = words.before[text.words[index]], text.words[index] != 0, start - index <= 4
    {
      if let status = modifier.status { phrase.status = phrase.status ?? status }
      if modifier.isTitle, titleStart == index + 1 { titleStart = index }
      start = index
      index -= 1
    }
    phrase.tokens = start..<phrase.tokens.upperBound
    phrase.title = titleStart..<phrase.title.upperBound
    if index >= 0, text.words[index] != 0, let determiner = words.determiners[text.words[index]],
      text.isSameSentence(index, phrase.head)
    {
      phrase.determiner = determiner
      if ["la", "une", "cette", "sa", "La", "Une", "Cette", "Sa"].contains(text.form(index)) {
        phrase.gender = phrase.gender ?? .female
      } else if ["le", "un", "ce", "du", "au", "Le", "Un", "Ce", "Du", "Au"].contains(text.form(index)) {
        phrase.gender = phrase.gender ?? .male
      }
      // "une des responsables", "l'un des chefs"
      if phrase.isPlural, words.ones.contains(text.words[index - 1]) {
        var first = index - 1
        if text.form(first - 1).lowercased() == "l'" { first -= 1 }
        phrase.isOneOfMany = true
        phrase.isPlural = false
        phrase.determiner = .indefinite
        phrase.tokens = first..<phrase.tokens.upperBound
        phrase.title = first..<phrase.title.upperBound
      }
    }
  }
}
