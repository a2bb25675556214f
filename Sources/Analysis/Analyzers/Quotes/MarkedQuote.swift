import ArticleModel

/// A quoted stretch with what reports it, if anything does.
struct MarkedQuote {
  /// How a stretch is tied to what reports it.
  enum Tie: String {
    /// "…", a déclaré X
    case after
    /// X a déclaré : "…"
    case colon
    /// X a déclaré que le plan était "…"
    case inside
    /// "…", dit-il, "…"
    case inserted
    /// Selon X, "…"
    case source
    /// "…", selon X
    case sourceBehind = "source-behind"
    case none = "alone"
  }

  enum Kind: String {
    case direct, mixed, none
  }

  var stretch: QuotedStretch
  var tie = Tie.none
  var cue: ReportingCue?
  var source: ReportedSpeech.Source?
  var kind = Kind.none
  /// The words in it that are no punctuation, and whether one is a finite verb.
  var words = 0
  var hasVerb = false
  /// Whether it stands where a sentence begins, begins with a capital, or follows a colon.
  var startsSentence = false
  var isCapital = false
  var hasColon = false
}

/// Ties quoted stretches to cues and sources, and tells utterances from titles, themes and words at a distance.
struct MarkedQuoteReader {
  let speech: ReportedSpeech
  private var text: QuoteText { speech.text }

  init(_ speech: ReportedSpeech) { self.speech = speech }

  /// The stretches of the text in order; marks the cues and sources that they use up.
  func read() -> [MarkedQuote] { speech.stretches.map(read) }

  private func read(_ stretch: QuotedStretch) -> MarkedQuote {
    var quote = MarkedQuote(stretch: stretch)
    let tokens = stretch.tokens
    guard let first = tokens.first else { return quote }
    quote.words = tokens.count { text.parts[$0] != .punct }
    guard quote.words > 0 else { return quote }
    quote.hasVerb = text.hasFinite(tokens)
    let paragraph = text.paragraphs[Int(text.paragraphOf[stretch.mark])]
    let before = stretch.mark - 1
    let opens = before < paragraph.lowerBound
    quote.startsSentence =
      opens || text.sentence(before) != text.sentence(stretch.mark) || text.has(before, .stop) || text.closes(before)
    quote.isCapital = text.isCapital[first]
    quote.hasColon = !opens && text.has(before, .colon)
    tieBehind(&quote, paragraph)
    if quote.tie == .none, !opens { tieBefore(&quote, paragraph) }
    if quote.tie == .none, !quote.startsSentence { tieToLaterSource(&quote) }
    quote.kind = kind(quote, paragraph)
    use(quote)
    return quote
  }

  // MARK: What reports it

  private func tieBehind(_ quote: inout MarkedQuote, _ paragraph: Range<Int>) {
    let behind = quote.stretch.behind
    let end = paragraph.upperBound
    guard behind < end else { return }
    let next = text.has(behind, [.comma, .dash, .hyphen]) ? behind + 1 : behind
    guard next < end else { return }
    if let cue = speech.cue(beginningAt: next),
      speech.isInserted(cue)
        || (cue.form == .finite && speech.subjectBehind(cue, text.end(of: cue.head)) != nil)
    {
      quote.tie = .after
      quote.cue = cue
      return
    }
    if next > behind, let cue = cueWithSubjectBefore(next, end) {
      quote.tie = .after
      quote.cue = cue
      return
    }
    if let source = speech.source(beginningAt: next) {
      quote.tie = .sourceBehind
      quote.source = source
    }
  }

  /// "…", la ministre a déclaré.
  private func cueWithSubjectBefore(_ start: Int, _ end: Int) -> ReportingCue? {
    for index in text.range(start, min(end, start + 12)) {
      if let cue = speech.cue(beginningAt: index), cue.form == .finite, text.sentence(index) == text.sentence(start) {
        let behind = cue.last + 1
        return behind >= end || text.has(behind, [.stop, .comma]) || text.parts[behind] == .adp ? cue : nil
      }
      if text.has(index, [.stop, .comma]) { return nil }
    }
    return nil
  }

  private func tieBefore(_ quote: inout MarkedQuote, _ paragraph: Range<Int>) {
    let mark = quote.stretch.mark
    let before = mark - 1
    var start = text.start(of: mark)
    if quote.hasColon { start = min(start, text.start(of: before)) }
    start = max(start, paragraph.lowerBound)
    var cue: ReportingCue?
    var limit = mark
    // The nearest verb need not be the one that reports: "a dit que les prix remonteront « vite »".
    for _ in 0..<4 {
      guard let found = lastCue(before: limit, from: start, hasColon: quote.hasColon) else { break }
      if let tie = tie(quote, to: found) {
        quote.tie = tie
        cue = found
        break
      }
      limit = found.first
    }
    if !quote.startsSentence, let source = lastSource(before: mark), source.first > (cue?.last ?? -1) {
      cue = nil
      quote.source = source
      quote.tie = .source
    }
    quote.cue = cue
  }

  private func lastCue(before mark: Int, from start: Int, hasColon: Bool) -> ReportingCue? {
    var index = mark - 1
    while index >= start {
      if let cue = speech.cue(at: index), cue.last < mark {
        if hasColon || cue.pronoun != nil || !speech.isInserted(cue) || text.has(mark - 1, .comma) { return cue }
        index = min(index, cue.first)
      }
      index -= 1
    }
    return nil
  }

  private func lastSource(before mark: Int) -> ReportedSpeech.Source? {
    for index in text.range(text.start(of: mark), mark).reversed() {
      if let source = speech.source(beginningAt: index) { return source.phrase.upperBound <= mark ? source : nil }
    }
    return nil
  }

