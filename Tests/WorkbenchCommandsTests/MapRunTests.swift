import Glibc
import Testing

@Suite("Scripts over several articles")
struct MapRunTests {
  private let program = Program()
  private let quoted = """
    function map(article)
      local count = {}
      for _, person in ipairs(article.persons) do count[person.name] = #person.mentions end
      return count
    end
    function merge(a, b)
      for name, n in pairs(b) do a[name] = (a[name] or 0) + n end
      return a
    end
    function finish(total)
      local report = require "report"
      for name, n in report.ranked(total, 20) do print(n, name) end
    end
    """

  /// A folder of short articles in which persons come back.
  private func folder(_ count: Int) -> TemporaryFolder {
    let folder = TemporaryFolder()
    let names = ["Rahila Moussa-Dan", "Idi Labo-Sani", "Oumarou Gado-Hassane"]
    for number in 0..<count {
      let text =
        "Une visite à Tessaoua\n\nLa préfète \(names[number % 3]) a reçu \(names[number % 2]) à Tessaoua hier matin.\n"
      folder.file("a\(100 + number).txt", text)
    }
    return folder
  }

  @Test("map, merge and finish give the same bytes with one worker and with eight, over files and folders")
  func sameBytes() {
    let folder = folder(12)
    let script = folder.file("count.lua", quoted)
    let one = program.run(["run", script, folder.path, "--workers", "1"])
    #expect(one.status == 0 && one.output.contains("Rahila Moussa-Dan"), "\(one.errors)")
    #expect(program.run(["run", script, folder.path, "--workers", "8"]).output == one.output)
    let files = (0..<12).map { "\(folder.path)/a\(100 + $0).txt" }
    #expect(program.run(["run", script] + files).output == one.output)
  }

  @Test("merge is a left fold in article order, in one state; a single article is not merged")
  func leftFold() {
    let folder = folder(5)
    let script = folder.file(
      "s.lua",
      """
      local calls = { n = 0 }
      function map(article) return article.source:match("a1(%d+)") end
      function merge(a, b) calls.n = calls.n + 1 return "(" .. a .. "+" .. b .. ")" end
      function finish(total) print(total, calls.n) end
      """)
    #expect(program.run(["run", script, folder.path]).output == "((((00+01)+02)+03)+04)\t4\n")
    #expect(program.run(["run", script, folder.path + "/a103.txt"]).output == "03\t0\n")
  }

