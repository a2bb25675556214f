import ArticleModel

/// Groups spellings of one name: variants, short forms of persons' and organisations' names, acronyms.
///
/// A short form that could belong to several names stays alone: what is ambiguous is not decided.
struct NameGrouping {
  /// Why a spelling belongs to a group.
  enum Rule: String, Comparable {
    case sameName = "same-name"
    case variant, alias
    case acronymInBrackets = "acronym-in-brackets"
    case acronym, surname
    case firstName = "first-name"
    case shortened

    private var order: Int {
      switch self {
      case .sameName: 0
      case .variant: 1
      case .alias: 2
      case .acronymInBrackets: 3
      case .acronym: 4
      case .surname: 5
      case .firstName: 6
      case .shortened: 7
      }
    }
    static func < (left: Rule, right: Rule) -> Bool { left.order < right.order }
  }

  /// A link between two spellings.
  struct Join {
    var short: Int
    var long: Int
    var rule: Rule
  }

  let forms: [NameSpelling]
  private let article: Article
  private let knowledge: NameKnowledge
  private var parents: [Int]
  private(set) var joins: [Join] = []
  /// Names with a word that more of them share are told apart by nothing but that word.
  private static let crowd = 48

  init(_ article: Article, _ names: NameSpellings, knowledge: NameKnowledge) {
    self.article = article
    self.knowledge = knowledge
    forms = names.forms
    parents = Array(forms.indices)
    joinVariants()
    joinAliases()
    joinBrackets(names)
    joinMisspellings()
    joinPersons()
    joinAcronyms()
    joinShortened()
  }

  /// The spelling that stands for the group of spelling `form`.
  func root(_ form: Int) -> Int {
    var form = form
    while parents[form] != form { form = parents[form] }
    return form
  }

  private mutating func join(_ short: Int, _ long: Int, _ rule: Rule) {
    let (a, b) = (root(short), root(long))
    guard a != b else { return }
    // The lower number stands for the group, so that the order of joining does not show.
    parents[max(a, b)] = min(a, b)
    // Paths stay short.
    parents[short] = min(a, b)
    parents[long] = min(a, b)
    joins.append(Join(short: short, long: long, rule: rule))
  }

  /// Whether the two may be one thing: a person is no place and no organisation.
  private func isSameKind(_ left: Int, _ right: Int) -> Bool {
    (forms[left].type == .person) == (forms[right].type == .person)
  }

  // MARK: Spelling

  private mutating func joinVariants() {
    var byLetters: [[UInt8]: Int] = [:]
    for (index, form) in forms.enumerated() {
      var letters = form.joined
      if form.words.count > 1, knowledge.isArticle(form.words[0]) { letters = form.words.dropFirst().flatMap { $0 } }
      // "N'Djaména" and "Ndjamena", but not "le" and "l e".
      guard letters.count >= 4 else { continue }
      if let other = byLetters[letters] { join(index, other, .variant) } else { byLetters[letters] = index }
    }
    // The same words in another order: "NOM Prénom".
    var byWords: [[[UInt8]]: Int] = [:]
    for (index, form) in forms.enumerated() where form.words.count > 1 && form.type == .person {
      let key = form.words.sorted { $0.lexicographicallyPrecedes($1) }
      if let other = byWords[key] { join(index, other, .variant) } else { byWords[key] = index }
    }
  }

  private mutating func joinAliases() {
    var byAlias: [Int: Int] = [:]
    for (index, form) in forms.enumerated() where form.type != .person {
      guard let alias = knowledge.alias(form.words) else { continue }
      if let other = byAlias[alias] { join(index, other, .alias) } else { byAlias[alias] = index }
    }
  }

  /// Persons with one word in common and another that differs by a letter or two; long names that differ by one letter.
  private mutating func joinMisspellings() {
    let byWord = index(forms.indices.filter { forms[$0].type == .person && forms[$0].words.count > 1 })
    for members in byWord where members.count <= Self.crowd {
      for (position, left) in members.enumerated() {
        for right in members[..<position] where root(left) != root(right) && isMisspelt(left, right) {
          join(left, right, .variant)
        }
      }
    }
    // Leaving out one letter at each place makes the same word of two spellings that differ by one letter.
    var byRest: [[UInt8]: Int] = [:]
    for (index, form) in forms.enumerated() where form.type != .person && !form.looksLikeAcronym {
      let letters = form.joined
      guard letters.count >= 9, letters.count <= 60, !letters.contains(where: { $0 &- 0x30 < 10 }) else { continue }
      for position in 4..<letters.count {
        var rest = letters
        rest.remove(at: position)
        if let other = byRest[rest] {
          if other != index, forms[other].type == form.type { join(index, other, .variant) }
        } else {
          byRest[rest] = index
        }
      }
      if let other = byRest[letters], other != index, forms[other].type == form.type { join(index, other, .variant) }
      byRest[letters] = byRest[letters] ?? index
    }
  }

