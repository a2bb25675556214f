import Analysis
import ArticleLoading
import ArticleModel
import LuaRuntime
import PluginKit
import Scripting
import Testing

@Suite("A plugin in its state")
struct PluginStateTests {
  private static let text = """
    Reprise des travaux

    « Nous voulons avancer vite », a déclaré Awa Diarra, présidente du comité de Tessala, le 4 mars 2025.
    """

  private static let article: Article = {
    var article = try! ArticleLoader.load(bytes: Array(text.utf8), source: "a.txt")
    Pipeline.standard.analyze(&article, language: .french)
    return article
  }()

  private func plugin(
    _ id: String, _ code: String, _ capabilities: String..., kind: String = "extractor", files: [String: String] = [:],
    dependencies: String = "{}"
  ) throws -> Plugin {
    let provides = capabilities.filter { $0.hasPrefix("add:") }.map { "\"\($0.dropFirst(4))\"" }
    var all = PluginFiles()
    let manifest = """
      { "id": "\(id)", "version": "1.0.0", "api": "^1.0.0", "kind": "\(kind)", "authors": ["A"], "licence": "MIT",
        "description": "A test.", "provides": [\(provides.joined(separator: ", "))], "dependencies": \(dependencies),
        "capabilities": [\(capabilities.map { "\"\($0)\"" }.joined(separator: ", "))] }
      """
    try all.add("plugin.json", Array(manifest.utf8))
    try all.add("init.lua", Array(code.utf8))
    for (name, text) in files { try all.add(name, Array(text.utf8)) }
    return try Plugin(all, place: id)
  }

  /// Runs a plugin over the article; what it prints, and the article with its facts.
  private func run(_ plugin: Plugin, libraries: [Plugin] = []) throws -> (printed: String, article: Article) {
    var printed: [UInt8] = []
    let state = try PluginState(
      plugin, libraries: libraries, granted: plugin.manifest.capabilities, article: Self.article, limits: LuaLimits(),
      cache: PluginQueryCache()
    ) { printed += $0 }
    var article = Self.article
    try state.run().apply(to: &article)
    return (String(decoding: printed, as: UTF8.self), article)
  }

  @Test(
    "What was not granted cannot be reached by any way",
    arguments: [
      "article.quotes", "article['quotes']", "article.dates", "article.roles", "article.entities", "article.persons",
      "article.sentences[1].quotes", "article.sentences[2].persons", "article.sentences[2].roles",
      "article.mentions", "article.tokens[8].entity", "article.tokens[8].mention", "article:event({}, {})",
      "article.events", "article.references", "article.topics", "article.times", "article.layers.quotes[1].text",
      "article:annotate('x', article.sentences[1])", "article:role(article.sentences[1], 1)",
      "article:name(article.sentences[1], 'ORG')", "article:quote(article.sentences[1])",
      "require 'plugin'.text 'secret.txt'", "require 'plugin'.rows 'secret.txt'", "require 'report'.save('x', 'y')",
      "io.open('/etc/passwd').x", "os.time()", "os.getenv('HOME').x", "require('os').x", "debug.getinfo(1).x",
      "package.loadlib('x')", "load('return article.quotes')()[1]", "dofile('x')", "string.dump(print)",
      "getmetatable(article).__index", "rawget(article, 'quotes')[1]", "next(article)",
      "coroutine.wrap(function() return article.quotes end)()[1]",
    ])
  func omitted(expression: String) throws {
    let code = "function analyse(article) local value = \(expression) print('reached', value) end"
    let plugin = try plugin("curious", code, files: ["secret.txt": "secret"])
    var printed: [UInt8] = []
    let state = try PluginState(
      plugin, libraries: [], granted: [], article: Self.article, limits: LuaLimits(), cache: PluginQueryCache()
    ) { printed += $0 }
    let error = #expect(throws: (any Error).self) { try state.run() }
    #expect(printed.isEmpty, "\(String(decoding: printed, as: UTF8.self))")
    _ = error
  }

