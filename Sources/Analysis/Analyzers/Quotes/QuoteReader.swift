import ArticleModel

/// Makes the rows of an article, in text order, so that each speaker can be found from those before.
struct QuoteReader {
  let speech: ReportedSpeech
  private let language: Language
  private let by: String
  private let version: String
  private var text: QuoteText { speech.text }
  private var resolver: SpeakerResolver
  private var marked: [MarkedQuote] = []
  private(set) var quotes: [Quote] = []
  /// The end of the last indirect content: what it holds is not reported once more.
  private var busy = 0

  private enum Item {
    case marked(Int)
    case cue(ReportingCue)
    case source(ReportedSpeech.Source)

    /// Ties: marks first, then cues, then sources.
    var rank: Int {
      switch self {
      case .marked: 0
      case .cue: 1
      case .source: 2
      }
    }
  }

  /// What a row is reported with.
  struct Report {
    var entry: ReportingLexicon.Entry?
    var cue: Range<Int>?
    var subject: Range<Int>?
    var speakers: [ResolvedSpeaker]
  }

  init(_ article: Article, language: Language, lexicon: ReportingLexicon, by: String, version: String) {
    speech = ReportedSpeech(article, language: language, lexicon: lexicon)
    self.language = language
    self.by = by
    self.version = version
    resolver = SpeakerResolver(speech.text, language: language)
  }

  /// Reads the article.
  mutating func read() {
    marked = MarkedQuoteReader(speech).read()
    let interview = Interview(speech)
    for answer in interview.answers {
      add(answer, "direct", rule: "interview", interview.report, reason: "who answers in the interview")
    }
    var items: [(place: Int, item: Item)] = []
    for (number, quote) in marked.enumerated() where quote.kind != .none {
      items.append((quote.stretch.tokens.lowerBound, .marked(number)))
    }
    for cue in speech.cues { items.append((cue.head, .cue(cue))) }
    for source in speech.sources { items.append((source.first, .source(source))) }
    items.sort { ($0.place, $0.item.rank) < ($1.place, $1.item.rank) }
    for (place, item) in items where !interview.holds(place) {
      switch item {
      case .marked(let number): read(marked[number])
      case .cue(let cue): read(cue)
      case .source(let source): read(source)
      }
    }
    quotes.sort { $0.span < $1.span }
  }

  // MARK: Marked quotations

  private mutating func read(_ quote: MarkedQuote) {
    var report = Report(entry: nil, cue: nil, subject: nil, speakers: [])
    var place = quote.stretch.tokens.lowerBound
    if let cue = quote.cue {
      report = self.report(cue)
      if quote.tie == .after { place = cue.head }
    } else if let source = quote.source {
      report = self.report(source)
    } else {
      (report.speakers, report.subject) = unreportedSpeaker(quote)
    }
    add(quote.stretch.tokens, quote.kind.rawValue, rule: "\(quote.kind.rawValue)-\(quote.tie.rawValue)", report)
    if let subject = report.subject { resolver.noteWords(subject, report.speakers) }
    resolver.note(report.speakers, at: place)
  }

  /// Who says what nothing reports: a name in brackets behind or before the colon, else whoever spoke last.
  private func unreportedSpeaker(_ quote: MarkedQuote) -> ([ResolvedSpeaker], Range<Int>?) {
    let mark = quote.stretch.mark
    let behind = quote.stretch.behind
    let paragraph = text.paragraphOf[mark]
    if behind + 1 < text.count, text.paragraphOf[behind] == paragraph, text.tokens.form(behind) == "(",
      let name = text.mention(at: behind + 1), let entity = text.entity(at: behind + 1)
    {
      return ([ResolvedSpeaker(entity: entity, reason: "named in brackets behind the quotation")], name)
    }
    if quote.hasColon {
      let start = max(text.paragraphs[Int(paragraph)].lowerBound, mark - 25)
      if let index = text.range(start, mark).last(where: text.isPerson), let name = text.mention(at: index),
        let entity = text.entity(at: index)
      {
        return ([ResolvedSpeaker(entity: entity, reason: "named before the colon")], name)
      }
    }
    if text.paragraphKinds[Int(paragraph)] == .headline { return ([], nil) }
    return (resolver.goesOn(before: mark), nil)
  }