  private func isMisspelt(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (forms[left].words, forms[right].words)
    guard a.count == b.count else { return false }
    var differing = 0
    for (one, other) in zip(a, b) where one != other {
      differing += 1
      let length = min(one.count, other.count)
      guard length >= 4, one.first == other.first else { return false }
      let limit = length >= 6 ? 2 : 1
      guard letterDistance(one, other, limit: limit) <= limit else { return false }
    }
    return differing == 1
  }

  /// For each word that several of `members` have, these members.
  private func index(_ members: [Int]) -> [[Int]] {
    var numbers: [[UInt8]: Int] = [:]
    var lists: [[Int]] = []
    for member in members {
      for word in forms[member].words where word.count > 2 {
        if let number = numbers[word] {
          if lists[number].last != member { lists[number].append(member) }
        } else {
          numbers[word] = lists.count
          lists.append([member])
        }
      }
    }
    return lists.filter { $0.count > 1 }
  }

  // MARK: Persons

  private mutating func joinPersons() {
    let persons = forms.indices.filter { forms[$0].type == .person }
    var holders: [[UInt8]: [Int]] = [:]
    for person in persons where forms[person].words.count > 1 {
      for word in Set(forms[person].words.filter { $0.count > 1 }).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        holders[word, default: []].append(person)
      }
    }
    // Longer names first, so that a short form finds the longer one's group complete.
    let ordered = persons.sorted { (forms[$1].words.count, $0) < (forms[$0].words.count, $1) }
    for short in ordered {
      let words = forms[short].words
      guard let key = words.filter({ $0.count > 1 }).min(by: { (holders[$0]?.count ?? 0) < (holders[$1]?.count ?? 0) }),
        let candidates = holders[key], candidates.count <= Self.crowd
      else { continue }
      var best: [(long: Int, rank: Int)] = []
      for long in candidates
      where forms[long].words.count > words.count || (words.contains { $0.count == 1 } && long != short) {
        guard let rank = rank(of: words, in: forms[long].words), agrees(short, long) else { continue }
        // A first name alone comes after the full name.
        if rank == 2, forms[short].mentions[0] < forms[long].mentions[0] || knowledge.isReligious(short) { continue }
        best.append((long, rank))
      }
      guard let least = best.map(\.rank).min() else { continue }
      let roots = Set(best.filter { $0.rank == least }.map { root($0.long) })
      guard roots.count == 1, let long = best.first(where: { $0.rank == least })?.long else { continue }
      join(short, long, least == 2 ? .firstName : .surname)
    }
  }

  /// How well a shorter name fits a longer one: 0 as its first and last words or its end, 1 as a part, 2 as its first
  /// word alone; `nil` when it does not.
  private func rank(of short: [[UInt8]], in long: [[UInt8]]) -> Int? {
    let isPart = { (word: [UInt8]) in long.contains { $0 == word || (word.count == 1 && $0.first == word[0]) } }
    guard short.allSatisfy(isPart), short.contains(where: { $0.count > 2 }) else { return nil }
    if short.count == 1 {
      if knowledge.isParticle(short[0]) { return nil }
      if long.last == short[0] { return 0 }
      if long.first == short[0] { return knowledge.isFirstName(short[0]) ? 2 : 1 }
      return 1
    }
    if Array(long.suffix(short.count)) == short { return 0 }
    if let first = short.first, let head = long.first, first == head || (first.count == 1 && head.first == first[0]) {
      return 0
    }
    return 1
  }

  /// Titles of courtesy do not contradict each other.
  private func agrees(_ left: Int, _ right: Int) -> Bool {
    let (a, b) = (forms[left].genders, forms[right].genders)
    return a.isEmpty || b.isEmpty || !a.isDisjoint(with: b)
  }

  // MARK: Acronyms

  /// "Long Name (LN)" and "LN (Long Name)".
  private mutating func joinBrackets(_ names: NameSpellings) {
    for (number, mention) in article.mentions.enumerated().dropFirst() {
      let previous = article.mentions[number - 1]
      guard mention.type != .person, previous.type != .person else { continue }
      let first = article.tokens.firstIndex(endingAfter: mention.span.start)
      guard first >= 1, first < article.tokens.count, Int(article.tokens.ends[first - 1]) <= mention.span.start,
        article.tokens.form(first - 1) == "(", first >= 2, Int(article.tokens.ends[first - 2]) <= previous.span.end,
        Int(article.tokens.ends[first - 2]) > previous.span.start
      else { continue }
      let (a, b) = (names.ofMention[number - 1], names.ofMention[number])
      let (long, short) = forms[a].words.count >= forms[b].words.count ? (a, b) : (b, a)
      guard forms[short].words.count <= 2, forms[long].words.count > 1, forms[short].joined.count <= 12,
        forms[long].type == forms[short].type || forms[short].looksLikeAcronym
      else { continue }
      let isInitials = spells(forms[short].joined, forms[long].words)
      guard isInitials || (forms[short].looksLikeAcronym && forms[long].type == .organization) else { continue }
      join(short, long, .acronymInBrackets)
    }
  }

  /// Whether the letters of an acronym follow each other in the words, the first one at the beginning.
  private func spells(_ letters: [UInt8], _ words: [[UInt8]]) -> Bool {
    guard let first = letters.first, words.first?.first == first else { return false }
    var position = letters.startIndex
    for letter in words.joined() where position < letters.endIndex && letter == letters[position] { position += 1 }
    return position == letters.endIndex
  }

  /// An acronym and the one name whose initials it is.
  private mutating func joinAcronyms() {
    var byInitials: [[UInt8]: [Int]] = [:]
    for (index, form) in forms.enumerated() where form.words.count > 1 && form.type != .person {
      let all = form.words.compactMap(\.first)
      let large = form.words.filter { !knowledge.isSmall($0) }.compactMap(\.first)
      for key in all == large ? [all] : [all, large] where key.count > 1 { byInitials[key, default: []].append(index) }
    }
    for (index, form) in forms.enumerated() where form.looksLikeAcronym && form.type != .person && form.words.count == 1
    {
      guard let candidates = byInitials[form.words[0]], !candidates.contains(where: { root($0) == root(index) }) else {
        continue
      }
      let roots = Set(candidates.map(root))
      if roots.count == 1 { join(index, candidates[0], .acronym) }
    }
  }

  // MARK: Short forms of other names

  /// "la Confédération" for the one "Confédération africaine de football"; "l'aéroport de X" for "l'aéroport national de X".
  private mutating func joinShortened() {
    var holders: [[UInt8]: [Int]] = [:]
    for (index, form) in forms.enumerated() where form.words.count > 1 && form.type != .person {
      for word in Set([form.words[0], form.words[form.words.count - 1]]).sorted(by: { $0.lexicographicallyPrecedes($1) }
      ) {
        holders[word, default: []].append(index)
      }
    }
    for (short, form) in forms.enumerated() where form.type != .person {
      guard let candidates = holders[form.words[0]], candidates.count <= Self.crowd else { continue }
      let longer = candidates.filter { long in
        root(long) != root(short) && forms[long].type == form.type && forms[long].words.count > form.words.count
          && isShortened(short, long)
      }
      let roots = Set(longer.map(root))
      guard roots.count == 1 else { continue }
      // Somebody else already bears the name by itself.
      join(short, longer[0], .shortened)
    }
  }

  private func isShortened(_ short: Int, _ long: Int) -> Bool {
    let (a, b) = (forms[short].words, forms[long].words)
    if a.count == 1 {
      guard forms[short].type == .organization,
        forms[long].mentions[0] < forms[short].mentions[0] || forms[short].looksLikeAcronym
      else { return false }
      if b[0] == a[0] { return true }
      return b.count == 2 && b[1] == a[0]
    }
    guard a.contains(where: { !knowledge.isSmall($0) && $0 != a[0] }) else { return false }
    if Array(b.prefix(a.count)) == a { return forms[short].type == .organization || knowledge.isBuildingHead(a[0]) }
    // Same first and last word, the rest in order.
    guard a.first == b.first, a.last == b.last, a.count >= 2,
      knowledge.isBuildingHead(a[0]) || forms[short].type == .organization
    else { return false }
    var position = 0
    for word in b where position < a.count && word == a[position] { position += 1 }
    return position == a.count
  }
}
