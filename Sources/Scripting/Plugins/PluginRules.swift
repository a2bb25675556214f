import Analysis
import ArticleModel
import LuaRuntime
import PatternQuery

/// The rules that a plugin's code has stated.
final class PluginRules {
  /// A query with what happens where it matches.
  struct Rule {
    var name: String
    /// Numbers of its queries in the state's shelf.
    var queries: [Int]
    var action: LuaFunction?
    /// The layer to which each match is added, with its labels as attributes.
    var layer: String?
    /// The type of the event that each match is.
    var event: String?
    var code: String?
    var status: String?
    var confidence: Confidence?
    /// Whether the events are what an article is about.
    var isMain = true
    /// Whether place and date that no label names are taken from the match's sentence.
    var placeFromSentence = false
    var dateFromSentence = false
  }

  var list: [Rule] = []
  /// Kinds of events that the analyser of events is to find.
  var frames: [EventFrameFile] = []
  /// Word lists that queries may refer to with `$name`.
  var lists: [String: [String]] = [:]
}

extension ArticleBinding {
  private static let ruleFields: Set<String> = [
    "match", "action", "layer", "event", "code", "status", "confidence", "place", "date", "main",
  ]

  /// `plugin.rule "name" { … }`.
  func addRule(_ name: String, _ call: LuaCall, to rules: PluginRules) throws {
    let table = try call.table(1)
    for key in try table.keys() {
      guard let key = key.text, Self.ruleFields.contains(key) else {
        let known = Self.ruleFields.sorted()
        let nearest = key.text.flatMap { Spelling.nearest(to: $0, among: known) }
        throw LuaFailure(
          "a rule has no field '\(key.text ?? "?")'; "
            + (nearest.map { "did you mean '\($0)'?" } ?? "there are: \(known.joined(separator: ", "))"))
      }
    }
    func text(_ key: String) throws -> String? {
      let value = try table.value(key)
      if value == .nil { return nil }
      guard let text = value.text else { throw LuaFailure("'\(key)' of a rule is text") }
      return text
    }
    var rule = PluginRules.Rule(name: name, queries: [])
    let sources: [String]
    switch try table.value("match") {
    case .string(let bytes): sources = [String(decoding: bytes, as: UTF8.self)]
    case .array(let values) where values.allSatisfy({ $0.text != nil }): sources = values.compactMap(\.text)
    default: throw LuaFailure("a rule has a query, or a list of queries: match = [[ … ]]")
    }
    for source in sources { rule.queries.append(try number(ofQuery: source, lists: rules.lists)) }
    rule.action = table.function("action")
    rule.layer = try text("layer")
    rule.event = try text("event")
    rule.code = try text("code")
    rule.status = try text("status")
    switch try table.value("confidence") {
    case .nil: break
    case .number(let number) where (0...1).contains(number):
      rule.confidence = Confidence(hundredths: Int((number * 100).rounded()))
    case .integer(let number) where (0...1).contains(number): rule.confidence = Confidence(hundredths: number * 100)
    default: throw LuaFailure("the confidence of a rule is a number from 0 to 1")
    }
    rule.isMain = try table.value("main") != .boolean(false)
    for key in ["place", "date"] {
      switch try text(key) {
      case nil: break
      case "sentence": if key == "place" { rule.placeFromSentence = true } else { rule.dateFromSentence = true }
      default: throw LuaFailure("'\(key)' of a rule can be \"sentence\"; a label of the query names it elsewhere")
      }
    }
    guard rule.action != nil || rule.layer != nil || rule.event != nil else {
      throw LuaFailure("a rule says what its matches are: give event = \"type\", layer = \"name\" or action = function")
    }
    if let layer = rule.layer { try checkLayer(layer) }
    if rule.event != nil, !access.adds(.events) { throw missingCapability("add:events") }
    rules.list.append(rule)
  }

