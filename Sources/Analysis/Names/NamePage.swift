package import ArticleModel

/// An article as the recogniser sees it: what the spelling of each form says, and around each token the run of
/// capitalised words, the word that rules it, long names of the gazetteer, titles, brackets and quotation marks.
///
/// Everything is found in passes whose time is linear in the number of tokens.
package struct NamePage {
  /// What surrounds a token.
  struct Surroundings {
    /// The capitalised words in a row of which the token is one; empty for others.
    var run: Range<Int32> = 0..<0
    /// The word before the run, articles and "de" passed over; -1 for none.
    var ruler: Int32 = -1
    /// Whether a "de" was passed over.
    var isOf = false
    /// The long name of the gazetteer that covers the token.
    var match: NameClasses = []
    /// 0 none, 1 first, 2 inner, 3 last token of it.
    var matchPlace: UInt8 = 0
    /// The head of an institution's name to the left, no comma or verb between; -1 for none.
    var head: Int32 = -1
    /// The title to the left; -1 for none.
    var title: Int32 = -1
    /// A comma stands between title and token.
    var isApart = false
    /// 0 none, 1 first, 2 inner token of a long form beside its acronym in brackets.
    var longForm: UInt8 = 0
    /// In quotation marks.
    var isQuoted = false
  }

  /// What surrounds a sentence.
  struct SentenceTraits {
    var isInCapitals = false
    /// 0 body, 1 headline, 2 byline, 3 other.
    var region: UInt64 = 0
    /// The first token that is no mark.
    var firstWord = 0
  }

  let tokens: TokenColumns
  /// By form.
  let traits: [NameTraits]
  /// By form: the number of its folded spelling.
  let keys: [UInt32]
  private(set) var around: [Surroundings]
  private(set) var sentenceTraits: [SentenceTraits] = []
  /// By folded spelling: how it stands elsewhere in the article.
  private(set) var evidence: [NameEvidence]
  /// By folded spelling: words that rule it and words behind it, up to four each, 0 for none.
  private(set) var neighbours: [(rulers: SIMD4<UInt32>, behind: SIMD4<UInt32>)]
  package let sentences: [Range<Int>]

  /// Reads `article`.
  package init(_ article: Article, gazetteer: Gazetteer) {
    tokens = article.tokens
    sentences = article.sentenceTokens
    var traits: [NameTraits] = []
    var keys: [UInt32] = []
    let strings = article.tokens.strings
    traits.reserveCapacity(strings.count)
    keys.reserveCapacity(strings.count)
    var numbers: [UInt64: UInt32] = [:]
    var key: [UInt8] = []
    for id in 0..<UInt32(strings.count) {
      strings.withBytes(of: id) { form in
        key.removeAll(keepingCapacity: true)
        NameFolding.append(UnsafeBufferPointer(rebasing: form.prefix(FormReader.longest)), to: &key)
        traits.append(NameTraits(form, key, gazetteer: gazetteer))
        let hash = NameHash(key).value
        let number = numbers[hash] ?? UInt32(numbers.count)
        numbers[hash] = number
        keys.append(number)
      }
    }
    self.traits = traits
    self.keys = keys
    around = [Surroundings](repeating: Surroundings(), count: tokens.count)
    evidence = [NameEvidence](repeating: NameEvidence(), count: numbers.count)
    neighbours = .init(repeating: (.zero, .zero), count: numbers.count)
    var region = 0
    for sentence in sentences {
      readSentence(sentence, article, &region)
      readMatches(sentence, gazetteer)
      readRuns(sentence)
      readBrackets(sentence)
    }
    for sentence in sentences { gatherEvidence(sentence) }
  }

  @inline(__always) func trait(_ token: Int) -> NameTraits { traits[Int(tokens.forms[token])] }
  /// The hash of the folded form of a token.
  @inline(__always) func formHash(_ token: Int) -> UInt64 { trait(token).hash }
  @inline(__always) func key(_ token: Int) -> Int { Int(keys[Int(tokens.forms[token])]) }

  private mutating func readSentence(_ sentence: Range<Int>, _ article: Article, _ region: inout Int) {
    var result = SentenceTraits()
    result.firstWord = sentence.lowerBound
    var capitals = 0
    var smalls = 0
    var isQuoted = false
    var hasWord = false
    for token in sentence {
      let trait = trait(token)
      if trait.isCapitals { capitals += 1 } else if trait.isWord, !trait.isCapitalized { smalls += 1 }
      if trait.isWord, !hasWord {
        result.firstWord = token
        hasWord = true
      }
      if trait.quotation == 1 || (trait.quotation == 3 && !isQuoted) {
        isQuoted = true
      } else if trait.quotation > 1 {
        isQuoted = false
      }
      around[token].isQuoted = isQuoted && trait.quotation == 0
    }
    result.isInCapitals = capitals >= 2 && capitals > smalls * 2
    let start = sentence.isEmpty ? 0 : Int(tokens.starts[sentence.lowerBound])
    while region < article.regions.count, article.regions[region].span.end <= start { region += 1 }
    if region < article.regions.count, article.regions[region].span.contains(start) {
      switch article.regions[region].kind {
      case .body: result.region = 0
      case .headline: result.region = 1
      case .byline: result.region = 2
      default: result.region = 3
      }
    }
    sentenceTraits.append(result)
  }

  /// The longest names of several words that the gazetteer has, from the left.
  private mutating func readMatches(_ sentence: Range<Int>, _ gazetteer: Gazetteer) {
    var start = sentence.lowerBound
    var key: [UInt8] = []
    while start < sentence.upperBound {
      guard trait(start).isWord, trait(start).classes.contains(.prefix) else {
        start += 1
        continue
      }
      key.removeAll(keepingCapacity: true)
      var found: (end: Int, classes: NameClasses)?
      for token in start..<min(start + 12, sentence.upperBound) {
        tokens.strings.withBytes(of: tokens.forms[token]) {
          NameFolding.append(UnsafeBufferPointer(rebasing: $0.prefix(FormReader.longest)), to: &key)
        }
        guard key.count < 120, let entry = gazetteer.index(of: NameHash(key)) else { break }
        let classes = gazetteer.classes(at: entry)
        if token > start, trait(token).isWord, !classes.subtracting(.prefix).isEmpty { found = (token + 1, classes) }
        if !classes.contains(.prefix) { break }
      }
      guard let found else {
        start += 1
        continue
      }
      for token in start..<found.end {
        around[token].match = found.classes.subtracting(.prefix)
        around[token].matchPlace = token == start ? 1 : token == found.end - 1 ? 3 : 2
      }
      start = found.end
    }
  }

  private mutating func readRuns(_ sentence: Range<Int>) {
    var token = sentence.lowerBound
    var head: Int32 = -1
    var title: Int32 = -1
    var isApart = false
    while token < sentence.upperBound {
      let trait = trait(token)
      var end = token + 1
      if trait.isCapitalized {
        while end < sentence.upperBound, self.trait(end).isCapitalized { end += 1 }
        let (ruler, isOf) = ruler(before: token, in: sentence)
        for inner in token..<end {
          around[inner].run = Int32(token)..<Int32(end)
          around[inner].ruler = ruler
          around[inner].isOf = isOf
        }
      }
      for inner in token..<end {
        let trait = self.trait(inner)
        around[inner].head = head >= 0 && inner - Int(head) <= 14 ? head : -1
        around[inner].title = title >= 0 && inner - Int(title) <= 14 ? title : -1
        around[inner].isApart = isApart
        let classes = trait.classes.union(around[inner].match)
        if !classes.isDisjoint(with: [.institutionHead, .bodyHead]) { head = Int32(inner) }
        if !classes.isDisjoint(with: .anyTitle) {
          title = Int32(inner)
          isApart = false
        }
        if !trait.isWord {
          if trait.first == 0 { head = -1 }
          // A comma parts a title from its name, a stop ends it.
          if title >= 0 { if isApart { title = -1 } else { isApart = true } }
        } else if tokens.partsOfSpeech[inner] == .verb || tokens.partsOfSpeech[inner] == .aux {
          head = -1
        }
      }
      token = end
    }
  }

  /// The last word before a run that is no article and no "de".
  private func ruler(before start: Int, in sentence: Range<Int>) -> (Int32, Bool) {
    var token = start - 1
    var isOf = false
    while token >= sentence.lowerBound, start - token <= 4 {
      guard trait(token).classes.contains(.connector), !trait(token).isCapitalized else { return (Int32(token), isOf) }
      isOf = isOf || trait(token).first == UInt8(ascii: "d")
      token -= 1
    }
    return (token >= sentence.lowerBound ? Int32(token) : -1, isOf)
  }

  /// "Union des pêcheurs (UP)" and "UP (Union des pêcheurs)".
  private mutating func readBrackets(_ sentence: Range<Int>) {
    for token in sentence {
      guard trait(token).isCapitals, token > sentence.lowerBound else { continue }
      let isBracketed = tokens.strings.withBytes(of: tokens.forms[token - 1]) { $0.count == 1 && $0[0] == 0x28 }
      if isBracketed {
        evidence[key(token)].insert(.inBrackets)
        if let start = longForm(of: token, endingAt: token - 1, in: sentence) { mark(start..<(token - 1), token) }
      } else if token + 2 < sentence.upperBound,
        tokens.strings.withBytes(of: tokens.forms[token + 1], { $0.count == 1 && $0[0] == 0x28 }),
        let end = longForm(of: token, startingAt: token + 2, in: sentence)
      {
        mark((token + 2)..<end, token)
      }
    }
  }

  private mutating func mark(_ range: Range<Int>, _ acronym: Int) {
    evidence[key(acronym)].insert(.acronym)
    for token in range { around[token].longForm = token == range.lowerBound ? 1 : 2 }
  }

  /// The folded letters of an acronym.
  private func letters(_ token: Int) -> [UInt8] {
    tokens.strings.withBytes(of: tokens.forms[token]) { form in
      var key: [UInt8] = []
      NameFolding.append(UnsafeBufferPointer(rebasing: form.prefix(16)), to: &key)
      return key.filter { $0 >= 0x61 && $0 <= 0x7A }
    }
  }

  private func longForm(of acronym: Int, endingAt end: Int, in sentence: Range<Int>) -> Int? {
    let letters = letters(acronym)
    guard letters.count >= 2 else { return nil }
    var left = letters.count - 1
    var token = end - 1
    var skipped = 0
    while token >= sentence.lowerBound, end - token <= 3 * letters.count + 2 {
      let trait = trait(token)
      if trait.isWord {
        if trait.first == letters[left], !trait.classes.contains(.connector) || trait.isCapitalized {
          if left == 0 { return trait.isCapitalized || !trait.classes.isDisjoint(with: .anyHead) ? token : nil }
          left -= 1
        } else if !trait.classes.contains(.connector), tokens.ends[token] - tokens.starts[token] > 4 {
          skipped += 1
          if skipped > 2 { return nil }
        }
      } else if trait.quotation == 0, trait.first == 0 {
        return nil
      }
      token -= 1
    }
    return nil
  }

  private func longForm(of acronym: Int, startingAt start: Int, in sentence: Range<Int>) -> Int? {
    let letters = letters(acronym)
    guard letters.count >= 2, trait(start).first == letters[0] else { return nil }
    var next = 0
    for token in start..<min(start + 3 * letters.count + 3, sentence.upperBound) {
      let trait = trait(token)
      if next < letters.count, trait.first == letters[next], !trait.classes.contains(.connector) || trait.isCapitalized
      {
        next += 1
      }
      if tokens.strings.withBytes(of: tokens.forms[token], { $0.count == 1 && $0[0] == 0x29 }) {
        return next == letters.count ? token : nil
      }
    }
    return nil
  }

  private static func note(_ hash: UInt64, in words: inout SIMD4<UInt32>) {
    let word = UInt32(truncatingIfNeeded: hash) | 1
    for index in 0..<4 {
      if words[index] == word { return }
      if words[index] == 0 {
        words[index] = word
        return
      }
    }
  }

  /// Notes how each spelling stands, for the bare names elsewhere.
  private mutating func gatherEvidence(_ sentence: Range<Int>) {
    for token in sentence {
      let trait = trait(token)
      guard trait.isWord else { continue }
      let key = key(token)
      if trait.isSmall { evidence[key].insert(.small) }
      guard trait.isCapitalized else { continue }
      let run = around[token].run
      let isFirst = Int(run.lowerBound) == token
      if isFirst, around[token].ruler >= 0 {
        Self.note(formHash(Int(around[token].ruler)), in: &neighbours[key].rulers)
      }
      if Int(run.upperBound) == token + 1, token + 1 < sentence.upperBound {
        Self.note(formHash(token + 1), in: &neighbours[key].behind)
      }
      if run.count > 1 { evidence[key].insert(isFirst ? .beginsRun : Int(run.upperBound) == token + 1 ? .endsRun : []) }
      guard token > sentence.lowerBound else { continue }
      let before = self.trait(token - 1)
      if before.isCapitalized, !before.classes.isDisjoint(with: .anyFirstName) {
        evidence[key].insert(.behindFirstName)
      }
      guard isFirst else { continue }
      let ruler = Int(around[token].ruler)
      let classes = ruler >= 0 ? self.trait(ruler).classes : []
      if ruler == token - 1 {
        if before.classes.contains(.placePreposition) { evidence[key].insert(.behindPlacePreposition) }
        if !before.classes.isDisjoint(with: .anyTitle) { evidence[key].insert(.behindTitle) }
      } else if classes.contains(.administrativeHead) {
        evidence[key].insert(.behindAdministrativeHead)
      } else if !classes.isDisjoint(with: [.institutionHead, .bodyHead]) {
        evidence[key].insert(.behindHead)
      }
    }
  }
}

/// How a spelling stands somewhere in an article.
struct NameEvidence: OptionSet {
  let rawValue: UInt16

  static let small = NameEvidence(rawValue: 1 << 0)
  static let behindTitle = NameEvidence(rawValue: 1 << 1)
  static let behindFirstName = NameEvidence(rawValue: 1 << 2)
  static let endsRun = NameEvidence(rawValue: 1 << 3)
  static let beginsRun = NameEvidence(rawValue: 1 << 4)
  static let behindPlacePreposition = NameEvidence(rawValue: 1 << 5)
  static let inBrackets = NameEvidence(rawValue: 1 << 6)
  static let behindAdministrativeHead = NameEvidence(rawValue: 1 << 7)
  static let behindHead = NameEvidence(rawValue: 1 << 8)
  static let acronym = NameEvidence(rawValue: 1 << 9)
}
