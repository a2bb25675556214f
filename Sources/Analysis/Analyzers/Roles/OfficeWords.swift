/// The words that stand around offices: determiners, prepositions, modifiers with their status, honorifics.
struct OfficeWords: Sendable {
  enum Determiner: Sendable {
    case definite, indefinite, possessive, demonstrative
  }
  enum Preposition: Sendable {
    /// "de": any complement.
    case genitive
    /// "à": a complement of some offices.
    case dative
    /// "chez", "près": an institution.
    case institution
    /// "pour".
    case purpose
    /// "en": a country.
    case inside
  }
  /// What a word before or behind an office says.
  struct Modifier: Sendable {
    var status: String?
    /// Whether it belongs to the title.
    var isTitle: Bool
  }
  /// A title of courtesy.
  struct Honorific: Sendable {
    var gender: Gender?
    var form: String
  }

  private(set) var determiners: [UInt64: Determiner] = [:]
  private(set) var prepositions: [UInt64: Preposition] = [:]
  private(set) var before: [UInt64: Modifier] = [:]
  private var behind: [UInt64: [(rest: [UInt64], modifier: Modifier)]] = [:]
  private var charges: [UInt64: [[UInt64]]] = [:]
  private(set) var honorifics: [UInt64: Honorific] = [:]
  /// A pronoun that may stand for a person or an organisation.
  struct Pronoun: Sendable {
    var gender: Gender?
    var isPlural: Bool
  }
  /// A common noun for organisations.
  struct GroupNoun: Sendable {
    var gender: Gender
    /// Whether it says no more than that it is an organisation.
    var isGeneric: Bool
  }

  /// Whose an office is that a possessive stands before.
  enum Owner: Sendable {
    /// An organisation's, or a country's.
    case organization
    case place
  }

  /// Owners by the sense of the office.
  private(set) var owners: [String: Owner] = [:]
  private var pronouns: [String: Pronoun] = [:]
  private var speakerPrepositions: Set<UInt64> = []
  /// Nouns that a person's name behind them belongs to ("le gouvernement X").
  private(set) var namedAfter: Set<UInt64> = []
  /// "respectivement".
  private(set) var respectively: Set<UInt64> = []
  /// "sein" of "au sein de".
  private(set) var within: Set<UInt64> = []
  /// "une" of "une des responsables".
  private(set) var ones: Set<UInt64> = []
  private(set) var groupNouns: [UInt64: GroupNoun] = [:]
  private var classes: [UInt64: [(rest: [UInt64], category: String)]] = [:]
  private var agentEndings: [String] = []
  private var otherEndings: [String] = []
  private(set) var sensesWithDative: Set<String> = []
  private(set) var sensesWithLists: Set<String> = []

  /// Reads a table of kind, form and value, and one of nouns for organisations.
  init(_ table: RuleFile, groupNouns: RuleFile) {
    for row in groupNouns.rows where row.count == 3 {
      self.groupNouns[FoldedWords.hash(row[0])] = GroupNoun(
        gender: row[1] == "f" ? .female : .male, isGeneric: row[2] == "any")
    }
    for row in table.rows where row.count == 3 {
      let words = FoldedWords.hashes(row[1])
      guard let first = words.first else { continue }
      let rest = Array(words.dropFirst())
      switch row[0] {
      case "determiner": determiners[first] = Self.determiner(row[2])
      case "preposition": if rest.isEmpty { prepositions[first] = Self.preposition(row[2]) }
      case "before": before[first] = Self.modifier(row[2])
      case "behind": behind[first, default: []].append((rest, Self.modifier(row[2])))
      case "charge": charges[first, default: []].append(rest)
      case "honorific":
        let gender: Gender? = row[2] == "male" ? .male : row[2] == "female" ? .female : nil
        honorifics[first] = Honorific(gender: gender, form: row[1])
      case "pronoun":
        pronouns[row[1]] = Pronoun(
          gender: row[2].hasPrefix("male") ? .male : row[2].hasPrefix("female") ? .female : nil,
          isPlural: row[2].hasSuffix("plural"))
      case "speaker": speakerPrepositions.insert(first)
      case "named-after": namedAfter.insert(first)
      case "respectively": respectively.insert(first)
      case "within": within.insert(first)
      case "one": ones.insert(first)
      case "class": classes[first, default: []].append((rest, row[2]))
      case "agent": agentEndings.append(row[1])
      case "not-agent": otherEndings.append(row[1])
      case "owned": owners[row[1]] = row[2] == "place" ? .place : .organization
      case "takes-à": sensesWithDative.insert(row[1])
      case "takes-list": sensesWithLists.insert(row[1])
      default: preconditionFailure("kind '\(row[0])' in the table of words around offices")
      }
    }
  }

  private static func determiner(_ value: String) -> Determiner {
    switch value {
    case "indefinite": .indefinite
    case "possessive": .possessive
    case "demonstrative": .demonstrative
    default: .definite
    }
  }

  private static func preposition(_ value: String) -> Preposition {
    switch value {
    case "genitive": .genitive
    case "dative": .dative
    case "institution": .institution
    case "purpose": .purpose
    default: .inside
    }
  }

  private static func modifier(_ value: String) -> Modifier {
    let parts = value.split(separator: " ")
    return Modifier(status: parts.first == "-" ? nil : parts.first.map(String.init), isTitle: parts.last == "title")
  }

  /// What pronoun a form is, in any case and with a verb's hyphen or without.
  func pronoun(_ form: String) -> Pronoun? {
    var form = form.lowercased()[...]
    if form.hasPrefix("-t-") || form.hasPrefix("-t'") {
      form = form.dropFirst(3)
    } else if form.hasPrefix("-") {
      form = form.dropFirst()
    }
    return pronouns[String(form)]
  }

  /// Whether the preposition names a speaker ("selon").
  func isSpeakerPreposition(_ word: UInt64) -> Bool { speakerPrepositions.contains(word) }

  /// The modifier behind an office that begins at `index`, with its length.
  func behind(at index: Int, _ words: FoldedWords) -> (modifier: Modifier, length: Int)? {
    guard let candidates = behind[words[index]] else { return nil }
    for candidate in candidates where Self.fits(candidate.rest, at: index + 1, words) {
      return (candidate.modifier, candidate.rest.count + 1)
    }
    return nil
  }

  /// The length of "chargé", "en charge" at `index`, or `nil`.
  func charge(at index: Int, _ words: FoldedWords) -> Int? {
    charges[words[index]]?.first { Self.fits($0, at: index + 1, words) }.map { $0.count + 1 }
  }

  /// The class of offices that the words at `index` belong to.
  func category(at index: Int, _ words: FoldedWords) -> String? {
    classes[words[index]]?.first { Self.fits($0.rest, at: index + 1, words) }?.category
  }

  /// The class of offices that one word belongs to.
  func category(of word: UInt64) -> String? { classes[word]?.first { $0.rest.isEmpty }?.category }

  /// Whether `noun` ends as nouns for people who do something.
  func isAgent(_ noun: String) -> Bool {
    noun.utf8.count >= 7 && agentEndings.contains { noun.hasSuffix($0) }
      && !otherEndings.contains { noun.hasSuffix($0) }
  }

  private static func fits(_ rest: [UInt64], at index: Int, _ words: FoldedWords) -> Bool {
    for (offset, word) in rest.enumerated() where words[index + offset] != word { return false }
    return true
  }
}

/// Offices and the words around them, read when first needed.
struct RoleLexicon: Sendable {
  let offices: OfficeLexicon
  let words: OfficeWords
}
