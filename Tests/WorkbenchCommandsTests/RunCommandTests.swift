import Glibc
import Testing

/// A short report with a headline, a dated meeting, a quote and a site's own line.
let shortArticle = """
  Kidal : la commission mixte reprend ses travaux

  Kidal, le mardi 4 mars 2025. La commission mixte a repris ses travaux à Kidal. « Nous voulons avancer vite », a déclaré \
  Awa Diarra, présidente du comité.

  Lire aussi : notre dossier
  """

@Suite("workbench run")
struct RunCommandTests {
  private let program = Program()

  private func run(_ script: String, article: String = shortArticle, _ arguments: [String] = []) -> Program.Result {
    let folder = TemporaryFolder()
    let script = folder.file("script.lua", script)
    let article = folder.file("article.txt", article)
    return program.run(["run", script, article] + arguments)
  }

  @Test("A script sees the article and prints")
  func prints() {
    let result = run("print(article.title) print(#article.sentences > 1)")
    #expect(result.output == "Kidal : la commission mixte reprend ses travaux\ntrue\n")
    #expect(result.status == 0)
  }

  @Test("The brief names people, places, the date in ISO form, the quote and what happened")
  func brief() {
    let folder = TemporaryFolder()
    let result = program.run(["run", "Scripts/brief.lua", folder.file("a.txt", shortArticle)])
    #expect(result.status == 0)
    for words in ["Awa Diarra", "Kidal", "2025-03-04", "Nous voulons avancer vite", "What happened"] {
      #expect(result.output.contains(words), "\(words)")
    }
    #expect(!result.output.contains("Lire aussi"))
  }

  @Test(
    "Every script of the repository runs over every example",
    arguments: ["brief", "names", "who-said-what", "timeline"])
  func shippedScripts(name: String) {
    for example in examples {
      let result = program.run(["run", "Scripts/\(name).lua", "Examples/\(example)"])
      #expect(result.status == 0, "\(example): \(result.errors)")
      #expect(!result.output.isEmpty)
    }
  }

