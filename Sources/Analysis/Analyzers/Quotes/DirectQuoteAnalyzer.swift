public import ArticleModel

/// Finds what the text quotes word for word, with the reporting verb and the speaker beside it.
///
/// A quoted stretch counts as an utterance when it has four words, and either begins like a sentence or is attributed by
/// a reporting verb. The speaker is the name that is subject of that verb, or the person a pronoun stands
/// for: the last speaker, else the last person named.
public struct DirectQuoteAnalyzer: Analyzer {
  public let id = "quotes"
  public let version = "1"
  public let requires: Set<Layer> = [.tokens, .sentences, .mentions, .entities]
  public let provides: Set<Layer> = [.quotes]

  /// The analyser; reporting verbs come from the article's language.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let lexicon = context.language.reporting else { return }
    let reader = DirectQuoteReader(article, lexicon: lexicon)
    article.quotes = reader.read(by: id, version: version)
  }
}

private struct DirectQuoteReader {
  private struct Cue {
    var tokens: Range<Int>
    var lemma: String
    var stance: String
  }

  private struct Speaker {
    var entity: Int?
    var span: Span?
  }

  private let article: Article
  private let tokens: TokenColumns
  private let paragraphs: [Range<Int>]
  /// For each distinct form the reporting verb it is of, and whether it is punctuation.
  private let verbs: [ReportingLexicon.Verb?]
  private let isPunctuation: [Bool]
  private let personMentions: [Mention]
  /// How far a reporting verb may stand from the quotation, in tokens.
  private static let reach = 12

  init(_ article: Article, lexicon: ReportingLexicon) {
    self.article = article
    tokens = article.tokens
    paragraphs = article.regions.filter { $0.kind.isAnalysed }
      .map { article.tokens.indices(in: $0.span) }.filter { !$0.isEmpty }
    let forms = (0..<tokens.strings.count).map { article.tokens.strings[UInt32($0)] }
    verbs = forms.map { lexicon.verb($0.lowercased()) }
    isPunctuation = forms.map { $0.allSatisfy { !$0.isLetter && !$0.isNumber } }
    personMentions = article.mentions.filter { $0.type == .person }
  }

  func read(by id: String, version: String) -> [Quote] {
    var quotes: [Quote] = []
    var lastSpeaker: Int?
    for stretch in QuotationMarks.stretches(in: article, paragraphs: paragraphs) {
      guard let paragraph = paragraphs.first(where: { $0.contains(stretch.tokens.lowerBound) }) else { continue }
      let cue = cueAfter(stretch, in: paragraph) ?? cueBefore(stretch, in: paragraph)
      guard isUtterance(stretch, isReported: cue != nil) else { continue }
      let speaker = cue.map { self.speaker(of: $0, beside: stretch, in: paragraph, last: lastSpeaker) }
      if let entity = speaker?.entity { lastSpeaker = entity }
      let span = tokens.span(of: stretch.tokens)
      let cueSpan = cue.map { tokens.span(of: $0.tokens) }
      let hasSpeaker = speaker?.entity != nil
      quotes.append(
        Quote(
          span: span, kind: "direct", speaker: speaker?.entity, speakerSpan: speaker?.span, cue: cue?.lemma,
          cueSpan: cueSpan, stance: cue?.stance,
          evidence: Evidence(
            by: id, rule: cue == nil ? "unattributed" : "reporting-verb", version: version,
            confidence: Confidence(hundredths: hasSpeaker ? 85 : cue != nil ? 75 : 60),
            spans: [span] + [cueSpan, speaker?.span].compactMap { $0 })))
    }
    return quotes
  }

  private func isUtterance(_ stretch: QuotedStretch, isReported: Bool) -> Bool {
    let words = stretch.tokens.filter { !isPunctuation(at: $0) }
    return words.count >= 4 && (isReported || beginsLikeSentence(stretch))
  }

  private func isPunctuation(at index: Int) -> Bool { isPunctuation[Int(tokens.forms[index])] }

  private func beginsLikeSentence(_ stretch: QuotedStretch) -> Bool {
    let first = tokens.form(stretch.tokens.lowerBound).first
    guard first?.isUppercase == true || first == "…" || first == "[" else { return false }
    // The mark stands before the first token; what is before the mark decides.
    let before = stretch.tokens.lowerBound - 2
    guard before >= 0 else { return true }
    return isPunctuation(at: before) || tokens.sentences[before] != tokens.sentences[before + 1]
  }