  @Test(
    "Queries find nothing in layers that were not granted",
    arguments: ["<quote/>", "<ent/>", "[ent=\"PER\"]", "<date/>", "<role/>", "<ref/>", "[entity=\"Awa Diarra\"]"])
  func queries(query: String) throws {
    let code = "function analyse(article) print(#article:matches [=[\(query)]=]) end"
    #expect(try run(plugin("curious", code)).printed == "0\n")
  }

  @Test("What was granted is there, with what it points at")
  func granted() throws {
    let code = """
      function analyse(article)
        local quote = article.quotes[1]
        print(quote.text, quote.speaker.name, #article:matches "<quote/>", pcall(function() return article.dates end))
      end
      """
    let printed = try run(plugin("reader", code, "read:quotes")).printed
    #expect(printed.hasPrefix("Nous voulons avancer vite\tAwa Diarra\t1\tfalse"), "\(printed)")
  }

  @Test("An annotation of another plugin is seen only where its layer was granted")
  func otherLayers() throws {
    var article = Self.article
    let span = article.sentences[0]
    let evidence = Evidence(by: "other", version: "1", confidence: .certain, spans: [span])
    article.annotations = [Annotation(layer: "secret", span: span, attributes: ["a": .integer(1)], evidence: evidence)]
    func count(_ capabilities: Set<Capability>) throws -> String {
      var printed: [UInt8] = []
      let plugin = try plugin("curious", "function analyse(article) print(#article.layers.secret) end")
      let state = try PluginState(
        plugin, libraries: [], granted: capabilities, article: article, limits: LuaLimits(), cache: PluginQueryCache()
      ) { printed += $0 }
      _ = try state.run()
      return String(decoding: printed, as: UTF8.self)
    }
    #expect(try count([]) == "0\n")
    #expect(try count([.read(layer: "secret")]) == "1\n")
  }

  @Test("Rules make events from labels, in text order, with evidence that names rule, version and hash")
  func ruleEvents() throws {
    let code = """
      local plugin = require "plugin"
      plugin.rule "opening" {
        match = [[ agent:<ent type="PER"/> []{0,5} place:<ent type="LOC"/> []{0,4} date:<date/> ]], event = "opening",
        code = "X", confidence = 0.7,
      }
      """
    let plugin = try plugin("openings", code, "add:events", "read:entities", "read:dates")
    let event = try #require(try run(plugin).article.events.first { $0.type == "opening" })
    let article = Self.article
    #expect(event.participants.map { article.entities[$0.entity].name } == ["Awa Diarra"])
    #expect(event.place.map { article.entities[$0].name } == "Tessala")
    #expect(event.date.flatMap { article.dates[$0].value } == "2025-03-04")
    #expect(event.evidence.by == "openings" && event.evidence.rule == "opening")
    #expect(event.evidence.version == "1.0.0+sha256.\(plugin.sha256.prefix(12))")
    #expect(event.evidence.confidence == Confidence(hundredths: 70))
  }

  @Test("Roles, quotes and names are added, each in text order")
  func otherFacts() throws {
    let code = """
      function analyse(article)
        for match in article:match [[ "avancer" "vite" ]] do match:quote { kind = "mixed", speaker = article.persons[1] } end
        for match in article:match [[ "comité" ]] do match:role(article.persons[1], "membre du comité") end
      end
      """
    let article = try run(plugin("adder", code, "add:quotes", "add:roles", "read:entities")).article
    #expect(article.quotes.map(\.kind).contains("mixed"))
    #expect(article.roles.contains { $0.title == "membre du comité" })
    #expect(article.quotes.map(\.span.start) == article.quotes.map(\.span.start).sorted())
    #expect(article.roles.map(\.span.start) == article.roles.map(\.span.start).sorted())
  }

