import Testing

@Suite("workbench plugin")
struct PluginCommandTests {
  private let user = PluginUser()

  @Test("From nothing to an own installed plugin that adds an event type, in five commands")
  func fiveCommands() {
    user.file("article.txt", "Saisie au port\n\nLes gendarmes ont saisi douze fusils à Nioro le 11 février 2025.\n")
    #expect(user.run("plugin", "new", "seizures").status == 0)
    let test = user.run("plugin", "test", "seizures")
    #expect(test.status == 0, "\(test.output)\(test.errors)")
    #expect(test.output.contains("2 of 2 tests passed"))
    #expect(test.output.contains("F1"))
    #expect(user.run("plugin", "pack", "seizures").status == 0)
    #expect(user.run("plugin", "install", "seizures-0.1.0.tar", "--yes").status == 0)
    let found = user.run("annotate", "article.txt", "--layers", "events")
    #expect(found.status == 0, "\(found.errors)")
    for words in [#""type": "seizure""#, #""by": "seizures""#, #""date": "2025-02-11""#, #""sha256""#] {
      #expect(found.output.contains(words), "\(words)")
    }
  }

  @Test("A new plugin of every kind works as it is", arguments: ["extractor", "report", "lexicon", "library"])
  func templates(kind: String) {
    #expect(user.run("plugin", "new", "sample", "--kind", kind).status == 0)
    let test = user.run("plugin", "test", "sample")
    #expect(test.status == 0, "\(test.output)\(test.errors)")
    #expect(user.exists("\(user.work)/sample/.luarc.json"))
    #expect(user.text("sample/.workbench/workbench.lua").contains("plugin.rule"))
    let packed = user.run("plugin", "pack", "sample", "--output", "out")
    #expect(packed.status == 0, "\(packed.errors)")
    #expect(user.run("plugin", "info", "out/sample-0.1.0.tar").output.contains(".luarc") == false)
  }

  @Test("The same plugin packed in two places has the same hash")
  func sameHash() {
    user.extractor("gauges")
    #expect(user.run("plugin", "new", "elsewhere/other").status == 0)
    for name in ["plugin.json", "init.lua"] { user.file("elsewhere/far/gauges/\(name)", user.text("gauges/\(name)")) }
    user.file("elsewhere/far/gauges/.DS_Store", "left out")
    let one = user.run("plugin", "pack", "gauges", "--output", "one")
    let two = user.run("plugin", "pack", "gauges", "--output", "../..", in: "elsewhere/far")
    #expect(one.status == 0 && two.status == 0, "\(one.errors)\(two.errors)")
    #expect(one.output.prefix(64) == two.output.prefix(64))
    #expect(user.text("one/gauges-1.0.0.tar") == user.text("gauges-1.0.0.tar"))
  }

  @Test("Every problem of a manifest is told in one run, each with its line")
  func manifestProblems() {
    user.file("bad/plugin.json", "{\n  \"id\": \"Bad Name\",\n  \"version\": \"1\",\n  \"kind\": \"virus\"\n}\n")
    let result = user.run("plugin", "pack", "bad")
    #expect(result.status == 3)
    for words in ["bad/plugin.json:2:", "bad/plugin.json:3:", "bad/plugin.json:4:", "'authors' is missing"] {
      #expect(result.errors.contains(words), "\(words): \(result.errors)")
    }
  }

  @Test("Scripts see what an enabled plugin found, and why names plugin, version and hash")
  func scripts() {
    user.extractor("gauges")
    user.file("a.txt", gaugeArticle)
    user.file("s.lua", "print(#article.layers.sighting, article.layers.sighting[1].text)")
    #expect(user.run("plugin", "install", "gauges", "--yes").status == 0)
    #expect(user.run("run", "s.lua", "a.txt").output == "1\tpluviomètre\n")
    #expect(user.run("run", "s.lua", "a.txt", in: nil).status == 0)
    let without = user.run("run", "s.lua", "a.txt", "--no-plugins")
    #expect(without.status == 1)
    user.file("e.lua", "local e = article.layers.sighting[1].evidence print(e.by, e.rule, e.version)")
    let evidence = user.run("run", "e.lua", "a.txt").output
    #expect(evidence.hasPrefix("gauges\tgauge\t1.0.0+sha256."), "\(evidence)")
  }

  @Test("The lock of a folder above is the nearest one")
  func nearestLock() {
    user.extractor("gauges")
    user.file("deep/er/a.txt", gaugeArticle)
    user.file("deep/er/s.lua", "print(#article.layers.sighting)")
    user.run("plugin", "install", "gauges", "--yes")
    #expect(user.run("run", "s.lua", "a.txt", in: "deep/er").output == "1\n")
  }

  @Test("A folder or archive is used without being installed")
  func unpacked() {
    user.extractor("gauges")
    user.file("a.txt", gaugeArticle)
    user.file("s.lua", "print(#article.layers.sighting)")
    #expect(user.run("run", "s.lua", "a.txt", "--plugin", "./gauges").output == "1\n")
    user.run("plugin", "pack", "gauges")
    #expect(user.run("run", "s.lua", "a.txt", "--plugin", "gauges-1.0.0.tar").output == "1\n")
    #expect(!user.exists("\(user.work)/workbench.lock"))
  }

