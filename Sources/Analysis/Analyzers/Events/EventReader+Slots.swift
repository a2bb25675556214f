import ArticleModel

extension EventReader {
  /// Adds who plays `part`: in the clause of the trigger, or by a phrase under one of `anchors`.
  func add(
    _ part: EventFrame.Part, to event: inout EventCandidate, _ anchors: [Int], _ clause: Clause?, _ quote: Int?,
    _ tree: DependencyTree
  ) {
    for (slot, types) in part.slots {
      var heads: [Int] = []
      switch slot {
      case .speaker:
        if let quote { addSpeaker(of: article.quotes[quote], part.name, to: &event) }
      case .subject: heads = [event.isNoun && clause?.subject == event.head ? nil : clause?.actor].compactMap { $0 }
      case .object:
        let patient = event.isNoun && clause?.object == event.head ? nil : clause?.patient
        heads = [patient, event.isNoun ? nil : clause?.indirectObject].compactMap { $0 }
      case .preposition(let group):
        heads = phrases(of: anchors, group, tree)
        if group == "by" { heads += anchors.compactMap { tree.child(of: $0, .oblAgent) } }
      }
      for phrase in heads where phrase != event.head {
        for member in tree.coordinated(with: phrase).prefix(30) {
          addEntities(of: member, part.name, types, to: &event, tree)
        }
      }
      if !part.takesAll, event.participants.contains(where: { $0.part == part.name }) { return }
    }
  }

  private func addSpeaker(of quote: Quote, _ part: String, to event: inout EventCandidate) {
    guard let speaker = quote.speaker, accept(speaker, [], event) else { return }
    event.participants.append(.init(entity: speaker, part: part, span: quote.speakerSpan ?? event.trigger))
  }

  /// The heads of the phrases with a preposition of a group, under any of `anchors`; where the group names the noun of a
  /// preposition of several words ("en présence de"), what hangs on it.
  private func phrases(of anchors: [Int], _ group: String, _ tree: DependencyTree) -> [Int] {
    return anchors.flatMap { anchor in
      tree.obliques(of: anchor).flatMap { oblique in
        if view.list(group, has: oblique.head) { return tree.children(of: oblique.head, .nmod) }
        return oblique.marker.map { view.list(group, has: $0) } ?? false ? [oblique.head] : []
      }
    }
  }

  /// Adds the entities that a phrase is about: its head's, or those joined to it as name, apposition or owner.
  private func addEntities(
    of phrase: Int, _ part: String, _ types: Set<EntityType>, to event: inout EventCandidate, _ tree: DependencyTree
  ) {
    for candidate in [phrase] + tree.children(of: phrase, .flat, .appos) {
      if addEntity(at: candidate, part, types, to: &event) { return }
      for inner in tree.children(of: candidate, .flat, .appos) where addEntity(at: inner, part, types, to: &event) {
        return
      }
    }
    // "le ministre de la Santé", "il": words that point at somebody.
    if view.referenceOf[phrase] >= 0 {
      let reference = article.references[Int(view.referenceOf[phrase])]
      if let entity = reference.entity, article.entities[entity].type != .location, accept(entity, types, event) {
        event.participants.append(.init(entity: entity, part: part, span: reference.span))
        return
      }
    }
    // "une délégation du parti": the owner acts; a place does not ("la population de la ville").
    var owners = tree.children(of: phrase, .nmod)
    for _ in 0..<3 {
      for owner in owners where !isPlace(owner) && addEntity(at: owner, part, types, to: &event) { return }
      owners = owners.flatMap { tree.children(of: $0, .nmod) }
    }
  }

  private func addEntity(at token: Int, _ part: String, _ types: Set<EntityType>, to event: inout EventCandidate)
    -> Bool
  {
    guard view.mentionOf[token] >= 0, let entity = article.mentions[Int(view.mentionOf[token])].entity,
      accept(entity, types, event)
    else { return false }
    let span = article.mentions[Int(view.mentionOf[token])].span
    event.participants.append(.init(entity: entity, part: part, span: span))
    return true
  }

