import ArticleModel
import GRDB

/// Writes an article's facts into their tables. Offsets are code points into `articles.text`, as in the JSON form and
/// in SQLite's `substr`; numbers begin at 1, as the ids of the JSON form do (`m3` is mention 3).
struct ArticleRows {
  private let statements: [(table: FactTable, insert: Statement)]

  init(_ database: Database) throws {
    statements = try FactTable.all.map { table in
      let marks = Array(repeating: "?", count: table.columns + 1).joined(separator: ",")
      return (table, try database.makeStatement(sql: "INSERT INTO \(table.name) VALUES (\(marks))"))
    }
  }

  func insert(_ article: Article, id: Int64) throws {
    let facts = ArticleFacts(article)
    for (table, insert) in statements {
      for row in table.rows(facts) {
        insert.setUncheckedArguments(StatementArguments([id] + row))
        try insert.execute()
      }
    }
  }
}

/// A table with a row for each fact of a kind, the article's number first. A layer more is an entry more in `all`, and
/// its table in a new migration.
struct FactTable: Sendable {
  typealias Row = [(any DatabaseValueConvertible)?]

  let name: String
  /// How many columns there are behind the article's number.
  let columns: Int
  let rows: @Sendable (ArticleFacts) -> [Row]

  init(_ name: String, _ columns: Int, _ rows: @escaping @Sendable (ArticleFacts) -> [Row]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  static let all: [FactTable] = [
    FactTable("entities", 10) { facts in
      facts.numbered(facts.article.entities) { entity in
        let link = entity.link
        return [
          entity.type.rawValue, entity.name, link?.geonames, link?.latitude.map { Double($0) / 10_000 },
          link?.longitude.map { Double($0) / 10_000 }, link?.country, entity.mentions.count,
        ] + facts.source(entity.evidence)
      }
    },
    FactTable("aliases", 3) { facts in
      facts.article.entities.enumerated().flatMap { number, entity in
        entity.aliases.enumerated().map { [number + 1, $0.offset + 1, $0.element] }
      }
    },
    FactTable("mentions", 7) { facts in
      facts.placed(facts.article.mentions) { [$0.type.rawValue, $0.entity.map { $0 + 1 }] }
    },
    FactTable("article_references", 8) { facts in
      facts.placed(facts.article.references) { reference in
        let candidates = "[" + reference.candidates.map { String($0 + 1) }.joined(separator: ",") + "]"
        return [reference.kind, reference.entity.map { $0 + 1 }, candidates]
      }
    },
    FactTable("roles", 10) { facts in
      facts.placed(facts.article.roles) { [$0.person + 1, $0.title, $0.of.map { $0 + 1 }, $0.category, $0.status] }
    },
    FactTable("dates", 11) { facts in
      facts.placed(facts.article.dates) {
        [
          $0.kind, $0.value, $0.interval?.lowerBound.description, $0.interval?.upperBound.description, $0.precision,
          $0.anchor,
        ]
      }
    },
    FactTable("times", 9) { facts in
      facts.placed(facts.article.times) {
        [$0.kind, $0.value, $0.interval?.lowerBound.description, $0.interval?.upperBound.description]
      }
    },
    FactTable("quotes", 13) { facts in
      facts.placed(facts.article.quotes) {
        [
          $0.kind, $0.speaker.map { $0 + 1 }, $0.speakerSpan.map(facts.start), $0.speakerSpan.map(facts.end), $0.cue,
          $0.cueSpan.map(facts.start), $0.cueSpan.map(facts.end), $0.stance,
        ]
      }
    },
    FactTable("events", 11) { facts in
      facts.placed(facts.article.events) {
        [$0.type, $0.code, $0.status, $0.isMain, $0.place.map { $0 + 1 }, $0.date.map { $0 + 1 }]
      }
    },
    FactTable("participants", 6) { facts in
      facts.article.events.enumerated().flatMap { number, event in
        event.participants.enumerated().map { place, participant in
          [
            number + 1, place + 1, participant.entity + 1, participant.part, facts.start(participant.span),
            facts.end(participant.span),
          ]
        }
      }
    },
    FactTable("event_numbers", 6) { facts in
      facts.article.events.enumerated().flatMap { number, event in
        event.numbers.enumerated().map { place, count in
          [number + 1, place + 1, count.value, count.what, facts.start(count.span), facts.end(count.span)]
        }
      }
    },
    FactTable("topics", 8) { facts in
      facts.placed(facts.article.topics) { [$0.kind, $0.name, $0.score] }
    },
    FactTable("annotations", 7) { facts in
      facts.numbered(facts.article.annotations) { annotation in
        let attributes = JSONValue.object(annotation.attributes.mapValues(\.json)).encoded()
        return [
          annotation.layer, facts.start(annotation.span), facts.end(annotation.span),
          String(decoding: attributes, as: UTF8.self),
        ] + facts.source(annotation.evidence)
      }
    },
  ]
}

/// An article on its way into the tables.
struct ArticleFacts {
  let article: Article
  private let index: CodePointIndex

  init(_ article: Article) {
    self.article = article
    index = CodePointIndex(article.text)
  }

  func start(_ span: Span) -> Int { index.codePoint(ofByte: span.start) }
  func end(_ span: Span) -> Int { index.codePoint(ofByte: span.end) }

  /// Who found a fact, and how surely.
  func source(_ evidence: Evidence) -> FactTable.Row {
    [evidence.by, Double(evidence.confidence.hundredths) / 100]
  }

  /// Rows of things without a place: their number, then what `row` says.
  func numbered<Item>(_ items: [Item], _ row: (Item) -> FactTable.Row) -> [FactTable.Row] {
    items.enumerated().map { [$0.offset + 1] + row($0.element) }
  }

  /// Rows of facts: number, place, what `row` says, and who found it.
  func placed<Item: Fact>(_ items: [Item], _ row: (Item) -> FactTable.Row) -> [FactTable.Row] {
    items.enumerated().map { number, item in
      [number + 1, start(item.span), end(item.span)] + row(item) + source(item.evidence)
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
