import ArticleModel
import Testing

@Suite("workbench annotate and its neighbours")
struct AnnotateCommandTests {
  private let program = Program()

  @Test("One object an article as JSON Lines, in the order given, however many fail")
  func jsonLines() {
    let folder = TemporaryFolder()
    let first = folder.file("1.txt", shortArticle)
    let empty = folder.file("2.txt", "")
    let third = folder.file("3.txt", "Un autre article\n\nLa foire de Ségou ouvre ses portes.")
    let result = program.run(["annotate", first, empty, third, "--format", "jsonl"])
    let lines = result.output.split(separator: "\n")
    #expect(result.status == 3)
    #expect(lines.count == 2)
    #expect(lines[0].contains("\"source\":\"\(first)\"") && lines[1].contains("\"source\":\"\(third)\""))
  }

  @Test("Tokens come only when asked for, other layers go when not")
  func layers() {
    let folder = TemporaryFolder()
    let path = folder.file("1.txt", shortArticle)
    #expect(!program.run(["annotate", path]).output.contains("\"tokens\""))
    let result = program.run(["annotate", path, "--layers", "tokens,dates"])
    #expect(result.output.contains("\"tokens\"") && result.output.contains("\"2025-03-04\""))
    #expect(!result.output.contains("\"mentions\""))
    #expect(program.run(["annotate", path, "--layers", "tokenz"]).status == 64)
  }

  @Test("The output fits the JSON Schema of the repository")
  func schema() throws {
    let folder = TemporaryFolder()
    let path = folder.file("1.txt", shortArticle)
    let result = program.run([
      "annotate", path, "--layers",
      "regions,sentences,tokens,mentions,entities,references,roles,dates,quotes,events,layers",
    ])
    let schema = try JSONSchema(TemporaryFolder.read(Program.root + "/docs/article.schema.json"))
    #expect(try schema.problems(in: result.output) == [])
    // The validator itself must be able to find something.
    let broken = result.output.split(separator: "\"schema\"").joined(separator: "\"schemo\"")
    #expect(try !schema.problems(in: broken).isEmpty)
  }

  @Test("References, the reasons for facts, heads and relations fit the schema")
  func laterLayers() throws {
    var article = Article(source: "a.txt", sha256: String(repeating: "0", count: 64), text: ArticleText("Elle dort."))
    let pronoun = Span(0, 4)
    let evidence = Evidence(
      by: "coreference", version: "1", confidence: .certain, spans: [pronoun], reason: "the only woman named before")
    article.references = [Reference(span: pronoun, kind: "pronoun", entity: nil, candidates: [0], evidence: evidence)]
    for word in ["Elle", "dort"] {
      let start = word == "Elle" ? 0 : 5
      Array(word.utf8).withUnsafeBufferPointer { article.tokens.append(Span(start, start + 4), form: $0) }
    }
    article.tokens.heads = [1, -1]
    article.tokens.relations = [.nsubj, .root]
    article.layers = [.tokens, .dependencies, .references]
    let provenance = Provenance(workbench: "1", model: "sha256:0")
    let value = ArticleJSON(article, wanted: ["tokens", "references"]).value(provenance: provenance)
    let json = String(decoding: value.encoded(), as: UTF8.self)
    let schema = try JSONSchema(TemporaryFolder.read(Program.root + "/docs/article.schema.json"))
    #expect(try schema.problems(in: json) == [])
    #expect(json.contains(#""candidates":["e1"],"confidence":1.00,"end":4,"entity":null,"#))
    #expect(json.contains(#""id":"f1","kind":"pronoun","reason":"the only woman named before""#))
    #expect(json.contains(#""head":1,"lemma":"","pos":"","relation":"nsubj""#) && json.contains(#""head":null"#))
    let broken = json.replacing("\"pronoun\"", with: "\"adverb\"").replacing("[\"e1\"]", with: "[\"m1\"]")
    #expect(try schema.problems(in: broken).count == 2)
  }

  @Test("An article in a language that is not supported gets tokens and sentences, and is told so")
  func otherLanguage() {
    let folder = TemporaryFolder()
    let text = String(
      repeating: "Die Kommission hat gestern ihre Arbeit wieder aufgenommen und will schnell vorankommen. ", count: 4)
    let result = program.run(["annotate", folder.file("de.txt", text), "--layers", "tokens,sentences,mentions"])
    #expect(result.status == 0)
    #expect(result.output.contains("unsupported-language") && result.output.contains("\"mentions\": []"))
  }

  @Test("The API reference, the editor's definitions and luacheck's settings come from one registration")
  func api() {
    let reference = program.run(["api"]).output
    let definitions = program.run(["api", "--format", "luals"]).output
    #expect(reference.contains("| `speaker` | `entity?` |"))
    #expect(definitions.contains("---@field speaker entity|nil") && definitions.hasPrefix("---@meta"))
    #expect(program.run(["api", "--format", "luacheck"]).output.contains("\"article\""))
  }

  @Test("The generated files in the repository are what the program prints")
  func generatedFiles() {
    for (format, path) in [
      ("markdown", "docs/lua-api.md"), ("luals", "docs/editor/workbench.lua"), ("luacheck", ".luacheckrc"),
    ] {
      #expect(
        TemporaryFolder.read("\(Program.root)/\(path)") == program.run(["api", "--format", format]).output, "\(path)")
    }
  }

  @Test("doctor names the protections, the Lua version and the models' hash")
  func doctor() {
    let result = program.run(["doctor"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    for words in ["system call filter", "Lua 5.4", "sha256:"] { #expect(result.output.contains(words)) }
    #expect(!result.output.contains("OFF"))
  }

  @Test("--version is a semantic version")
  func version() {
    #expect(program.run(["--version"]).output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
