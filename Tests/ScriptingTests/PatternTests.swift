import Analysis
import ArticleLoading
import ArticleModel
import LuaRuntime
import Scripting
import Testing

/// A short invented article with all that the standard pipeline finds in it.
private func analysed(_ body: String) throws -> Article {
  let text = "Des armes saisies près de Tessaoua\n\n" + body + "\n"
  var article = try ArticleLoader.load(bytes: Array(text.utf8), source: "a.txt")
  Pipeline.standard.analyze(&article, language: .french)
  return article
}

private let body = """
  Les gendarmes ont saisi trois fusils et 1 500 cartouches à Tessaoua, a annoncé mardi le colonel Oumarou Gado-Hassane. \
  « Nous avons confisqué deux motos au marché », a déclaré le colonel Gado-Hassane. La préfète Rahila Moussa-Dan a \
  demandé une enquête.
  """

/// Runs a script over the article; what it printed, and the article as the script left it.
private func run(
  _ script: String, limits: LuaLimits = LuaLimits(), article: Article? = nil, declares: Set<String> = []
) throws -> (output: String, article: Article) {
  var output: [UInt8] = []
  let state = try LuaState(.init(limits: limits, output: { output += $0 }))
  let binding = ArticleBinding(
    try article ?? analysed(body), in: state, scriptName: "test.lua", declaredLayers: declares)
  try state.run(script, path: "test.lua", in: LuaEnvironment(state))
  return (String(decoding: output, as: UTF8.self), binding.article)
}

