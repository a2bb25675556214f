import ArticleModel

/// An article's tokens as the analysis of quotes reads them: classes of words, features and names by token, and how far
/// one may look to either side.
final class QuoteText {
  /// What the features of a token say of a verb, a noun or a pronoun.
  struct Grammar: OptionSet {
    let rawValue: UInt16

    static let finite = Grammar(rawValue: 1 << 0)
    static let infinitive = Grammar(rawValue: 1 << 1)
    static let pastParticiple = Grammar(rawValue: 1 << 2)
    static let presentParticiple = Grammar(rawValue: 1 << 3)
    /// First or second person.
    static let speaks = Grammar(rawValue: 1 << 4)
    static let imperative = Grammar(rawValue: 1 << 5)
    static let plural = Grammar(rawValue: 1 << 6)
    static let masculine = Grammar(rawValue: 1 << 7)
    static let feminine = Grammar(rawValue: 1 << 8)
  }

  let article: Article
  let tokens: TokenColumns
  let count: Int
  /// Parts of speech, corrected where a stray letter before a word misled the tagger.
  private(set) var parts: [PartOfSpeech]
  private(set) var forms: [ReportingWords.Form]
  private(set) var lemmas: [ReportingWords.Lemma]
  private(set) var grammar: [Grammar]
  /// Index of the mention each token belongs to; -1 for none.
  private(set) var mentions: [Int32]
  /// For each mention its tokens.
  private(set) var mentionTokens: [Range<Int>] = []
  /// The analysed paragraphs.
  private(set) var paragraphs: [Range<Int>] = []
  private(set) var paragraphKinds: [Region.Kind] = []
  /// Index of the paragraph of each token; -1 where nothing is analysed.
  private(set) var paragraphOf: [Int32]
  /// Whether the form begins with a capital, or with a sign that stands for left-out words.
  private(set) var isCapital: [Bool]

  /// How far before and behind a verb its clause is read, in tokens; sentences longer than that are lists or no text.
  static let reachBefore = 150
  static let reachBehind = 300

  /// Reads `article`; `gazetteer` knows titles.
  init(_ article: Article, words: ReportingWords, gazetteer: Gazetteer?) {
    self.article = article
    tokens = article.tokens
    count = tokens.count
    parts = tokens.partsOfSpeech
    forms = [ReportingWords.Form](repeating: [], count: count)
    lemmas = [ReportingWords.Lemma](repeating: [], count: count)
    grammar = [Grammar](repeating: [], count: count)
    mentions = [Int32](repeating: -1, count: count)
    paragraphOf = [Int32](repeating: -1, count: count)
    isCapital = [Bool](repeating: false, count: count)
    readWords(words, gazetteer)
    for mention in article.mentions {
      let range = tokens.indices(in: mention.span)
      for index in range { mentions[index] = Int32(mentionTokens.count) }
      // "Pr X": what a tagger takes for a preposition is a title.
      if let first = range.first, first > 0, mention.type == .person, parts[first - 1] == .adp, has(first - 1, .title) {
        parts[first - 1] = .noun
      }
      mentionTokens.append(range)
    }
    for region in article.regions where region.kind.isAnalysed {
      let range = tokens.indices(in: region.span)
      if range.isEmpty { continue }
      for index in range { paragraphOf[index] = Int32(paragraphs.count) }
      paragraphs.append(range)
      paragraphKinds.append(region.kind)
    }
  }

  /// Classifies each distinct string once.
  private func readWords(_ words: ReportingWords, _ gazetteer: Gazetteer?) {
    let strings = tokens.strings
    let none = UInt8.max
    var formOf = [ReportingWords.Form](repeating: [], count: strings.count)
    var traits = [UInt8](repeating: none, count: strings.count)
    var lemmaOf = [ReportingWords.Lemma?](repeating: nil, count: strings.count)
    var grammarOf = [Grammar?](repeating: nil, count: strings.count)
    var lowered: [UInt8] = []
    for index in 0..<count {
      let form = Int(tokens.forms[index])
      if traits[form] == none {
        let (value, isCapital, isGlued) = strings.withBytes(of: UInt32(form)) { Self.read($0, words, &lowered) }
        formOf[form] = value
        traits[form] = (isCapital ? 1 : 0) | (isGlued ? 2 : 0)
      }
      forms[index] = formOf[form]
      isCapital[index] = traits[form] & 1 != 0
      if traits[form] & 2 != 0 {
        if formOf[form].contains(.pronoun) {
          parts[index] = .pron
        } else if formOf[form].contains(.article) {
          parts[index] = .det
        } else if formOf[form].contains(.preposition) {
          parts[index] = .adp
        }
      }
      let lemma = Int(tokens.lemmas[index])
      if lemmaOf[lemma] == nil {
        let name = strings[UInt32(lemma)]
        var value = strings.withBytes(of: UInt32(lemma)) { bytes in
          Self.lower(bytes, &lowered)
          return lowered.withUnsafeBufferPointer { words.lemma($0) }
        }
        if let gazetteer, !gazetteer.classes(of: name).isDisjoint(with: .anyTitle) { value.insert(.title) }
        lemmaOf[lemma] = value
      }
      lemmas[index] = lemmaOf[lemma] ?? []
      let features = Int(tokens.features[index])
      if grammarOf[features] == nil { grammarOf[features] = Self.grammar(strings[UInt32(features)]) }
      grammar[index] = grammarOf[features] ?? []
    }
  }