  @Test("An event takes the place of one that was known, and what that knew and it does not")
  func replacement() throws {
    var article = Self.article
    let trigger = try #require(article.text.bytes.firstRange(of: Array("travaux".utf8)))
    let span = Span(trigger.lowerBound, trigger.upperBound)
    let evidence = Evidence(by: "events", version: "1", confidence: .certain, spans: [span])
    article.events = [
      Event(
        span: span, type: "meeting", isMain: true, numbers: [.init(value: 3, what: "x", span: span)], evidence: evidence
      )
    ]
    let code = """
      function analyse(article)
        for match in article:match [[ "travaux" ]] do match:event { type = "meeting" } match:event { type = "other" } end
      end
      """
    let plugin = try plugin("adder", code, "add:events")
    let state = try PluginState(
      plugin, libraries: [], granted: plugin.manifest.capabilities, article: article, limits: LuaLimits(),
      cache: PluginQueryCache()
    ) { _ in }
    try state.run().apply(to: &article)
    #expect(article.events.map(\.type).sorted() == ["meeting", "other"])
    let event = try #require(article.events.first { $0.type == "meeting" })
    #expect(event.isMain && event.numbers.map(\.value) == [3] && event.evidence.by == "adder")
  }

  @Test("Too many facts are an error")
  func tooMany() throws {
    let code = """
      function analyse(article)
        for i = 1, 5000 do article:annotate("layer", article.sentences[1]) end
      end
      """
    #expect(throws: (any Error).self) { try run(plugin("greedy", code, "add:layer")) }
  }

  @Test("A state serves one article: what a plugin kept aside is gone with it")
  func freshState() throws {
    let code = "local seen = 0 function analyse() seen = seen + 1 counter = (counter or 0) + 1 print(seen, counter) end"
    let plugin = try plugin("counter", code)
    #expect(try run(plugin).printed == "1\t1\n")
    #expect(try run(plugin).printed == "1\t1\n")
  }

  @Test("A library is required by its name, and has its own modules and data")
  func library() throws {
    let tools = try plugin(
      "tools", "local part = require 'tools.part' return { words = require 'plugin'.text('words.txt'), n = part.n }",
      "data", kind: "library", files: ["part.lua": "return { n = 7 }", "words.txt": "pluie"])
    let code = "local tools = require 'tools' print(tools.words, tools.n, pcall(function() tools.n = 1 end))"
    let user = try plugin("user", code, "data", dependencies: #"{ "tools": "^1.0.0" }"#)
    #expect(try run(user, libraries: [tools]).printed.hasPrefix("pluie\t7\tfalse"))
  }

  @Test("A library gets no more than both manifests allow, and nothing of the plugin's")
  func libraryCapabilities() throws {
    let code = "local ok, why = pcall(function() return require 'plugin'.text('words.txt') end) return { ok = ok }"
    let greedy = try plugin("greedy", code, "data", kind: "library", files: ["words.txt": "pluie"])
    let poor = try plugin("poor", "print(require('greedy').ok)", dependencies: #"{ "greedy": "*" }"#)
    #expect(try run(poor, libraries: [greedy]).printed == "false\n")
    let rules = try plugin(
      "rules", "return { rule = require 'plugin'.rule, g = rawget(_G, 'secret') }", kind: "library")
    let rich = try plugin(
      "rich", "secret = 1 local r = require 'rules' print(r.rule, r.g)", "data", dependencies: #"{ "rules": "*" }"#)
    #expect(try run(rich, libraries: [rules]).printed == "nil\tnil\n")
  }

  @Test("A label that hides a method, a rule without effect and a misspelt field are refused with their line")
  func wrongRules() throws {
    for (code, words) in [
      ("\nrequire 'plugin'.rule 'x' { match = [[ event:[] ]], event = 'y' }", "would hide match.event"),
      ("\nrequire 'plugin'.rule 'x' { match = [[ [] ]] }", "what its matches are"),
      ("\nrequire 'plugin'.rule 'x' { match = [[ [] ]], evnt = 'y' }", "did you mean 'event'"),
      ("\nrequire 'plugin'.rule 'x' { match = [[ [lemma= ]], event = 'y' }", "bad pattern"),
      ("\nrequire 'plugin'.rule 'x' { match = [[ [] ]], layer = 'other' }", "add:other"),
    ] {
      do {
        _ = try run(plugin("wrong", code, "add:events"))
        Issue.record("\(code) was accepted")
      } catch let error as LuaError {
        #expect(error.message.contains(words), "\(error.message)")
        #expect(error.line == 2)
      }
    }
  }
}
