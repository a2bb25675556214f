import ArticleModel
import LuaRuntime
import Reporting
import Scripting
import Testing

/// A small article with one fact of each kind, made by hand.
private func makeArticle() -> Article {
  let text = "Awa Diarra, maire de Gao, a dit « oui » le 3 mai 2024."
  var article = Article(source: "a.txt", sha256: String(repeating: "0", count: 64), text: ArticleText(text))
  func span(_ words: String) -> Span {
    let range = Array(text.utf8).firstRange(of: Array(words.utf8))!
    return Span(range.lowerBound, range.upperBound)
  }
  func evidence(_ span: Span) -> Evidence {
    Evidence(by: "test", rule: "r", version: "2", confidence: Confidence(hundredths: 80), spans: [span])
  }
  for word in ["Awa", "Diarra", ",", "maire", "de", "Gao"] {
    Array(word.utf8).withUnsafeBufferPointer { article.tokens.append(span(word), form: $0) }
  }
  article.tokens.lemmas[3] = article.tokens.strings.intern("maire")
  article.tokens.partsOfSpeech[3] = .noun
  article.tokens.features[3] = article.tokens.strings.intern("Gender=Fem|Number=Sing")
  article.sentences = [article.text.span]
  article.sentenceTokens = [0..<6]
  let (awa, gao) = (span("Awa Diarra"), span("Gao"))
  article.mentions = [
    Mention(span: awa, type: .person, entity: 0, evidence: evidence(awa)),
    Mention(span: gao, type: .location, entity: 1, evidence: evidence(gao)),
  ]
  article.entities = [
    Entity(type: .person, name: "Awa Diarra", mentions: [0], evidence: evidence(awa)),
    Entity(
      type: .location, name: "Gao", mentions: [1], link: Link(latitude: 162_717, country: "ML"), evidence: evidence(gao)
    ),
  ]
  let day = CalendarDate(year: 2024, month: 5, day: 3)!
  article.dates = [
    TimeExpression(
      span: span("3 mai 2024"), value: "2024-05-03", interval: day...day, precision: "day", anchor: "text",
      evidence: evidence(span("3 mai 2024")))
  ]
  article.quotes = [
    Quote(span: span("oui"), kind: "direct", speaker: 0, speakerSpan: awa, cue: "dire", evidence: evidence(span("oui")))
  ]
  article.roles = [Role(span: span("maire"), person: 0, title: "maire", of: 1, evidence: evidence(span("maire")))]
  article.layers = [.tokens, .sentences, .mentions, .entities, .dates, .quotes, .roles]
  return article
}

/// Runs a script over the article; what it printed, or the error's message.
private func run(_ script: String, files: ((String, [UInt8]) throws -> Void)? = nil) throws -> (
  output: String, article: Article
) {
  var output: [UInt8] = []
  let state = try LuaState(.init(output: { output += $0 }))
  let binding = ArticleBinding(makeArticle(), in: state, scriptName: "test.lua", writeFile: files)
  try state.run(script, path: "test.lua", in: LuaEnvironment(state))
  return (String(decoding: output, as: UTF8.self), binding.article)
}

@Suite("The article in Lua")
struct ModelTests {
  @Test(
    "Facts say what they are and where they come from",
    arguments: [
      ("article.persons[1].name", "Awa Diarra"), ("#article.mentions", "2"), ("article.roles[1].of.name", "Gao"),
      ("article.persons[1].roles[1].title", "maire"), ("article.places[1].country", "ML"),
      ("article.places[1].latitude", "16.2717"), ("article.dates[1].value", "2024-05-03"),
      ("article.dates[1].weekday", "5"), ("article.quotes[1].speaker.name", "Awa Diarra"),
      ("article.quotes[1].evidence.text", "oui"), ("article.quotes[1].evidence.by", "test"),
      ("article.quotes[1].evidence.rule", "r"), ("article.quotes[1].confidence", "0.8"),
      ("article.tokens[4].lemma", "maire"), ("article.tokens[4].pos", "NOUN"), ("article.tokens[1].lemma", "nil"),
      ("article.tokens[4]:feature('Gender')", "Fem"), ("article.tokens.lemma[4]", "maire"),
      ("article.tokens.pos[4]", "NOUN"), ("article.tokens.lemma[1]", "nil"), ("#article.tokens.form", "6"),
      ("article.sentences[1].places[1].name", "Gao"), ("article.mentions[1].sentence.number", "1"),
      ("article.author", "nil"), ("#article.events", "0"), ("tostring(article.persons[1])", "Awa Diarra"),
      ("article:has 'roles'", "true"), ("article:has 'events'", "false"),
      ("table.concat(article.layers.missing, ' ')", "regions pos lemmas dependencies references times events topics"),
    ])
  func fields(expression: String, expected: String) throws {
    #expect(try run("print(\(expression))").output == expected + "\n")
  }

