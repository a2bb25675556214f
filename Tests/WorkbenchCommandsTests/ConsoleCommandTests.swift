import Testing

@Suite("workbench console, fed from a pipe")
struct ConsoleCommandTests {
  private let program = Program()
  private let text = """
    Le pont de Tessaoua

    « Le pont tiendra bien », a déclaré la ministre Rahila Moussa-Dan, à Tessaoua. Le 3 mars 2025, le pont était fermé.
    """

  /// What the console prints for lines about the article.
  private func run(_ lines: String, _ arguments: [String] = []) -> Program.Result {
    let folder = TemporaryFolder()
    return program.run(["console", folder.file("a.txt", text)] + arguments, input: Array(lines.utf8))
  }

  @Test("Expressions show their values without print, statements show nothing")
  func values() {
    #expect(run("1 + 1").output == "2\n")
    #expect(run("x = 5\nx * 2\n= x\n\nnil\n'a' .. x, true\n").output == "10\n5\nnil\na5\ntrue\n")
    #expect(run("print('x'); print(1, nil)").output == "x\n1\tnil\n")
    #expect(run("-- nothing\n").output == "")
  }

  @Test("A chunk goes on over lines until it is whole, and what it defines stays")
  func continued() {
    let result = run("function twice(x)\n  return\n    x * 2\nend\ntwice(\n21)\ns = [[a\nb]]\n#s\n")
    #expect(result.output == "42\n3\n", "\(result.errors)")
    #expect(result.status == 0)
  }

  @Test("What is wrong is told with its line; the lines after it run, and the status says that something was")
  func errors() {
    let result = run("x = 1\nx.y.z\nx = = 2\nfunction f()\n  error('deep')\nend\nf()\nx\n")
    #expect(result.output == "1\n")
    #expect(result.errors.contains("standard input:2: error: attempt to index"), "\(result.errors)")
    #expect(result.errors.contains("standard input:3: error: unexpected symbol"), "\(result.errors)")
    #expect(result.errors.contains("standard input:5: error: deep"), "\(result.errors)")
    #expect(result.status == 1)
    let open = run("for i = 1, 2 do\n")
    #expect(open.status == 1)
    #expect(open.errors.contains("the end is missing"), "\(open.errors)")
  }

  @Test("A person is shown with her roles, a quote with its speaker and sentence, a list as a table")
  func model() {
    let person = run("article.persons[1]").output
    #expect(person.hasPrefix("Rahila Moussa-Dan · ") && person.contains("ministre"), "\(person)")
    let quote = run("article.quotes[1]").output.split(separator: "\n")
    #expect(quote[0] == "« Le pont tiendra bien » — Rahila Moussa-Dan, a déclaré", "\(quote)")
    let list = run("article.persons").output.split(separator: "\n")
    #expect(list[0].hasPrefix("#  name") && list[2].hasPrefix("1  Rahila Moussa-Dan"), "\(list)")
    #expect(run("article").output.contains("1 person"))
    #expect(run("article.quotes:where{kind='none'}").output == "{}\n")
  }

  @Test("Tables show as they would be written, records as rows, themselves once")
  func tables() {
    #expect(run("{ 1, 'two', a = { b = true } }").output == "[1] = 1\n[2] = \"two\"\na   = { b = true }\n")
    #expect(run("{ { n = 1, s = 'x' }, { n = 2, s = 'y' } }").output == "#  n  s\n─  ─  ─\n1  1  x\n2  2  y\n")
    #expect(run("t = {}; t.t = t\nt").output == "t = { t = {…} }\n")
    #expect(run("setmetatable({}, { __tostring = function() return 'mine' end })").output == "mine\n")
  }

  @Test("A long list comes in pages, and :more goes on")
  func pages() {
    let result = run("l = {} for i = 1, 120 do l[i] = { n = i } end\nl\n:more\n:more\n:more\n")
    #expect(result.output.contains("… 70 more; :more shows them"))
    #expect(result.output.contains("\n120  120\n"))
    #expect(result.errors.contains("there is nothing more to show"))
  }

  @Test("Results have names: the last is _, each has its number")
  func results() {
    let result = run("10\n20, 30\nx = 1\n_ + 1\n_1 + _3\n:results\n")
    #expect(result.output.hasPrefix("10\n20\n30\n21\n40\n"), "\(result.output)")
    #expect(result.output.contains("_5    number  40"), "\(result.output)")
  }

  @Test("Commands explain: help, describe, why, query, limits, time")
  func commands() {
    #expect(run(":help").output.contains(":describe EXPRESSION"))
    #expect(run(":help quote.speaker").output.hasPrefix("quote.speaker: entity?"))
    #expect(run(":help quotte").errors.contains("did you mean 'quote'?"))
    #expect(run(":describe article.quotes[1]").output.contains("\"Le pont tiendra bien\""))
    #expect(run(":why q1").output.hasPrefix("q1 · direct quote of Rahila Moussa-Dan"))
    #expect(run(":why article.quotes[1].speaker").output.hasPrefix("q1 · direct quote of Rahila Moussa-Dan"))
    #expect(run(":why article.persons[1]").output.contains("person Rahila Moussa-Dan"))
    #expect(run(":why 12").errors.contains("is no fact"))
    #expect(run(":query [lemma=\"pont\"] [pos=\"VERB\"]").output.contains("pont tiendra"))
    #expect(run(":query [lemma=").errors.contains("bad query"))
    #expect(run(":limits").output.contains("512 MiB"))
    #expect(run(":time 1 + 1").output.hasPrefix("2\n0."))
    #expect(run(":halp").errors.contains("did you mean ':help'?"))
    #expect(run(":why").errors.contains(":why FACT"))
    #expect(run(":quit\nprint('after')").output == "")
  }

