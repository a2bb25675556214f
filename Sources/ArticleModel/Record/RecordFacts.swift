// The facts of an article record, a pair of functions a kind.

/// How a list of facts is written and read.
struct RecordSection: Sendable {
  let write: @Sendable (inout RecordWriter, Article) -> Void
  let read: @Sendable (inout RecordReader, inout Article) throws(RecordError) -> Void

  /// The list at `path`, an element by these functions.
  static func list<Item>(
    _ path: any WritableKeyPath<Article, [Item]> & Sendable,
    _ put: @escaping @Sendable (inout RecordWriter, Item) -> Void,
    _ get: @escaping @Sendable (inout RecordReader) throws(RecordError) -> Item
  ) -> RecordSection {
    RecordSection(
      write: { writer, article in writer.put(article[keyPath: path], put) },
      read: { (reader: inout RecordReader, article: inout Article) throws(RecordError) in
        article[keyPath: path] = try reader.list(get)
      })
  }
}

extension ArticleRecord {
  /// The facts of a record, in their order: what refers to others comes behind them. A layer more is a line more, and a
  /// new `version`.
  static let facts: [RecordSection] = [
    .list(\.entities, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.entity() }),
    .list(\.mentions, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.mention() }),
    .list(\.references, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.reference() }),
    .list(\.roles, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.role() }),
    .list(\.dates, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.date() }),
    .list(\.times, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.time() }),
    .list(\.quotes, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.quote() }),
    .list(\.events, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.event() }),
    .list(\.topics, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.topic() }),
    .list(
      \.annotations, { $0.put($1) }, { (reader: inout RecordReader) throws(RecordError) in try reader.annotation() }),
  ]
}

extension RecordWriter {
  mutating func putFacts(_ article: Article) {
    for section in ArticleRecord.facts { section.write(&self, article) }
  }

  fileprivate mutating func put(_ mention: Mention) {
    put(mention.span)
    put(name: mention.type.rawValue)
    put(index: mention.entity)
    put(mention.title)
    put(mention.evidence)
  }

  fileprivate mutating func put(_ reference: Reference) {
    put(reference.span)
    put(name: reference.kind)
    put(index: reference.entity)
    put(reference.candidates) { $0.put($1) }
    put(reference.evidence)
  }

  fileprivate mutating func put(_ role: Role) {
    put(role.span)
    put(role.person)
    put(name: role.title)
    put(index: role.of)
    put(name: role.category)
    put(name: role.status)
    put(role.evidence)
  }

  fileprivate mutating func put(_ time: TimeMention) {
    put(time.span)
    put(name: time.kind)
    put(name: time.value)
    put(time.interval)
    put(time.evidence)
  }

  fileprivate mutating func put(_ quote: Quote) {
    put(quote.span)
    put(name: quote.kind)
    put(index: quote.speaker)
    put(quote.speakerSpan)
    put(name: quote.cue)
    put(quote.cueSpan)
    put(name: quote.stance)
    put(quote.evidence)
  }

  fileprivate mutating func put(_ topic: Topic) {
    put(topic.spans) { $0.put($1) }
    put(name: topic.kind)
    put(name: topic.name)
    put(topic.score)
    put(topic.evidence)
  }

  fileprivate mutating func put(_ annotation: Annotation) {
    put(name: annotation.layer)
    put(annotation.span)
    put(annotation.attributes.sorted { $0.key < $1.key }) { writer, attribute in
      writer.put(name: attribute.key)
      writer.put(attribute.value)
    }
    put(annotation.evidence)
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

  fileprivate mutating func put(_ entity: Entity) {
    put(name: entity.type.rawValue)
    put(name: entity.name)
    put(entity.aliases) { $0.put(name: $1) }
    put(entity.mentions) { $0.put($1) }
    put(entity.link != nil)
    if let link = entity.link { put(link) }
    put(entity.alternatives) { $0.put($1) }
    put(entity.evidence)
  }

  fileprivate mutating func put(_ date: TimeExpression) {
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

  fileprivate mutating func put(_ event: Event) {
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
    for section in ArticleRecord.facts {
      try section.read(&self, &article)
      entityCount = article.entities.count
      dateCount = article.dates.count
    }
    for entity in article.entities where entity.mentions.contains(where: { $0 >= article.mentions.count }) {
      throw RecordError("an entity's mention does not exist")
    }
  }

  fileprivate mutating func mention() throws(RecordError) -> Mention {
    Mention(
      span: try span(), type: try entityType(), entity: try index(of: entityCount), title: try optionalSpan(),
      evidence: try evidence())
  }

  fileprivate mutating func reference() throws(RecordError) -> Reference {
    Reference(
      span: try span(), kind: try name(), entity: try index(of: entityCount),
      candidates: try list { (reader: inout Self) throws(RecordError) in
        try reader.int(upTo: reader.entityCount - 1)
      },
      evidence: try evidence())
  }

  fileprivate mutating func role() throws(RecordError) -> Role {
    Role(
      span: try span(), person: try int(upTo: entityCount - 1), title: try name(), of: try index(of: entityCount),
      category: try optionalName(), status: try optionalName(), evidence: try evidence())
  }

  fileprivate mutating func time() throws(RecordError) -> TimeMention {
    TimeMention(
      span: try span(), kind: try name(), value: try optionalName(), interval: try interval(),
      evidence: try evidence())
  }

  fileprivate mutating func quote() throws(RecordError) -> Quote {
    Quote(
      span: try span(), kind: try name(), speaker: try index(of: entityCount), speakerSpan: try optionalSpan(),
      cue: try optionalName(), cueSpan: try optionalSpan(), stance: try optionalName(), evidence: try evidence())
  }

  fileprivate mutating func topic() throws(RecordError) -> Topic {
    let spans = try list { (reader: inout Self) throws(RecordError) in try reader.span() }
    guard !spans.isEmpty else { throw RecordError("a topic stands nowhere") }
    return Topic(
      spans: spans, kind: try name(), name: try name(), score: try int(upTo: 100), evidence: try evidence())
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

  fileprivate mutating func entity() throws(RecordError) -> Entity {
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

  fileprivate mutating func date() throws(RecordError) -> TimeExpression {
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

  fileprivate mutating func event() throws(RecordError) -> Event {
    Event(
      span: try span(), type: try name(), code: try optionalName(), status: try optionalName(), isMain: try bool(),
      participants: try list { (reader: inout Self) throws(RecordError) in
        Event.Participant(
          entity: try reader.int(upTo: reader.entityCount - 1), part: try reader.name(), span: try reader.span())
      },
      place: try index(of: entityCount), date: try index(of: dateCount),
      numbers: try list { (reader: inout Self) throws(RecordError) in
        Event.Count(value: try reader.signed(), what: try reader.name(), span: try reader.span())
      },
      evidence: try evidence())
  }

  fileprivate mutating func annotation() throws(RecordError) -> Annotation {
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
