import ArticleModel

/// Reads what the clause of a trigger says of the event.
struct EventReader {
  private let article: Article
  private let lexicon: EventLexicon
  private let numbers: NumberReader?
  private var tree: DependencyTree?
  /// The mention and the date each token belongs to, -1 for none.
  private let mentionOf: [Int32]
  private let dateOf: [Int32]

  init(_ article: Article, _ lexicon: EventLexicon, _ numbers: NumberReader?) {
    self.article = article
    self.lexicon = lexicon
    self.numbers = numbers
    var mentionOf = [Int32](repeating: -1, count: article.tokens.count)
    for (number, mention) in article.mentions.enumerated() {
      for token in article.tokens.indices(in: mention.span) { mentionOf[token] = Int32(number) }
    }
    var dateOf = [Int32](repeating: -1, count: article.tokens.count)
    for (number, date) in article.dates.enumerated() where date.kind == "date" {
      for token in article.tokens.indices(in: date.span) { dateOf[token] = Int32(number) }
    }
    self.mentionOf = mentionOf
    self.dateOf = dateOf
  }

  /// The event that `range` names, or `nil` when something it cannot do without is missing.
  mutating func read(frame number: Int, _ range: Range<Int>) -> EventCandidate? {
    let tokens = article.tokens
    let sentence = article.sentenceTokens[Int(tokens.sentences[range.lowerBound])]
    guard sentence.contains(range.upperBound - 1) else { return nil }
    if tree?.sentence != sentence { tree = DependencyTree(tokens, sentence: sentence) }
    guard let tree else { return nil }
    let frame = lexicon.frames[number]
    let head = range.first { token in tree.head(of: token).map { !range.contains($0) } ?? true } ?? range.lowerBound
    // Words within a name are no events: "la Cour suprême", "Conseil de sécurité".
    if mentionOf[head] >= 0 { return nil }
    var event = EventCandidate(frame: number, head: head, trigger: tokens.span(of: range))
    event.isNoun = tokens.partsOfSpeech[head] != .verb
    let verb = event.isNoun ? Self.verb(above: head, tree) : head
    let clause = verb.map { Clause($0, in: tree, of: tokens) }
    if !event.isNoun, let clause, let first = clause.auxiliaries.first, first < range.lowerBound,
      range.lowerBound - first <= 5
    {
      event.trigger = tokens.span(of: first..<range.upperBound)
    }
    event.tense = clause?.tense
    event.isInMainClause = Self.isMain(verb ?? head, tree, lexicon, tokens)
    event.status = status(head, clause, tree)
    for part in frame.parts { add(part, to: &event, head: head, clause, tree) }
    for part in frame.required where !event.participants.contains(where: { $0.part == part }) { return nil }
    let anchors = event.isNoun ? [head, verb].compactMap { $0 } : [head]
    if !frame.places.isEmpty { addPlace(frame, &event, anchors, tree) }
    if frame.hasDate { event.date = date(anchors, tree) }
    addNumbers(frame, &event, verb ?? head, tree)
    return event
  }

  /// The verb whose subject, object or complement a noun is.
  private static func verb(above noun: Int, _ tree: DependencyTree) -> Int? {
    switch tree.relation(of: noun) {
    case .nsubj, .nsubjPass, .obj, .oblArg, .oblMod, .oblAgent: tree.head(of: noun)
    default: nil
    }
  }

  private static func isMain(_ token: Int, _ tree: DependencyTree, _ lexicon: EventLexicon, _ tokens: TokenColumns)
    -> Bool
  {
    var current = token
    for _ in 0..<8 {
      switch tree.relation(of: current) {
      case .root, .none: return true
      case .conj, .parataxis: break
      case .ccomp, .xcomp:
        guard let head = tree.head(of: current) else { return true }
        // What somebody says happened is as good as told.
        if tree.relation(of: current) == .ccomp, !lexicon.list("reporting", has: tokens.lemma(head)) { return false }
      default: return false
      }
      guard let head = tree.head(of: current) else { return true }
      current = head
    }
    return false
  }

  private func status(_ head: Int, _ clause: Clause?, _ tree: DependencyTree) -> String {
    let tokens = article.tokens
    guard let clause else { return "happened" }
    if clause.isNegated { return "denied" }
    if let marker = clause.marker, lexicon.list("conditional", has: tokens.lemma(marker)) { return "hypothetical" }
    let above = [head, clause.predicate].compactMap { tree.head(of: $0) }.map { tokens.lemma($0) }
    let own = tokens.lemma(clause.predicate)
    if own != tokens.lemma(head), lexicon.list("denying", has: own) { return "denied" }
    if above.contains(where: { lexicon.list("denying", has: $0) }) { return "denied" }
    if tree.children(of: clause.predicate).contains(where: { lexicon.list("recurring", has: tokens.lemma($0)) }) {
      return "recurring"
    }
    switch clause.tense {
    case .conditional, .subjunctive: return "hypothetical"
    case .future: return "announced"
    default: break
    }
    if above.contains(where: { lexicon.list("announcing", has: $0) }) { return "announced" }
    if clause.tense == nil, above.contains(where: { lexicon.list("wishing", has: $0) }) { return "hypothetical" }
    return "happened"
  }