  private static func lower(_ bytes: UnsafeBufferPointer<UInt8>, _ lowered: inout [UInt8]) {
    lowered.removeAll(keepingCapacity: true)
    lowered.append(contentsOf: bytes)
    lowered.withUnsafeMutableBufferPointer { target in
      if let base = target.baseAddress { LetterCase.lower(bytes, into: base) }
    }
  }

  /// A form's classes, whether it begins with a capital, and whether a stray "n" of a lost line break hangs before it.
  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, _ words: ReportingWords, _ lowered: inout [UInt8]
  ) -> (ReportingWords.Form, Bool, Bool) {
    guard bytes.count <= 64, let first = bytes.first else { return ([], false, false) }
    let isGlued = bytes.count > 1 && first == UInt8(ascii: "n") && isCapital(bytes, 1)
    let word = isGlued ? UnsafeBufferPointer(rebasing: bytes[1...]) : bytes
    lower(word, &lowered)
    let value = lowered.withUnsafeBufferPointer { words.form($0) }
    let isCapital =
      isGlued || isCapital(bytes, 0) || first == UInt8(ascii: "(") || first == UInt8(ascii: "[")
      || bytes.elementsEqual("…".utf8)
    return (value, isCapital, isGlued)
  }

  private static func isCapital(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let byte = bytes[index]
    if byte < 0x80 { return byte &- 0x41 < 26 }
    guard byte >= 0xC3, byte <= 0xC5, index + 1 < bytes.count else { return false }
    return LetterCase.isUpper(UInt32(byte & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F))
  }

  private static func grammar(_ features: String) -> Grammar {
    var grammar: Grammar = []
    var isPast = false
    var isParticiple = false
    for feature in features.split(separator: "|") {
      switch feature {
      case "VerbForm=Fin": grammar.insert(.finite)
      case "VerbForm=Inf": grammar.insert(.infinitive)
      case "VerbForm=Part": isParticiple = true
      case "Tense=Past": isPast = true
      case "Person=1", "Person=2": grammar.insert(.speaks)
      case "Mood=Imp": grammar.insert(.imperative)
      case "Number=Plur": grammar.insert(.plural)
      case "Gender=Masc": grammar.insert(.masculine)
      case "Gender=Fem": grammar.insert(.feminine)
      default: break
      }
    }
    if isParticiple { grammar.insert(isPast ? .pastParticiple : .presentParticiple) }
    return grammar
  }

  // MARK: What stands where

  /// Whether the form of a token is of one of these classes.
  @inline(__always)
  func has(_ index: Int, _ classes: ReportingWords.Form) -> Bool { !forms[index].isDisjoint(with: classes) }
  /// Whether the lemma of a token is of one of these classes.
  @inline(__always)
  func has(_ index: Int, _ classes: ReportingWords.Lemma) -> Bool { !lemmas[index].isDisjoint(with: classes) }
  @inline(__always)
  func isFinite(_ index: Int) -> Bool { grammar[index].contains(.finite) && isVerb(index) }
  @inline(__always)
  func isVerb(_ index: Int) -> Bool { parts[index] == .verb || parts[index] == .aux }

  /// The tokens of the mention at a token, or `nil`.
  @inline(__always)
  func mention(at index: Int) -> Range<Int>? { mentions[index] < 0 ? nil : mentionTokens[Int(mentions[index])] }
  /// The type of the mention at a token, or `nil`.
  func type(at index: Int) -> EntityType? { mentions[index] < 0 ? nil : article.mentions[Int(mentions[index])].type }
  /// The entity of the mention at a token, or `nil`.
  func entity(at index: Int) -> Int? { mentions[index] < 0 ? nil : article.mentions[Int(mentions[index])].entity }
  /// Whether a token belongs to a person's name.
  func isPerson(_ index: Int) -> Bool { type(at: index) == .person }
  /// Whether a token is a comma between names and clauses, and not one inside a name.
  func isComma(_ index: Int) -> Bool { has(index, .comma) && mentions[index] < 0 }
  /// Whether two tokens touch.
  func touches(_ index: Int) -> Bool { index > 0 && tokens.ends[index - 1] == tokens.starts[index] }
  func sentence(_ index: Int) -> Int { Int(tokens.sentences[index]) }
  /// Whether a mark closes a quotation, or may.
  func closes(_ index: Int) -> Bool { index >= 0 && has(index, [.closingMark, .straightMark]) }

  /// Where the sentence of a token begins, within its paragraph and reach.
  func start(of index: Int) -> Int {
    let paragraph = paragraphOf[index] < 0 ? 0 : paragraphs[Int(paragraphOf[index])].lowerBound
    return max(article.sentenceTokens[sentence(index)].lowerBound, paragraph, index - Self.reachBefore)
  }

  /// Where the sentence of a token ends, within its paragraph and reach.
  func end(of index: Int) -> Int {
    let paragraph = paragraphOf[index] < 0 ? count : paragraphs[Int(paragraphOf[index])].upperBound
    return min(article.sentenceTokens[sentence(index)].upperBound, paragraph, index + Self.reachBehind)
  }

  /// Whether a finite verb stands in `range`.
  func hasFinite(_ range: Range<Int>) -> Bool { range.contains(where: isFinite) }

  /// A half-open range, empty where the bounds cross.
  func range(_ start: Int, _ end: Int) -> Range<Int> { start..<max(start, end) }
}
