public import ArticleModel

/// Finds what happened: the triggers that event frames describe, with who took part, where, when and how many.
///
/// What a trigger's event is like comes from its clause; which events the article is about is decided by a sum of
/// weights. Both are data: frames and weights are the language's, and no kind of event is written here.
public struct EventAnalyzer: Analyzer {
  public let id = "events"
  public let version = "2"
  public let requires: Set<Layer> = [.dependencies, .mentions, .entities, .references, .dates, .quotes]
  public let provides: Set<Layer> = [.events]

  /// The analyser of every language; the frames are the language's.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let lexicon = context.language.events, article.tokens.count > 0 else { return }
    let view = EventView(article, lexicon)
    let triggers = EventTriggers(view).find()
    let reader = EventReader(view, NumberReader(context.language))
    var candidates = triggers.compactMap { reader.read($0) }
    reader.complete(&candidates)
    let selection = EventSelection(view)
    article.events = selection.select(EventSupport(view).joined(candidates)).map { candidate in
      event(candidate, lexicon, context.language.entityKnowledge?.confidences)
    }
  }

  private func event(_ candidate: EventCandidate, _ lexicon: EventLexicon, _ confidences: ConfidenceTable?) -> Event {
    let frame = lexicon.frames[candidate.frame]
    var spans = [candidate.trigger] + candidate.otherTriggers
    spans += candidate.participants.map(\.span) + candidate.numbers.map(\.span)
    if let span = candidate.placeSpan { spans.append(span) }
    if let span = candidate.dateSpan { spans.append(span) }
    let rule = candidate.isMain ? candidate.rank : "lesser"
    let evidence = Evidence(
      by: frame.origin?.by ?? id, rule: frame.name, version: frame.origin?.version ?? version,
      confidence: confidences?.confidence(id, rule) ?? Confidence(hundredths: 50), spans: spans,
      reason: candidate.reason)
    return Event(
      span: candidate.trigger, type: frame.type, code: frame.code, status: candidate.status, isMain: candidate.isMain,
      participants: candidate.participants, place: candidate.place, date: candidate.date,
      numbers: candidate.numbers, evidence: evidence)
  }
}
