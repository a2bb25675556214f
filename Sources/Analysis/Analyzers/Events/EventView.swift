import ArticleModel

/// What the parts of the analyser look up in an article: by token, by sentence, by word.
final class EventView {
  let article: Article
  let lexicon: EventLexicon
  /// The mention, date and resolved reference each token belongs to, -1 for none.
  let mentionOf: [Int32]
  let dateOf: [Int32]
  let referenceOf: [Int32]
  /// For each token the number of the words that begin alike: an event and what is said of it later share a stem.
  let stems: [Int32]
  /// How many verbs and nouns begin alike.
  private(set) var stemCounts: [Int32: Int] = [:]
  let headline: Span?
  /// The first sentence behind the headline.
  let firstSentence: Int
  private(set) var headlineStems: Set<Int32> = []
  /// Those of the headline's verbs and nouns.
  private(set) var headlineWords: Set<Int32> = []
  /// Quoted text, in order.
  let quoted: [Span]
  /// The place that the headline begins with, before a colon.
  let headlinePlace: Int?
  /// For the sentences asked about, by their first token, the only place that something is located at.
  var onlyPlaces: [Int: Int?] = [:]
  private var tree: DependencyTree?
  /// For each lemma the lists that have it, once asked.
  private var lists: [UInt64]
  private var isListed: [Bool]
  private var onlyDates: [Int: Int?] = [:]
  private var likeness: [Int: Int] = [:]
  private var dated: [Int: Bool] = [:]

  init(_ article: Article, _ lexicon: EventLexicon) {
    self.article = article
    self.lexicon = lexicon
    lists = [UInt64](repeating: 0, count: article.tokens.strings.count)
    isListed = [Bool](repeating: false, count: article.tokens.strings.count)
    let tokens = article.tokens
    func marked(_ spans: some Sequence<(Int, Span)>) -> [Int32] {
      var result = [Int32](repeating: -1, count: tokens.count)
      for (number, span) in spans {
        for token in tokens.indices(in: span) { result[token] = Int32(number) }
      }
      return result
    }
    mentionOf = marked(article.mentions.enumerated().lazy.map { ($0, $1.span) })
    dateOf = marked(article.dates.enumerated().lazy.filter { $1.kind == "date" }.map { ($0, $1.span) })
    referenceOf = marked(article.references.enumerated().lazy.filter { $1.entity != nil }.map { ($0, $1.span) })
    headline = article.regions.first { $0.kind == .headline }?.span
    let end = headline?.end ?? 0
    firstSentence = article.sentences.firstIndex { $0.start >= end } ?? 0
    headlinePlace = Self.headlinePlace(article, headline, mentionOf)
    quoted = article.quotes.filter { $0.kind != "indirect" }.map(\.span).sorted()
    var stemOf = [Int32](repeating: -1, count: tokens.strings.count)
    var numbers: [String: Int32] = [:]
    let letters = max(lexicon.file.weight("alike letters"), 1)
    var stems = [Int32](repeating: -1, count: tokens.count)
    for token in 0..<tokens.count {
      let kind = tokens.partsOfSpeech[token]
      guard kind == .noun || kind == .verb || kind == .propn || kind == .adj else { continue }
      let lemma = Int(tokens.lemmas[token])
      if stemOf[lemma] < 0 {
        let beginning = String(tokens.lemma(token).prefix(letters)).lowercased()
        let number = numbers[beginning] ?? Int32(numbers.count)
        numbers[beginning] = number
        stemOf[lemma] = number
      }
      let stem = stemOf[lemma]
      stems[token] = stem
      let isTrigger = kind == .noun || kind == .verb
      if isTrigger { stemCounts[stem, default: 0] += 1 }
      if let headline, headline.contains(Int(tokens.starts[token])) {
        headlineStems.insert(stem)
        if isTrigger { headlineWords.insert(stem) }
      }
    }
    self.stems = stems
  }

  private static func headlinePlace(_ article: Article, _ headline: Span?, _ mentionOf: [Int32]) -> Int? {
    guard let headline, let first = article.tokens.indices(in: headline).first, mentionOf[first] >= 0 else {
      return nil
    }
    let mention = article.mentions[Int(mentionOf[first])]
    let next = article.tokens.firstIndex(endingAfter: mention.span.end)
    guard mention.type == .location, next < article.tokens.count, article.tokens.form(next) == ":" else { return nil }
    return first
  }

  /// The tree of a token's sentence; that of the last one asked for is kept.
  func tree(of token: Int) -> DependencyTree {
    if let tree, tree.sentence.contains(token) { return tree }
    let made = DependencyTree(
      article.tokens, sentence: article.sentenceTokens[Int(article.tokens.sentences[token])])
    tree = made
    return made
  }

  /// How many words of a sentence the headline has too.
  func likenessToHeadline(ofSentence number: Int) -> Int {
    if let known = likeness[number] { return known }
    var shared: Set<Int32> = []
    for token in article.sentenceTokens[number] where stems[token] >= 0 && headlineStems.contains(stems[token]) {
      shared.insert(stems[token])
    }
    likeness[number] = shared.count
    return shared.count
  }

  /// Whether a sentence names a date.
  func hasDate(sentence number: Int) -> Bool {
    if let known = dated[number] { return known }
    let result = article.sentenceTokens[number].contains { dateOf[$0] >= 0 }
    dated[number] = result
    return result
  }

  /// The only date that the sentence of a token names.
  func onlyDate(ofSentenceOf token: Int) -> Int? {
    let sentence = Int(article.tokens.sentences[token])
    if let known = onlyDates[sentence] { return known }
    var dates: Set<Int32> = []
    for other in article.sentenceTokens[sentence] where dateOf[other] >= 0 { dates.insert(dateOf[other]) }
    let only = dates.count == 1 ? dates.first.map { Int($0) } : nil
    onlyDates[sentence] = .some(only)
    return only
  }

  /// Whether `offset` lies within quotation marks.
  func isQuoted(_ offset: Int) -> Bool {
    var low = 0
    var high = quoted.count
    while low < high {
      let middle = (low + high) / 2
      if quoted[middle].start <= offset { low = middle + 1 } else { high = middle }
    }
    // Quotes hardly nest; a few steps back reach one that holds others.
    return quoted[max(0, low - 3)..<low].contains { $0.contains(offset) }
  }

  /// Whether a token has a feature, such as `Tense=Past`.
  func has(_ feature: String, _ token: Int) -> Bool { article.tokens.hasFeature(feature, token) }

  /// Whether a list of the frame file has a token's lemma.
  func list(_ name: String, has token: Int) -> Bool {
    guard let bit = lexicon.bitOfList[name] else { return false }
    let lemma = Int(article.tokens.lemmas[token])
    if !isListed[lemma] {
      lists[lemma] = lexicon.lists(of: article.tokens.lemma(token))
      isListed[lemma] = true
    }
    return lists[lemma] & bit != 0
  }
}
