import ArticleModel

/// Finds the role phrases of an article, front to back, each with its complements.
struct RolePhraseReader {
  private let text: RoleText
  private var phrases: [RolePhrase] = []
  /// A complement that is longer is no title.
  private static let longest = 48

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
    return reader.phrases.sorted { $0.head < $1.head }
  }

  /// Where the search goes on: nested phrases have been read with the one that holds them.
  private func resume(after phrase: RolePhrase) -> Int { phrase.tokens.upperBound }

  // MARK: The office

  private mutating func phrase(headAt index: Int, after floor: Int, isNested: Bool = false) -> RolePhrase? {
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
  private func compoundHead(_ index: Int) -> OfficeLexicon.Reading? {
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

  // MARK: Behind it

  private mutating func readBehind(_ phrase: inout RolePhrase) {
    let words = text.lexicon.words
    let limit = min(text.count, phrase.head + Self.longest)
    var index = phrase.tokens.upperBound
    var titleEnd: Int?
    var hasComplement = false
    let sense = phrase.office.map { text.lexicon.offices.offices[$0].sense } ?? ""
    func isInside(_ index: Int) -> Bool {
      index < limit && text.article.tokens.sentences[index] == text.article.tokens.sentences[phrase.head]
    }
    func finish(at end: Int) { if titleEnd == nil { titleEnd = end } }

    reading: while isInside(index) {
      if let (modifier, length) = words.behind(at: index, text.words), text.mentionAt[index] < 0 {
        phrase.status = phrase.status ?? modifier.status
        if !modifier.isTitle { finish(at: index) }
        index += length
        continue
      }
      if text.mentionAt[index] >= 0 { break }
      // Adjectives; one for a country says which country's office it is.
      if !hasComplement || index > 0, text.part(index) == .adj || text.isDemonym(index), text.words[index] != 0,
        text.part(index) != .propn || text.isDemonym(index), words.determiners[text.words[index]] == nil
      {
        // "le gouverneur précise que": a verb that looks like an adjective.
        if text.part(index + 1) == .sconj { break }
        if phrase.demonym == nil, text.isDemonym(index) { phrase.demonym = index }
        index += 1
        continue
      }
      if var length = words.charge(at: index, text.words) {
        // "délégué chargé de"
        if let more = words.charge(at: index + length, text.words) { length += more }
        if let preposition = words.prepositions[text.words[index + length]],
          preposition == .genitive || preposition == .dative,
          let complement = complement(at: index + length, phrase: phrase, depth: 1)
        {
          index = complement.end
          hasComplement = true
          continue
        }
      }
      if let preposition = words.prepositions[text.words[index]], text.words[index] != 0 {
        guard allows(preposition, at: index, sense: sense, hasComplement: hasComplement),
          let complement = complement(at: index, phrase: phrase, depth: 0)
        else { break }
        if complement.isDetached { break }
        if let mention = complement.mention {
          switch text.article.mentions[mention].type {
          case .person:
            if phrase.complementPerson == nil { phrase.complementPerson = mention }
          default:
            if preposition == .inside || preposition == .dative, phrase.of != nil {
              finish(at: index)
            } else if phrase.of == nil {
              phrase.of = mention
              finish(at: complement.keepsNoun ? complement.nounEnd : index)
            }
          }
        }
        if let nested = complement.nested {
          phrases.append(nested)
          if let of = nested.of, phrase.of == nil {
            phrase.of = of
            finish(at: nested.title.upperBound)
          }
        }
        index = complement.end
        hasComplement = true
        if complement.isLast { break }
        continue
      }
      // "extraordinaire et plénipotentiaire"
      if isConjunction(index), index > phrase.head, text.part(index - 1) == .adj, text.part(index + 1) == .adj,
        text.part(index + 2) != .noun, text.mentionAt[min(index + 1, text.count - 1)] < 0
      {
        index += 2
        continue
      }
      // "de la défense et des anciens combattants", "de la Défense et Anciens combattants"
      if isConjunction(index), hasComplement, titleEnd == nil {
        if let preposition = words.prepositions[text.words[index + 1]],
          preposition == .genitive || preposition == .dative,
          text.mention(startingAt: index + 2) == nil, text.mention(startingAt: index + 3) == nil,
          let complement = complement(at: index + 1, phrase: phrase, depth: 1), complement.nested == nil,
          complement.mention == nil
        {
          index = complement.end
          continue
        }
        if words.sensesWithDative.contains(sense) || words.sensesWithLists.contains(sense),
          let end = nouns(from: index + 1), isPortfolio(index + 1), text.part(end) != .verb
        {
          index = end
          continue
        }
      }
      // "de l'Équipement, des Transports et du Logement"
      if text.isMark(",", at: index), hasComplement, titleEnd == nil, words.sensesWithLists.contains(sense) {
        if words.prepositions[text.words[index + 1]] == .genitive, continuesList(from: index + 1),
          text.mention(startingAt: index + 2) == nil, text.mention(startingAt: index + 3) == nil,
          let complement = complement(at: index + 1, phrase: phrase, depth: 1), complement.nested == nil,
          complement.mention == nil
        {
          index = complement.end
          continue
        }
        if isPortfolio(index + 1), text.isCapitalized(index + 1), continuesList(from: index + 1),
          let end = nouns(from: index + 1)
        {
          index = end
          continue
        }
      }
      break reading
    }
    phrase.tokens = phrase.tokens.lowerBound..<index
    phrase.title = phrase.title.lowerBound..<max(titleEnd ?? index, phrase.title.upperBound)
  }

  private func isConjunction(_ index: Int) -> Bool { text.words[index] == Self.et }
  private static let et = FoldedWords.hash("et")

  /// Whether the noun at `index` can go on a minister's portfolio: no office, no name, no determiner.
  private func isPortfolio(_ index: Int) -> Bool {
    guard index < text.count, text.mentionAt[index] < 0 else { return false }
    if text.lexicon.offices.begins(with: text.words[index]) { return false }
    switch text.part(index) {
    case .noun: return true
    case .adj: return text.part(index + 1) == .noun && text.mentionAt[index + 1] < 0
    case .propn: return text.isCapitalized(index)
    default: return false
    }
  }

  /// Whether an "et" with a further complement follows soon: then a comma stands inside a list.
  private func continuesList(from index: Int) -> Bool {
    var commas = 0
    for token in index..<min(index + 16, text.count) {
      if text.mentionAt[token] >= 0 { return false }
      if text.part(token) == .verb, text.part(token - 1) != .noun { return false }
      if isConjunction(token) {
        return text.lexicon.words.prepositions[text.words[token + 1]] != nil || isPortfolio(token + 1)
      }
      if text.isMark(",", at: token) { commas += 1 }
      if commas > 4 || text.isMark(".", at: token) { return false }
    }
    return false
  }

  private func allows(
    _ preposition: OfficeWords.Preposition, at index: Int, sense: String, hasComplement: Bool
  ) -> Bool {
    switch preposition {
    case .genitive: return true
    case .dative:
      if text.lexicon.words.within.contains(text.words[index + 1]) { return true }
      let next = text.lexicon.words.determiners[text.words[index + 1]] != nil ? index + 2 : index + 1
      if let mention = text.mention(startingAt: next), text.article.mentions[mention].type != .person { return true }
      return !hasComplement && text.lexicon.words.sensesWithDative.contains(sense)
    case .institution, .purpose, .inside: return true
    }
  }

  // MARK: Complements

  private struct Complement {
    var end: Int
    var mention: Int?
    var nested: RolePhrase?
    /// The noun before the mention belongs to the title ("chef du village X").
    var keepsNoun = false
    var nounEnd = 0
    /// What follows is a second designation of the same person ("du Niger du général X").
    var isDetached = false
    var isLast = false
  }

  /// The complement whose preposition stands at `index`.
  private mutating func complement(at index: Int, phrase: RolePhrase, depth: Int) -> Complement? {
    let words = text.lexicon.words
    guard let preposition = words.prepositions[text.words[index]] else { return nil }
    var start = index + 1
    // "au sein de"
    if words.within.contains(text.words[start]) { start += 1 }
    // "auprès de", "près de"
    if start > index + 1 || preposition == .institution, words.prepositions[text.words[start]] == .genitive {
      start += 1
    }
    if let determiner = words.determiners[text.words[start]], text.mention(startingAt: start) == nil {
      // "de son accompagnement" is no part of an office.
      if determiner == .possessive { return nil }
      start += 1
    }
    guard start < text.count, text.isSameSentence(index, start) else { return nil }
    if let mention = text.mention(startingAt: start) {
      let type = text.article.mentions[mention].type
      if preposition == .inside || preposition == .purpose || preposition == .institution, type == .person {
        return nil
      }
      // "ambassadeur de l'Union au Mali": the second place is no part of the title.
      if preposition == .dative, type == .person || (type == .location && phrase.of == nil) { return nil }
      var end = text.mentionTokens[mention].upperBound
      end = skipBracketedShortForm(end)
      return Complement(end: end, mention: mention, isLast: type == .person)
    }
    if preposition == .inside { return nil }
    if text.mentionAt[start] >= 0 { return nil }
    // Another office: its own complements belong to it.
    if depth == 0, preposition == .genitive, let nested = nestedPhrase(at: start) {
      let kind = nested.office.map { text.lexicon.offices.offices[$0].kind }
      if phrase.of != nil, kind == .rank || kind == .title, text.person(after: nested.tokens.upperBound) != nil {
        return Complement(end: index, isDetached: true)
      }
      return Complement(end: nested.tokens.upperBound, nested: nested, isLast: true)
    }
    guard let end = nouns(from: start) else { return nil }
    // "de l'ONG X", "du village X"
    if let mention = text.mention(startingAt: end), text.article.mentions[mention].type != .person {
      let isPlace = text.article.mentions[mention].type == .location
      return Complement(
        end: skipBracketedShortForm(text.mentionTokens[mention].upperBound), mention: mention, keepsNoun: isPlace,
        nounEnd: end)
    }
    if preposition == .institution, depth == 0, phrase.of == nil { return Complement(end: end) }
    return Complement(end: end)
  }

  private mutating func nestedPhrase(at start: Int) -> RolePhrase? {
    var head = start
    while text.lexicon.words.before[text.words[head]] != nil, head < start + 3 { head += 1 }
    guard head < text.count, text.mentionAt[head] < 0 else { return nil }
    let isAgent = !text.lexicon.offices.begins(with: text.words[head]) && compoundHead(head) == nil
    if isAgent { return nil }
    return phrase(headAt: head, after: start, isNested: true)
  }

  /// The end of "(AES)" at `index`, or `index`.
  private func skipBracketedShortForm(_ index: Int) -> Int {
    guard text.isMark("(", at: index), let mention = text.mention(startingAt: index + 1),
      text.article.mentions[mention].type == .organization,
      text.isMark(")", at: text.mentionTokens[mention].upperBound)
    else { return index }
    return text.mentionTokens[mention].upperBound + 1
  }

  /// The end of the nouns and their adjectives from `index`; `nil` when none begins there.
  private func nouns(from index: Int) -> Int? {
    var end = index
    var hasNoun = false
    while end < text.count, end - index < 8, text.mentionAt[end] < 0, text.words[end] != 0,
      text.isSameSentence(index, end), text.lexicon.words.prepositions[text.words[end]] == nil
    {
      if hasNoun, text.lexicon.words.charge(at: end, text.words) != nil { break }
      if hasNoun, text.lexicon.words.behind(at: end, text.words) != nil { break }
      switch text.part(end) {
      case .noun, .propn, .x:
        if text.isHonorific(end), hasNoun { return end }
        hasNoun = true
      case .adj, .num: break
      case .verb:
        // A participle that describes the noun before it.
        guard hasNoun, isParticiple(end), text.part(end + 1) != .det else { return hasNoun ? end : nil }
      case .adv where !hasNoun: return nil
      default: return hasNoun ? end : nil
      }
      end += 1
    }
    return hasNoun ? end : nil
  }

  private func isParticiple(_ index: Int) -> Bool {
    text.article.tokens.strings[text.article.tokens.features[index]].contains("VerbForm=Part")
  }
}
