import ArticleModel
import GRDB

/// Writes an article's facts into their tables. Offsets are code points into `articles.text`, as in the JSON form and
/// in SQLite's `substr`; numbers begin at 1, as the ids of the JSON form do (`m3` is mention 3).
struct ArticleRows {
  private let entities, aliases, mentions, references, roles, dates: Statement
  private let quotes, events, participants, numbers, annotations: Statement

  init(_ database: Database) throws {
    func insert(_ table: String, _ columns: Int) throws -> Statement {
      let marks = Array(repeating: "?", count: columns).joined(separator: ",")
      return try database.makeStatement(sql: "INSERT INTO \(table) VALUES (\(marks))")
    }
    entities = try insert("entities", 11)
    aliases = try insert("aliases", 4)
    mentions = try insert("mentions", 8)
    references = try insert("article_references", 9)
    roles = try insert("roles", 11)
    dates = try insert("dates", 12)
    quotes = try insert("quotes", 14)
    events = try insert("events", 12)
    participants = try insert("participants", 7)
    numbers = try insert("event_numbers", 7)
    annotations = try insert("annotations", 8)
  }

  func insert(_ article: Article, id: Int64) throws {
    let index = CodePointIndex(article.text)
    func start(_ span: Span) -> Int { index.codePoint(ofByte: span.start) }
    func end(_ span: Span) -> Int { index.codePoint(ofByte: span.end) }
    func confidence(_ evidence: Evidence) -> Double { Double(evidence.confidence.hundredths) / 100 }
    func run(_ statement: Statement, _ values: [(any DatabaseValueConvertible)?]) throws {
      statement.setUncheckedArguments(StatementArguments(values))
      try statement.execute()
    }
    for (number, entity) in article.entities.enumerated() {
      let link = entity.link
      try run(
        entities,
        [
          id, number + 1, entity.type.rawValue, entity.name, link?.geonames, link?.latitude.map { Double($0) / 10_000 },
          link?.longitude.map { Double($0) / 10_000 }, link?.country, entity.mentions.count, entity.evidence.by,
          confidence(entity.evidence),
        ])
      for (place, alias) in entity.aliases.enumerated() { try run(aliases, [id, number + 1, place + 1, alias]) }
    }
    for (number, mention) in article.mentions.enumerated() {
      try run(
        mentions,
        [
          id, number + 1, start(mention.span), end(mention.span), mention.type.rawValue, mention.entity.map { $0 + 1 },
          mention.evidence.by, confidence(mention.evidence),
        ])
    }
    for (number, reference) in article.references.enumerated() {
      let candidates = "[" + reference.candidates.map { String($0 + 1) }.joined(separator: ",") + "]"
      try run(
        references,
        [
          id, number + 1, start(reference.span), end(reference.span), reference.kind, reference.entity.map { $0 + 1 },
          candidates, reference.evidence.by, confidence(reference.evidence),
        ])
    }
    for (number, role) in article.roles.enumerated() {
      try run(
        roles,
        [
          id, number + 1, start(role.span), end(role.span), role.person + 1, role.title, role.of.map { $0 + 1 },
          role.category, role.status, role.evidence.by, confidence(role.evidence),
        ])
    }
    for (number, date) in article.dates.enumerated() {
      try run(
        dates,
        [
          id, number + 1, start(date.span), end(date.span), date.kind, date.value,
          date.interval?.lowerBound.description, date.interval?.upperBound.description, date.precision, date.anchor,
          date.evidence.by, confidence(date.evidence),
        ])
    }
    for (number, quote) in article.quotes.enumerated() {
      try run(
        quotes,
        [
          id, number + 1, start(quote.span), end(quote.span), quote.kind, quote.speaker.map { $0 + 1 },
          quote.speakerSpan.map(start), quote.speakerSpan.map(end), quote.cue, quote.cueSpan.map(start),
          quote.cueSpan.map(end), quote.stance, quote.evidence.by, confidence(quote.evidence),
        ])
    }
    for (number, event) in article.events.enumerated() {
      try run(
        events,
        [
          id, number + 1, start(event.span), end(event.span), event.type, event.code, event.status, event.isMain,
          event.place.map { $0 + 1 }, event.date.map { $0 + 1 }, event.evidence.by, confidence(event.evidence),
        ])
      for (place, participant) in event.participants.enumerated() {
        try run(
          participants,
          [
            id, number + 1, place + 1, participant.entity + 1, participant.part, start(participant.span),
            end(participant.span),
          ])
      }
      for (place, count) in event.numbers.enumerated() {
        try run(
          numbers, [id, number + 1, place + 1, count.value, count.what, start(count.span), end(count.span)])
      }
    }
    for (number, annotation) in article.annotations.enumerated() {
      let attributes = JSONValue.object(annotation.attributes.mapValues(\.json)).encoded()
      try run(
        annotations,
        [
          id, number + 1, annotation.layer, start(annotation.span), end(annotation.span),
          String(decoding: attributes, as: UTF8.self), annotation.evidence.by, confidence(annotation.evidence),
        ])
    }
  }
}

extension AttributeValue {
  fileprivate var json: JSONValue {
    switch self {
    case .string(let text), .reference(let text): .string(text)
    case .integer(let number): .integer(number)
    case .number(let number): .number(number)
    case .boolean(let flag): .boolean(flag)
    case .list(let values): .array(values.map(\.json))
    }
  }
}
