import ArticleModel

/// Joins a noun that names an event with the verb that only says that it took place: "a eu lieu", "a organisé un
/// atelier", "s'est tenue la réunion".
struct EventSupport {
  private let view: EventView

  init(_ view: EventView) { self.view = view }

  /// The events without the verbs that support others; what these say of tense, date and place counts for the noun.
  func joined(_ candidates: [EventCandidate]) -> [EventCandidate] {
    var result = candidates
    var ofHead: [Int: Int] = [:]
    for (index, event) in candidates.enumerated() { ofHead[event.head] = index }
    var supports: Set<Int> = []
    for index in result.indices where result[index].isNoun {
      guard let verb = verb(supporting: result[index], behind: index > 0 ? result[index - 1] : nil) else { continue }
      result[index].circumstances.insert(.supported)
      guard let support = ofHead[verb] else { continue }
      let other = result[support]
      let inherited: EventCircumstances = [
        .dateInClause, .participant, .place, .past, .present, .future, .infinitive, .mainVerb,
      ]
      result[index].circumstances.formUnion(other.circumstances.intersection(inherited))
      let isStatement = view.lexicon.frames[other.frame].type == "statement"
      if !isStatement || view.lexicon.frames[result[index].frame].type == "statement" { supports.insert(support) }
      if abs(verb - result[index].head) <= 5 {
        let (a, b) = (result[index].trigger, other.trigger)
        result[index].trigger = Span(min(a.start, b.start), max(a.end, b.end))
      }
    }
    return result.enumerated().filter { !supports.contains($0.offset) }.map(\.element)
  }

  private func verb(supporting event: EventCandidate, behind previous: EventCandidate?) -> Int? {
    if let verb = event.verb, isSupported(event, by: verb) { return verb }
    // Long phrases between the verb and the noun mislead the parser: "s'est tenu, dans la salle des fêtes de …, un
    // séminaire". The event named next behind such a verb is the one it supports.
    let tokens = view.article.tokens
    guard let previous, !previous.isNoun, tokens.sentences[previous.head] == tokens.sentences[event.head],
      event.head - previous.head <= 15, view.list("support", has: previous.head),
      view.lexicon.frames[previous.frame].isKeptIfMain, event.relation != .nmod || event.verb != nil
    else { return nil }
    return previous.head
  }

  private func isSupported(_ event: EventCandidate, by verb: Int) -> Bool {
    let tokens = view.article.tokens
    guard tokens.partsOfSpeech[verb] == .verb, view.list("support", has: verb) else {
      return false
    }
    switch event.relation {
    case .obj, .oblArg, .nsubjPass: return true
    case .nsubj:
      return event.head > verb
        || view.tree(of: verb).children(of: verb).contains { view.list("support with", has: $0) }
    default: return false
    }
  }
}
