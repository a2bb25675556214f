// The facts of an article record, one pair of functions a kind.

extension RecordWriter {
  mutating func putFacts(_ article: Article) {
    put(article.entities) { $0.put($1) }
    put(article.mentions) { writer, mention in
      writer.put(mention.span)
      writer.put(name: mention.type.rawValue)
      writer.put(index: mention.entity)
      writer.put(mention.title)
      writer.put(mention.evidence)
    }
    put(article.references) { writer, reference in
      writer.put(reference.span)
      writer.put(name: reference.kind)
      writer.put(index: reference.entity)
      writer.put(reference.candidates) { $0.put($1) }
      writer.put(reference.evidence)
    }
    put(article.roles) { writer, role in
      writer.put(role.span)
      writer.put(role.person)
      writer.put(name: role.title)
      writer.put(index: role.of)
      writer.put(name: role.category)
      writer.put(name: role.status)
      writer.put(role.evidence)
    }
    put(article.dates) { $0.put($1) }
    put(article.times) { writer, time in
      writer.put(time.span)
      writer.put(name: time.kind)
      writer.put(name: time.value)
      writer.put(time.interval)
      writer.put(time.evidence)
    }
    put(article.quotes) { writer, quote in
      writer.put(quote.span)
      writer.put(name: quote.kind)
      writer.put(index: quote.speaker)
      writer.put(quote.speakerSpan)
      writer.put(name: quote.cue)
      writer.put(quote.cueSpan)
      writer.put(name: quote.stance)
      writer.put(quote.evidence)
    }
    put(article.events) { $0.put($1) }
    put(article.topics) { writer, topic in
      writer.put(topic.spans) { $0.put($1) }
      writer.put(name: topic.kind)
      writer.put(name: topic.name)
      writer.put(topic.score)
      writer.put(topic.evidence)
    }
    put(article.annotations) { writer, annotation in
      writer.put(name: annotation.layer)
      writer.put(annotation.span)
      writer.put(annotation.attributes.sorted { $0.key < $1.key }) { writer, attribute in
        writer.put(name: attribute.key)
        writer.put(attribute.value)
      }
      writer.put(annotation.evidence)
    }
  }

  private mutating func put(_ evidence: Evidence) {
    put(name: evidence.by)
    put(name: evidence.rule)
    put(name: evidence.version)
    put(byte: evidence.confidence.hundredths)
    put(evidence.spans) { $0.put($1) }
    put(name: evidence.reason)
  }

  private mutating func put(_ link: Link) {
    put(index: link.geonames)
    for degrees in [link.latitude, link.longitude] {
      put(degrees != nil)
      if let degrees { put(signed: degrees) }
    }
    put(name: link.country)
  }

  private mutating func put(_ entity: Entity) {
    put(name: entity.type.rawValue)
    put(name: entity.name)
    put(entity.aliases) { $0.put(name: $1) }
    put(entity.mentions) { $0.put($1) }
    put(entity.link != nil)
    if let link = entity.link { put(link) }
    put(entity.alternatives) { $0.put($1) }
    put(entity.evidence)
  }

  private mutating func put(_ date: TimeExpression) {
    put(date.span)
    put(name: date.kind)
    put(name: date.value)
    put(date.interval)
    put(name: date.precision)
    put(name: date.anchor)
    put(date.evidence)
  }

  private mutating func put(_ interval: ClosedRange<CalendarDate>?) {
    put(interval != nil)
    guard let interval else { return }
    put(signed: interval.lowerBound.dayNumber)
    put(signed: interval.upperBound.dayNumber)
  }

  private mutating func put(_ event: Event) {
    put(event.span)
    put(name: event.type)
    put(name: event.code)
    put(name: event.status)
    put(event.isMain)
    put(event.participants) { writer, participant in
      writer.put(participant.entity)
      writer.put(name: participant.part)
      writer.put(participant.span)
    }
    put(index: event.place)
    put(index: event.date)
    put(event.numbers) { writer, number in
      writer.put(signed: number.value)
      writer.put(name: number.what)
      writer.put(number.span)
    }
    put(event.evidence)
  }

  private mutating func put(_ value: AttributeValue) {
    switch value {
    case .string(let text):
      put(byte: 0)
      put(name: text)
    case .integer(let number):
      put(byte: 1)
      put(signed: number)
    case .number(let number):
      put(byte: 2)
      put(Int(bitPattern: UInt(number.bitPattern)) & 0xFFFF_FFFF)
      put(Int(number.bitPattern >> 32))
    case .boolean(let flag): put(byte: flag ? 4 : 3)
    case .reference(let id):
      put(byte: 5)
      put(name: id)
    case .list(let items):
      put(byte: 6)
      put(items) { $0.put($1) }
    }
  }
}