  /// Does what a rule says about a match.
  func apply(_ rule: PluginRules.Rule, toMatch number: Int) throws {
    currentRule = rule.name
    ruleConfidence = rule.confidence
    defer {
      currentRule = nil
      ruleConfidence = nil
    }
    let labels = matchLabels(number)
    let span = article.tokens.span(of: patterns.match(number).range)
    if let layer = rule.layer {
      var attributes: [String: AttributeValue] = [:]
      for (name, range) in labels { attributes[name] = attribute(of: article.tokens.span(of: range)) }
      try add(Annotation(layer: layer, span: span, attributes: attributes, evidence: newEvidence([span])))
    }
    if let type = rule.event { try addEvent(type, rule, span, labels) }
    if let action = rule.action {
      try action.call(results: 0) { call in
        call.push(number, of: classes.match)
        pushArticle(call)
      }
    }
  }

  private func matchLabels(_ number: Int) -> [(name: String, range: Range<Int>)] {
    zip(patterns.query(ofMatch: number).labels, patterns.match(number).labels).compactMap { name, range in
      range.map { (name, $0) }
    }
  }

  /// A label's words as an attribute: the entity they name, the number they say, or their text.
  private func attribute(of span: Span) -> AttributeValue {
    if let mention = mention(in: span), article.mentions[mention].span == span,
      let entity = article.mentions[mention].entity
    {
      return .reference(Entity.id(entity))
    }
    let tokens = article.tokens.indices(in: span)
    if tokens.count == 1, article.tokens.partsOfSpeech[tokens.lowerBound] == .num,
      let number = numbers?.value(of: tokens, in: article.tokens)?.integer
    {
      return .integer(number)
    }
    return .string(article.text[span])
  }

  /// The event that a match is: the label `trigger` names it, `place` and `date` say where and when, `number` and `what`
  /// how many of what, and every other label that names somebody is a participant in the part it is called.
  private func addEvent(
    _ type: String, _ rule: PluginRules.Rule, _ span: Span, _ labels: [(name: String, range: Range<Int>)]
  ) throws {
    var event = Event(span: span, type: type, evidence: newEvidence([span]))
    event.code = rule.code
    event.isMain = rule.isMain
    event.status = rule.status ?? "happened"
    var evidence = [span]
    var value: (Int, Span)?
    var what: String?
    for (name, range) in labels {
      let place = article.tokens.span(of: range)
      switch name {
      case "trigger":
        event.span = place
        evidence[0] = place
      case "place": event.place = entity(in: place)
      case "date": event.date = date(in: place)
      case "number": value = numbers?.value(of: range, in: article.tokens)?.integer.map { ($0, place) }
      case "what": what = article.text[place]
      default:
        guard let entity = entity(in: place) else { continue }
        event.participants.append(Event.Participant(entity: entity, part: name, span: place))
      }
      evidence.append(place)
    }
    if let value { event.numbers.append(Event.Count(value: value.0, what: what ?? "", span: value.1)) }
    if let sentence = article.sentence(at: event.span.start) {
      let around = article.sentences[sentence]
      if rule.placeFromSentence, event.place == nil {
        event.place = place(in: around, behind: span.end, besides: Set(event.participants.map(\.entity)))
      }
      if rule.dateFromSentence, event.date == nil { event.date = date(in: around) }
    }
    var seen: Set<Span> = []
    event.evidence.spans = evidence.filter { seen.insert($0).inserted }
    try add(event)
  }

  /// The first place that a sentence names behind `offset`, else the first of all.
  private func place(in sentence: Span, behind offset: Int, besides taken: Set<Int>) -> Int? {
    let places = positions(of: article.mentions, in: sentence).filter { position in
      article.mentions[position].type == .location
        && article.mentions[position].entity.map { !taken.contains($0) } ?? false
    }
    let place = places.first { article.mentions[$0].span.start >= offset } ?? places.first
    return place.flatMap { article.mentions[$0].entity }
  }

  /// The first date that shares a byte with `span`.
  func date(in span: Span) -> Int? { article.dates.firstIndex { $0.span.overlaps(span) } }

  func warnAboutIncompleteRules() {
    article.diagnostics.append(
      Diagnostic(
        .warning, code: "incomplete-search",
        "rules of the plugin '\(scriptName)' leave too many ways open; matches may be missing",
        remedy: "say more between the labels"))
  }
}
