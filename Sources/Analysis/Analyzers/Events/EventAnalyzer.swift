public import ArticleModel
import PatternQuery

/// Finds what happened: the triggers that event frames describe, with who took part, where, when and how many.
///
/// Everything of an event comes from its trigger's clause; what is not there stays empty.
public struct EventAnalyzer: Analyzer {
  public let id = "events"
  public let version = "1"
  public let requires: Set<Layer> = [.dependencies, .mentions, .entities, .dates, .quotes]
  public let provides: Set<Layer> = [.events]

  /// The analyser of every language; the frames are the language's.
  public init() {}

  public func analyze(_ article: inout Article, in context: AnalysisContext) {
    guard let lexicon = context.language.events else { return }
    article.events = Self.find(article, lexicon, NumberReader(context.language), by: id, version: version)
  }

  static func find(
    _ article: Article, _ lexicon: EventLexicon, _ numbers: NumberReader?, by id: String, version: String
  ) -> [Event] {
    let matches = PatternSetMatcher(lexicon.patterns).matches(in: ArticleTokenSource(article), strategy: .longest)
    var triggers: [(frame: Int, range: Range<Int>)] = []
    // Of triggers that share words the longer is read, then that of the earlier frame.
    for match in matches.sorted(by: Self.precedes) {
      if let last = triggers.last, last.range.overlaps(match.match.range) { continue }
      triggers.append((match.query, match.match.range))
    }
    var reader = EventReader(article, lexicon, numbers)
    let candidates = triggers.compactMap { reader.read(frame: $0.frame, $0.range) }
    return EventSelection(article, lexicon).select(candidates).map { candidate in
      let frame = lexicon.frames[candidate.frame]
      var spans = [candidate.trigger]
      spans += candidate.participants.map(\.span) + candidate.numbers.map(\.span)
      if let span = candidate.placeSpan { spans.append(span) }
      if let date = candidate.date { spans.append(article.dates[date].span) }
      let evidence = Evidence(
        by: id, rule: frame.name, version: version, confidence: Confidence(hundredths: frame.confidence), spans: spans,
        reason: candidate.reason)
      return Event(
        span: candidate.trigger, type: frame.type, code: frame.code, status: candidate.status, isMain: candidate.isMain,
        participants: candidate.participants, place: candidate.place, date: candidate.date,
        numbers: candidate.numbers, evidence: evidence)
    }
  }

  private static func precedes(_ left: PatternSetMatcher.Match, _ right: PatternSetMatcher.Match) -> Bool {
    let (a, b) = (left.match.range, right.match.range)
    if a.lowerBound != b.lowerBound { return a.lowerBound < b.lowerBound }
    return a.upperBound != b.upperBound ? a.upperBound > b.upperBound : left.query < right.query
  }
}

/// An event that a trigger names, before it is known whether the article is about it.
struct EventCandidate {
  var frame: Int
  /// The trigger's head.
  var head: Int
  var trigger: Span
  var status = "happened"
  var participants: [Event.Participant] = []
  var place: Int?
  var placeSpan: Span?
  var date: Int?
  var numbers: [Event.Count] = []
  /// Whether it is the head of a main clause, or hangs on one as subject or object.
  var isInMainClause = false
  var isNoun = false
  var tense: Clause.Tense?
  var score = 0
  var isMain = false
  var reason: String?
}