@Suite("Patterns in Lua")
struct PatternTests {
  @Test("A pattern's matches are walked in text order; labels are spans with lemma, number and place")
  func walk() throws {
    let script = """
      local seized = pattern [[ verb:[lemma="saisir|confisquer"] []{0,6} number:[pos="NUM"] what:[lemma="fusil|moto"] within s ]]
      for match in article:match(seized) do
        print(match.text, match.number.value, match.what.lemma, match.what.pos, match.verb.text, match.sentence.number)
      end
      """
    #expect(
      try run(script).output
        == "saisi trois fusils\t3\tfusil\tNOUN\tsaisi\t2\nconfisqué deux motos\t2\tmoto\tNOUN\tconfisqué\t3\n")
  }

  @Test("A label knows the name and the entity under it")
  func entities() throws {
    let script = """
      for m in article:match [[ [lemma="colonel"] who:<ent type="PER"/> ]] do
        print(m.who.entity.name, m.who.mention.type, m.who.entity == article.persons[1], m.first < m.who.first, m.last == m.who.last)
      end
      """
    #expect(try run(script).output.hasPrefix("Oumarou Gado-Hassane\tPER\ttrue\ttrue\ttrue\n"))
  }

  @Test("A match is annotated like anything with a place, and the layer can be asked for in the next query")
  func annotate() throws {
    let script = """
      for match in article:match [[ what:[lemma="fusil|cartouche|moto"] ]] do
        article:annotate("seizure", match, { what = match.what.lemma, place = match.sentence.places[1] })
      end
      for _, s in ipairs(article.layers.seizure) do print(s.what, s.text, s.place) end
      print(#article:matches [[ <seizure what="moto"/> ]], #article:matches [[ "marché" within 3 ]])
      print(#article:matches [[ [pos="NUM"] <seizure/> within s ]])
      """
    let (output, article) = try run(script)
    #expect(
      output == "fusil\tfusils\tTessaoua\ncartouche\tcartouches\tTessaoua\nmoto\tmotos\tnil\n1\t1\n3\n", "\(output)")
    #expect(article.annotations.map(\.span).allSatisfy { !article.text[$0].isEmpty })
  }

  @Test("Word lists come with the pattern, and a strategy with the search")
  func lists() throws {
    let script = """
      local arms = pattern([[ $arms ]], { arms = { "fusils", "motos" } })
      print(#article:matches(arms), arms.source, #arms.labels)
      print(article:matches([[ [pos="NOUN"] [pos="ADJ|ADP|DET"]* ]], "longest")[1].text)
      """
    #expect(try run(script).output.hasPrefix("2\t $arms \t0\n"))
  }

  @Test("The same search gives the same values, so matches can be keys; a label that was not reached is nil")
  func identity() throws {
    let script = """
      local p = pattern [[ n:[pos="NUM"] adj:[pos="ADJ"]? [lemma="fusil"] ]]
      local a, b = article:matches(p)[1], article:matches(p)[1]
      print(a == b, a.adj, a.n == b.n, p == pattern [[ n:[pos="NUM"] adj:[pos="ADJ"]? [lemma="fusil"] ]], a.labels.n == a.n)
      """
    #expect(try run(script).output == "true\tnil\ttrue\ttrue\ttrue\n")
  }

  @Test("A bad pattern is an error at the script's line that shows the place in the query and what to write")
  func badPattern() throws {
    let error = try #require(throws: LuaError.self) {
      try run("\nlocal p = pattern [[ [lemma=\"crue\" pos=\"NOUN\"] ]]")
    }
    #expect(error.line == 2)
    #expect(
      error.message
        == [
          "bad pattern, 1:16: two conditions stand side by side (expected `&`, `|` or `]`)",
          "   [lemma=\"crue\" pos=\"NOUN\"] ", "                 ^",
          "  write `& pos` if both must hold, `| pos` if one is enough",
        ].joined(separator: "\n"))
  }

  @Test(
    "What goes wrong says what is right",
    arguments: [
      ("for m in article:match [[ numbr:\"trois\" ]] do print(m.number) end", "did you mean 'numbr'?"),
      ("pattern [[ text:\"trois\" ]]", "label 'text' would hide match.text"),
      ("article:match(42)", "pattern or string expected"),
      ("article:match([[ \"x\" ]], 'largest')", "no strategy is called 'largest'"),
      ("pattern([[ $arms ]], { arms = 'fusil' })", "word list is written"),
      ("pattern [[ <seizures/> ]]", "unknown structure"), ("pattern [[ [lema=\"x\"] ]]", "did you mean `lemma`?"),
      ("pattern [[ $arms ]]", "arms"),
    ])
  func mistakes(script: String, reason: String) {
    #expect { try run(script) } throws: { "\($0)".contains(reason) }
  }

  @Test("A layer that the script itself makes can be named before it has made any")
  func declared() throws {
    let script = """
      for m in article:match [[ "girafe" ]] do article:annotate("animal", m) end
      print(#article:matches [[ <animal kind="x"/> ]], #article.layers.animal)
      """
    let made = ScriptSource.layersMade(by: [Array(script.utf8)])
    #expect(made == ["animal"])
    let (output, article) = try run(script, declares: made)
    #expect(output == "0\t0\n")
    #expect(!article.diagnostics.contains { $0.code == "unknown-layer" })
  }

  @Test(
    "Searches without end are stopped by the time limit, with the line",
    arguments: [
      #"while true do article:matches("a:[]{1,30} b:[]{1,30} c:[]{1,30} :: a.word = 'x' & distance(b, c) > " .. n) n = n + 1 end"#,
      #"while true do pattern("([]{1,9} [word='a.*b.*c.*" .. n .. "']){1,20}") n = n + 1 end"#,
      #"article:matches("(([]{0,30} a:[]{0,30})+ b:[]*)+ :: a.lemma = b.lemma & a.word = 'zzz'") while true do n = n + 1 end"#,
    ])
  func timeLimit(script: String) throws {
    let long = try analysed(Array(repeating: body, count: 40).joined(separator: " "))
    let error = try #require(throws: LuaError.self) {
      try run("local n = 0\n" + script, limits: LuaLimits(cpuSeconds: 0.3, memoryBytes: 1 << 30), article: long)
    }
    #expect(error.kind == .timeLimit)
    #expect(error.line == 2)
  }

  @Test("Patterns and matches count as the script's memory")
  func memory() throws {
    let error = try #require(throws: LuaError.self) {
      try run(
        "local n = 0 while true do pattern('\"' .. n .. '\"') n = n + 1 end",
        limits: LuaLimits(cpuSeconds: 60, memoryBytes: 8 << 20))
    }
    #expect(error.kind == .memoryLimit)
  }
}