  @Test("Spans cut the text, in bytes from one, and in code points as JSON has them")
  func spans() throws {
    let script = """
      local s = article.quotes[1]
      print(article.text:sub(s.first, s.last) == s.text, s:codepoints())
      """
    #expect(try run(script).output == "true\t34\t37\n")
  }

  @Test("The same thing is the same value, so it can be a key")
  func identity() throws {
    let script = """
      local seen = {}
      seen[article.quotes[1].speaker] = true
      print(seen[article.persons[1]], article.persons[1] == article.mentions[1].entity, article.mentions == article.mentions)
      """
    #expect(try run(script).output == "true\ttrue\ttrue\n")
  }

  @Test("Values cannot be changed, and the error says so")
  func readOnly() {
    #expect { try run("article.title = 'x'") } throws: { "\($0)".contains("read-only") }
    #expect { try run("article.persons[1].name = 'x'") } throws: { "\($0)".contains("read-only") }
  }

  @Test("A script's facts land in the article with their attributes, and read back as what they were")
  func annotations() throws {
    let (output, article) = try run(
      """
      local a = article:annotate("seizure", article.mentions[2], { count = 4, place = article.places[1], tags = { "x", true } })
      print(a.count, a.place == article.places[1], a.text, #article.layers.seizure, article.layers.seizure[1].layer, a.tags[1])
      """)
    #expect(output == "4\ttrue\tGao\t1\tseizure\tx\n")
    #expect(article.annotations.first?.attributes["place"] == .reference("e2"))
    #expect(article.annotations.first?.evidence.by == "test.lua")
  }

  @Test(
    "What cannot be annotated is refused with a reason",
    arguments: [
      ("article:annotate('roles', article.mentions[1])", "layer of the model"),
      ("article:annotate('a b', article.mentions[1])", "letters"),
      ("article:annotate('x', 'text')", "place in the text"),
      ("article:annotate('x', article.mentions[1], { f = print })", "function"),
      ("article:annotate('x', article.mentions[1], { t = { a = 1 } })", "attribute 't'"),
    ])
  func refusals(script: String, reason: String) {
    #expect { try run(script) } throws: { "\($0)".contains(reason) }
  }

  @Test("A layer that nobody made is empty, and a warning offers the nearest name, once")
  func unknownLayer() throws {
    let (output, article) = try run(
      "article:annotate('seizure', article.mentions[1]) print(#article.layers.seisure, #article.layers.seisure)")
    #expect(output == "0\t0\n")
    #expect(article.diagnostics.map(\.code) == ["unknown-layer"])
    #expect(article.diagnostics.first?.remedy?.contains("seizure") == true)
  }
}

@Suite("The report module")
struct ReportModuleTests {
  @Test("Tables take rows in order or by name, model values included, and print aligned")
  func tables() throws {
    let script = """
      local r = require "report"
      local t = r.table { "who", "n" }
      t:add { article.persons[1], 3 }
      t:add { n = 12, who = article.places }
      print(t) print(t:csv())
      """
    #expect(
      try run(script).output
        == "who          n\n──────────  ──\nAwa Diarra   3\nGao         12\nwho,n\r\nAwa Diarra,3\r\nGao,12\r\n\n")
  }

  @Test("A column that does not exist offers the nearest")
  func wrongColumn() {
    #expect { try run("require('report').table{'person'}:add{persn='x'}") } throws: {
      "\($0)".contains("did you mean 'person'")
    }
  }

  @Test("ranked walks from the largest down, ties in the order of pairs")
  func ranked() throws {
    let script = "for k, n in require('report').ranked({ b = 2, a = 2, c = 9, d = 1 }, 3) do print(k, n) end"
    #expect(try run(script).output == "c\t9\na\t2\nb\t2\n")
  }

  @Test("save hands over the whole file; a table is written as its extension says")
  func save() throws {
    var files: [String: String] = [:]
    _ = try run(
      "local r = require 'report' r.save('a.md', r.table{'x'}:add{1}) r.save('b.txt', 'é')",
      files: { files[$0] = String(decoding: $1, as: UTF8.self) })
    #expect(files == ["a.md": "| x |\n| ---: |\n| 1 |\n", "b.txt": "é"])
  }

  @Test("json sorts keys and writes model values as their ids")
  func json() throws {
    #expect(
      try run("print(require('report').json { b = 1, a = article.persons[1], c = { true, 'x' } })").output
        == "{\"a\":\"e1\",\"b\":1,\"c\":[true,\"x\"]}\n")
  }
}
