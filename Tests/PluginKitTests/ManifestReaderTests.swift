import ArticleModel
import PluginKit
import Testing

@Suite struct ManifestReaderTests {
  static let whole = """
    {
      "id": "river-levels",
      "version": "1.2.0",
      "api": "^1.0.0",
      "kind": "extractor",
      "authors": ["Maïmouna Tessougué"],
      "licence": "MIT",
      "description": "Levels of rivers at gauges",
      "requires": ["tokens", "dates"],
      "provides": ["river-level"],
      "dependencies": { "units": "^2.0.0" },
      "capabilities": ["read:dates", "add:river-level", "data"],
      "limits": { "milliseconds": 200, "facts": 500 }
    }
    """

  private func problems(_ text: String) -> [Diagnostic] {
    ManifestReader.read(Array(text.utf8), file: "plugin.json").problems
  }

  @Test("A manifest is read with all its fields")
  func reads() throws {
    let manifest = try #require(ManifestReader.read(Array(Self.whole.utf8), file: "plugin.json").manifest)
    #expect(manifest.id == "river-levels")
    #expect(manifest.version == SemanticVersion(1, 2, 0))
    #expect(manifest.entry == "init.lua")
    #expect(manifest.capabilities == [.read(layer: "dates"), .add(layer: "river-level"), .data])
    #expect(manifest.dependencies["units"]?.contains(SemanticVersion(2, 3, 0)) == true)
    #expect(manifest.limits.milliseconds == 200)
  }

  @Test("Every problem is reported in one run, each with its line")
  func everyProblem() {
    let text = """
      {
        "id": "River Levels",
        "version": "1.2",
        "api": "^1.0.0",
        "kind": "analyser",
        "authors": [""],
        "licence": "MIT",
        "colour": "blue",
        "capabilities": ["network", "read:dates", "read:dates"],
        "limits": { "seconds": 1, "memory": -4 }
      }
      """
    let found = problems(text)
    #expect(found.map(\.line) == [1, 2, 3, 5, 6, 8, 9, 9, 10, 10])
    #expect(found.contains { $0.message.contains("'description' is missing") })
    #expect(found.contains { $0.message.contains("no capability \"network\"") && $0.line == 9 })
  }

  @Test(
    "A manifest that contradicts itself is refused",
    arguments: [
      ("\"requires\": [\"tokens\", \"dates\"]", "\"requires\": [\"quotes\"]", "without the capability read:quotes"),
      ("\"provides\": [\"river-level\"],", "", "does not provide 'river-level'"),
      ("\"kind\": \"extractor\"", "\"kind\": \"lexicon\", \"entry\": \"init.lua\"", "a lexicon has no code"),
      ("\"api\": \"^1.0.0\"", "\"api\": \"^7.0.0\"", "written for version ^7.0.0"),
      ("\"units\"", "\"river-levels\"", "cannot depend on itself"),
      ("\"version\": \"1.2.0\"", "\"version\": \"1.2.0\", \"version\": \"0.1.0\"", "'version' is given twice"),
      ("\"description\": \"", "\"description\": \"\\u202e", "'description' is not one line"),
      ("\"capabilities\": [\"read:dates\"", "\"entry\": \"../init.lua\", \"capabilities\": [\"read:dates\"", "'entry'"),
    ])
  func contradictions(part: String, replacement: String, message: String) {
    let text = Self.whole.replacing(part, with: replacement)
    #expect(text != Self.whole)
    #expect(problems(text).contains { $0.message.contains(message) }, "\(problems(text).map(\.message))")
  }

  @Test(
    "What is no manifest is refused with its place",
    arguments: ["", "[]", "{", "{\"id\": }", "{\"id\": \"a\" \"version\": 1}", String(repeating: "[", count: 5000)])
  func noManifest(text: String) {
    let found = problems(text)
    #expect(found.count >= 1)
    #expect(found.allSatisfy { $0.severity == .error && $0.file == "plugin.json" })
  }

  @Test("A manifest beyond 64 KiB is not read")
  func tooLarge() {
    let text = "{\"id\": \"" + String(repeating: "a", count: 70_000) + "\"}"
    #expect(problems(text).map(\.message) == ["the manifest is larger than 64 KiB"])
  }
}

extension ManifestReaderTests {
  @Test("A report's option cannot bear the name of one that every report has")
  func reservedOption() {
    let text = """
      { "id": "speakers", "version": "1.0.0", "api": "^1.0.0", "kind": "report", "authors": ["A"], "licence": "MIT",
        "description": "x",
        "options": [{ "name": "format", "type": "text", "help": "x" }] }
      """
    let (manifest, problems) = ManifestReader.read(Array(text.utf8), file: "plugin.json")
    #expect(manifest == nil)
    #expect(problems.map(\.line) == [3])
  }
}
