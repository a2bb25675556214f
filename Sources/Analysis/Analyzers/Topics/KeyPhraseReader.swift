import ArticleModel

/// Gathers the names and noun phrases of an article: noun, adjectives and nouns behind it, and once more behind "de".
struct KeyPhraseReader {
  /// Content words of a phrase.
  private static let longest = 4
  /// Content words before "de", and behind.
  private static let longestPart = 3
  /// Names are rare by nature, which must not put all of them before the nouns; in tenths of bits.
  private static let mostOfName = 60

  private struct Word {
    var weight: Int
    /// Whether it makes no phrase by itself.
    var isGeneral: Bool
  }

  private let article: Article
  private let lexicon: TopicLexicon
  /// What is known of each string of the token columns that was looked up as a lemma.
  private var words: [Word?]
  /// For each token the mention it belongs to, or -1; -2 where nothing is read.
  private var mentionAt: [Int32]
  private var phrases: [KeyPhrase] = []
  private var numberOfWords: [UInt64: Int] = [:]

  /// The phrases of `article`, in the order of their first places.
  static func read(_ article: Article, lexicon: TopicLexicon) -> [KeyPhrase] {
    var reader = KeyPhraseReader(article, lexicon: lexicon)
    reader.readNames()
    for sentence in article.sentenceTokens { reader.readNouns(sentence) }
    return reader.phrases
  }

  private init(_ article: Article, lexicon: TopicLexicon) {
    self.article = article
    self.lexicon = lexicon
    words = [Word?](repeating: nil, count: article.tokens.strings.count)
    mentionAt = [Int32](repeating: -1, count: article.tokens.count)
    for (number, mention) in article.mentions.enumerated() {
      for token in article.tokens.indices(in: mention.span) { mentionAt[token] = Int32(number) }
    }
    // Who wrote it, where and when is not what it is about.
    for region in article.regions {
      switch region.kind {
      case .byline, .dateline, .date, .boilerplate:
        for token in article.tokens.indices(in: region.span) { mentionAt[token] = -2 }
      case .headline, .standfirst, .body: break
      }
    }
  }

  // MARK: Names

  private mutating func readNames() {
    let signed = [article.publisher, article.author].compactMap { $0.map(NameFolding.fold) }
    for (number, entity) in article.entities.enumerated() {
      var places: [Range<Int>] = []
      for mention in entity.mentions {
        let tokens = article.tokens.indices(in: article.mentions[mention].span)
        if let first = tokens.first, mentionAt[first] == Int32(mention) { places.append(tokens) }
      }
      guard !places.isEmpty else { continue }
      let parts = entity.name.split { " '’-\u{A0}\n\t".contains($0) }.map(String.init)
      let key = NameFolding.fold(entity.name)
      if signed.contains(key) { continue }
      let stems = parts.map { ArraySlice(NameFolding.fold($0)) }.filter { $0.count > 2 }
      guard !stems.isEmpty else { continue }
      let weight = parts.map { lexicon.weight($0.lowercased()) }.max() ?? 0
      phrases.append(
        KeyPhrase(
          places: places, stems: stems, weight: min(weight, Self.mostOfName), length: parts.count, entity: number))
    }
  }

  // MARK: Noun phrases

  private mutating func readNouns(_ sentence: Range<Int>) {
    var index = sentence.lowerBound
    while index < sentence.upperBound {
      guard isHead(index) else {
        index += 1
        continue
      }
      let end = extend(index, before: sentence.upperBound)
      for part in (index + 1)...end { add(index..<part) }
      if let next = behindPreposition(end, before: sentence.upperBound) {
        let last = extend(next, before: sentence.upperBound)
        if last > next + 1 { add(index..<(next + 1)) }
        add(index..<last)
      }
      index = end
    }
  }

  private mutating func isHead(_ index: Int) -> Bool {
    article.tokens.partsOfSpeech[index] == .noun && mentionAt[index] == -1 && word(index).weight > 0
  }

  private mutating func extend(_ start: Int, before end: Int) -> Int {
    var next = start + 1
    while next < end, next - start < Self.longestPart, mentionAt[next] == -1, word(next).weight > 0,
      article.tokens.partsOfSpeech[next] == .noun || article.tokens.partsOfSpeech[next] == .adj
    {
      next += 1
    }
    return next
  }

  /// The head behind "de", "du", "des", with or without an article.
  private mutating func behindPreposition(_ start: Int, before end: Int) -> Int? {
    guard start < end, article.tokens.partsOfSpeech[start] == .adp, lexicon.joins(article.tokens.lemma(start)) else {
      return nil
    }
    var next = start + 1
    if next < end, article.tokens.partsOfSpeech[next] == .det, lexicon.isArticle(article.tokens.lemma(next)) {
      next += 1
    }
    return next < end && isHead(next) ? next : nil
  }

  private mutating func add(_ tokens: Range<Int>) {
    var weight = 0
    var length = 0
    var key: UInt64 = 0
    var isGeneral = true
    for index in tokens where KeyPhraseRules.isContent(article.tokens.partsOfSpeech[index]) {
      let word = word(index)
      weight += word.isGeneral ? word.weight / 2 : word.weight
      isGeneral = isGeneral && word.isGeneral
      length += 1
      key = FormHash.mix(key &+ 1, UInt64(article.tokens.lemmas[index]))
    }
    guard (1...Self.longest).contains(length), !isGeneral else { return }
    if let number = numberOfWords[key] {
      phrases[number].places.append(tokens)
      return
    }
    numberOfWords[key] = phrases.count
    let stems = tokens.filter { KeyPhraseRules.isContent(article.tokens.partsOfSpeech[$0]) }.map {
      ArraySlice(NameFolding.fold(article.tokens.lemma($0)))
    }
    phrases.append(KeyPhrase(places: [tokens], stems: stems, weight: weight / length, length: length))
  }

  private mutating func word(_ index: Int) -> Word {
    let lemma = Int(article.tokens.lemmas[index])
    if let known = words[lemma] { return known }
    let text = article.tokens.strings[article.tokens.lemmas[index]].lowercased()
    let word = Word(weight: lexicon.weight(text), isGeneral: lexicon.isGeneral(text))
    words[lemma] = word
    return word
  }
}
