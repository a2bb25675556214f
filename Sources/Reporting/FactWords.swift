import ArticleModel

/// Facts in a line of words, for people.
struct FactWords {
  let article: Article

  /// The fact in words, such as `direct quote of Awa Diarra (e1), reported with "a déclaré"`.
  func words(for fact: FactID) -> String {
    switch fact {
    case .region(let index): return "the page's \(article.regions[index].kind.rawValue)"
    case .mention(let index): return words(article.mentions[index])
    case .entity(let index): return words(article.entities[index])
    case .reference(let index): return words(article.references[index])
    case .role(let index): return words(article.roles[index])
    case .date(let index): return words(article.dates[index])
    case .time(let index): return words(article.times[index])
    case .topic(let index): return words(article.topics[index])
    case .quote(let index): return words(article.quotes[index])
    case .event(let index): return words(article.events[index])
    case .annotation(let index): return words(article.annotations[index])
    }
  }

  private func name(_ entity: Int) -> String { "\(article.entities[entity].name) (\(Entity.id(entity)))" }

  private func quoted(_ span: Span) -> String { "\"\(article.text[span])\"" }

  private func kind(_ type: EntityType) -> String {
    switch type {
    case .person: "person"
    case .organization: "organisation"
    case .location: "place"
    }
  }

  private func words(_ mention: Mention) -> String {
    "name of \(mention.type == .organization ? "an" : "a") \(kind(mention.type))"
      + (mention.entity.map { ": \(name($0))" } ?? "")
      + (mention.title.map { ", with the title \(quoted($0))" } ?? "")
  }

  private func words(_ entity: Entity) -> String {
    var parts = ["\(kind(entity.type)) \(entity.name)"]
    if !entity.aliases.isEmpty { parts.append("also " + entity.aliases.joined(separator: ", ")) }
    parts.append(entity.mentions.count == 1 ? "named once" : "named \(entity.mentions.count) times")
    if let link = entity.link { parts.append(words(link)) }
    if !entity.alternatives.isEmpty {
      parts.append("could also be " + entity.alternatives.map(words).joined(separator: " or "))
    }
    return parts.joined(separator: ", ")
  }

  private func words(_ link: Link) -> String {
    let parts = [link.geonames.map { "GeoNames \($0)" }, link.country.map { "country \($0)" }].compactMap { $0 }
    return parts.isEmpty ? "a place without identifier" : parts.joined(separator: " in ")
  }

  private func words(_ reference: Reference) -> String {
    let kind =
      switch reference.kind {
      case "role": "role phrase"
      case "noun": "common noun"
      default: reference.kind
      }
    if let entity = reference.entity { return "\(kind) that points at \(name(entity))" }
    if reference.candidates.isEmpty { return "\(kind) that points at nobody the article names" }
    return "\(kind) that may point at " + reference.candidates.map(name).joined(separator: " or ")
  }

  private func words(_ role: Role) -> String {
    var text = "\(name(role.person)) is \(role.title)"
    if let of = role.of { text += ", of \(name(of))" }
    let details = [role.category, role.status].compactMap { $0 }
    return details.isEmpty ? text : text + " (\(details.joined(separator: ", ")))"
  }

  private func words(_ date: TimeExpression) -> String {
    guard let value = date.value else { return "\(date.kind) that could not be resolved" }
    var text = "\(date.kind) \(value) (\(date.precision)"
    if let anchor = date.anchor { text += ", reckoned from \(anchor == "text" ? "the words alone" : anchor)" }
    return text + ")"
  }

  private func words(_ time: TimeMention) -> String {
    let kind =
      switch time.kind {
      case "time": "time of day"
      case "set": "what recurs"
      default: time.kind
      }
    return time.value.map { "\(kind) \($0)" } ?? kind
  }

  private func words(_ topic: Topic) -> String {
    topic.kind == "theme"
      ? "theme \(topic.name), \(topic.score) % of the theme words"
      : "key phrase \"\(topic.name)\", score \(topic.score), said \(topic.spans.count == 1 ? "once" : "\(topic.spans.count) times")"
  }

  private func words(_ quote: Quote) -> String {
    var text = "\(quote.kind) quote"
    if let speaker = quote.speaker {
      text += " of \(name(speaker))"
    } else if let span = quote.speakerSpan {
      text += " of \(quoted(span))"
    } else {
      text += " of nobody the article names"
    }
    if let span = quote.cueSpan {
      text += ", reported with \(quoted(span))"
    } else if let cue = quote.cue {
      text += ", reported with \(cue)"
    }
    return text + (quote.stance.map { " (\($0))" } ?? "")
  }

  private func words(_ event: Event) -> String {
    var text = event.type + " named by \(quoted(event.span))"
    let who = event.participants.map { "\(name($0.entity)) as \($0.part)" }
    if !who.isEmpty { text += ", with " + who.joined(separator: ", ") }
    if let place = event.place { text += ", in \(name(place))" }
    if let date = event.date { text += ", \(article.dates[date].value ?? quoted(article.dates[date].span))" }
    for number in event.numbers { text += ", \(number.value) \(number.what)" }
    let details = [event.status, event.code].compactMap { $0 }
    return details.isEmpty ? text : text + " (\(details.joined(separator: ", ")))"
  }

  private func words(_ annotation: Annotation) -> String {
    let attributes = annotation.attributes.keys.sorted().map { "\($0) = \(words(annotation.attributes[$0]!))" }
    return annotation.layer + (attributes.isEmpty ? "" : ": " + attributes.joined(separator: ", "))
  }

  private func words(_ value: AttributeValue) -> String {
    switch value {
    case .string(let text): "\"\(text)\""
    case .reference(let id): id
    case .integer(let number): String(number)
    case .number(let number): "\(number)"
    case .boolean(let flag): "\(flag)"
    case .list(let values): "[" + values.map(words).joined(separator: ", ") + "]"
    }
  }
}
