import ArticleModel

/// An office in the text, with its complements: "ancien ministre de la défense" of "l'ancien ministre de la défense du Mali".
struct RolePhrase: Sendable {
  /// All of it, from the first word before the office that belongs to it to the last complement, without determiner.
  var tokens: Range<Int>
  /// The words of the title: without what says only which organisation or place it belongs to.
  var title: Range<Int>
  /// The first token of the office itself.
  var head: Int
  /// Number in the lexicon, or `nil` for a noun that only looks like one for people who do something.
  var office: Int?
  /// How many tokens the office itself has.
  var officeLength = 1
  var determiner: OfficeWords.Determiner?
  /// The mention of the organisation or place in the complement.
  var of: Int?
  /// The mention of the organisation or place that a possessive before it stands for.
  var owner: Int?
  /// The mention of a person in the complement ("avocat de X").
  var complementPerson: Int?
  /// A word for people or things of a country ("malien").
  var demonym: Int?
  var status: String?
  var gender: Gender?
  var isPlural = false
  /// Whether it stands in the complement of another phrase.
  var isNested = false

  /// Whether "un des" stands before it, which belongs to the title.
  var isOneOfMany = false

  /// The first token of the phrase and its determiner.
  var start: Int { determiner == nil || isOneOfMany ? tokens.lowerBound : tokens.lowerBound - 1 }
}

/// What the readers of role phrases ask about an article.
struct RoleText {
  let article: Article
  let words: FoldedWords
  let lexicon: RoleLexicon
  let gazetteer: Gazetteer?
  let countries: CountryTable?
  /// For each token the mention it belongs to, or -1.
  private(set) var mentionAt: [Int32]
  /// The tokens of each mention.
  private(set) var mentionTokens: [Range<Int>] = []

  init(_ article: Article, words: FoldedWords, knowledge: EntityKnowledge, gazetteer: Gazetteer?) {
    self.article = article
    lexicon = knowledge.roles
    countries = knowledge.countries
    self.gazetteer = gazetteer
    self.words = words
    mentionAt = [Int32](repeating: -1, count: article.tokens.count)
    for (number, mention) in article.mentions.enumerated() {
      let tokens = article.tokens.indices(in: mention.span)
      mentionTokens.append(tokens)
      for token in tokens where mentionAt[token] < 0 { mentionAt[token] = Int32(number) }
    }
  }

  var count: Int { words.count }

  /// The mention that begins at token `index`.
  func mention(startingAt index: Int) -> Int? {
    guard index >= 0, index < count, mentionAt[index] >= 0 else { return nil }
    let mention = Int(mentionAt[index])
    return mentionTokens[mention].lowerBound == index ? mention : nil
  }

  /// The mention that ends before token `index`.
  func mention(endingAt index: Int) -> Int? {
    guard index > 0, index <= count, mentionAt[index - 1] >= 0 else { return nil }
    let mention = Int(mentionAt[index - 1])
    return mentionTokens[mention].upperBound == index ? mention : nil
  }

  /// The person's mention at `index`, past titles of courtesy and opening marks.
  func person(after index: Int) -> Int? {
    var next = index
    // "Son Excellence M. le Dr" is as long as it gets.
    for _ in 0..<5 {
      if let mention = mention(startingAt: next) {
        return article.mentions[mention].type == .person ? mention : nil
      }
      guard isHonorific(next) || isOpeningMark(next) else { return nil }
      next += 1
    }
    return nil
  }

  /// Whether the token is a title of courtesy in capitals.
  func isHonorific(_ index: Int) -> Bool {
    guard index >= 0, index < count, lexicon.words.honorifics[words[index]] != nil else { return false }
    return isCapitalized(index)
  }

  /// The sex that the title of courtesy before token `index` tells.
  func honorificGender(before index: Int) -> Gender? {
    guard isHonorific(index - 1) else { return nil }
    return lexicon.words.honorifics[words[index - 1]]?.gender ?? honorificGender(before: index - 1)
  }

  private func isOpeningMark(_ index: Int) -> Bool { ["«", "\"", "“"].contains(form(index)) }

  /// The form of token `index`; empty outside the text.
  func form(_ index: Int) -> String { index >= 0 && index < count ? article.tokens.form(index) : "" }

  /// Whether token `index` is the punctuation `mark`.
  func isMark(_ mark: String, at index: Int) -> Bool {
    index >= 0 && index < count && words[index] == 0 && form(index) == mark
  }

  func isCapitalized(_ index: Int) -> Bool {
    guard index >= 0, index < count else { return false }
    return article.tokens.strings.withBytes(of: article.tokens.forms[index]) { bytes in
      guard let first = bytes.first else { return false }
      if first < 0x80 { return first &- 0x41 < 26 }
      guard first >= 0xC3, first <= 0xC5, bytes.count > 1 else { return false }
      return LetterCase.isUpper(UInt32(first & 0x1F) << 6 | UInt32(bytes[1] & 0x3F))
    }
  }

  func part(_ index: Int) -> PartOfSpeech {
    index >= 0 && index < count ? article.tokens.partsOfSpeech[index] : .none
  }

  /// Whether tokens `left` and `right` stand in one sentence.
  func isSameSentence(_ left: Int, _ right: Int) -> Bool {
    guard left >= 0, right < count, left < count, right >= 0 else { return false }
    return article.tokens.sentences[left] == article.tokens.sentences[right]
  }

  /// Whether the token is a word for people or things of a country.
  func isDemonym(_ index: Int) -> Bool {
    words[index] != 0 && countries?.isDemonym(words[index]) ?? false
  }

  /// Whether the token has a hyphen inside.
  func hasHyphen(_ index: Int) -> Bool {
    article.tokens.strings.withBytes(of: article.tokens.forms[index]) { $0.contains(UInt8(ascii: "-")) }
  }

  /// The class of an office, by itself or by its complement.
  func category(of phrase: RolePhrase) -> String? {
    if let category = phrase.office.flatMap({ lexicon.offices.offices[$0].category }) { return category }
    for token in phrase.head..<phrase.tokens.upperBound {
      if let category = lexicon.words.category(at: token, words) { return category }
    }
    return nil
  }
}
