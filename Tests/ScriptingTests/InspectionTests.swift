import Analysis
import ArticleLoading
import ArticleModel
import LuaRuntime
import Testing

@testable import Scripting

@Suite("Values at a prompt, and how lines may go on")
struct InspectionTests {
  private let state: LuaState
  private let environment: LuaEnvironment
  private let binding: ArticleBinding

  init() throws {
    let bytes = Array("Le pont\n\nLe pont de Maradi est ouvert. Il est neuf.".utf8)
    var article = try ArticleLoader.load(bytes: bytes, source: "a.txt", options: LoadingOptions())
    Pipeline.standard.analyze(
      &article, language: try #require(Language.named("fr")), wanted: [.tokens, .sentences])
    state = try LuaState(LuaState.Configuration(limits: LuaLimits(cpuSeconds: 5)))
    binding = ArticleBinding(article, in: state, scriptName: "test")
    environment = LuaEnvironment(state)
  }

  private func value(_ expression: String) throws -> LuaHandle {
    try #require(
      try state.hold(try state.load(Array("return \(expression)".utf8), path: "t", in: environment)).first)
  }

  private func line(_ expression: String) throws -> String { ValueLines(width: 60).text(of: try value(expression)) }

  private func complete(_ source: String) -> [String] {
    Completer(state, environment, names: { _ in ["Awa Diarra", "Awa Koné"] }, layers: { ["seizure", "tokens"] })
      .completion(of: source).candidates.map(\.text)
  }

  @Test("Plain values in a line, as source writes them where they are nested")
  func plain() throws {
    #expect(try line("nil") == "nil")
    #expect(try line("1.5") == "1.5")
    #expect(try line("'a'") == "a")
    #expect(try line("{ 'a', true, { 1 } }") == "{ \"a\", true, { 1 } }")
    #expect(try line("{ ['a b'] = 1, [2.5] = 2, x = {} }") == "{ [2.5] = 2, [\"a b\"] = 1, x = {} }")
    #expect(try line("{ { { { 1 } } } }") == "{ { { {…} } } }")
    #expect(try line("print") == "function")
    #expect(try line("string.rep('é', 100)").count == 60)
    #expect(try line("'a\\nb'") == "a b")
  }

  @Test("Model lists say what they are lists of")
  func lists() throws {
    #expect(try line("article.sentences") == "list of \(binding.article.sentences.count) sentences")
    #expect(try line("article.entities") == "empty list of entities")
  }

  @Test("Pages say how much is left and end")
  func pages() throws {
    let room = ValuePages.Room(width: 40, lines: 4)
    let pages = ValuePages(
      try value("(function() local t = {} for i = 1, 10 do t[i] = {} end return t end)()"), room: room)
    #expect(try pages.page(room).hasSuffix("… 6 more; :more shows them\n"))
    #expect(try pages.page(room).hasSuffix("… 2 more; :more shows them\n"))
    #expect(try pages.page(room) == "9   {}\n10  {}\n")
    #expect(pages.hasEnded)
  }

  @Test("A description lists fields with values, and methods with what they take")
  func description() throws {
    let text = ValueDescription(try value("article.sentences[1]")).text(width: 100)
    #expect(text.hasPrefix("sentence: A sentence."))
    #expect(text.contains("number") && text.contains("sentence:codepoints() -> integer, integer"))
    #expect(ValueDescription(try value("{ a = 1 }")).text(width: 80).contains("a    number  1"))
    #expect(ValueDescription(try value("nil")).text(width: 80).hasPrefix("nil"))
  }

  @Test("Help is found by class, by member, and by member alone")
  func help() {
    let help = APIHelp(state)
    #expect(help.text(for: "quote", width: 80)?.hasPrefix("quote: What somebody said") == true)
    #expect(help.text(for: "quote.speaker", width: 80)?.hasPrefix("quote.speaker: entity?") == true)
    #expect(help.text(for: "article:match", width: 80)?.hasPrefix("article:match(") == true)
    #expect(help.text(for: "report.table", width: 80)?.contains("-> table") == true)
    #expect(help.text(for: "confidence", width: 80)?.contains("quote.confidence") == true)
    #expect(help.text(for: "pattern", width: 80)?.hasPrefix("pattern(") == true)
    #expect(help.text(for: "nonsense", width: 80) == nil)
    #expect(help.nearest(to: "quotte") == "quote")
  }