  /// "…", a déclaré X: the first reporting verb behind the closing mark, in the clause that begins there.
  private func cueAfter(_ stretch: QuotedStretch, in paragraph: Range<Int>) -> Cue? {
    guard stretch.isClosed else { return nil }
    var index = stretch.tokens.upperBound + 1
    let end = min(paragraph.upperBound, index + Self.reach)
    if index < end, [",", "-", "–", "—", "."].contains(tokens.form(index)) { index += 1 }
    while index < end {
      if let cue = cue(at: index) { return cue }
      // Past a stop, a comma or another quotation the verb belongs to something else.
      if isPunctuation(at: index) { return nil }
      index += 1
    }
    return nil
  }

  /// X a déclaré : "…": the last reporting verb before a colon, or right before the mark.
  private func cueBefore(_ stretch: QuotedStretch, in paragraph: Range<Int>) -> Cue? {
    let mark = stretch.tokens.lowerBound - 1
    var index = mark - 1
    guard index >= paragraph.lowerBound else { return nil }
    let hasColon = tokens.form(index) == ":"
    if hasColon { index -= 1 }
    let start = max(paragraph.lowerBound, index - (hasColon ? Self.reach * 2 : 2))
    while index >= start {
      if let cue = cue(at: index) { return cue }
      if [".", "!", "?", "»"].contains(tokens.form(index)) { return nil }
      index -= 1
    }
    return nil
  }

  private func cue(at index: Int) -> Cue? {
    guard let verb = verbs[Int(tokens.forms[index])] else { return nil }
    var first = index
    // The auxiliary and the pronouns between belong to the verb ("a déclaré", "a-t-elle déclaré", "s'est réjoui").
    while first > 0,
      tokens.form(first - 1).hasPrefix("-") || Self.auxiliaries.contains(tokens.form(first - 1).lowercased()),
      tokens.sentences[first - 1] == tokens.sentences[index]
    {
      first -= 1
    }
    return Cue(tokens: first..<(index + 1), lemma: verb.lemma, stance: verb.stance)
  }

  private static let auxiliaries: Set<String> = [
    "a", "ont", "avait", "avaient", "aurait", "est", "sont", "était", "étaient", "s'", "se",
  ]

  private func speaker(of cue: Cue, beside stretch: QuotedStretch, in paragraph: Range<Int>, last: Int?) -> Speaker {
    let behind = cue.tokens.upperBound
    if let pronoun = cue.tokens.first(where: { isPronoun($0, inverted: true) }) {
      return Speaker(entity: last ?? lastPerson(before: cue.tokens.lowerBound), span: tokens.span(pronoun))
    }
    let isInverted = cue.tokens.lowerBound > stretch.tokens.upperBound
    if behind < paragraph.upperBound, isPronoun(behind, inverted: true) {
      return Speaker(entity: last ?? lastPerson(before: cue.tokens.lowerBound), span: tokens.span(behind))
    }
    if isInverted, let named = person(in: behind..<clauseEnd(from: behind, in: paragraph)) { return named }
    let clauseStart =
      isInverted ? stretch.tokens.upperBound + 1 : sentenceStart(of: cue.tokens.lowerBound, in: paragraph)
    if clauseStart < cue.tokens.lowerBound {
      if let named = person(in: clauseStart..<cue.tokens.lowerBound) { return named }
      if isPronoun(cue.tokens.lowerBound - 1, inverted: false) {
        let span = tokens.span(cue.tokens.lowerBound - 1)
        return Speaker(entity: last ?? lastPerson(before: clauseStart), span: span)
      }
    }
    return Speaker()
  }

  private func isPronoun(_ index: Int, inverted: Bool) -> Bool {
    var form = tokens.form(index).lowercased()
    if inverted {
      guard form.hasPrefix("-") else { return false }
      while form.hasPrefix("-") || form.hasPrefix("t-") { form.removeFirst() }
    }
    return form == "il" || form == "elle"
  }

  private func person(in range: Range<Int>) -> Speaker? {
    guard !range.isEmpty else { return nil }
    let span = tokens.span(of: range)
    return personMentions.first { span.contains($0.span) }.map { Speaker(entity: $0.entity, span: $0.span) }
  }

  private func lastPerson(before index: Int) -> Int? {
    let offset = tokens.span(index).start
    return personMentions.last { $0.span.end <= offset }?.entity
  }

  /// The end of the inverted subject: a stop, a relative pronoun or another quotation.
  private func clauseEnd(from start: Int, in paragraph: Range<Int>) -> Int {
    var index = start
    let end = min(paragraph.upperBound, start + 2 * Self.reach)
    while index < end {
      let form = tokens.form(index)
      if [".", "!", "?", ";", ":", "«", "“", "\"", "qui", "que"].contains(form) { break }
      index += 1
    }
    return index
  }

  private func sentenceStart(of index: Int, in paragraph: Range<Int>) -> Int {
    max(paragraph.lowerBound, article.sentenceTokens[Int(tokens.sentences[index])].lowerBound)
  }
}
