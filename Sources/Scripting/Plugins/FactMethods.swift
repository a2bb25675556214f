import Analysis
import ArticleModel
import LuaRuntime
import PatternQuery

extension ModelClasses {
  /// Adds the methods that add facts to the model's own layers, as far as the code may use them.
  func defineFactMethods(_ binding: ArticleBinding) {
    let access = binding.access
    /// One method of the article, with a place, and of matches, which have theirs.
    func method(
      _ name: String, _ parameters: String, _ doc: String, _ body: @escaping (LuaCall, Span, Int) throws -> Void
    ) {
      article.method(name, "(span: any, \(parameters))", doc + " `span` is anything that has a place.") {
        [unowned binding] call, _ in
        guard let object = call.object(1), let span = binding.span(of: object) else {
          throw call.typeFailure(1, "something with a place in the text")
        }
        try body(call, span, 2)
      }
      match.method(name, "(\(parameters))", doc) { [unowned binding] call, index in
        try body(call, binding.article.tokens.span(of: binding.patterns.match(index).range), 1)
      }
    }
    if access.adds(.events) {
      method(
        "event", "fields: table",
        "Adds an event: `type`, and where known `trigger`, `participants` by part, `place`, `date`, `numbers`, `code`, `status`, `main`, `confidence`, `reason`."
      ) { [unowned binding] in try binding.addEvent($0, $1, argument: $2) }
    }
    if access.adds(.roles) {
      method(
        "role", "person: any, title: string?, of: any?",
        "Adds a role that a person holds; the title is the words unless given."
      ) { [unowned binding] in try binding.addRole($0, $1, argument: $2) }
    }
    if access.adds(.quotes) {
      method(
        "quote", "fields: table?", "Adds a quote: `speaker`, `kind` (direct, mixed or indirect), `cue`, `stance`."
      ) { [unowned binding] in try binding.addQuote($0, $1, argument: $2) }
    }
    if access.adds(.mentions) {
      method("name", "type: string", "Adds a name: `PER`, `ORG` or `LOC`.") { [unowned binding] in
        try binding.addName($0, $1, argument: $2)
      }
    }
  }
}

extension ArticleBinding {
  /// Evidence for what the code adds now.
  func newEvidence(_ spans: [Span], confidence: Confidence? = nil, reason: String? = nil) -> Evidence {
    Evidence(
      by: scriptName, rule: currentRule, version: factVersion,
      confidence: confidence ?? ruleConfidence ?? defaultConfidence, spans: spans, reason: reason)
  }

  private func countFact() throws {
    guard additions.count < mostFacts else {
      throw LuaFailure("more than \(mostFacts) facts; the manifest's limits can allow more")
    }
  }

  func add(_ event: Event) throws {
    try countFact()
    additions.events.append(event)
  }

  func add(_ annotation: Annotation) throws {
    try countFact()
    article.annotations.append(annotation)
    additions.annotations.append(annotation)
  }

  func missingCapability(_ name: String) -> LuaFailure {
    LuaFailure("the plugin has not asked for the capability \(name)")
  }

  /// Refuses a layer that the code may not add to.
  func checkLayer(_ layer: String) throws(LuaFailure) {
    if !access.annotates(layer) { throw missingCapability("add:\(layer)") }
  }

  // MARK: Arguments

  /// The fields of a table argument, all of them known.
  private func fields(_ call: LuaCall, _ argument: Int, known: Set<String>) throws -> [String: LuaValue] {
    if call.isNil(argument) { return [:] }
    guard case .table(let list) = try call.value(argument, limits: LuaConversionLimits(depth: 4, values: 10_000)) else {
      throw call.typeFailure(argument, "table of named fields")
    }
    var fields: [String: LuaValue] = [:]
    for field in list {
      guard let name = field.key.text, known.contains(name) else {
        let nearest = field.key.text.flatMap { Spelling.nearest(to: $0, among: known.sorted()) }
        throw LuaFailure(
          "there is no field '\(field.key.text ?? "?")'; "
            + (nearest.map { "did you mean '\($0)'?" } ?? "there are: \(known.sorted().joined(separator: ", "))"),
          argument: argument)
      }
      fields[name] = field.value
    }
    return fields
  }

  private func text(_ name: String, _ fields: [String: LuaValue], _ argument: Int) throws -> String? {
    guard let value = fields[name] else { return nil }
    guard let text = value.text, !text.isEmpty, text.utf8.count <= 200 else {
      throw LuaFailure("'\(name)' is text of at most 200 bytes", argument: argument)
    }
    return text
  }

  /// The entity that a value is, names or points at, with its place.
  private func entity(_ value: LuaValue) -> (entity: Int, span: Span)? {
    guard case .object(let object) = value, let span = span(of: object) else { return nil }
    switch object.classID {
    case classes.entity.id: return (object.index, span)
    case classes.mention.id: return article.mentions[object.index].entity.map { ($0, span) }
    case classes.reference.id: return article.references[object.index].entity.map { ($0, span) }
    default: return entity(in: span).map { ($0, span) }
    }
  }

