import ArticleModel

/// Reads what the clause of a trigger says of the event.
struct EventReader {
  let view: EventView
  let numbers: NumberReader?
  var article: Article { view.article }
  var lexicon: EventLexicon { view.lexicon }

  init(_ view: EventView, _ numbers: NumberReader?) {
    self.view = view
    self.numbers = numbers
  }

  /// The event that a trigger names, or `nil` when it names none, or something it cannot do without is missing.
  func read(_ trigger: EventTrigger) -> EventCandidate? {
    let tokens = article.tokens
    let range = trigger.range
    let tree = view.tree(of: range.lowerBound)
    guard tree.sentence.contains(range.upperBound - 1) else { return nil }
    let frame = lexicon.frames[trigger.frame]
    let head =
      trigger.quote != nil
      ? range.lowerBound
      : range.first { token in tree.head(of: token).map { !range.contains($0) } ?? true } ?? range.lowerBound
    // Words within a name are no events: "la Cour suprême", "Conseil de sécurité".
    if view.mentionOf[head] >= 0 || isCrowded(head, tree) { return nil }
    var event = EventCandidate(
      frame: trigger.frame, head: head, trigger: tokens.span(of: range), relation: tree.relation(of: head))
    event.isNoun = tokens.partsOfSpeech[head] != .verb
    event.verb = event.isNoun ? verb(above: head, tree) : head
    if let verb = event.verb, isCrowded(verb, tree) { event.verb = nil }
    let clause = event.verb.map { Clause($0, in: tree, of: tokens) }
    if !event.isNoun, let clause { event.trigger = triggerSpan(range, head, clause, tree) }
    event.status = status(head, clause, tree)
    let anchors = anchors(of: event, tree)
    for part in frame.parts { add(part, to: &event, anchors, clause, trigger.quote, tree) }
    for part in frame.required where !event.participants.contains(where: { $0.part == part }) { return nil }
    addPlace(frame, &event, anchors, tree)
    if frame.hasDate { addDate(&event, anchors, tree) }
    addNumbers(frame, &event, event.verb ?? head, tree)
    event.isAnaphoric =
      event.isNoun
      && tree.children(of: head, .det).contains { view.list("pointing back", has: $0) }
    event.circumstances = circumstances(of: event, clause, trigger.quote, tree)
    return event
  }

  /// The words on which place and date of an event hang: its head, the participle that follows it ("la réunion tenue à
  /// …", or precedes its subject, "Réunis à …, ils ont …"), and the verb whose subject or object it is.
  private func anchors(of event: EventCandidate, _ tree: DependencyTree) -> [Int] {
    let inner = tree.children(of: event.head).filter { child in
      switch tree.relation(of: child) {
      case .acl: !isCrowded(child, tree)
      case .advcl: view.has("VerbForm=Part", child) && tree.child(of: child, .mark) == nil
      default: false
      }
    }
    var outer: [Int] = []
    if event.isNoun {
      outer = [event.verb].compactMap { $0 }
    } else if tree.relation(of: event.head) == .advcl, view.has("VerbForm=Part", event.head),
      tree.child(of: event.head, .mark) == nil
    {
      outer = [tree.head(of: event.head)].compactMap { $0 }
    } else if tree.relation(of: event.head) == .acl, let noun = tree.head(of: event.head), noun > event.head {
      // "Réunis à …, les experts ont …": before the subject a participle belongs to the whole clause.
      outer = [verb(above: noun, tree)].compactMap { $0 }
    } else if tree.relation(of: event.head) == .root, view.has("VerbForm=Part", event.head),
      tree.child(of: event.head, .aux, .auxPass, .cop) == nil
    {
      // The same, where the parser took the participle for the main verb and the main verb for a second one.
      outer = [tree.child(of: event.head, .conj)].compactMap { $0 }
    }
    return [event.head] + inner + outer.filter { !isCrowded($0, tree) }
  }

  /// No sentence that a person wrote has a word with hundreds of others under it; lists and rubbish do.
  private func isCrowded(_ token: Int, _ tree: DependencyTree) -> Bool { tree.children(of: token).count > 200 }

  /// The trigger with the auxiliaries and the reflexive pronoun before it.
  private func triggerSpan(_ range: Range<Int>, _ head: Int, _ clause: Clause, _ tree: DependencyTree) -> Span {
    var first = range.lowerBound
    if let auxiliary = clause.auxiliaries.first, auxiliary < first, first - auxiliary <= 5 { first = auxiliary }
    if first > tree.sentence.lowerBound, tree.relation(of: first - 1) == .expl { first -= 1 }
    return article.tokens.span(of: first..<range.upperBound)
  }

  /// The verb whose subject, object or complement a noun is, also by a noun that carries it ("la septième édition du
  /// séminaire").
  private func verb(above noun: Int, _ tree: DependencyTree) -> Int? {
    switch tree.relation(of: noun) {
    case .nsubj, .nsubjPass, .obj, .oblArg, .oblMod, .oblAgent: return tree.head(of: noun)
    case .nmod:
      guard let carrier = tree.head(of: noun), view.list("carrier", has: carrier) else {
        return nil
      }
      switch tree.relation(of: carrier) {
      case .nsubj, .nsubjPass, .obj, .oblArg: return tree.head(of: carrier)
      default: return nil
      }
    default: return nil
    }
  }

