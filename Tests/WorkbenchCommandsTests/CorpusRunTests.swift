import Glibc
import Testing

@Suite("Scripts over a corpus")
struct CorpusRunTests {
  private let program = Program()
  private static let examples = ["attaque", "communique", "election", "entretien", "sport"].map { "Examples/\($0).txt" }

  private let quoted = """
    function map(article)
      local count = {}
      for _, quote in ipairs(article.quotes) do
        local name = quote.speaker and quote.speaker.name or "?"
        count[name] = (count[name] or 0) + #quote.tokens + math.random(10)
      end
      return count
    end
    function merge(a, b)
      for name, n in pairs(b) do a[name] = (a[name] or 0) + n end
      return a
    end
    function finish(total)
      local report = require "report"
      for name, n in report.ranked(total or {}, 20) do print(n, name) end
    end
    """

  private func corpus(_ folder: TemporaryFolder) -> String {
    let path = folder.path + "/c"
    #expect(program.run(["corpus", "create", path]).status == 0)
    #expect(program.run(["corpus", "add", path] + Self.examples).status == 0)
    return path
  }

  @Test("map, merge and finish print over a corpus what they print over the files, with one worker and with eight")
  func sameAsFiles() {
    let folder = TemporaryFolder()
    let path = corpus(folder)
    let script = folder.file("quoted.lua", quoted)
    let files = program.run(["run", script] + Self.examples)
    #expect(files.status == 0 && files.output.split(separator: "\n").count > 3, "\(files.errors)")
    for workers in ["1", "8"] {
      let result = program.run(["run", script, path, "--workers", workers])
      #expect(result.output == files.output && result.status == 0, "\(result.errors)")
    }
  }

  @Test("A worker that somebody kills changes nothing")
  func killed() {
    let folder = TemporaryFolder()
    let path = folder.path + "/c"
    let lines = (0..<150).map { number in
      #"{"text":"Le préfet \#(["Armand Zelkov", "Basile Corvo"][number % 2]) a déclaré que le pont \#(number) serait fermé."}"#
    }
    let file = folder.file("a.jsonl", lines.joined(separator: "\n"))
    #expect(program.run(["corpus", "create", path]).status == 0)
    #expect(program.run(["corpus", "add", path, file]).output == "150 added\n")
    let script = folder.file("quoted.lua", quoted)
    let expected = program.run(["run", script, path, "--workers", "1"]).output
    let result = program.runKillingWorkers(script, over: path)
    #expect(result.output == expected && !expected.isEmpty, "\(result.errors)")
  }

  @Test("A plain script walks a corpus and finds in it what a query finds")
  func plain() {
    let folder = TemporaryFolder()
    let path = corpus(folder)
    let script = folder.file(
      "s.lua",
      """
      local articles, matches = 0, 0
      for article in corpus:articles() do articles = articles + 1 end
      for match, article in corpus:match [[ [pos="DET"] noun:[pos="NOUN"] ]] do
        matches = matches + 1
        assert(match.noun.text and match.sentence.number >= 1 and article.source:find("Examples/"))
      end
      print(matches .. " matches in " .. articles .. " articles", #corpus.sources)
      """)
    let count = program.run(["query", #"[pos="DET"] [pos="NOUN"]"#, path, "--count"]).output
    let result = program.run(["run", script, path])
    #expect(result.output == count.dropLast() + "\t5\n", "\(result.errors)")
  }

  @Test("A script finds, counts and keeps articles of a corpus as it does those of files")
  func corpusObject() {
    let folder = TemporaryFolder()
    let path = corpus(folder)
    let script = folder.file(
      "s.lua",
      """
      local found = corpus:find "président"
      print(#corpus, #found, found[1].source)
      local quotes = {}
      for _, article in ipairs(corpus) do
        for _, quote in ipairs(article.quotes) do quotes[#quotes + 1] = quote end
      end
      for _, quote in ipairs(quotes) do print(quote.text, quote.speaker and quote.speaker.name) end
      print(corpus:frequency { pos = "VERB", by = "lemma", limit = 3 })
      print(corpus:frequency { query = '"le" [pos="NOUN"]', by = "source" }:csv())
      for match, article in corpus:match '<ent type="PER"/>' do
        article:annotate("person", match, { name = match.text })
      end
      local n = 0
      for match in corpus:match "<person/>" do n = n + 1 end
      print(n)
      """)
    let overFiles = program.run(["run", script] + Self.examples)
    let overCorpus = program.run(["run", script, path])
    #expect(overFiles.status == 0 && overFiles.output.hasPrefix("5\t"), "\(overFiles.errors)")
    #expect(overCorpus.output == overFiles.output, "\(overCorpus.errors)")
  }

  @Test("Filters say which articles a script sees")
  func filters() {
    let folder = TemporaryFolder()
    let path = folder.path + "/c"
    let lines = (1...9).map { number in
      #"{"text":"Le préfet \#(["Armand Zelkov", "Basile Corvo"][number % 2]) a ouvert le pont.","published":"2024-0\#(number)-01","url":"https://example.org/\#(number)","publisher":"P\#(number % 3)"}"#
    }
    let file = folder.file("a.jsonl", lines.joined(separator: "\n"))
    #expect(program.run(["corpus", "create", path]).status == 0)
    #expect(program.run(["corpus", "add", path, file]).status == 0)
    let map = folder.file("m.lua", "function map(article) return article.published end")
    let plain = folder.file("p.lua", "for article in corpus:articles() do print(article.published) end")
    let since = ["--since", "2024-03-01", "--until", "2024-06-30"]
    let days = ["2024-03-01", "2024-04-01", "2024-05-01", "2024-06-01"]
    #expect(program.run(["run", plain, path] + since).output == days.map { $0 + "\n" }.joined())
    #expect(program.run(["run", map, path] + since).output == days.map { "\"\($0)\"\n" }.joined())
    let person = ["--person", "corvo", "--publisher", "P0"]
    #expect(program.run(["run", plain, path] + person).output == "2024-03-01\n2024-09-01\n")
    let each = folder.file("e.lua", "print(article.published)")
    #expect(
      program.run(["run", each, path, "--each"] + person).output
        == "== \(file)#3 ==\n2024-03-01\n== \(file)#9 ==\n2024-09-01\n")
    #expect(program.run(["run", plain, path, "--since", "2030-01-01"]).output == "")
    #expect(program.run(["run", plain, "Examples/sport.txt", "--since", "2030-01-01"]).status == 64)
  }

  @Test("An error in a script over a corpus names the article")
  func errors() {
    let folder = TemporaryFolder()
    let path = corpus(folder)
    let script = folder.file("m.lua", "function map(article) if article.source:find('sport') then error('no') end end")
    let result = program.run(["run", script, path])
    #expect(result.status == 1 && result.errors.contains("m.lua:1: error: no"), "\(result.errors)")
  }
}
