import ArticleModel

extension EventReader {
  /// Adds who plays `part`.
  func add(
    _ part: EventFrame.Part, to event: inout EventCandidate, head: Int, _ clause: Clause?, _ quote: Int?,
    _ tree: DependencyTree
  ) {
    for slot in part.slots {
      var heads: [Int] = []
      switch slot {
      case .speaker:
        if let quote { addSpeaker(of: article.quotes[quote], part, to: &event) }
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
      if !part.takesAll, event.participants.contains(where: { $0.part == part.name }) { return }
    }
  }

  private func addSpeaker(of quote: Quote, _ part: EventFrame.Part, to event: inout EventCandidate) {
    guard let speaker = quote.speaker, accept(speaker, part, event) else { return }
    event.participants.append(.init(entity: speaker, part: part.name, span: quote.speakerSpan ?? event.trigger))
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
    for candidate in [phrase] + tree.children(of: phrase, .flat, .appos) {
      if addEntity(at: candidate, part, to: &event) { return }
      for inner in tree.children(of: candidate, .flat, .appos) where addEntity(at: inner, part, to: &event) { return }
    }
    // "le ministre de la Santé", "il": words that point at somebody.
    if view.referenceOf[phrase] >= 0 {
      let reference = article.references[Int(view.referenceOf[phrase])]
      if let entity = reference.entity, accept(entity, part, event) {
        event.participants.append(.init(entity: entity, part: part.name, span: reference.span))
        return
      }
    }
    for owner in tree.children(of: phrase, .nmod) where addEntity(at: owner, part, to: &event) { return }
  }

  private func addEntity(at token: Int, _ part: EventFrame.Part, to event: inout EventCandidate) -> Bool {
    guard view.mentionOf[token] >= 0, let entity = article.mentions[Int(view.mentionOf[token])].entity,
      accept(entity, part, event)
    else { return false }
    let span = article.mentions[Int(view.mentionOf[token])].span
    event.participants.append(.init(entity: entity, part: part.name, span: span))
    return true
  }

  private func accept(_ entity: Int, _ part: EventFrame.Part, _ event: EventCandidate) -> Bool {
    (part.types.isEmpty || part.types.contains(article.entities[entity].type))
      && !event.participants.contains { $0.entity == entity }
  }

  /// Adds the place that hangs on one of `anchors`.
  func addPlace(_ frame: EventFrame, _ event: inout EventCandidate, _ anchors: [Int], _ tree: DependencyTree) {
    for group in frame.places {
      for phrase in phrases(of: anchors, group, tree) {
        for token in [phrase] + tree.children(of: phrase, .nmod, .appos, .flat) where view.mentionOf[token] >= 0 {
          let mention = article.mentions[Int(view.mentionOf[token])]
          guard mention.type == .location, let entity = mention.entity else { continue }
          event.place = entity
          event.placeSpan = mention.span
          return
        }
      }
    }
  }

  /// Adds the date that hangs on one of `anchors`.
  func addDate(_ event: inout EventCandidate, _ anchors: [Int], _ tree: DependencyTree) {
    for anchor in anchors {
      for child in tree.children(of: anchor) {
        switch tree.relation(of: child) {
        case .oblMod, .oblArg, .nmod, .advmod, .nummod, .dep, .appos, .obj, .parataxis: break
        default: continue
        }
        for token in [child] + tree.children(of: child) where view.dateOf[token] >= 0 {
          event.date = Int(view.dateOf[token])
          event.dateSpan = article.dates[Int(view.dateOf[token])].span
          return
        }
      }
    }
  }

  /// Adds the numbers of what the frame counts, from the clause of `anchor`.
  func addNumbers(_ frame: EventFrame, _ event: inout EventCandidate, _ anchor: Int, _ tree: DependencyTree) {
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