extension RecordReader {
  mutating func readFacts(into article: inout Article) throws(RecordError) {
    article.entities = try list { (reader: inout Self) throws(RecordError) in try reader.entity() }
    let entities = article.entities.count
    article.mentions = try list { (reader: inout Self) throws(RecordError) in
      Mention(
        span: try reader.span(), type: try reader.entityType(), entity: try reader.index(of: entities),
        title: try reader.optionalSpan(), evidence: try reader.evidence())
    }
    for entity in article.entities where entity.mentions.contains(where: { $0 >= article.mentions.count }) {
      throw RecordError("an entity's mention does not exist")
    }
    article.references = try list { (reader: inout Self) throws(RecordError) in
      Reference(
        span: try reader.span(), kind: try reader.name(), entity: try reader.index(of: entities),
        candidates: try reader.list { (reader: inout Self) throws(RecordError) in try reader.int(upTo: entities - 1) },
        evidence: try reader.evidence())
    }
    article.roles = try list { (reader: inout Self) throws(RecordError) in
      Role(
        span: try reader.span(), person: try reader.int(upTo: entities - 1), title: try reader.name(),
        of: try reader.index(of: entities), category: try reader.optionalName(), status: try reader.optionalName(),
        evidence: try reader.evidence())
    }
    article.dates = try list { (reader: inout Self) throws(RecordError) in try reader.date() }
    article.times = try list { (reader: inout Self) throws(RecordError) in
      TimeMention(
        span: try reader.span(), kind: try reader.name(), value: try reader.optionalName(),
        interval: try reader.interval(), evidence: try reader.evidence())
    }
    article.quotes = try list { (reader: inout Self) throws(RecordError) in
      Quote(
        span: try reader.span(), kind: try reader.name(), speaker: try reader.index(of: entities),
        speakerSpan: try reader.optionalSpan(), cue: try reader.optionalName(), cueSpan: try reader.optionalSpan(),
        stance: try reader.optionalName(), evidence: try reader.evidence())
    }
    let dates = article.dates.count
    article.events = try list { (reader: inout Self) throws(RecordError) in
      try reader.event(entities: entities, dates: dates)
    }
    article.topics = try list { (reader: inout Self) throws(RecordError) in
      let spans = try reader.list { (reader: inout Self) throws(RecordError) in try reader.span() }
      guard !spans.isEmpty else { throw RecordError("a topic stands nowhere") }
      return Topic(
        spans: spans, kind: try reader.name(), name: try reader.name(), score: try reader.int(upTo: 100),
        evidence: try reader.evidence())
    }
    article.annotations = try list { (reader: inout Self) throws(RecordError) in try reader.annotation() }
  }

  private mutating func entityType() throws(RecordError) -> EntityType {
    guard let type = EntityType(rawValue: try name()) else { throw RecordError("an unknown type of entity") }
    return type
  }

  private mutating func evidence() throws(RecordError) -> Evidence {
    Evidence(
      by: try name(), rule: try optionalName(), version: try name(),
      confidence: Confidence(hundredths: Int(try byte())),
      spans: try list { (reader: inout Self) throws(RecordError) in try reader.span() }, reason: try optionalName())
  }

  private mutating func link() throws(RecordError) -> Link {
    let geonames = try index(of: Int.max - 1)
    let latitude = try bool() ? try signed() : nil
    let longitude = try bool() ? try signed() : nil
    return Link(geonames: geonames, latitude: latitude, longitude: longitude, country: try optionalName())
  }

  private mutating func entity() throws(RecordError) -> Entity {
    Entity(
      type: try entityType(), name: try name(),
      aliases: try list { (reader: inout Self) throws(RecordError) in try reader.name() },
      mentions: try list { (reader: inout Self) throws(RecordError) in try reader.int(upTo: Int.max) },
      link: try bool() ? try link() : nil,
      alternatives: try list { (reader: inout Self) throws(RecordError) in try reader.link() },
      evidence: try evidence())
  }

  mutating func day() throws(RecordError) -> CalendarDate {
    let day = try signed()
    guard (-719_162...2_932_896).contains(day) else { throw RecordError("a day is out of range") }
    return CalendarDate(dayNumber: day)
  }

  private mutating func date() throws(RecordError) -> TimeExpression {
    TimeExpression(
      span: try span(), kind: try name(), value: try optionalName(), interval: try interval(), precision: try name(),
      anchor: try optionalName(), evidence: try evidence())
  }

  private mutating func interval() throws(RecordError) -> ClosedRange<CalendarDate>? {
    guard try bool() else { return nil }
    let first = try day()
    let last = try day()
    guard first <= last else { throw RecordError("an interval ends before it starts") }
    return first...last
  }

  private mutating func event(entities: Int, dates: Int) throws(RecordError) -> Event {
    Event(
      span: try span(), type: try name(), code: try optionalName(), status: try optionalName(), isMain: try bool(),
      participants: try list { (reader: inout Self) throws(RecordError) in
        Event.Participant(
          entity: try reader.int(upTo: entities - 1), part: try reader.name(), span: try reader.span())
      },
      place: try index(of: entities), date: try index(of: dates),
      numbers: try list { (reader: inout Self) throws(RecordError) in
        Event.Count(value: try reader.signed(), what: try reader.name(), span: try reader.span())
      },
      evidence: try evidence())
  }

  private mutating func annotation() throws(RecordError) -> Annotation {
    let layer = try name()
    let span = try span()
    var attributes: [String: AttributeValue] = [:]
    for _ in 0..<(try count()) {
      let key = try name()
      attributes[key] = try attribute(depth: 0)
    }
    return Annotation(layer: layer, span: span, attributes: attributes, evidence: try evidence())
  }

  private mutating func attribute(depth: Int) throws(RecordError) -> AttributeValue {
    switch try byte() {
    case 0: return .string(try name())
    case 1: return .integer(try signed())
    case 2:
      let low = UInt64(UInt32(truncatingIfNeeded: try int()))
      let high = UInt64(UInt32(truncatingIfNeeded: try int()))
      return .number(Double(bitPattern: high << 32 | low))
    case 3: return .boolean(false)
    case 4: return .boolean(true)
    case 5: return .reference(try name())
    case 6:
      guard depth < 8 else { throw RecordError("an attribute nests too deeply") }
      return .list(
        try list { (reader: inout Self) throws(RecordError) in try reader.attribute(depth: depth + 1) })
    default: throw RecordError("an attribute of an unknown kind")
    }
  }
}
