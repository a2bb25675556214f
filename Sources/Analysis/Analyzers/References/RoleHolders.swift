import ArticleModel

/// Who is said to hold which office in an article.
struct RoleHolders {
  private struct Holder {
    var person: Int
    var office: Int?
    var head: UInt64
    var sense: String
    /// The words of the title besides the office.
    var words: Set<UInt64>
    var of: Int?
    var isFormer: Bool
    var span: Span
  }

  /// Somebody a phrase may point at.
  struct Candidate {
    var person: Int
    var score: Int
    var isSameOffice: Bool
    /// Where the office is stated.
    var span: Span
  }

  /// An organisation by the first word of a name.
  struct Organization {
    var entity: Int
    var firstWord: UInt64
  }

  private let text: RoleText
  private let language: Language
  private var byOffice: [Int: [Holder]] = [:]
  private var bySense: [String: [Holder]] = [:]
  private var byHead: [UInt64: [Holder]] = [:]
  private var categories: [Int: String] = [:]
  /// The offices that each person is said to hold.
  private var offices: [Int: [Int]] = [:]
  private(set) var organizations: [Organization] = []
  /// More holders of one office than this are a crowd.
  private static let crowd = 64

  init(_ text: RoleText, _ phrases: [RolePhrase], roles: [Role], language: Language) {
    self.text = text
    self.language = language
    var byStart: [Int: Int] = [:]
    for (number, phrase) in phrases.enumerated() { byStart[phrase.title.lowerBound] = number }
    for role in roles {
      if let category = role.category, categories[role.person] == nil { categories[role.person] = category }
      let token = text.article.tokens.firstIndex(endingAfter: role.span.start)
      guard let number = byStart[token] else { continue }
      let phrase = phrases[number]
      let office = phrase.office.map { text.lexicon.offices.offices[$0] }
      let holder = Holder(
        person: role.person, office: phrase.office, head: text.words[phrase.head], sense: office?.sense ?? "",
        words: Self.contentWords(phrase, text), of: role.of, isFormer: role.status == "former", span: role.span)
      if let office = phrase.office {
        offices[role.person, default: []].append(office)
        byOffice[office, default: []].append(holder)
      } else {
        byHead[holder.head, default: []].append(holder)
      }
      if !holder.sense.isEmpty { bySense[holder.sense, default: []].append(holder) }
    }
    for (number, entity) in text.article.entities.enumerated() where entity.type == .organization {
      var words: Set<UInt64> = []
      for name in [entity.name] + entity.aliases {
        if let first = FoldedWords.hashes(name).first, words.insert(first).inserted {
          organizations.append(Organization(entity: number, firstWord: first))
        }
      }
    }
  }

  /// The class of the first office that a person is said to hold.
  func category(of person: Int) -> String? { categories[person] }

  /// Whether a person's offices leave no room for that of `phrase`: it is the same with another portfolio, or another of
  /// the same class.
  func excludes(_ person: Int, _ phrase: RolePhrase) -> Bool {
    guard let office = phrase.office, let own = offices[person] else { return false }
    let table = text.lexicon.offices.offices
    return own.contains { other in
      other == office
        || (table[office].kind == .office && table[other].kind == .office && table[office].category != nil
          && table[other].category == table[office].category && table[other].sense != table[office].sense)
    }
  }

  private static func contentWords(_ phrase: RolePhrase, _ text: RoleText) -> Set<UInt64> {
    var words: Set<UInt64> = []
    let office = phrase.head..<(phrase.head + phrase.officeLength)
    for token in phrase.title where !office.contains(token) && token != phrase.demonym && text.words[token] != 0 {
      let word = text.words[token]
      let closed = text.lexicon.words
      if closed.determiners[word] != nil || closed.prepositions[word] != nil || closed.before[word] != nil { continue }
      if text.part(token) == .cconj { continue }
      words.insert(word)
    }
    return words
  }