  private func confidence(_ fields: [String: LuaValue], _ argument: Int) throws -> Confidence? {
    switch fields["confidence"] {
    case nil: return nil
    case .number(let number) where (0...1).contains(number):
      return Confidence(hundredths: Int((number * 100).rounded()))
    case .integer(let number) where (0...1).contains(number): return Confidence(hundredths: number * 100)
    default: throw LuaFailure("'confidence' is a number from 0 to 1", argument: argument)
    }
  }

  // MARK: Facts

  private static let eventFields: Set<String> = [
    "type", "trigger", "participants", "place", "date", "numbers", "code", "status", "main", "confidence", "reason",
  ]
  private static let statuses = ["happened", "announced", "denied", "hypothetical", "recurring"]

  fileprivate func addEvent(_ call: LuaCall, _ place: Span, argument: Int) throws {
    let fields = try fields(call, argument, known: Self.eventFields)
    guard let type = try text("type", fields, argument) else {
      throw LuaFailure("an event has a 'type'", argument: argument)
    }
    var trigger = place
    if case .object(let object)? = fields["trigger"], let span = span(of: object) { trigger = span }
    var event = Event(span: trigger, type: type, evidence: newEvidence([trigger]))
    event.code = try text("code", fields, argument)
    event.status = try text("status", fields, argument) ?? "happened"
    guard Self.statuses.contains(event.status ?? "") else {
      throw LuaFailure("'status' is one of: \(Self.statuses.joined(separator: ", "))", argument: argument)
    }
    event.isMain = fields["main"] == .boolean(true)
    var spans = [trigger]
    for (part, value) in try members("participants", fields, argument) {
      let values: [LuaValue] = if case .array(let list) = value { list } else { [value] }
      for value in values {
        guard let (entity, span) = entity(value) else { continue }
        event.participants.append(Event.Participant(entity: entity, part: part, span: span))
        spans.append(span)
      }
    }
    if let value = fields["place"], let (entity, span) = entity(value) {
      event.place = entity
      spans.append(span)
    }
    if case .object(let object)? = fields["date"] {
      event.date = object.classID == classes.date.id ? object.index : span(of: object).flatMap(date(in:))
      if let date = event.date { spans.append(article.dates[date].span) }
    }
    for (what, value) in try members("numbers", fields, argument) {
      guard case .object(let object) = value, let span = span(of: object),
        let number = numbers?.value(of: article.tokens.indices(in: span), in: article.tokens)?.integer
      else { continue }
      event.numbers.append(Event.Count(value: number, what: what, span: span))
      spans.append(span)
    }
    var seen: Set<Span> = []
    event.evidence = newEvidence(
      spans.filter { seen.insert($0).inserted }, confidence: try confidence(fields, argument),
      reason: try text("reason", fields, argument))
    try add(event)
  }

  /// The members of a field that is a table by name.
  private func members(
    _ name: String, _ fields: [String: LuaValue], _ argument: Int
  ) throws -> [(String, LuaValue)] {
    switch fields[name] {
    case nil: return []
    case .table(let list)?:
      return try list.map { field in
        guard let key = field.key.text, !key.isEmpty, key.utf8.count <= 64 else {
          throw LuaFailure("'\(name)' is a table by name, such as { agent = … }", argument: argument)
        }
        return (key, field.value)
      }
    default: throw LuaFailure("'\(name)' is a table by name, such as { agent = … }", argument: argument)
    }
  }

  fileprivate func addRole(_ call: LuaCall, _ place: Span, argument: Int) throws {
    guard let (person, span) = entity(try call.value(argument)), article.entities[person].type == .person else {
      throw call.typeFailure(argument, "person, or something that names one,")
    }
    let title = call.isNil(argument + 1) ? article.text[place] : try call.string(argument + 1)
    let of = call.isNil(argument + 2) ? nil : entity(try call.value(argument + 2))?.entity
    try countFact()
    additions.roles.append(
      Role(
        span: place, person: person, title: String(title.prefix(200)), of: of, status: "current",
        evidence: newEvidence(place == span ? [place] : [place, span])))
  }

  fileprivate func addQuote(_ call: LuaCall, _ place: Span, argument: Int) throws {
    let fields = try fields(
      call, argument, known: ["speaker", "kind", "cue", "stance", "confidence", "reason"])
    let kind = try text("kind", fields, argument) ?? "direct"
    guard ["direct", "mixed", "indirect"].contains(kind) else {
      throw LuaFailure("'kind' is direct, mixed or indirect", argument: argument)
    }
    let speaker = fields["speaker"].flatMap(entity)
    var quote = Quote(
      span: place, kind: kind,
      evidence: newEvidence(
        [place] + (speaker.map { [$0.span] } ?? []), confidence: try confidence(fields, argument),
        reason: try text("reason", fields, argument)))
    quote.speaker = speaker?.entity
    quote.speakerSpan = speaker?.span
    quote.cue = try text("cue", fields, argument)
    quote.stance = try text("stance", fields, argument)
    try countFact()
    additions.quotes.append(quote)
  }

  fileprivate func addName(_ call: LuaCall, _ place: Span, argument: Int) throws {
    guard let type = EntityType(rawValue: try call.string(argument)) else {
      throw LuaFailure("a name is PER, ORG or LOC", argument: argument)
    }
    try countFact()
    additions.mentions.append(Mention(span: place, type: type, evidence: newEvidence([place])))
  }
}