  private func add(
    _ part: EventFrame.Part, to event: inout EventCandidate, head: Int, _ clause: Clause?, _ tree: DependencyTree
  ) {
    for slot in part.slots {
      var heads: [Int] = []
      switch slot {
      case .subject: heads = [event.isNoun && clause?.subject == head ? nil : clause?.actor].compactMap { $0 }
      case .object:
        let patient = event.isNoun && clause?.object == head ? nil : clause?.patient
        heads = [patient, event.isNoun ? nil : clause?.indirectObject].compactMap { $0 }
      case .preposition(let group):
        heads = phrases(of: event.isNoun ? [head, clause?.predicate].compactMap { $0 } : [head], group, tree)
        if group == "by", !event.isNoun, let agent = clause?.agent { heads.append(agent) }
      }
      for phrase in heads where phrase != head {
        for member in tree.coordinated(with: phrase) { addEntities(of: member, part, to: &event, tree) }
      }
      if event.participants.contains(where: { $0.part == part.name }) { return }
    }
  }

  /// The heads of the phrases with a preposition of a group, under any of `anchors`.
  private func phrases(of anchors: [Int], _ group: String, _ tree: DependencyTree) -> [Int] {
    anchors.flatMap { anchor in
      tree.obliques(of: anchor).filter { oblique in
        oblique.marker.map { lexicon.list(group, has: article.tokens.lemma($0)) } ?? false
      }.map(\.head)
    }
  }

  /// Adds the entities that a phrase is about: its head's, or those joined to it as name, apposition or owner.
  private func addEntities(
    of phrase: Int, _ part: EventFrame.Part, to event: inout EventCandidate, _ tree: DependencyTree
  ) {
    var candidates = [phrase]
    candidates += tree.children(of: phrase, .flat, .appos)
    for candidate in candidates {
      if addEntity(at: candidate, part, to: &event) { return }
      for inner in tree.children(of: candidate, .flat, .appos) where addEntity(at: inner, part, to: &event) { return }
    }
    // "le ministre de la Santé": a role phrase that points at somebody.
    for reference in article.references where reference.span.contains(article.tokens.span(phrase)) {
      if let entity = reference.entity, accept(entity, part, event) {
        event.participants.append(.init(entity: entity, part: part.name, span: reference.span))
        return
      }
    }
    for owner in tree.children(of: phrase, .nmod) where addEntity(at: owner, part, to: &event) { return }
  }

  private func addEntity(at token: Int, _ part: EventFrame.Part, to event: inout EventCandidate) -> Bool {
    guard mentionOf[token] >= 0, let entity = article.mentions[Int(mentionOf[token])].entity else { return false }
    guard accept(entity, part, event) else { return false }
    let span = article.mentions[Int(mentionOf[token])].span
    event.participants.append(.init(entity: entity, part: part.name, span: span))
    return true
  }

  private func accept(_ entity: Int, _ part: EventFrame.Part, _ event: EventCandidate) -> Bool {
    (part.types.isEmpty || part.types.contains(article.entities[entity].type))
      && !event.participants.contains { $0.entity == entity }
  }

  private func addPlace(_ frame: EventFrame, _ event: inout EventCandidate, _ anchors: [Int], _ tree: DependencyTree) {
    for group in frame.places {
      for phrase in phrases(of: anchors, group, tree) {
        for token in [phrase] + tree.children(of: phrase, .nmod, .appos, .flat) where mentionOf[token] >= 0 {
          let mention = article.mentions[Int(mentionOf[token])]
          guard mention.type == .location, let entity = mention.entity else { continue }
          event.place = entity
          event.placeSpan = mention.span
          return
        }
      }
    }
  }

  /// The date that hangs on one of `anchors`.
  private func date(_ anchors: [Int], _ tree: DependencyTree) -> Int? {
    for anchor in anchors {
      for child in tree.children(of: anchor) {
        switch tree.relation(of: child) {
        case .oblMod, .oblArg, .nmod, .advmod, .nummod, .dep, .appos, .obj, .parataxis: break
        default: continue
        }
        for token in [child] + tree.children(of: child) where dateOf[token] >= 0 { return Int(dateOf[token]) }
      }
    }
    return nil
  }

  /// Adds the numbers of what the frame counts, from the clause of `anchor`.
  private func addNumbers(_ frame: EventFrame, _ event: inout EventCandidate, _ anchor: Int, _ tree: DependencyTree) {
    guard let numbers, !frame.counts.isEmpty else { return }
    let tokens = article.tokens
    for token in tree.subtree(of: anchor).prefix(80) {
      let lemma = tokens.lemma(token)
      guard frame.counts.contains(where: { lexicon.list($0, has: lemma) }) else { continue }
      var first = token
      while first > tree.sentence.lowerBound, token - first < 6,
        tokens.partsOfSpeech[first - 1] == .num || lexicon.list("between numbers", has: tokens.lemma(first - 1))
      { first -= 1 }
      guard first < token, let value = numbers.value(of: first..<token, in: tokens)?.integer else { continue }
      event.numbers.append(.init(value: value, what: lemma, span: tokens.span(of: first..<(token + 1))))
    }
  }
}
