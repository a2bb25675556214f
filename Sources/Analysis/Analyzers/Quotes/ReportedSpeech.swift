import ArticleModel

/// What an article has of reported speech before rows are made of it: quotation marks, cues and sources, by token.
final class ReportedSpeech {
  /// A prepositional phrase that names whoever a statement comes from: "selon la directrice".
  final class Source {
    /// The first token of the preposition, and the words that name the source.
    let first: Int
    let phrase: Range<Int>
    let entry: ReportingLexicon.Entry
    /// A direct quotation has this source.
    var isUsed = false

    init(first: Int, phrase: Range<Int>, entry: ReportingLexicon.Entry) {
      self.first = first
      self.phrase = phrase
      self.entry = entry
    }
  }

  let text: QuoteText
  let finder: CueFinder
  /// The quoted stretches, and for each token the index of its stretch; -1 outside.
  private(set) var stretches: [QuotedStretch]
  private(set) var quoted: [Int32]
  private(set) var cues: [ReportingCue] = []
  private(set) var sources: [Source] = []
  /// For each token the index of the cue whose group it belongs to, and of the source that begins there; -1 for none.
  private(set) var cueAt: [Int32]
  private(set) var sourceAt: [Int32]

  /// Finds the marks, cues and sources of an article.
  init(_ article: Article, language: Language, lexicon: ReportingLexicon) {
    text = QuoteText(article, words: lexicon.words, gazetteer: language.gazetteer)
    finder = CueFinder(text: text, lexicon: lexicon)
    stretches = QuotationMarks.stretches(in: text)
    quoted = [Int32](repeating: -1, count: text.count)
    cueAt = [Int32](repeating: -1, count: text.count)
    sourceAt = [Int32](repeating: -1, count: text.count)
    let found = finder.find()
    endOpenStretches(found.cues)
    for (number, stretch) in stretches.enumerated() {
      for index in stretch.tokens { quoted[index] = Int32(number) }
    }
    cues = found.cues.filter { quoted[$0.head] < 0 }
    for (number, cue) in cues.enumerated() {
      for index in cue.tokens { cueAt[index] = Int32(number) }
    }
    for source in found.sources { addSource(source.tokens, source.entry) }
  }

  /// The cue whose group begins at `index`, or `nil`.
  func cue(beginningAt index: Int) -> ReportingCue? {
    guard index < text.count, let cue = cue(at: index), cue.first == index else { return nil }
    return cue
  }

  /// The cue whose group holds the token, or `nil`.
  func cue(at index: Int) -> ReportingCue? { cueAt[index] < 0 ? nil : cues[Int(cueAt[index])] }

  /// The source that begins at `index`, or `nil`.
  func source(beginningAt index: Int) -> Source? {
    index < text.count && sourceAt[index] >= 0 ? sources[Int(sourceAt[index])] : nil
  }

  /// A quotation that nobody closes ends before an inserted clause ("…, a-t-elle dit"), else with its paragraph when it
  /// opens it, else with its sentence.
  private func endOpenStretches(_ found: [ReportingCue]) {
    guard stretches.contains(where: { $0.end == .open }) else { return }
    var beginsCue = [Bool](repeating: false, count: text.count)
    for cue in found where cue.pronoun != nil { beginsCue[cue.first] = true }
    for number in stretches.indices where stretches[number].end == .open {
      let stretch = stretches[number]
      let paragraph = text.paragraphs[Int(text.paragraphOf[stretch.mark])]
      var end = stretch.tokens.upperBound
      if stretch.mark != paragraph.lowerBound { end = min(end, text.end(of: stretch.tokens.lowerBound)) }
      for index in text.range(stretch.tokens.lowerBound + 1, end) where beginsCue[index] && text.isComma(index - 1) {
        end = index - 1
        break
      }
      stretches[number].tokens = stretch.tokens.lowerBound..<max(end, stretch.tokens.lowerBound)
    }
  }

  private func addSource(_ preposition: Range<Int>, _ entry: ReportingLexicon.Entry) {
    let first = preposition.lowerBound
    guard text.paragraphOf[first] >= 0, quoted[first] < 0, first >= (sources.last?.phrase.upperBound ?? 0) else {
      return
    }
    let start = preposition.upperBound
    let end = text.end(of: first)
    // "à l'en croire": the pronoun stands inside.
    if let inner = preposition.first(where: { text.has($0, .clitic) && text.parts[$0] == .pron && $0 > first }),
      preposition.count > 3
    {
      return append(Source(first: first, phrase: inner..<(inner + 1), entry: entry), end: start)
    }
    guard start < end else { return }
    var phraseEnd = text.has(start, .stressedPronoun) ? start + 1 : text.nounPhraseEnd(start, end)
    guard phraseEnd > start, !text.has(start, .relative) else { return }
    if !text.hasPerson(start..<phraseEnd), !entry.frames.contains(.human) || text.canSpeak(start..<phraseEnd),
      let apposed = text.appositionEnd(phraseEnd, end)
    {
      phraseEnd = apposed
    }
    let phrase = start..<phraseEnd
    if let noun = phrase.first(where: { text.parts[$0] == .noun }), text.has(noun, .notASource), !text.hasName(phrase) {
      return
    }
    if entry.frames.contains(.human) {
      let before = text.range(text.start(of: first), first)
      guard phraseEnd < end, isHuman(phrase), before.allSatisfy({ [.adv, .cconj, .punct].contains(text.parts[$0]) })
      else { return }
    }
    append(Source(first: first, phrase: phrase, entry: entry), end: phraseEnd)
  }

  private func append(_ source: Source, end: Int) {
    sourceAt[source.first] = Int32(sources.count)
    sources.append(source)
  }

  /// Whether the phrase names a person or a body.
  private func isHuman(_ phrase: Range<Int>) -> Bool {
    let first = phrase.lowerBound
    if text.has(first, .stressedPronoun) { return true }
    if text.hasPerson(phrase) { return true }
    guard let head = phrase.first(where: { text.parts[$0] == .noun || text.mentions[$0] >= 0 }) else { return false }
    return text.type(at: head).map { $0 != .location } ?? text.has(head, [.title, .person, .speaker, .body])
  }
}