  private func accept(_ entity: Int, _ types: Set<EntityType>, _ event: EventCandidate) -> Bool {
    (types.isEmpty || types.contains(article.entities[entity].type))
      && !event.participants.contains { $0.entity == entity }
  }

  /// Adds the place that hangs on one of `anchors`.
  func addPlace(_ frame: EventFrame, _ event: inout EventCandidate, _ anchors: [Int], _ tree: DependencyTree) {
    if frame.places.isEmpty { return }
    for group in frame.places {
      for phrase in phrases(of: anchors, group, tree) {
        for token in [phrase] + tree.children(of: phrase, .nmod, .appos, .flat) where isPlace(token) {
          if setPlace(of: &event, token) { return }
        }
      }
    }
  }

  /// Adds to events without place or date the only one that their sentence names, unless another event has it; to those
  /// of a headline the place that it begins with ("Gao : …").
  func complete(_ events: inout [EventCandidate]) {
    var taken: Set<Span> = []
    for event in events {
      if let span = event.placeSpan { taken.insert(span) }
      if let span = event.dateSpan { taken.insert(span) }
    }
    for index in events.indices {
      let frame = lexicon.frames[events[index].frame]
      let tree = view.tree(of: events[index].head)
      if !frame.places.isEmpty, events[index].place == nil {
        if let token = onlyPlace(tree), !taken.contains(article.mentions[Int(view.mentionOf[token])].span) {
          _ = setPlace(of: &events[index], token)
        } else if events[index].circumstances.contains(.headline), let label = view.headlinePlace {
          _ = setPlace(of: &events[index], label)
        }
      }
      if frame.hasDate, events[index].date == nil, let date = view.onlyDate(ofSentenceOf: events[index].head),
        !taken.contains(article.dates[date].span)
      {
        events[index].date = date
        events[index].dateSpan = article.dates[date].span
      }
    }
  }

  private func setPlace(of event: inout EventCandidate, _ token: Int) -> Bool {
    let mention = article.mentions[Int(view.mentionOf[token])]
    guard let entity = mention.entity, !event.participants.contains(where: { $0.entity == entity }) else {
      return false
    }
    event.place = entity
    event.placeSpan = mention.span
    return true
  }

  /// The first word of the only place that a sentence locates something at.
  private func onlyPlace(_ tree: DependencyTree) -> Int? {
    if let known = view.onlyPlaces[tree.sentence.lowerBound] { return known }
    var found: Int?
    var entities: Set<Int?> = []
    var token = tree.sentence.lowerBound
    while token < tree.sentence.upperBound {
      defer { token += 1 }
      guard isPlace(token), token == tree.sentence.lowerBound || view.mentionOf[token - 1] != view.mentionOf[token]
      else { continue }
      guard isIntroduced(token, from: tree.sentence.lowerBound) else { continue }
      entities.insert(article.mentions[Int(view.mentionOf[token])].entity)
      if found == nil { found = token }
    }
    let result = entities.count == 1 ? found : nil
    view.onlyPlaces[tree.sentence.lowerBound] = .some(result)
    return result
  }

  /// Whether a preposition of place stands before the name, at most with the noun that says what it names: "dans le
  /// village de …".
  private func isIntroduced(_ token: Int, from first: Int) -> Bool {
    let tokens = article.tokens
    var index = token - 1
    while index >= first, token - index <= 5 {
      switch tokens.partsOfSpeech[index] {
      case .adp:
        if view.list("at", has: index) { return true }
        guard view.list("of", has: index) else { return false }
      case .det, .noun, .adj: break
      default: return false
      }
      index -= 1
    }
    return false
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
      guard frame.counts.contains(where: { view.list($0, has: token) }) else { continue }
      var first = token
      while first > tree.sentence.lowerBound, token - first < 6,
        tokens.partsOfSpeech[first - 1] == .num || view.list("between numbers", has: first - 1)
      { first -= 1 }
      guard first < token, let value = numbers.value(of: first..<token, in: tokens)?.integer else { continue }
      event.numbers.append(.init(value: value, what: lemma, span: tokens.span(of: first..<(token + 1))))
    }
  }
}
