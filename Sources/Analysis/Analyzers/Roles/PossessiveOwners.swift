import ArticleModel

/// Finds the organisation or place that a possessive before an office stands for: "la Fédération et son président".
///
/// Which offices are an organisation's and which a place's is told by their senses; an adviser is as often a person's, and
/// such offices have no owner here. A person who is named nearer takes the possessive for himself.
struct PossessiveOwners {
  private let text: RoleText
  /// How many mentions back an owner is looked for.
  private static let reach = 8

  init(_ text: RoleText) { self.text = text }

  /// The mention that owns the office of `phrase`; `nil` where the phrase has no possessive, or nothing fits.
  func owner(of phrase: RolePhrase) -> Int? {
    guard phrase.determiner == .possessive, phrase.of == nil, phrase.demonym == nil, phrase.complementPerson == nil,
      let office = phrase.office,
      let kind = text.lexicon.words.owners[text.lexicon.offices.offices[office].sense]
    else { return nil }
    let bearer = text.isMark(",", at: phrase.start - 1) ? text.mention(endingAt: phrase.start - 1) : nil
    if let owner = before(phrase, bearer, kind) { return owner }
    return subjectOfSentenceBefore(phrase, bearer, kind)
  }

  /// The nearest organisation of the sentence, else its nearest place; nothing beyond another person.
  private func before(_ phrase: RolePhrase, _ bearer: Int?, _ kind: OfficeWords.Owner) -> Int? {
    var place: Int?
    var mention = lastMention(before: phrase.start)
    for _ in 0..<Self.reach {
      guard let number = mention, number >= 0,
        text.isSameSentence(text.mentionTokens[number].lowerBound, phrase.head)
      else { break }
      mention = number - 1
      if number == bearer { continue }
      switch text.article.mentions[number].type {
      case .organization: if kind == .organization { return number }
      case .location:
        if kind == .place { return number }
        if isCountry(number) { place = place ?? number }
      case .person:
        // "Pour X, son secrétaire" of the organisation named before is caught by the bearer; another person owns.
        return kind == .place ? nil : place
      }
    }
    return place
  }

  /// "La Ligue a protesté. Son président …": what the sentence before is about.
  private func subjectOfSentenceBefore(_ phrase: RolePhrase, _ bearer: Int?, _ kind: OfficeWords.Owner) -> Int? {
    let sentence = Int(text.article.tokens.sentences[phrase.head])
    guard sentence > 0, let last = lastMention(before: text.article.sentenceTokens[sentence].lowerBound),
      !hasNameBefore(phrase, bearer)
    else { return nil }
    let before = text.article.sentenceTokens[sentence - 1]
    var owner: Int?
    for number in stride(from: last, through: max(0, last - Self.reach), by: -1) {
      guard before.contains(text.mentionTokens[number].lowerBound) else { break }
      let first = text.mentionTokens[number].lowerBound
      if text.isOblique(first) { continue }
      owner = number
    }
    guard let owner else { return nil }
    switch text.article.mentions[owner].type {
    case .organization: return kind == .organization ? owner : nil
    case .location: return kind == .place || isCountry(owner) ? owner : nil
    case .person: return nil
    }
  }

  /// Whether the sentence names something else before the phrase.
  private func hasNameBefore(_ phrase: RolePhrase, _ bearer: Int?) -> Bool {
    guard var last = lastMention(before: phrase.start) else { return false }
    if last == bearer { last -= 1 }
    return last >= 0 && text.isSameSentence(text.mentionTokens[last].lowerBound, phrase.head)
  }

  private func isCountry(_ mention: Int) -> Bool {
    guard let entity = text.article.mentions[mention].entity, let link = text.article.entities[entity].link,
      let code = link.country, let countries = text.countries, let number = countries.number(code: code)
    else { return false }
    return countries.countries[number].link.geonames == link.geonames
  }

  /// The last mention that begins before token `index`.
  private func lastMention(before index: Int) -> Int? {
    var low = 0
    var high = text.mentionTokens.count
    while low < high {
      let middle = (low + high) / 2
      if text.mentionTokens[middle].lowerBound < index { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