  @Test("Without merge the values are written out one a line, in article order; nil writes nothing")
  func lines() {
    let folder = folder(4)
    let script = folder.file(
      "s.lua",
      """
      function map(article)
        local n = tonumber(article.source:match("a1(%d+)"))
        if n == 1 then return nil end
        return { n = n, half = n / 2, none = {}, list = list {}, big = 1e100, same = 3.0 }
      end
      """)
    let result = program.run(["run", script, folder.path])
    #expect(
      result.output == """
        {"big":1e+100,"half":0.0,"list":[],"n":0,"none":{},"same":3.0}
        {"big":1e+100,"half":1.0,"list":[],"n":2,"none":{},"same":3.0}
        {"big":1e+100,"half":1.5,"list":[],"n":3,"none":{},"same":3.0}\n
        """, "\(result.errors)")
  }

  @Test("Values keep integers and floats apart, and empty tables and lists, on their way to merge")
  func subtypes() {
    let folder = folder(2)
    let script = folder.file(
      "s.lua",
      """
      function map(article) return { i = 1, f = 1.0, s = 0.1, t = {}, l = list {}, deep = { { true } } } end
      function merge(a, b) return b end
      function finish(v)
        print(math.type(v.i), math.type(v.f), v.s == 0.1, v.deep[1][1])
        print(require("report").json(v))
      end
      """)
    #expect(
      program.run(["run", script, folder.path]).output
        == "integer\tfloat\ttrue\ttrue\n{\"deep\":[[true]],\"f\":1.0,\"i\":1,\"l\":[],\"s\":0.1,\"t\":{}}\n")
  }

  @Test("finish also runs when there was nothing, with nil")
  func nothing() {
    let folder = folder(1)
    let script = folder.file(
      "s.lua",
      "function map() return nil end function merge(a, b) return a end function finish(v) print(v) end")
    #expect(program.run(["run", script, folder.path]).output == "nil\n")
  }

  @Test("An article that fails is named, the others are counted, and the status tells")
  func oneFails() {
    let folder = folder(4)
    folder.file("a101.txt", "")
    let script = folder.file(
      "s.lua",
      """
      function map(article)
        if article.source:find "a102" then error("not this one") end
        return 1
      end
      function merge(a, b) return a + b end
      """)
    let result = program.run(["run", script, folder.path])
    #expect(result.output == "2\n")
    #expect(result.status != 0)
    #expect(result.errors.contains("a101.txt: error") && result.errors.contains("s.lua:2: error: not this one"))
  }

  @Test("Globals are read-only after the script has run, and each map starts afresh")
  func readOnly() {
    let folder = folder(2)
    let script = folder.file("s.lua", "n = 0 function map(article) n = n + 1 return n end")
    let result = program.run(["run", script, folder.path])
    #expect(result.status == 1 && result.errors.contains("read-only"), "\(result.errors)")
  }

  @Test(
    "What cannot leave its article is refused with a reason",
    arguments: [
      ("article.persons[1]", "name, text or id"), ("{ [3] = 1 }", "keys must be names"), ("0/0", "no word"),
      ("print", "no data"),
    ])
  func refused(value: String, reason: String) {
    let folder = folder(1)
    let script = folder.file("s.lua", "function map(article) return \(value) end")
    let result = program.run(["run", script, folder.path])
    #expect(result.status == 1 && result.errors.contains(reason), "\(result.errors)")
  }

  @Test("A plain script over several articles walks them as corpus, and is told so when it asks for article")
  func corpus() {
    let folder = folder(3)
    let script = folder.file(
      "s.lua",
      """
      print(corpus.count, corpus)
      for article in corpus:articles() do print(article.source:match("[^/]+$"), #article.persons > 0) end
      local n = 0
      for match, article in corpus:match [[ [lemma="recevoir"] ]] do
        n = n + 1
        assert(match.sentence.number >= 1 and article.source)
      end
      print(n)
      """)
    let result = program.run(["run", script, folder.path])
    #expect(
      result.output == "3\tcorpus of 3 articles\na100.txt\ttrue\na101.txt\ttrue\na102.txt\ttrue\n3\n",
      "\(result.output)\(result.errors)")
    let wrong = program.run(["run", folder.file("w.lua", "print(article.title)"), folder.path])
    #expect(wrong.status == 1 && wrong.errors.contains("w.lua:1") && wrong.errors.contains("--each"), "\(wrong.errors)")
  }

  @Test("Facts and walks stay good while a script goes on to other articles")
  func stayingFacts() {
    let folder = folder(3)
    let script = folder.file(
      "s.lua",
      """
      local kept = {}
      for article in corpus:articles() do kept[#kept + 1] = article.persons[1] end
      for _, person in ipairs(kept) do print(person.name) end
      local crossed, words = 0, 0
      for match in corpus:match [[ [pos="DET"] ]] do for article in corpus:articles() do crossed = crossed + 1 end end
      local walk
      for article in corpus:articles() do walk = walk or article:match [[ [] ]] end
      for match in walk do words = words + 1 end
      print(crossed > 0 and crossed % 3, words == #corpus[1].tokens)
      """)
    let result = program.run(["run", script, folder.path])
    #expect(
      result.output == "Rahila Moussa-Dan\nIdi Labo-Sani\nOumarou Gado-Hassane\n0\ttrue\n",
      "\(result.output)\(result.errors)")
  }

  @Test("--each runs a script once an article under headings; as CSV the tables are one")
  func each() {
    let folder = folder(2)
    let script = folder.file(
      "s.lua", "local r = require('report').table { 'n', 'file' } r:add { 1, article.source:match('[^/]+$') } print(r)")
    let text = program.run(["run", script, folder.path, "--each"])
    #expect(text.output.contains("== \(folder.path)/a100.txt ==") && text.output.contains("a101.txt"))
    let csv = program.run(["run", script, folder.path, "--each", "--format", "csv"])
    #expect(csv.output.split(whereSeparator: \.isNewline) == ["n,file", "1,a100.txt", "1,a101.txt"])
  }

  @Test("A map without end is stopped and the rest goes on")
  func timeLimit() {
    let folder = folder(3)
    let script = folder.file(
      "s.lua", "function map(article) if article.source:find '101' then while true do end end return 1 end")
    let result = program.run(["run", script, folder.path, "--time-limit", "0.4"])
    #expect(result.output == "1\n1\n" && result.status == 2, "\(result.errors)")
  }

  @Test("Workers that somebody kills cost nothing but time: the bytes are the same")
  func killedWorkers() {
    let folder = folder(40)
    let script = folder.file("count.lua", quoted)
    let expected = program.run(["run", script, folder.path]).output
    let result = program.runKillingWorkers(script, over: folder.path)
    #expect(result.output == expected && !expected.isEmpty, "\(result.errors)")
    #expect(result.status == 0)
  }

  @Test("The names of functions in comments, strings, tables and locals define nothing")
  func notDefined() {
    let folder = TemporaryFolder()
    let article = folder.file("a.txt", shortArticle)
    let script = folder.file(
      "s.lua",
      """
      -- function map(article) end
      local s = "map = 1" local t = { map = 1 } local l = [[ function map() end ]]
      local function map(x) return x end
      print(map(article.title) ~= nil)
      """)
    #expect(program.run(["run", script, article]).output == "true\n")
  }
}