  // MARK: Cues

  private mutating func read(_ cue: ReportingCue) {
    guard !cue.isUsed, cue.head >= busy else { return }
    let end = text.end(of: cue.head)
    if let content = speech.content(of: cue) { return readContent(content, of: cue, end) }
    if cue.isPassive { return }
    if speech.isInserted(cue), cue.entry.frames.contains(.speech) {
      let isNobody = cue.pronoun.map { text.has($0, .one) } ?? false
      if !isNobody || cue.entry.frames.contains(.reading) { readInserted(cue, end) }
      return
    }
    readPreviousSentence(cue, end)
  }

  private mutating func readContent(_ content: ReportingCue.Content, of cue: ReportingCue, _ end: Int) {
    var stop = speech.contentEnd(content.start, of: cue, isPhrase: content.isPhrase, end: end)
    let report = self.report(cue)
    if let subject = report.subject { resolver.noteWords(subject, report.speakers) }
    resolver.note(report.speakers, at: cue.head)
    if let fragment = fragment(in: content.start..<max(content.start, stop), where: { $0.cue === cue }) {
      guard content.rule != "predicate", let cut = speech.endBeforeFragment(fragment, from: content.start) else {
        return
      }
      stop = cut
    }
    if cue.hasNoSpeaker { return }
    if content.rule != "clause" {
      guard !report.speakers.isEmpty || (report.subject.map(text.canSpeak) ?? false) else { return }
      // "on demande si …" is nobody's question.
      if let subject = report.subject, text.has(subject.upperBound - 1, .one) { return }
    }
    let tokens = speech.trimmed(content.start, stop)
    if add(tokens, "indirect", rule: content.rule, report) { busy = max(busy, stop) }
  }

  /// The mark of the first marked row in `range` that `isOwn`.
  private func fragment(in range: Range<Int>, where isOwn: (MarkedQuote) -> Bool) -> Int? {
    for index in range where speech.quoted[index] >= 0 {
      let quote = marked[Int(speech.quoted[index])]
      if quote.kind != .none, isOwn(quote) { return quote.stretch.mark }
    }
    return nil
  }

  /// "Mieux, a-t-il ajouté, elle permet …" and "Le chemin est long, souligne la présidente."
  private mutating func readInserted(_ cue: ReportingCue, _ end: Int) {
    let start = text.start(of: cue.head)
    let report = self.report(cue)
    if let subject = report.subject { resolver.noteWords(subject, report.speakers) }
    defer { resolver.note(report.speakers, at: cue.head) }
    if text.closes(cue.first - 1) || (cue.first >= 2 && text.closes(cue.first - 2) && text.isComma(cue.first - 1)) {
      return
    }
    var behind = cue.last + 1
    if let subject = report.subject, subject.lowerBound > cue.head { behind = max(behind, subject.upperBound) }
    let before = text.range(start, cue.first)
    let words = before.count { ![.punct, .adv, .cconj, .sconj].contains(text.parts[$0]) }
    // "…, comme l'a rappelé X" agrees with what was said before, whoever said it.
    if words > 2, cue.first > start,
      text.range(max(start, cue.first - 2), cue.first).contains(where: { text.has($0, .like) })
    {
      return
    }
    let comma = text.range(behind, end).first { text.has($0, [.comma, .stop]) && text.mentions[$0] < 0 } ?? end
    var clauseBehind = comma < end && text.hasFinite(comma..<end)
    var clauseBefore = text.hasFinite(before)
    if comma + 1 < end, text.has(comma, .comma), speech.cueAt[comma + 1] >= 0 || text.has(comma + 1, .before) {
      clauseBehind = false
    }
    // "…, qui, dit-elle, …"
    if cue.first - 2 >= start, text.has(cue.first - 2, .relative), comma < end {
      clauseBehind = true
      clauseBefore = false
    }
    if fragment(in: text.range(behind, end), where: { $0.cue === cue }) != nil { return }
    let isLonger = end - comma > 2 * (cue.first - start)
    if (clauseBehind && (!clauseBefore || words < 4 || isLonger)) || (words < 4 && comma < end && end - comma > 5) {
      let stop = speech.contentEnd(comma + 1, of: cue, isPhrase: false, end: end)
      let tokens = speech.trimmed(comma + 1, stop)
      if add(tokens, "indirect", rule: "inserted-before", report) { busy = max(busy, stop) }
    } else if words > 0 {
      let first = behindHeading(busy < cue.first - 3 ? max(start, busy) : start, cue.first)
      if fragment(in: text.range(first, cue.first), where: { $0.kind == .mixed }) == nil {
        add(speech.trimmed(first, cue.first), "indirect", rule: "inserted-behind", report)
      }
    }
  }