  /// Who could be meant by `phrase`, likeliest first.
  func candidates(for phrase: RolePhrase, genders: [Gender?], excluding: Set<Int>) -> [Candidate] {
    var holders: [Holder] = []
    var sense = ""
    if let office = phrase.office {
      holders = byOffice[office] ?? []
      sense = text.lexicon.offices.offices[office].sense
    } else {
      holders = byHead[text.words[phrase.head]] ?? []
    }
    if holders.count > Self.crowd { return [] }
    let isSame = !holders.isEmpty
    let others = sense.isEmpty ? [] : (bySense[sense] ?? []).prefix(Self.crowd).filter { $0.office != phrase.office }
    let words = Self.contentWords(phrase, text)
    let of = (phrase.of ?? phrase.owner).flatMap { text.article.mentions[$0].entity }
    var best: [Int: Candidate] = [:]
    for holder in holders + others where !excluding.contains(holder.person) {
      let isOwnOffice = isSame && holder.office == phrase.office
      guard var score = score(holder, words, of, phrase) else { continue }
      if phrase.gender == .female, genders[holder.person] == .male { continue }
      if phrase.gender == .male, genders[holder.person] == .female { score -= 2 }
      if isOwnOffice {
        score += 4
      } else if !words.isEmpty && holder.words.isDisjoint(with: words) && of == nil {
        continue
      }
      if best[holder.person].map({ $0.score < score }) ?? true {
        best[holder.person] = Candidate(
          person: holder.person, score: score, isSameOffice: isOwnOffice, span: holder.span)
      }
    }
    return best.values.sorted { ($1.score, $0.person) < ($0.score, $1.person) }
  }

  private func score(_ holder: Holder, _ words: Set<UInt64>, _ of: Int?, _ phrase: RolePhrase) -> Int? {
    var score = 0
    if let of, let own = holder.of {
      if of != own { return nil }
      score += 3
    } else if of != nil {
      score -= 1
    }
    if let demonym = phrase.demonym, let own = holder.of, text.article.entities[own].type == .location,
      !isCountry(own, ofDemonym: text.words[demonym])
    {
      return nil
    }
    if !words.isEmpty, !holder.words.isEmpty {
      let common = words.intersection(holder.words).count
      if common == 0 { return nil }
      score += min(common, 3)
    } else if !words.isEmpty {
      score -= 1
    }
    let isFormer = phrase.status == "former"
    if isFormer != holder.isFormer { score -= isFormer ? 1 : 2 }
    return score
  }

  private func isCountry(_ entity: Int, ofDemonym word: UInt64) -> Bool {
    guard let countries = language.entityKnowledge?.countries else { return true }
    let numbers = countries.numbers(demonym: word)
    if numbers.isEmpty { return true }
    let entity = text.article.entities[entity]
    return ([entity.name] + entity.aliases).contains { name in
      let own = countries.numbers(name: FoldedWords.hash(name))
      return own.isEmpty || !Set(own).isDisjoint(with: numbers)
    }
  }
}

/// The sex of each person as the article tells it.
enum PersonGenders {
  /// For each entity, by titles of courtesy, first names, and feminine forms of offices.
  static func read(_ text: RoleText, _ phrases: [RolePhrase], roles: [Role]) -> [Gender?] {
    var votes = [(male: Int, female: Int)](repeating: (0, 0), count: text.article.entities.count)
    func vote(_ gender: Gender?, _ entity: Int, _ weight: Int) {
      switch gender {
      case .male: votes[entity].male += weight
      case .female: votes[entity].female += weight
      case nil: break
      }
    }
    for (number, mention) in text.article.mentions.enumerated() where mention.type == .person {
      guard let entity = mention.entity, let first = text.mentionTokens[number].first else { continue }
      vote(text.honorificGender(before: first), entity, 3)
      if text.mentionTokens[number].count > 1 { vote(text.firstNameGender(first), entity, 1) }
    }
    var byStart: [Int: Gender] = [:]
    for phrase in phrases { if let gender = phrase.gender { byStart[phrase.title.lowerBound] = gender } }
    for role in roles {
      // A masculine form may stand for a woman too.
      let gender = byStart[text.article.tokens.firstIndex(endingAfter: role.span.start)]
      vote(gender, role.person, gender == .female ? 3 : 1)
    }
    return votes.map { $0.male == $0.female ? nil : $0.male > $0.female ? .male : .female }
  }
}
