/// The article's JSON form, `workbench.article/1`.
///
/// Offsets are code points, end exclusive. Tokens are written only when they are asked for by name.
public struct ArticleJSON {
  private let article: Article
  private let index: CodePointIndex
  private let wanted: Set<String>?

  /// The form of `article` with the layers in `wanted`; `nil` for all but the tokens.
  public init(_ article: Article, wanted: Set<String>? = nil) {
    self.article = article
    self.wanted = wanted
    index = CodePointIndex(article.text)
  }

  /// The names of the layers that can be asked for.
  public static let layerNames = [
    "regions", "sentences", "tokens", "mentions", "entities", "references", "roles", "dates", "times", "quotes",
    "events",
    "topics", "layers",
  ]

  /// The object.
  public func value(provenance: Provenance) -> JSONValue {
    var object: [String: JSONValue] = [
      "schema": "workbench.article/1", "id": .string(article.id), "source": .string(article.source),
      "sha256": .string(article.sha256), "language": .optional(article.language), "title": .optional(article.title),
      "author": .optional(article.author), "publisher": .optional(article.publisher),
      "published": .optional(article.published?.description), "text": .string(article.text.string),
      "diagnostics": .array(article.diagnostics.map(value(of:))), "provenance": provenance.json,
    ]
    for name in Self.layerNames where isWanted(name) { object[name] = layer(name) }
    return .object(object)
  }

  private func isWanted(_ name: String) -> Bool { wanted?.contains(name) ?? (name != "tokens") }

  private func layer(_ name: String) -> JSONValue {
    switch name {
    case "regions":
      numbered(article.regions, id: Region.id) { ["kind": .string($0.kind.rawValue)] + place($0.span) }
    case "sentences": .array(article.sentences.map { .object(place($0)) })
    case "tokens": .array((0..<article.tokens.count).map(token))
    case "mentions": facts(article.mentions, mention)
    case "entities": numbered(article.entities, id: Entity.id, entity)
    case "references": facts(article.references, reference)
    case "roles": facts(article.roles, role)
    case "dates": facts(article.dates, date)
    case "times": facts(article.times, time)
    case "quotes": facts(article.quotes, quote)
    case "events": facts(article.events, event)
    case "topics": facts(article.topics, topic)
    default: annotations
    }
  }

  private func mention(_ mention: Mention) -> [String: JSONValue] {
    ["type": .string(mention.type.rawValue), "entity": entityID(mention.entity)]
  }

  private func entity(_ entity: Entity) -> [String: JSONValue] {
    [
      "type": .string(entity.type.rawValue), "name": .string(entity.name),
      "aliases": .array(entity.aliases.map { .string($0) }), "link": entity.link.map(value(of:)) ?? .null,
      "alternatives": .array(entity.alternatives.map(value(of:))),
    ]
  }

  private func reference(_ reference: Reference) -> [String: JSONValue] {
    [
      "kind": .string(reference.kind), "entity": entityID(reference.entity),
      "candidates": .array(reference.candidates.map { .string(Entity.id($0)) }),
    ]
  }

  private func role(_ role: Role) -> [String: JSONValue] {
    [
      "person": entityID(role.person), "title": .string(role.title), "of": entityID(role.of),
      "class": .optional(role.category), "status": .optional(role.status),
    ]
  }

  private func date(_ date: TimeExpression) -> [String: JSONValue] {
    [
      "value": .optional(date.value), "kind": .string(date.kind), "precision": .string(date.precision),
      "anchor": .optional(date.anchor), "start_date": .optional(date.interval?.lowerBound.description),
      "end_date": .optional(date.interval?.upperBound.description), "acled": date.acled.map { .integer($0) } ?? .null,
    ]
  }

  private func time(_ time: TimeMention) -> [String: JSONValue] {
    [
      "value": .optional(time.value), "kind": .string(time.kind),
      "start_date": .optional(time.interval?.lowerBound.description),
      "end_date": .optional(time.interval?.upperBound.description),
    ]
  }

  private func topic(_ topic: Topic) -> [String: JSONValue] {
    [
      "kind": .string(topic.kind), "name": .string(topic.name), "score": .integer(topic.score),
      "spans": .array(topic.spans.map { .object(place($0)) }),
    ]
  }

  private func quote(_ quote: Quote) -> [String: JSONValue] {
    [
      "kind": .string(quote.kind), "speaker": entityID(quote.speaker),
      "speaker_span": quote.speakerSpan.map { .object(place($0)) } ?? .null, "cue": .optional(quote.cue),
      "cue_span": quote.cueSpan.map { .object(place($0)) } ?? .null, "stance": .optional(quote.stance),
    ]
  }

