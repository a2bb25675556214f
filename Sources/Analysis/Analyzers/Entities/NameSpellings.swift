import ArticleModel

/// One spelling of a name in an article, with everything written the same way.
struct NameSpelling {
  /// The words, folded.
  var words: [[UInt8]]
  /// The mentions written so, in text order.
  var mentions: [Int]
  /// How many mentions have each type, in the order of `EntityType.allCases`.
  var types: [Int]
  /// The spelling of the first mention.
  var name: String
  /// Sexes that titles of courtesy tell.
  var genders: Set<Gender> = []

  /// The type that most mentions have; of two as frequent, the earlier in `EntityType.allCases`.
  var type: EntityType {
    let most = types.max() ?? 0
    return EntityType.allCases[types.firstIndex(of: most) ?? 0]
  }

  /// The words without spaces between them.
  var joined: [UInt8] { words.flatMap { $0 } }

  /// Whether it is one word of capitals, perhaps with dots, or one that has several: an acronym as it seems.
  var looksLikeAcronym: Bool {
    guard !name.contains(" "), name.utf8.count <= 12 else { return false }
    return name.filter(\.isUppercase).count >= 2
  }
}

/// The spellings of an article's names.
struct NameSpellings {
  private(set) var forms: [NameSpelling] = []
  /// The spelling of each mention.
  private(set) var ofMention: [Int] = []

  /// Reads the mentions of `article`.
  init(_ article: Article, words: FoldedWords, honorifics: [UInt64: OfficeWords.Honorific]) {
    var byKey: [[UInt8]: Int] = [:]
    for (number, mention) in article.mentions.enumerated() {
      let name = article.text[mention.span]
      let key = NameFolding.fold(name)
      let type = EntityType.allCases.firstIndex(of: mention.type) ?? 0
      let form: Int
      if let known = byKey[key] {
        form = known
        forms[form].mentions.append(number)
      } else {
        form = forms.count
        byKey[key] = form
        forms.append(
          NameSpelling(
            words: key.split(separator: 0x20).map(Array.init), mentions: [number],
            types: [Int](repeating: 0, count: EntityType.allCases.count), name: name))
      }
      forms[form].types[type] += 1
      ofMention.append(form)
      var token = article.tokens.firstIndex(endingAfter: mention.span.start) - 1
      while token >= 0, let honorific = honorifics[words[token]] {
        if let gender = honorific.gender { forms[form].genders.insert(gender) }
        token -= 1
      }
    }
  }
}

/// How many letters must be put in, left out or changed to make one word of the other; counts no further than `limit` + 1.
func letterDistance(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int {
  if abs(left.count - right.count) > limit { return limit + 1 }
  var row = Array(0...right.count)
  for (i, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    var least = row[0]
    for (j, other) in right.enumerated() {
      let cost = letter == other ? 0 : 1
      let value = min(row[j + 1] + 1, row[j] + 1, diagonal + cost)
      diagonal = row[j + 1]
      row[j + 1] = value
      least = min(least, value)
    }
    if least > limit { return limit + 1 }
  }
  return row[right.count]
}