  @Test("list, verify and remove tell and do what they say")
  func upkeep() {
    user.extractor("gauges")
    user.run("plugin", "install", "gauges", "--yes")
    #expect(user.run("plugin", "list").output.contains("enabled"))
    #expect(user.run("plugin", "verify").output.contains("whole, unsigned"))
    #expect(user.run("plugin", "remove", "gauges", "--purge").status == 0)
    #expect(!user.run("plugin", "list").output.contains("enabled"))
    #expect(user.run("run", "x.lua", "a.txt", "--plugin", "gauges").status == 3)
  }

  @Test("Lock, approvals and archives have the modes they need")
  func modes() {
    user.extractor("gauges")
    user.run("plugin", "install", "gauges", "--yes")
    #expect(user.mode("\(user.work)/workbench.lock") == 0o644)
    #expect(user.mode("\(user.home)/.local/state/workbench/approvals.json") == 0o600)
    #expect(user.mode("\(user.home)/.local/share/workbench/installed.json") == 0o600)
  }

  @Test("A plugin that fails is named with its line, its facts are left out, and the analysis goes on")
  func failing() {
    user.extractor(
      "broken",
      code: """
        require "plugin".rule "gauge" { match = [[ "pluviomètre" ]], layer = "sighting" }
        function analyse(article)
          error "no idea"
        end
        """)
    user.file("a.txt", gaugeArticle)
    user.file("s.lua", "print(#article.sentences > 0, article:has 'sighting')")
    let result = user.run("run", "s.lua", "a.txt", "--plugin", "./broken")
    #expect(result.status == 0)
    #expect(result.errors.contains("broken/init.lua:3: error: the plugin 'broken' failed"), "\(result.errors)")
    user.file("n.lua", "print(#article.layers.sighting)")
    #expect(user.run("run", "n.lua", "a.txt", "--plugin", "./broken").output == "0\n")
  }

  @Test("A plugin that never ends is stopped, and the analysis goes on")
  func endless() {
    user.extractor("endless", more: #", "limits": { "milliseconds": 50 }"#, code: "while true do end")
    user.file("a.txt", gaugeArticle)
    user.file("s.lua", "print 'done'")
    let result = user.run("run", "s.lua", "a.txt", "--plugin", "./endless")
    #expect(result.output == "done\n")
    #expect(result.errors.contains("it took more than 50 ms"), "\(result.errors)")
  }

  @Test("Ten plugins find the same facts in whatever order they are named")
  func manyPlugins() {
    user.file("a.txt", gaugeArticle)
    var forwards: [String] = ["annotate", "a.txt", "--layers", "layers"]
    var backwards = forwards
    for number in 0..<10 {
      user.extractor(
        "gauge-\(number)", capabilities: ["add:sighting-\(number)"],
        code: "require 'plugin'.rule 'g' { match = [[ \"pluviomètre\" ]], layer = 'sighting-\(number)' }")
      forwards += ["--plugin", "./gauge-\(number)"]
    }
    for number in (0..<10).reversed() { backwards += ["--plugin", "./gauge-\(number)"] }
    var program = Program()
    program.home = user.home
    let one = program.run(forwards, in: user.work)
    let two = program.run(backwards, in: user.work)
    #expect(one.status == 0, "\(one.errors)")
    #expect(one.output.contains("sighting-9"))
    #expect(one.output == two.output)
  }

  @Test("Frames in Lua and in a lexicon's file add kinds of events, found by the analyser of events")
  func frames() {
    user.file(
      "a.txt", "Crue\n\nLe fleuve a débordé à Kidal le 3 mars 2025. Les gardes ont relâché les moutons à Gao.\n")
    user.extractor(
      "floods", capabilities: ["add:events"],
      code: """
        require "plugin".frame "overflow" {
          type = "flood", trigger = { [[ [lemma="déborder" & pos="VERB"] ]] },
          participants = { "subject", type = "PER|ORG|LOC" }, place = "at", date = "when", weight = 90,
        }
        """)
    user.file(
      "releases/plugin.json",
      """
      { "id": "releases", "version": "1.0.0", "api": "^1.0.0", "kind": "lexicon", "authors": ["A. Nonym"],
        "licence": "MIT", "description": "A test.", "provides": ["events"], "capabilities": ["add:events"] }
      """)
    let frame = "frame release\n  type: release\n  trigger: [lemma=\"relâcher\" & pos=\"VERB\"]\n  place: at\n"
    user.file("releases/frames/releases.frames", frame)
    let found = user.run(
      "annotate", "a.txt", "--layers", "events", "--plugin", "./floods", "--plugin", "./releases")
    for words in [#""type": "flood""#, #""by": "floods""#, #""type": "release""#, #""by": "releases""#] {
      #expect(found.output.contains(words), "\(words): \(found.errors)")
    }
    user.file("releases/frames/releases.frames", "frame release\n  trigger: [lemma=\n")
    let wrong = user.run("plugin", "pack", "releases")
    #expect(wrong.status == 3)
    #expect(wrong.errors.contains("releases/frames/releases.frames:2:"), "\(wrong.errors)")
  }
}