  @Test("Names of globals and keywords complete, each once and in order")
  func globals() {
    #expect(complete("artic") == ["article"])
    #expect(complete("f") == ["false", "for", "function"])
    #expect(complete("x = pri") == ["print"])
    #expect(complete("x .. pri") == ["print"])
    #expect(complete("12") == [])
    #expect(complete("-- artic") == [])
    #expect(complete("--[[ x ]] artic") == ["article"])
  }

  @Test("Fields and methods complete along what is there and what the documentation says")
  func members() throws {
    #expect(complete("article.quo") == ["quotes"])
    #expect(complete("article.quotes[1].speak") == ["speaker", "speaker_text"])
    #expect(complete("print(article.quotes[i].speaker.evidence.sente") == ["sentence", "sentences"])
    #expect(complete("article.quotes:first().cu") == ["cue", "cue_text"])
    #expect(complete("article.quotes:where{ kind = 'direct' }:so") == ["sorted"])
    #expect(complete("article:ann") == ["annotate"])
    #expect(complete("article:matc") == ["match", "matches"])
    #expect(complete("article.source:upp") == ["upper"])
    #expect(complete("(\"x\"):upp") == [])
    #expect(complete("article.tokens[3].lem") == ["lemma"])
    #expect(complete("string.for") == ["format"])
    #expect(complete("pattern('x').lab").contains("labels"))
    try state.run("t = { alpha = { beta = article } }; list = { 1 }", path: "t", in: environment)
    #expect(complete("t.alpha.beta.titl") == ["title"])
    #expect(complete("t['alpha'].be") == ["beta"])
    #expect(complete("undefined.xyz.speake").contains("speaker"), "what nobody knows may be any field")
    #expect(complete("undefined.") == [])
  }

  @Test("Strings complete to layers, modules and entities, and are closed")
  func strings() {
    #expect(complete("require \"rep") == ["report"])
    #expect(complete("article:annotate('sei") == ["seizure"])
    #expect(complete("article.layers.sei") == ["seizure"])
    #expect(complete("article.layers['sei") == ["seizure"])
    #expect(complete("article.persons:where{ name = \"Awa ") == ["Awa Diarra", "Awa Koné"])
    let one = Completer(state, environment, names: { _ in ["Awa Diarra"] }, layers: { [] })
    #expect(one.completion(of: "f(\"Awa").candidates.first?.ending == "\"")
    #expect(one.completion(of: "f([[Awa").candidates.first?.ending == "]]")
    #expect(complete("f(\"") == [])
  }

  @Test("Completion runs nothing that a script wrote")
  func passive() throws {
    try state.run(
      """
      called = 0
      trap = setmetatable({}, { __index = function() called = called + 1 return { x = 1 } end })
      function f() called = called + 1 return { inner = 1 } end
      setmetatable(_G, { __index = function() called = called + 1 end })
      """, path: "t", in: environment)
    for source in ["trap.", "trap.a.", "trap['a'].", "f().inn", "f()", "nothing.", "trap:", "#trap.x", "f{ trap."] {
      _ = complete(source)
    }
    #expect(try environment.value("called") == .integer(0))
  }

  @Test(
    "Any beginning of source can be completed",
    arguments: [
      "", ".", ":", "..", "a..", ")", "]", "}", "a)", "((((", "a[", "a[1", "a[1]", "\"", "'a\\", "[[", "[==[", "--[[",
      "é", "\u{0}",
      "a.b.c:d(e)[f]{g}\"h\".", "function f(", ";;;", "::x::", "a ~= b.", "1.", "0x",
    ])
  func robust(source: String) {
    _ = complete(source)
    _ = complete(source + source)
  }
}