  /// Where the statement begins behind a rubric with a colon ("Élections : la date est fixée, annonce X").
  private func behindHeading(_ start: Int, _ end: Int) -> Int {
    text.range(start, end - 3).last { text.has($0, .colon) && speech.quoted[$0] < 0 }.map { $0 + 1 } ?? start
  }

  /// "C'est ce qu'a dit X.": the sentence before is what was said.
  private mutating func readPreviousSentence(_ cue: ReportingCue, _ end: Int) {
    let start = text.start(of: cue.head)
    let sentence = text.sentence(cue.head)
    guard cue.form == .finite, cue.first - 2 >= start, text.has(cue.first - 1, .that), text.has(cue.first - 2, .it),
      text.range(max(start, cue.first - 5), cue.first - 2).contains(where: { text.has($0, .it) }), sentence > 0
    else { return }
    let subject = speech.subjectBehind(cue, end)
    let report = Report(
      entry: cue.entry, cue: cue.tokens, subject: subject, speakers: subject.map { resolver.resolve($0) } ?? [])
    let before = text.article.sentenceTokens[sentence - 1]
    add(speech.trimmed(before.lowerBound, before.upperBound), "indirect", rule: "sentence-before", report)
    resolver.note(report.speakers, at: cue.head)
  }

  // MARK: Sources

  private mutating func read(_ source: ReportedSpeech.Source) {
    guard !source.isUsed, source.first >= busy else { return }
    var start = text.start(of: source.first)
    let end = text.end(of: source.first)
    let fragment = fragment(in: start..<end) { $0.source === source && $0.kind == .mixed }
    if let fragment, fragment < source.first { return }
    let report = self.report(source)
    resolver.noteWords(source.phrase, report.speakers)
    defer {
      if quotes.last?.cueSpan?.start == Int(text.tokens.starts[source.first]) {
        resolver.note(report.speakers, at: source.first)
      }
    }
    for index in text.range(max(start, source.first - 3), source.first).reversed()
    where text.has(index, [.colon, .because, .relative]) {
      start = index + 1
      break
    }
    let isInitial = text.range(start, source.first).allSatisfy {
      [.adv, .cconj, .punct, .sconj].contains(text.parts[$0])
    }
    if isInitial { return readInitial(source, report, fragment, end) }
    guard !source.entry.frames.contains(.human), text.canSpeak(source.phrase) else { return }
    let before = text.range(start, source.first)
    if self.fragment(in: before, where: { $0.stretch.tokens.upperBound < source.first }) != nil { return }
    let behind = source.phrase.upperBound
    let words = before.count { text.parts[$0] != .punct }
    let isBetween = text.isComma(source.first - 1) && behind < end && text.isComma(behind)
    let hasClauseBehind = text.hasFinite(text.range(behind, end)) && !text.hasFinite(before)
    if isBetween, hasClauseBehind || (words < 4 && end - behind > 5) {
      let stop = speech.contentEnd(behind + 1, of: nil, isPhrase: false, end: end)
      add(speech.trimmed(behind + 1, stop), "indirect", rule: "source-between", report)
    } else {
      let first = behindHeading(busy < source.first ? max(start, busy) : start, source.first)
      let opensWithConjunction = first < source.first && text.parts[first] == .cconj
      add(
        speech.trimmed(opensWithConjunction ? first + 1 : first, source.first), "indirect", rule: "source-behind",
        report)
    }
  }

