import ArticleModel
import Glibc
import Testing

@Suite("workbench corpus, query and count over a corpus", .serialized)
struct CorpusCommandTests {
  private let program = Program()

  private static let people = ["Armand Zelkov", "Ursule Ypsil", "Basile Corvo"]

  private static func line(_ number: Int) -> String {
    let person = people[number % 3]
    let value: JSONValue = [
      "title": .string("Le pont \(number) sera fermé"),
      "text": .string(
        "Le préfet \(person) a déclaré lundi que le pont \(number) serait fermé. La ville de Bamako attend le bac "
          + "numéro \(number * 7)."),
      "published": .string("2024-0\(number % 9 + 1)-12"), "publisher": .string("Journal \(number % 2)"),
      "url": .string("https://example.org/\(number)"), "source": "essai", "language": "fr",
    ]
    return String(decoding: value.encoded(), as: UTF8.self)
  }

  private func corpus(_ folder: TemporaryFolder, articles: Int = 12) -> String {
    let file = folder.file("a.jsonl", (0..<articles).map { Self.line($0) + "\n" }.joined())
    let path = folder.path + "/c.corpus"
    #expect(program.run(["corpus", "create", path]).status == 0)
    let added = program.run(["corpus", "add", path, file])
    #expect(added.output == "\(articles) added\n", "\(added.errors)")
    return path
  }

  @Test("What is added can be listed, shown, queried, counted and exported, and added again it changes nothing")
  func tour() throws {
    let folder = TemporaryFolder()
    let path = corpus(folder)
    #expect(
      program.run(["corpus", "add", path, folder.path + "/a.jsonl"]).output == "12 there already\n".prefixedByZero)
    #expect(program.run(["corpus", "check", path]).status == 0)
    #expect(program.run(["corpus", "list", path, "--format", "jsonl"]).output.split(separator: "\n").count == 12)
    #expect(program.run(["corpus", "show", path, "3", "--text"]).output.hasPrefix("Le pont 2 sera fermé\n\nLe préfet"))
    #expect(program.run(["corpus", "show", path, "99"]).status == 3)
    #expect(
      program.run(["query", #"[word="pont"] [pos="NUM"]"#, path, "--count"]).output == "24 matches in 12 articles\n")
    let filtered = ["query", #"[word="préfet"]"#, path, "--count", "--person", "Ypsil", "--since", "2024-03-01"]
    #expect(program.run(filtered).output == "2 matches in 2 articles\n")
    let frequency = program.run(["count", "frequency", path, #"[word="pont"]"#, "--format", "jsonl"]).output
    #expect(frequency.contains(#""occurrences":24"#))
    let exported = program.run(["corpus", "export", path, "--articles"]).output
    #expect(
      try exported.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8))["url"]?.text }.last
        == "https://example.org/11")
    let stats = program.run(["corpus", "stats", path]).output
    #expect(stats.contains("articles") && stats.contains("12"))
  }

  @Test("A query finds in a corpus what it finds in the articles' files")
  func sameAsFiles() throws {
    let folder = TemporaryFolder()
    let names = ["attaque", "communique", "election", "entretien", "sport"].map { "Examples/\($0).txt" }
    let path = folder.path + "/c"
    #expect(program.run(["corpus", "create", path]).status == 0)
    #expect(program.run(["corpus", "add", path] + names).output == "5 added\n")
    for query in [
      #"[pos="PROPN"]+"#, #"[lemma="déclarer|dire"]"#, #"[pos="DET"] x:[pos="NOUN"]"#, #"<ent type="PER"/>"#,
    ] {
      let files = program.run(["query", query] + names + ["--format", "jsonl"])
      let corpus = program.run(["query", query, path, "--format", "jsonl", "--limit", "100000"])
      #expect(corpus.output == files.output)
      #expect(!corpus.output.isEmpty)
    }
  }

  @Test("One worker and four write the same corpus")
  func workers() throws {
    let folder = TemporaryFolder()
    let file = folder.file("a.jsonl", (0..<40).map { Self.line($0) + "\n" }.joined())
    var exports: [String] = []
    for jobs in ["1", "4"] {
      let path = folder.path + "/c\(jobs)"
      #expect(program.run(["corpus", "create", path]).status == 0)
      #expect(program.run(["corpus", "add", path, file, "--jobs", jobs]).status == 0)
      exports.append(program.run(["corpus", "export", path]).output)
    }
    #expect(exports[0] == exports[1])
  }

  @Test("A removed article leaves no byte behind")
  func removal() throws {
    let folder = TemporaryFolder()
    let path = corpus(folder)
    let secret = folder.file("secret.txt", "Mme Quatorzebis Xylo a déclaré jeudi que le coffre violet était vide.")
    #expect(program.run(["corpus", "add", path, secret]).output == "1 added\n")
    #expect(system("grep -rqa Quatorzebis '\(path)'") == 0)
    #expect(program.run(["corpus", "remove", path, secret]).output == "1 removed\n")
    #expect(system("grep -rqaiE 'Quatorzebis|coffre violet|secret.txt' '\(path)'") != 0)
    #expect(program.run(["corpus", "check", path]).status == 0)
  }