  private func tie(_ quote: MarkedQuote, to cue: ReportingCue) -> MarkedQuote.Tie? {
    let mark = quote.stretch.mark
    let gap = text.range(cue.last + 1, mark)
    if quote.hasColon { return gap.count < 40 ? .colon : nil }
    if !quote.startsSentence, speech.isInserted(cue), text.has(mark - 1, .comma), !text.hasFinite(gap) {
      return .inserted
    }
    if !quote.startsSentence, speech.isInserted(cue), mark - cue.last > 4 { return .inside }
    if !quote.startsSentence, !gap.contains(where: { text.has($0, [.stop, .semicolon]) && text.mentions[$0] < 0 }) {
      if let content = speech.content(of: cue), content.start <= mark + 1 {
        let sentenceEnd = text.end(of: cue.head)
        let end = speech.contentEnd(content.start, of: cue, isPhrase: content.isPhrase, end: sentenceEnd)
        if end >= min(quote.stretch.tokens.upperBound, sentenceEnd) - 1 {
          return content.rule == "clause" || hasSpeaker(cue) ? .inside : nil
        }
      }
      return mark - cue.last <= 3 && cue.entry.frames.contains(.speech) && hasSpeaker(cue) ? .inside : nil
    }
    return speech.isInserted(cue) && text.has(mark - 1, .comma) ? .inserted : nil
  }

  private func hasSpeaker(_ cue: ReportingCue) -> Bool {
    guard !cue.isPassive, let subject = speech.subject(of: cue) else { return false }
    return !cue.hasNoSpeaker && text.canSpeak(subject)
  }

  private func tieToLaterSource(_ quote: inout MarkedQuote) {
    let last = max(quote.stretch.mark, quote.stretch.tokens.upperBound - 1)
    for index in text.range(quote.stretch.behind, text.end(of: last)) {
      guard let source = speech.source(beginningAt: index) else { continue }
      quote.source = source
      quote.tie = .sourceBehind
      return
    }
  }

  // MARK: What it is

  private func kind(_ quote: MarkedQuote, _ paragraph: Range<Int>) -> MarkedQuote.Kind {
    let mark = quote.stretch.mark
    let before = mark > paragraph.lowerBound ? mark - 1 : nil
    let followsComma = before.map { text.has($0, .comma) } ?? false
    let followsThat = before.map { text.has($0, .that) } ?? false
    let words = quote.words
    switch quote.tie {
    case .after:
      let stands = quote.startsSentence || quote.hasColon || followsComma
      if stands { return words >= 2 ? .direct : .none }
      if followsThat || quote.isCapital { return words >= 3 ? .direct : .mixed }
      return quote.hasVerb && words >= 6 ? .direct : .mixed
    case .colon: return words >= 3 || quote.hasVerb ? .direct : .none
    case .inserted: return words >= 2 ? .direct : .none
    case .inside:
      if followsThat, quote.hasVerb || quote.isCapital, endsSentence(quote, paragraph) { return .direct }
      return quote.isCapital && quote.hasVerb && words >= 5 ? .direct : .mixed
    case .source, .sourceBehind:
      let stands = followsComma || quote.startsSentence || quote.hasColon
      return quote.hasVerb && words >= 4 && stands ? .direct : .mixed
    case .none: return kindAlone(quote, paragraph)
    }
  }

  /// A quotation that nothing reports is an utterance when it reads like one.
  private func kindAlone(_ quote: MarkedQuote, _ paragraph: Range<Int>) -> MarkedQuote.Kind {
    let mark = quote.stretch.mark
    let words = quote.words
    let namesTheme = text.range(max(paragraph.lowerBound, mark - 6), mark).contains { text.has($0, .theme) }
    if quote.hasColon, namesTheme { return .none }
    let opensWithVerb =
      quote.hasVerb || text.grammar[quote.stretch.tokens.lowerBound].contains(.infinitive)
    if !quote.startsSentence, !quote.isCapital, words >= 7, opensWithVerb, !namesTheme { return .mixed }
    let isUtterance = words >= 4 && (quote.hasVerb || words >= 7)
    if quote.startsSentence, (quote.isCapital && isUtterance) || (words >= 8 && quote.hasVerb) { return .direct }
    if quote.hasColon, isUtterance, quote.hasVerb || quote.isCapital { return .direct }
    return quote.isCapital && quote.hasVerb && words >= 8 ? .direct : .none
  }

  private func endsSentence(_ quote: MarkedQuote, _ paragraph: Range<Int>) -> Bool {
    let behind = quote.stretch.behind
    let last = quote.stretch.tokens.upperBound - 1
    return behind >= paragraph.upperBound || text.has(behind, [.stop, .comma])
      || text.sentence(behind) != text.sentence(last) || text.has(last, .stop)
  }

  /// A cue or source whose whole content is the quotation has no other.
  private func use(_ quote: MarkedQuote) {
    guard quote.kind != .none else { return }
    let mark = quote.stretch.mark
    if let cue = quote.cue {
      // "a précisé que la route est fermée : « … »" reports both.
      let hasMore = quote.tie == .colon && (speech.content(of: cue).map { mark - 1 - $0.start >= 4 } ?? false)
      if !hasMore, quote.kind == .direct || [.after, .colon, .inserted].contains(quote.tie) { cue.isUsed = true }
    }
    if let source = quote.source, quote.kind == .direct { source.isUsed = true }
    guard quote.tie == .after else { return }
    // "Elle estime que « … », a dit X": the first verb reports nothing else.
    for index in text.range(text.start(of: mark), mark) {
      guard let cue = speech.cue(at: index), cue.first == index, let content = speech.content(of: cue) else { continue }
      if content.start >= mark - 1 { cue.isUsed = true }
    }
  }
}
