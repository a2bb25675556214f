public import ArticleModel

extension GoldArticle {
  /// Reads gold in the project's JSON form; `text` is the article's, where it lies in a file of its own.
  public init(name: String, json bytes: [UInt8], text: ArticleText? = nil) throws(GoldProblem) {
    let value: JSONValue
    do { value = try JSONValue(parsing: bytes) } catch { throw GoldProblem("no JSON: \(error)") }
    try self.init(name: name, value, text: text)
  }

  /// The articles of JSON Lines; each goes by its `id`, or by the file's name and its line.
  public static func list(name: String, jsonLines bytes: [UInt8]) throws(GoldProblem) -> [GoldArticle] {
    var articles: [GoldArticle] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      do {
        let value = try JSONValue(parsing: Array(line))
        articles.append(try GoldArticle(name: value["id"]?.text ?? "\(name)-\(number + 1)", value, text: nil))
      } catch let error as JSONError {
        throw GoldProblem("line \(number + 1) is no JSON: \(error)")
      } catch let error as GoldProblem {
        throw GoldProblem("line \(number + 1): \(error.message)")
      } catch {
        throw GoldProblem("line \(number + 1): \(error)")
      }
    }
    return articles
  }

  private init(name: String, _ value: JSONValue, text: ArticleText?) throws(GoldProblem) {
    guard let text = text ?? value["text"]?.text.map(ArticleText.init) else { throw GoldProblem("it has no text") }
    var reader = GoldReader(value, Article(source: name, sha256: "", text: text))
    try reader.read()
    self.init(name: name, article: reader.article)
    roleOwners = reader.roleOwners
    cues = reader.cues
    eventDates = reader.eventDates
  }
}

private struct GoldReader {
  private let value: JSONValue
  private let index: CodePointIndex
  private let length: Int
  private var entityIndex: [String: Int] = [:]
  private var entityByName: [[UInt8]: Int] = [:]
  var article: Article
  var roleOwners: [String?] = []
  var cues: [String?] = []
  var eventDates: [String?] = []

  init(_ value: JSONValue, _ article: Article) {
    self.value = value
    self.article = article
    index = CodePointIndex(article.text)
    length = index.codePoint(ofByte: article.text.count)
  }

  mutating func read() throws(GoldProblem) {
    article.language = value["language"]?.text
    article.publisher = value["publisher"]?.text
    article.published = value["published"]?.text.flatMap { CalendarDate(iso: $0) }
    for row in rows("entities", .entities) {
      guard let id = row["id"]?.text, let type = row["type"]?.text.flatMap(EntityType.init) else {
        throw GoldProblem("an entity lacks id or type")
      }
      let name = row["name"]?.text ?? ""
      entityIndex[id] = article.entities.count
      entityByName[FoldedText.fold(name)] = article.entities.count
      article.entities.append(Entity(type: type, name: name, evidence: GoldArticle.evidence(Span(0, 0))))
    }
    try readMentions()
    try readRoles()
    for row in rows("dates", .dates) {
      let span = try span(of: row)
      article.dates.append(
        TimeExpression(
          span: span, value: row["value"]?.text, precision: "", evidence: GoldArticle.evidence(span)))
    }
    try readQuotes()
    try readEvents()
  }

  private mutating func readMentions() throws(GoldProblem) {
    let rows = rows("mentions", .mentions)
    // Text order, as the program's own.
    var mentions: [Mention] = []
    for row in rows {
      let span = try span(of: row)
      // Gold may mark further types; three count.
      guard let type = row["type"]?.text.flatMap(EntityType.init) else { continue }
      mentions.append(
        Mention(
          span: span, type: type, entity: row["entity"]?.text.flatMap { entityIndex[$0] },
          evidence: GoldArticle.evidence(span)))
    }
    article.mentions = mentions.sorted { $0.span < $1.span }
    for (index, mention) in article.mentions.enumerated() {
      guard let entity = mention.entity else { continue }
      article.entities[entity].mentions.append(index)
      let spelling = article.text[mention.span]
      if article.entities[entity].name != spelling, !article.entities[entity].aliases.contains(spelling) {
        article.entities[entity].aliases.append(spelling)
      }
    }
  }

  private mutating func readRoles() throws(GoldProblem) {
    for row in rows("roles", .roles) {
      let span = try span(of: row)
      guard let person = row["person"]?.text.flatMap({ entityIndex[$0] }) else {
        throw GoldProblem("a role's person is no entity")
      }
      let owner = row["of"]?.text
      roleOwners.append(owner)
      article.roles.append(
        Role(
          span: span, person: person, title: row["title"]?.text ?? "", of: owner.flatMap(entity),
          evidence: GoldArticle.evidence(span)))
    }
  }

  private mutating func readQuotes() throws(GoldProblem) {
    for row in rows("quotes", .quotes) {
      let span = try span(of: row)
      let cue = row["cue"]?.text
      cues.append(cue)
      article.quotes.append(
        Quote(
          span: span, kind: row["kind"]?.text ?? "", speaker: row["speaker"]?.text.flatMap { entityIndex[$0] },
          speakerSpan: row["speaker_text"]?.text.flatMap { nearest($0, to: span) }, cue: cue,
          cueSpan: cue.flatMap { nearest($0, to: span) }, evidence: GoldArticle.evidence(span)))
    }
  }

  private mutating func readEvents() throws(GoldProblem) {
    for row in rows("events", .events) {
      let span = try span(of: row)
      let date = row["date"]?.text
      eventDates.append(date)
      var participants: [Event.Participant] = []
      if case .array(let names) = row["participants"] {
        for name in names {
          guard let name = name.text ?? name["entity"]?.text, let entity = entity(name) else { continue }
          participants.append(.init(entity: entity, part: "", span: span))
        }
      }
      article.events.append(
        Event(
          span: span, type: row["type"]?.text ?? "other", isMain: true, participants: participants,
          place: row["place"]?.text.flatMap(entity),
          date: date.flatMap { date in article.dates.firstIndex { $0.value == date } },
          evidence: GoldArticle.evidence(span)))
    }
  }

  /// The rows of a layer, which is noted as being there.
  private mutating func rows(_ name: String, _ layer: Layer) -> [JSONValue] {
    guard case .array(let rows) = value[name] else { return [] }
    article.layers.insert(layer)
    return rows
  }

  private func span(of row: JSONValue) throws(GoldProblem) -> Span {
    guard case .integer(let start) = row["start"], case .integer(let end) = row["end"], 0 <= start, start <= end,
      end <= length
    else { throw GoldProblem("a row has no place within the text") }
    return Span(index.byte(ofCodePoint: start), index.byte(ofCodePoint: end))
  }

  /// An entity by its id or its name.
  private func entity(_ word: String) -> Int? { entityIndex[word] ?? entityByName[FoldedText.fold(word)] }

  /// The occurrence of `words` that lies nearest to `span`.
  private func nearest(_ words: String, to span: Span) -> Span? {
    let needle = Array(words.utf8)
    let text = article.text.bytes
    guard let first = needle.first, needle.count <= text.count else { return nil }
    var best: Span?
    var least = Int.max
    for start in 0...(text.count - needle.count) where text[start] == first {
      guard text[start..<(start + needle.count)].elementsEqual(needle) else { continue }
      let candidate = Span(start, start + needle.count)
      let distance = max(span.start - candidate.end, candidate.start - span.end, 0)
      if distance < least { (best, least) = (candidate, distance) }
    }
    return best
  }
}