  private func event(_ event: Event) -> [String: JSONValue] {
    [
      "type": .string(event.type), "code": .optional(event.code), "trigger": .string(article.text[event.span]),
      "status": .optional(event.status), "main": .boolean(event.isMain),
      "participants": .array(
        event.participants.map {
          .object(["entity": entityID($0.entity), "part": .string($0.part)] + place($0.span))
        }),
      "place": entityID(event.place), "date": .optional(event.date.flatMap { article.dates[$0].value }),
      "numbers": .array(
        event.numbers.map { .object(["value": .integer($0.value), "what": .string($0.what)] + place($0.span)) }),
    ]
  }

  private var annotations: JSONValue {
    var layers: [String: [JSONValue]] = [:]
    for (position, annotation) in article.annotations.enumerated() {
      let row =
        factMembers(annotation, id: Annotation.id(position)) + [
          "attributes": .object(annotation.attributes.mapValues(value(of:)))
        ]
      layers[annotation.layer, default: []].append(.object(row))
    }
    return .object(layers.mapValues { .array($0) })
  }

  private func token(_ position: Int) -> JSONValue {
    let tokens = article.tokens
    var members: [String: JSONValue] = [
      "lemma": .string(tokens.lemma(position)), "pos": .string(tokens.partsOfSpeech[position].tag),
      "features": .string(tokens.strings[tokens.features[position]]),
    ]
    if article.layers.contains(.dependencies) {
      let head = tokens.heads[position]
      members["head"] = head < 0 ? .null : .integer(Int(head))
      members["relation"] = .string(tokens.relations[position].name)
    }
    return .object(place(tokens.span(position)) + members)
  }

  private func facts<Item: Fact>(_ items: [Item], _ members: (Item) -> [String: JSONValue]) -> JSONValue {
    .array(
      items.enumerated().map { position, item in
        .object(factMembers(item, id: Item.id(position)) + members(item))
      })
  }

  private func numbered<Item>(
    _ items: [Item], id: (Int) -> String, _ members: (Item) -> [String: JSONValue]
  ) -> JSONValue {
    .array(items.enumerated().map { .object(["id": .string(id($0))] + members($1)) })
  }

  private func factMembers(_ fact: some Fact, id: String) -> [String: JSONValue] {
    ["id": .string(id), "by": .string(fact.evidence.by)] + place(fact.span) + [
      "confidence": .decimal(fact.evidence.confidence.description),
      "evidence": .array(fact.evidence.spans.map { .object(place($0)) }), "reason": .optional(fact.evidence.reason),
    ]
  }

  private func place(_ span: Span) -> [String: JSONValue] {
    ["start": .integer(index.codePoint(ofByte: span.start)), "end": .integer(index.codePoint(ofByte: span.end))]
  }

  private func entityID(_ position: Int?) -> JSONValue { .optional(position.map(Entity.id)) }

  private func value(of link: Link) -> JSONValue {
    [
      "geonames": link.geonames.map { .integer($0) } ?? .null, "country": .optional(link.country),
      "lat": link.latitude.map { .decimal(Self.degrees($0)) } ?? .null,
      "lon": link.longitude.map { .decimal(Self.degrees($0)) } ?? .null,
    ]
  }

  /// Ten-thousandths of a degree with four decimals.
  static func degrees(_ value: Int) -> String {
    let digits = CalendarDate.padded(abs(value), 5)
    return "\(value < 0 ? "-" : "")\(digits.dropLast(4)).\(digits.suffix(4))"
  }

  private func value(of diagnostic: Diagnostic) -> JSONValue {
    [
      "severity": .string(diagnostic.severity.rawValue), "code": .string(diagnostic.code),
      "message": .string(diagnostic.message),
      "start": diagnostic.span.map { .integer(index.codePoint(ofByte: $0.start)) } ?? .null,
      "end": diagnostic.span.map { .integer(index.codePoint(ofByte: $0.end)) } ?? .null,
    ]
  }

  private func value(of attribute: AttributeValue) -> JSONValue {
    switch attribute {
    case .string(let text), .reference(let text): .string(text)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .list(let values): .array(values.map(value(of:)))
    }
  }
}

private func + (left: [String: JSONValue], right: [String: JSONValue]) -> [String: JSONValue] {
  left.merging(right) { _, new in new }
}
