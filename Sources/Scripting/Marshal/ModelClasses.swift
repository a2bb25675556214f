import ArticleModel
import LuaRuntime
import Reporting

/// The classes of the article model in one Lua state. Their fields are defined one file a class.
final class ModelClasses {
  let article = LuaClass("article", "A press article with everything that was found in it.")
  let span = LuaClass("span", "A stretch of an article's text.")
  let region = LuaClass("region", "A stretch of the page with a function: headline, byline, body, boilerplate…")
  let sentence = LuaClass("sentence", "A sentence.")
  let token = LuaClass("token", "A word, number or punctuation mark.")
  let tokens = LuaClass(list: "tokens", of: "token", "The tokens of an article; its fields are whole columns.")
  let mention = LuaClass("mention", "One occurrence of a proper name.")
  let entity = LuaClass("entity", "A person, organisation or place: all mentions of one thing.")
  let reference = LuaClass(
    "reference", "Words other than a name that point at an entity: a role phrase, a common noun, a pronoun.")
  let role = LuaClass("role", "A title, rank, office or function that the article states of a person.")
  let date = LuaClass("date", "A calendar point or interval that the text names.")
  let time = LuaClass(
    "time", "Words about time that are no calendar date: duration, age, time of day, recurrence, feast.")
  let quote = LuaClass("quote", "What somebody said or wrote.")
  let event = LuaClass("event", "Something reported to have happened, be happening or be announced.")
  let topic = LuaClass("topic", "What an article is about: a key phrase or a theme.")
  let participant = LuaClass("participant", "Somebody's part in an event.")
  let count = LuaClass("count", "A number that an event's report gives, with what it counts.")
  let evidence = LuaClass("evidence", "Where in the text a fact was read, by whom, and how surely.")
  let annotation = LuaClass("annotation", "A fact that a script or plugin added to a layer of its own.")
  let pattern = LuaClass(
    "pattern", "A query in the corpus query language, compiled once and matched as often as needed.", isShared: true)
  let match = LuaClass("match", "A stretch of text that a pattern fits; its labels are fields.")
  let corpus = LuaClass(
    list: "corpus", of: "article",
    "Several articles, in order: a list that makes an article when a script comes to it.",
    isShared: true)
  let absence = LuaClass("absence", "", isShared: true)
  let layers = LuaClass("layers", "The layers of an article, by name.")
  let diagnostic = LuaClass("diagnostic", "Something that was wrong with the input.")
  let table = LuaClass("table", "A report table: rows of cells under named columns.", isShared: true)

  /// In the order of the API reference, which is also the order of objects in `pairs`.
  var all: [LuaClass] {
    [
      article, span, region, sentence, token, tokens, mention, entity, reference, role, date, time, quote, event, topic,
      participant,
      count,
      evidence, annotation, pattern, match, corpus, layers, diagnostic, table,
    ]
  }

  /// Fills the classes with fields that read from `binding`.
  func define(for binding: ArticleBinding) {
    let missing = binding.access.missingFields
    if !missing.isEmpty { for type in all { type.omitted = missing } }
    defineArticle(binding)
    defineLayers(binding)
    defineSpan(binding)
    defineTokens(binding)
    defineMention(binding)
    defineEntity(binding)
    defineReference(binding)
    defineRole(binding)
    defineDate(binding)
    defineTime(binding)
    defineTopic(binding)
    defineQuote(binding)
    defineEvent(binding)
    defineEvidence(binding)
    defineAnnotation(binding)
    definePattern(binding)
    defineMatch(binding)
    defineCorpus(binding)
    defineTable(binding)
    defineFactMethods(binding)
  }
}

// The binding owns the state and the state owns the closures: they hold the binding unowned.

extension LuaClass {
  /// Adds what everything with a place in the text has.
  func placeFields(_ binding: ArticleBinding, of span: @escaping (ArticleBinding, Int) -> Span) {
    property("text", "string", "The words, as they stand in the article.") { [unowned binding] call, index in
      binding.push(textOf: span(binding, index), call)
    }
    property("first", "integer", "Its first byte in `article.text`, from 1 on.") { [unowned binding] call, index in
      call.push(span(binding, index).start + 1)
    }
    property("last", "integer", "Its last byte in `article.text`.") { [unowned binding] call, index in
      call.push(span(binding, index).end)
    }
    property("sentence", "sentence?", "The sentence in which it begins.") { [unowned binding] call, index in
      call.push(binding.article.sentence(at: span(binding, index).start), of: binding.classes.sentence)
    }
    property("tokens", "list of token", "The tokens it covers.") { [unowned binding] call, index in
      call.pushList(binding.article.tokens.indices(in: span(binding, index)), of: binding.classes.token)
    }
    method("codepoints", "() -> integer, integer", "Start and end in code points as in JSON: from 0 on, end exclusive.")
    {
      [unowned binding] call, index in
      let span = span(binding, index)
      call.push(binding.codePoints.codePoint(ofByte: span.start))
      call.push(binding.codePoints.codePoint(ofByte: span.end))
    }
  }

  /// Adds what every fact has, and a description.
  func factFields<Item: Fact>(_ binding: ArticleBinding, of facts: @escaping (Article) -> [Item]) {
    placeFields(binding) { facts($0.article)[$1].span }
    property("id", "string", "Stable identifier, as in JSON and for `workbench why`.") { call, index in
      call.push(Item.id(index))
    }
    property("span", "span", "Its place in the text.") { [unowned binding] call, index in
      call.push(binding.number(of: facts(binding.article)[index].span), of: binding.classes.span)
    }
    property("evidence", "evidence", "Where it was read, by whom, how surely.", cached: true) {
      [unowned binding] call, index in
      call.push(binding.number(of: facts(binding.article)[index].evidence), of: binding.classes.evidence)
    }
    property("confidence", "number", "How sure the analyser is, from 0 to 1.") { [unowned binding] call, index in
      call.push(Double(facts(binding.article)[index].evidence.confidence.hundredths) / 100)
    }
    method("why", "() -> string", "Its sentences with the evidence underlined, as `workbench why` prints them.") {
      [unowned binding] call, index in
      guard let fact = FactID(Item.id(index), in: binding.article) else { return call.pushNil() }
      call.push(Explanation(fact, in: binding.article).rendered(width: 100))
    }
    method("copy", "() -> table", "Its plain fields in a table of your own.") { [unowned binding] call, index in
      let fact = facts(binding.article)[index]
      call.pushTable { table in
        table.set("id", .string(Item.id(index)))
        table.set("text", .string(binding.article.text[fact.span]))
        table.set("first", .integer(fact.span.start + 1))
        table.set("last", .integer(fact.span.end))
      }
    }
    describe { [unowned binding] index in binding.article.text[facts(binding.article)[index].span] }
  }
}

extension ArticleBinding {
  /// Pushes the text under `span` without making a Swift string of it.
  func push(textOf span: Span, _ call: LuaCall) {
    article.text.bytes.withUnsafeBufferPointer {
      call.push(bytes: UnsafeBufferPointer(rebasing: $0[span.start..<span.end]))
    }
  }
}