  @Test("A file that has changed takes the place of its older self")
  func update() throws {
    let folder = TemporaryFolder()
    let path = corpus(folder)
    let file = folder.file("b.txt", "Le maire Paul Dessin a ouvert la route du nord hier matin.")
    #expect(program.run(["corpus", "add", path, file]).status == 0)
    folder.file("b.txt", "Le maire Paul Dessin a fermé la route du sud hier matin.")
    #expect(program.run(["corpus", "update", path, file]).output == "1 replaced, 1 added\n")
    #expect(program.run(["query", #"[word="nord"]"#, path, "--count"]).output == "0 matches in 0 articles\n")
    #expect(program.run(["query", #"[word="sud"]"#, path, "--count"]).output == "1 matches in 1 articles\n")
    #expect(program.run(["corpus", "update", path]).output == "0 analysed again\n")
  }

  @Test("A plugin that is added or taken away is all that an update runs, and its facts come and go")
  func plugins() throws {
    let folder = TemporaryFolder()
    let path = corpus(folder, articles: 4)
    let plugin = folder.path + "/bridges"
    mkdir(plugin, 0o700)
    TemporaryFolder.write(
      Array(
        """
        {"id": "bridges", "version": "1.0.0", "api": "^1.0.0", "kind": "extractor", "authors": ["A. Nobody"],
         "licence": "MIT", "description": "Bridges.", "categories": ["places"], "provides": ["bridge"],
         "capabilities": ["add:bridge"]}
        """.utf8), to: plugin + "/plugin.json")
    TemporaryFolder.write(
      Array(
        #"function analyse(article) for m in article:match '"pont"' do article:annotate("bridge", m) end end"#.utf8),
      to: plugin + "/init.lua")
    func count() -> String {
      program.run([
        "run", folder.file("n.lua", "local n = 0 for _, a in ipairs(corpus) do n = n + #a.layers.bridge end print(n)"),
        path,
      ]).output
    }
    let before = program.run(["corpus", "export", path]).output
    #expect(program.run(["corpus", "update", path]).output == "0 analysed again\n")
    let added = program.run(["corpus", "update", path, "--plugin", plugin])
    #expect(added.output == "4 analysed again\n", "\(added.errors)")
    #expect(count() == "8\n")
    #expect(program.run(["corpus", "update", path, "--plugin", plugin]).output == "0 analysed again\n")
    #expect(program.run(["corpus", "update", path]).output == "4 analysed again\n")
    #expect(count() == "0\n")
    #expect(program.run(["corpus", "export", path]).output == before)
    #expect(program.run(["corpus", "check", path]).status == 0)
  }

  @Test("What cannot be read is set aside and named, the rest is taken in")
  func failures() throws {
    let folder = TemporaryFolder()
    let file = folder.file("a.jsonl", Self.line(1) + "\n{\"title\": \"sans texte\"}\nnot json\n" + Self.line(2) + "\n")
    let path = folder.path + "/c"
    #expect(program.run(["corpus", "create", path]).status == 0)
    let added = program.run(["corpus", "add", path, file, folder.path + "/none.txt"])
    #expect(added.status == 3)
    #expect(added.output == "2 added, 3 set aside or unreadable\n")
    #expect(added.errors.contains("a.jsonl#2: error: the object has no text"))
    #expect(
      program.run(["corpus", "list", path, "--failures", "--format", "jsonl"]).output.split(separator: "\n").count == 2)
    #expect(program.run(["corpus", "check", path]).status == 0)
  }

  @Test("An addition killed at any moment loses nothing that was there and doubles nothing")
  func killed() throws {
    let folder = TemporaryFolder()
    let file = folder.file("a.jsonl", (0..<400).map { Self.line($0) + "\n" }.joined())
    let path = folder.path + "/c"
    #expect(program.run(["corpus", "create", path]).status == 0)
    for round in 0..<6 {
      let before = program.run(["corpus", "export", path, "--articles"]).output
      let delay = Double(40 + round * 90) / 1000
      _ = system(
        "'\(program.executable)' corpus add '\(path)' '\(file)' >/dev/null 2>&1 & p=$!; sleep \(delay); kill -9 $p; wait $p 2>/dev/null"
      )
      let check = program.run(["corpus", "check", path])
      // A segment without a commit is no damage; the next addition removes it.
      #expect(check.output.split(separator: "\n").allSatisfy { $0.contains("belongs to no batch") })
      #expect(program.run(["corpus", "export", path, "--articles"]).output.hasPrefix(before))
    }
    #expect(program.run(["corpus", "add", path, file]).status == 0)
    #expect(program.run(["corpus", "check", path]).output == "")
    let urls = program.run(["corpus", "export", path, "--articles"]).output.split(separator: "\n")
    #expect(urls.count == 400)
    #expect(Set(urls).count == 400)
  }
}

extension String {
  fileprivate var prefixedByZero: String { "0 added, " + self }
}