  private var examples: [String] {
    guard let folder = opendir(Program.root + "/Examples") else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".txt") { names.append(name) }
    }
    return names.sorted()
  }

  @Test("A script from standard input's article and its own arguments")
  func standardInputAndArguments() {
    let folder = TemporaryFolder()
    let script = folder.file("s.lua", "print(arg[1], arg[2], #arg, article.source)")
    let result = program.run(["run", script, "-", "--", "--x", "deux mots"], input: Array(shortArticle.utf8))
    #expect(result.output == "--x\tdeux mots\t2\t-\n")
  }

  @Test("A script error names file and line, with a traceback, and exits 1")
  func scriptError() {
    let result = run("local function f()\n  error('non')\nend\nf()")
    #expect(result.status == 1)
    #expect(result.errors.contains("script.lua:2: error: non"))
    #expect(result.errors.contains("script.lua:4"))
  }

  @Test("A misspelt field offers the nearest right one")
  func misspelt() {
    let result = run("print(article.persones)")
    #expect(result.status == 1)
    #expect(result.errors.contains("persons"))
  }

  @Test("A loop without end is stopped at the time limit with the line, and the status says limit")
  func timeLimit() {
    let result = run("local n = 0\nwhile true do n = n + 1 end", ["--time-limit", "0.3"])
    #expect(result.status == 2)
    #expect(result.errors.contains("script.lua:2: error:"))
    #expect(result.errors.contains("--time-limit"))
  }

  @Test("What a script printed before its error is not lost")
  func outputBeforeError() {
    let result = run("print('avant') error('x')")
    #expect(result.output == "avant\n")
  }

  @Test(
    "A pattern that would search without end is stopped at the time limit, by a clean error",
    arguments: [
      #"article:matches("a:[]{1,30} b:[]{1,30} c:[]{1,30} :: a.word = 'x' & distance(b, c) > 9")"#,
      #"article:matches("(([]{0,30} a:[]{0,30})+ b:[]*)+ :: a.lemma = b.lemma & a.word = 'zzz'")"#,
    ])
  func patternTimeLimit(search: String) {
    let text = "Un titre\n\n" + String(repeating: "La mer monte et le vent tombe sur le port de la ville. ", count: 200)
    let result = run(
      "while true do \(search) article:annotate('x', article.sentences[1]) end", article: text, ["--time-limit", "1.5"])
    #expect(result.status == 2)
    #expect(result.errors.contains("script.lua:1: error: stopped"), "\(result.errors)")
  }

  @Test("Memory without bound is stopped, and the program says so")
  func memoryLimit() {
    let result = run("local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1000) .. i end", ["--memory-limit", "64"])
    #expect(result.status == 2)
    #expect(result.errors.contains("memory"))
  }

  @Test("Integer keys that collide, which nothing but a kill stops, end within the limit")
  func collidingKeys() {
    let script = """
      local t = {}
      for i = 1, 3e5 do t[i * 4294967296 * 64] = true end
      local n = 0
      while true do t[n * 1048576 * 4294967296] = n n = n + 1 end
      """
    let result = run(script, ["--time-limit", "0.5"])
    #expect(result.status == 2)
  }

  @Test("The same run prints the same bytes, random numbers and table order included")
  func deterministic() {
    let script = """
      local t = {} for i = 1, 50 do t['k' .. i * 7 % 50] = math.random(1000) end
      for k, v in pairs(t) do print(k, v) end print(tostring({}), tostring(print))
      """
    let folder = TemporaryFolder()
    let (script2, article) = (folder.file("s.lua", script), folder.file("a.txt", shortArticle))
    let runs = (0..<3).map { _ in program.run(["run", script2, article]).output }
    #expect(runs[0] == runs[1] && runs[1] == runs[2] && !runs[0].isEmpty)
  }

  @Test("Modules beside the script can be required; others cannot, and the error says what there is")
  func modules() {
    let folder = TemporaryFolder()
    folder.file("helper.lua", "return { double = function(x) return 2 * x end }")
    let script = folder.file("s.lua", "print(require('helper').double(21))")
    let article = folder.file("a.txt", shortArticle)
    #expect(program.run(["run", script, article]).output == "42\n")
    let other = folder.file("o.lua", "require 'os'")
    let result = program.run(["run", other, article])
    #expect(result.status == 1 && result.errors.contains("os"))
  }

  @Test(
    "Files are written under --output only, whole, and never outside",
    arguments: ["../x.csv", "/tmp/x.csv", "a/../../x"])
  func outputStaysInside(name: String) {
    let folder = TemporaryFolder()
    let script = folder.file("s.lua", "require('report').save('\(name)', 'x')")
    let article = folder.file("a.txt", shortArticle)
    let result = program.run(["run", script, article, "--output", folder.path + "/out"])
    #expect(result.status == 1)
    #expect(folder.names == ["a.txt", "out", "s.lua"])
  }

  @Test("A report file appears in the output folder, in the form of its extension")
  func reportFile() {
    let folder = TemporaryFolder()
    let script = folder.file(
      "s.lua", "local r = require 'report' r.save('sub/t.csv', r.table{'a','b'}:add{1, '=x'})")
    let article = folder.file("a.txt", shortArticle)
    let result = program.run(["run", script, article, "--output", folder.path + "/out"])
    #expect(result.status == 0, "\(result.errors)")
    #expect(TemporaryFolder.read(folder.path + "/out/sub/t.csv") == "a,b\r\n1,'=x\r\n")
  }

  @Test("Without --output a script that writes is told how to let it")
  func noOutputFolder() {
    let result = run("require('report').save('x.txt', 'x')")
    #expect(result.status == 1 && result.errors.contains("--output"))
  }

  @Test("A file that cannot be read, a folder, an empty and a binary file each get one diagnostic and status 3")
  func badInputs() {
    let folder = TemporaryFolder()
    let script = folder.file("s.lua", "print(1)")
    let empty = folder.file("empty.txt", "")
    let binary = folder.file("b.txt", bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1, 2, 3])
    let folderWithoutArticles = TemporaryFolder()
    for path in [folder.path + "/none.txt", folderWithoutArticles.path, empty, binary] {
      let result = program.run(["run", script, path])
      #expect(result.status == 3, "\(path)")
      #expect(result.errors.hasPrefix("\(path): error: "), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").filter { $0.contains("error:") }.count == 1)
    }
  }

  @Test("A file of 100 MB is refused without being read")
  func hugeInput() {
    let folder = TemporaryFolder()
    let path = folder.file("huge.txt", "x")
    truncate(path, 100 << 20)
    let result = program.run(["run", folder.file("s.lua", "print(1)"), path])
    #expect(result.status == 3 && result.errors.contains("MiB"))
  }

  @Test("A wrong command line exits 64 and says what is right")
  func usage() {
    #expect(program.run(["run"]).status == 64)
    let result = run("print(1)", ["--published", "2024-02-30"])
    #expect(result.status == 64 && result.errors.contains("2024-02-30"))
  }

  @Test("--published dates an article that has no date")
  func published() {
    let text = "Une réunion à Gao\n\nLa réunion du comité a eu lieu hier à Gao."
    let script = "for _, d in ipairs(article.dates) do print(d.value, d.anchor) end"
    #expect(run(script, article: text, ["--published", "2024-03-01"]).output == "2024-02-29\tpublished\n")
  }
}