@Suite("workbench map")
struct MapCommandTests {
  private let program = Program()

  private func map(_ script: String, _ input: String, _ options: [String] = []) -> Program.Result {
    let folder = TemporaryFolder()
    return program.run(
      ["map", "--script", folder.file("s.lua", script)] + options, input: Array(input.utf8))
  }

  private let line =
    #"{"id": "x1", "title": "Une visite", "published": "2025-03-04T10:00:00Z", "#
    + #""text": "La préfète a reçu Idi Labo-Sani à Tessaoua."}"#

  @Test("Each line gives one envelope, in order, with what map returned")
  func envelopes() {
    let script = "function map(article) return { article.title, article.published or '-', #article.persons } end"
    let result = map(script, line + "\n" + #"{"id": 7, "title": "La pluie", "text": "Il pleut sur le port."}"# + "\n")
    #expect(
      result.output == #"{"id":"x1","out":[["Une visite","2025-03-04",1]],"seq":1}"# + "\n"
        + #"{"id":7,"out":[["La pluie","-",0]],"seq":2}"# + "\n", "\(result.output)\(result.errors)")
  }

  @Test("What goes wrong with a line is told in its envelope, and the exit status stays 0")
  func errors() {
    let script = """
      function map(article)
        if article.title == "Boucle" then while true do end end
        if article.title == "Faute" then error("non") end
        return 1
      end
      """
    let folder = TemporaryFolder()
    func object(_ id: Int, _ title: String) -> String {
      #"{"id":\#(id),"title":"\#(title)","text":"Il pleut à Tessaoua."}"#
    }
    let input =
      Array("\(object(1, "Boucle"))\n{\n\(object(3, "Faute"))\n\n[1]\n".utf8) + [0x22, 0xFF, 0x0A]
      + Array(object(7, "Fin").utf8)
    let result = program.run(
      ["map", "--script", folder.file("s.lua", script), "--time-limit", "0.4", "--workers", "2"], input: input)
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    let codes = ["limit", "bad_json", "script_error", "bad_json", "bad_json", "invalid_utf8"]
    #expect(lines.count == 7, "\(result.output)")
    for (number, code) in codes.enumerated() {
      #expect(lines[number].contains(#""code":"\#(code)""#) && lines[number].hasSuffix(#""seq":\#(number + 1)}"#))
    }
    #expect(lines[0].contains(#""id":1"#) && lines[2].contains("s.lua:3: non"))
    #expect(lines[6] == #"{"id":7,"out":[1],"seq":7}"#)
  }

  @Test("The same bytes with one worker and with eight; a plain script gives the lines it prints")
  func sameBytes() {
    let input = (0..<20).map {
      #"{"id":\#($0),"title":"T\#($0)","text":"La préfète a reçu Idi Labo-Sani à Tessaoua."}"#
    }
    .joined(separator: "\n")
    let script = "print(article.title) print(#article.tokens)"
    let one = map(script, input, ["--workers", "1"])
    #expect(one.output.hasPrefix(#"{"id":0,"out":["T0","#), "\(one.output)")
    #expect(map(script, input, ["--workers", "8"]).output == one.output)
  }
}