  /// "Selon X, directrice de Y, …": the content begins behind the appositions.
  private mutating func readInitial(_ source: ReportedSpeech.Source, _ report: Report, _ fragment: Int?, _ end: Int) {
    let commas = text.range(source.phrase.upperBound, end).filter(text.isComma)
    if commas.isEmpty, source.entry.frames.contains(.human) { return }
    let first = commas.isEmpty ? source.phrase.upperBound : behindAppositions(source, Array(commas.prefix(6)), end)
    if reportsItself(first, end) { return }
    var stop = speech.contentEnd(first, of: nil, isPhrase: false, end: end)
    if let fragment {
      guard let cut = speech.endBeforeFragment(fragment, from: first) else { return }
      stop = cut
    }
    if add(speech.trimmed(first, stop), "indirect", rule: "source-before", report) { busy = max(busy, first + 1) }
  }

  /// "Selon l'agence, la ministre a annoncé que …": what is reported is what the minister said.
  private func reportsItself(_ start: Int, _ end: Int) -> Bool {
    guard let verb = text.mainVerb(start, end), let first = text.range(start, end).first(where: text.isFinite),
      let cue = speech.cue(at: first), cue.form == .finite, cue.tokens.contains(first) || cue.tokens.contains(verb)
    else { return false }
    guard let subject = speech.subject(of: cue), text.canSpeak(subject) else { return false }
    return !cue.isUsed && !cue.isPassive && speech.content(of: cue) != nil
  }

  private func behindAppositions(_ source: ReportedSpeech.Source, _ commas: [Int], _ end: Int) -> Int {
    var first = commas[0] + 1
    let isNamed = text.hasPerson(text.range(source.phrase.lowerBound, commas[0]))
    for (number, comma) in commas.dropFirst().enumerated() {
      let start = commas[number] + 1
      guard start < comma, text.hasFinite(text.range(comma, end)) else { break }
      let isRelative = text.has(start, .relative)
      if text.hasFinite(start..<comma), !isRelative { break }
      let head = text.parts[start] == .det && start + 1 < comma ? start + 1 : start
      let isTitle = text.has(head, .title)
      let isName = text.isPerson(start) || (isTitle && text.hasPerson(start..<comma))
      let isBare =
        ([.noun, .adj].contains(text.parts[start]) && text.mentions[start] < 0)
        || text.grammar[start].contains(.pastParticiple)
      guard isRelative || isBare || (!isNamed && isName) || (isNamed && text.parts[start] == .det && isTitle) else {
        break
      }
      first = comma + 1
    }
    return first
  }

  // MARK: Rows

  private func report(_ cue: ReportingCue) -> Report {
    let subject = speech.subject(of: cue)
    return Report(
      entry: cue.entry, cue: cue.tokens, subject: subject, speakers: subject.map { resolver.resolve($0) } ?? [])
  }

  private func report(_ source: ReportedSpeech.Source) -> Report {
    Report(
      entry: source.entry, cue: text.range(source.first, source.phrase.lowerBound), subject: source.phrase,
      speakers: resolver.resolve(source.phrase))
  }

  /// Adds a row for each speaker, or one for none.
  @discardableResult
  private mutating func add(
    _ tokens: Range<Int>, _ kind: String, rule: String, _ report: Report, reason: String? = nil
  ) -> Bool {
    guard !tokens.isEmpty else { return false }
    let span = text.tokens.span(of: tokens)
    let cueSpan = report.cue.flatMap { $0.isEmpty ? nil : text.tokens.span(of: $0) }
    let subjectSpan = report.subject.map { text.tokens.span(of: $0) }
    let speakers: [ResolvedSpeaker?] = report.speakers.isEmpty ? [nil] : report.speakers
    for speaker in speakers {
      quotes.append(
        Quote(
          span: span, kind: kind, speaker: speaker?.entity, speakerSpan: speaker?.span ?? subjectSpan,
          cue: report.entry?.lemma, cueSpan: cueSpan, stance: report.entry?.stance,
          evidence: Evidence(
            by: by, rule: rule, version: version, confidence: language.confidence(by, rule),
            spans: [span] + [cueSpan, subjectSpan].compactMap { $0 }, reason: reason ?? speaker?.reason)))
    }
    return true
  }
}