  @Test("A script runs in the session with its modules, and the session is saved as a script that runs")
  func scripts() {
    let folder = TemporaryFolder()
    let article = folder.file("a.txt", text)
    folder.file("words.lua", "return { count = function(a) return #a.tokens end }")
    let script = folder.file("s.lua", "local words = require 'words'\ncount = words.count(article)\nreturn count > 5\n")
    let saved = folder.path + "/saved.lua"
    let lines =
      "x = 2\n:run \(script)\ncount > 5\n_ == true\nbroken.line\n#article.quotes + x\n:save \(saved)\n:save \(saved)\n"
    let result = program.run(["console", article], input: Array(lines.utf8))
    #expect(result.output.contains("5 lines written to"), "\(result)")
    #expect(result.errors.contains("cannot be written"), "\(result.errors)")
    let again = program.run(["run", saved, article])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output == "true\n3\n", "\(again.output) \(TemporaryFolder.read(saved))")
  }

  @Test("Several articles are a corpus, of which :open makes one the article")
  func corpus() {
    let folder = TemporaryFolder()
    let one = folder.file("one.txt", text)
    let two = folder.file("two.txt", "Un marché à Maradi\n\nLe marché de Maradi a rouvert, a annoncé Issaka Bello.")
    let lines =
      "#corpus\ncorpus[1].title\narticle.title\n:open two\narticle.title\n:query [lemma=\"marché\"]\n:open 3\n"
    let result = program.run(["console", one, two], input: Array(lines.utf8))
    #expect(result.output.hasPrefix("2\nLe pont de Tessaoua\n"), "\(result)")
    #expect(result.output.contains("\nUn marché à Maradi\n"))
    #expect(result.output.contains("Le marché de Maradi"))
    #expect(result.errors.contains("there is no single 'article'"))
    #expect(result.errors.contains("there is no article '3'"))
  }

  @Test("A corpus folder is one too, and its articles stay at hand")
  func corpusFolder() {
    let folder = TemporaryFolder()
    let corpus = folder.path + "/c"
    folder.file("one.txt", text)
    folder.file("two.txt", "Un marché à Maradi\n\nLe marché de Maradi a rouvert, a annoncé Issaka Bello.")
    #expect(program.run(["corpus", "create", corpus]).status == 0)
    let added = program.run(["corpus", "add", corpus, "\(folder.path)/one.txt", "\(folder.path)/two.txt"])
    #expect(added.status == 0, "\(added.errors)")
    #expect(program.run(["console", corpus], input: Array("print(#corpus)".utf8)).output == "2\n")
    let lines =
      "a = corpus[1]\nb = corpus[2]\na.title\nb.title\ncorpus\n:query [lemma=\"marché\"]\n:open two\narticle == nil\n"
    let result = program.run(["console", corpus], input: Array(lines.utf8))
    #expect(result.output.hasPrefix("Le pont de Tessaoua\nUn marché à Maradi\n2 articles · "), "\(result)")
    #expect(result.output.hasSuffix("\nfalse\n"), "\(result)")
  }

  @Test("A limit stops a line, not the session")
  func limits() {
    let slow = run("while true do end\nprint('after')\n", ["--time-limit", "0.3"])
    #expect(slow.output == "after\n")
    #expect(slow.errors.contains("0.3 s of CPU time"), "\(slow.errors)")
    #expect(slow.status == 2)
    let large = run("t = {} for i = 1, 1e9 do t[i] = { i } end\nprint('after')\n", ["--memory-limit", "32"])
    #expect(large.output == "after\n", "\(large.errors)")
    #expect(large.status == 2)
  }

  @Test("Files are written only into the folder that --output names")
  func files() {
    let folder = TemporaryFolder()
    #expect(run("report.save('a.txt', 'x')").errors.contains("no output folder"))
    let result = run("report.save('a.txt', 'x')", ["--output", folder.path + "/out"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(TemporaryFolder.read(folder.path + "/out/a.txt") == "x")
  }

  @Test("What cannot be read ends the console before it begins")
  func unreadable() {
    let result = program.run(["console", "/nowhere/a.txt"], input: Array("1".utf8))
    #expect(result.status == 3)
    #expect(result.output == "")
    #expect(program.run(["console", "-"], input: []).status == 64)
  }

  @Test("Without an article there is Lua, and :open brings one")
  func nothing() {
    let folder = TemporaryFolder()
    let path = folder.file("a.txt", text)
    let result = program.run(["console"], input: Array("1 + 1\n:open \(path)\narticle.title\n".utf8))
    #expect(result.output.hasPrefix("2\n") && result.output.hasSuffix("Le pont de Tessaoua\n"), "\(result)")
  }
}
