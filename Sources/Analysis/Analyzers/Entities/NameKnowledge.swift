/// What grouping asks about words: closed classes, known names, and names that are other names of the same.
struct NameKnowledge {
  let gazetteer: Gazetteer?
  let lexicon: NameLexicon?
  /// Spellings that a religious title precedes.
  var religious: Set<Int> = []

  func isArticle(_ word: [UInt8]) -> Bool { lexicon?.articles.contains(word) ?? false }
  func isSmall(_ word: [UInt8]) -> Bool { lexicon?.small.contains(word) ?? false }
  func isParticle(_ word: [UInt8]) -> Bool { lexicon?.particles.contains(word) ?? false }
  func isFirstName(_ word: [UInt8]) -> Bool { !classes(word).isDisjoint(with: .anyFirstName) }
  func isBuildingHead(_ word: [UInt8]) -> Bool { !classes(word).isDisjoint(with: [.buildingHead, .landformHead]) }
  func isReligious(_ form: Int) -> Bool { religious.contains(form) }

  /// The number of the thing that these words name under several names.
  func alias(_ words: [[UInt8]]) -> Int? { lexicon?.alias(words) }

  private func classes(_ word: [UInt8]) -> NameClasses {
    guard let gazetteer, let index = gazetteer.index(of: NameHash(word)) else { return [] }
    return gazetteer.classes(at: index)
  }
}

/// Words inside names, and things with several names ("ONU" and "Nations unies").
struct NameLexicon: Sendable {
  private(set) var articles: Set<[UInt8]> = []
  /// The articles that are words of their own, in the order of the table.
  private(set) var separateArticles: [String] = []
  private(set) var small: Set<[UInt8]> = []
  private(set) var particles: Set<[UInt8]> = []
  private var numbers: [UInt64: Int] = [:]

  /// Reads a table of words by kind, one of names of one thing a row, and the names of countries.
  init(words: RuleFile, aliases: RuleFile, countries: CountryTable) {
    for row in words.rows where row.count == 2 {
      let word = NameFolding.fold(row[1])
      switch row[0] {
      case "article":
        articles.insert(word)
        if !row[1].hasSuffix("'") { separateArticles.append(row[1]) }
      case "small": small.insert(word)
      case "particle": particles.insert(word)
      default: preconditionFailure("kind '\(row[0])' in the table of words in names")
      }
    }
    for (number, country) in countries.countries.enumerated() {
      for name in country.names { numbers[NameHash(NameFolding.fold(name)).value] = number }
    }
    for (offset, row) in aliases.rows.enumerated() {
      let number = countries.countries.count + offset
      for name in row where !name.isEmpty {
        let key = NameHash(NameFolding.fold(name)).value
        if numbers[key] == nil { numbers[key] = number }
      }
    }
  }

  /// Adds names of one thing, a thing a row; a row that has a known name means the known thing.
  mutating func add(aliases rows: [[String]]) {
    var next = (numbers.values.max() ?? -1) + 1
    for row in rows {
      let keys = row.map { NameHash(NameFolding.fold($0)).value }
      let number = keys.compactMap { numbers[$0] }.first ?? next
      for key in keys { numbers[key] = number }
      next = max(next, number + 1)
    }
  }

  /// The number of the thing with this name.
  func alias(_ words: [[UInt8]]) -> Int? { numbers[NameHash(words.joined(separator: [0x20])).value] }
}