  private func status(_ head: Int, _ clause: Clause?, _ tree: DependencyTree) -> String {
    guard let clause else { return "happened" }
    if clause.isNegated { return "denied" }
    if let marker = clause.marker, view.list("conditional", has: marker) { return "hypothetical" }
    let above = [head, clause.predicate].compactMap { tree.head(of: $0) }
    if clause.predicate != head, view.list("denying", has: clause.predicate) { return "denied" }
    if above.contains(where: { view.list("denying", has: $0) }) { return "denied" }
    if tree.children(of: clause.predicate).contains(where: { view.list("recurring", has: $0) }) {
      return "recurring"
    }
    switch clause.tense {
    case .conditional, .subjunctive: return "hypothetical"
    case .future: return "announced"
    default: break
    }
    if above.contains(where: { view.list("announcing", has: $0) }) { return "announced" }
    if clause.tense == nil, above.contains(where: { view.list("wishing", has: $0) }) { return "hypothetical" }
    return "happened"
  }

  /// Calls `body` with the words that hang on a word of `anchors`, and with those that hang on these.
  func near(_ anchors: [Int], _ tree: DependencyTree, _ body: (Int) -> Bool) -> Bool {
    for anchor in anchors {
      for child in tree.children(of: anchor) {
        if body(child) { return true }
        for inner in tree.children(of: child) where body(inner) { return true }
      }
    }
    return false
  }

  private func circumstances(
    of event: EventCandidate, _ clause: Clause?, _ quote: Int?, _ tree: DependencyTree
  ) -> EventCircumstances {
    var result: EventCircumstances = []
    let tokens = article.tokens
    let head = event.head
    let sentence = Int(tokens.sentences[head])
    func note(_ circumstance: EventCircumstances, if holds: Bool) { if holds { result.insert(circumstance) } }
    if view.headline?.contains(Int(tokens.starts[head])) ?? false {
      result.insert(.headline)
    } else {
      note(.firstSentence, if: sentence == view.firstSentence)
      note(.end, if: event.trigger.start * 10 > article.text.bytes.count * 9)
      note(.headlineWord, if: view.headlineWords.contains(view.stems[head]))
      let likeness = view.likenessToHeadline(ofSentence: sentence)
      note(.likeHeadline, if: likeness >= 2)
      note(.muchLikeHeadline, if: likeness >= 4)
    }
    note(.quoted, if: view.isQuoted(Int(tokens.starts[head])))
    note(.dateInSentence, if: view.hasDate(sentence: sentence))
    let anchors = event.verb.map { $0 == head ? [head] : [head, $0] } ?? [head]
    note(.dateInClause, if: near(anchors, tree) { view.dateOf[$0] >= 0 })
    note(.participant, if: near(anchors, tree) { isSomebody($0) || view.referenceOf[$0] >= 0 })
    note(.place, if: near(anchors, tree) { isPlace($0) })
    note(.numbers, if: !event.numbers.isEmpty)
    let subjects = tree.children(of: head, .nsubj, .nsubjPass)
    note(
      .namedSubject,
      if: subjects.contains { subject in
        view.mentionOf[subject] >= 0 || tree.children(of: subject).contains { view.mentionOf[$0] >= 0 }
      })
    if event.isNoun {
      result.formUnion(ofNoun(head, tree))
    } else if let clause {
      result.formUnion(ofVerb(head, clause, tree))
    }
    note(.reported, if: quote != nil)
    return result
  }

  func isPlace(_ token: Int) -> Bool {
    view.mentionOf[token] >= 0 && article.mentions[Int(view.mentionOf[token])].type == .location
  }

  private func isSomebody(_ token: Int) -> Bool {
    view.mentionOf[token] >= 0 && article.mentions[Int(view.mentionOf[token])].type != .location
  }

  private func ofVerb(_ verb: Int, _ clause: Clause, _ tree: DependencyTree) -> EventCircumstances {
    var result: EventCircumstances = []
    let group = clause.auxiliaries.filter { $0 < verb } + [verb]
    if let finite = group.first(where: { view.has("VerbForm=Fin", $0) }) {
      if finite != verb, tree.relation(of: finite) == .aux || tree.relation(of: finite) == .auxPass,
        view.has("Tense=Pres", finite)
      {
        result.insert(.past)
      } else if view.has("Tense=Fut", finite) {
        result.insert(.future)
      } else if finite == verb, view.has("Tense=Pres", verb) {
        result.insert(.present)
      }
    } else if view.has("VerbForm=Part", verb) {
      result.insert(.participle)
    }
    if view.has("VerbForm=Inf", verb) { result.insert(.infinitive) }
    let children = tree.children(of: verb)
    if children.contains(where: { tree.relation(of: $0) == .auxPass || tree.relation(of: $0) == .nsubjPass }) {
      result.insert(.passive)
    }
    if tree.relation(of: verb) == .root { result.insert(.mainVerb) }
    if children.contains(where: { view.list("negation", has: $0) }) { result.insert(.negated) }
    if view.has("Person=1", verb)
      || children.contains(where: { view.has("Person=1", $0) || view.list("own voice", has: $0) })
    {
      result.insert(.firstPerson)
    }
    return result
  }

  private func ofNoun(_ noun: Int, _ tree: DependencyTree) -> EventCircumstances {
    var result: EventCircumstances = .noun
    let determiners = tree.children(of: noun, .det)
    func has(_ list: String) -> Bool { determiners.contains { view.list(list, has: $0) } }
    if has("indefinite") || tree.child(of: noun, .nummod) != nil { result.insert(.indefinite) }
    if has("demonstrative") { result.insert(.demonstrative) }
    if has("possessive") { result.insert(.possessive) }
    if determiners.isEmpty { result.insert(.bare) }
    if tree.relation(of: noun) == .nsubjPass { result.insert(.passiveSubject) }
    return result
  }
}
