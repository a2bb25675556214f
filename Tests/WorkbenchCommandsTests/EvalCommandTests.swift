import Glibc
import Testing

@Suite("workbench eval")
struct EvalCommandTests {
  private let program = Program()
  private static let text = "Réunion à Kidal\n\nLa commission s'est réunie à Kidal le mardi 4 mars 2025."

  /// A folder with gold about two articles.
  private func gold() -> TemporaryFolder {
    let folder = TemporaryFolder()
    for name in ["un", "deux"] {
      folder.file("\(name).txt", Self.text)
      folder.file(
        "\(name).json",
        #"{"text": "", "published": null, "dates": [{"start": 55, "end": 72, "value": "2025-03-04"}], "#
          + #""mentions": [{"start": 10, "end": 15, "type": "LOC", "entity": "e1"}, "#
          + #"{"start": 46, "end": 51, "type": "LOC", "entity": "e1"}], "#
          + #""entities": [{"id": "e1", "type": "LOC", "name": "Kidal"}]}"#)
    }
    return folder
  }

  @Test("A folder of gold gives a table of scores")
  func table() {
    let folder = gold()
    let result = program.run(["eval", folder.path])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("2 articles\n"))
    for words in ["mentions", "dates", "all (value)", "precision"] { #expect(result.output.contains(words)) }
  }

  @Test("Articles are chosen by name and by half; the halves are the whole")
  func selection() {
    let folder = gold()
    #expect(program.run(["eval", folder.path, "--only", "u*"]).output.hasPrefix("1 articles\n"))
    #expect(program.run(["eval", folder.path, "--only", "none"]).status == 3)
    #expect(program.run(["eval", folder.path, "--even", "--odd"]).status == 64)
  }

  @Test("JSON holds the scores, and with --errors the differences")
  func json() {
    let folder = gold()
    let result = program.run(["eval", folder.path, "--format", "json", "--errors", "--layers", "dates"])
    #expect(result.status == 0)
    #expect(result.output.contains("\"workbench.evaluation/1\"") && result.output.contains("\"errors\": ["))
    #expect(!result.output.contains("\"mentions\""))
  }

  @Test("Given mentions are named in the heading and not scored")
  func given() {
    let folder = gold()
    let result = program.run(["eval", folder.path, "--given", "mentions"])
    #expect(result.output.contains("given gold mentions"))
    #expect(!result.output.contains("mentions  all"))
    #expect(program.run(["eval", folder.path, "--given", "weather"]).status == 64)
  }

  @Test("A table of where places lie is compared beside the layers")
  func links() {
    let folder = gold()
    let table = folder.file("links.tsv", "un\tKidal\tML\t-\n")
    let result = program.run(["eval", folder.path, "--links", table])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("links") && result.output.contains("country"))
    #expect(program.run(["eval", folder.path, "--links", folder.file("bad.tsv", "un\tKidal\n")]).status == 3)
  }

  @Test("Gold that is none says so with its file and status 3")
  func badGold() {
    let folder = TemporaryFolder()
    #expect(program.run(["eval", folder.path]).status == 3)
    let path = folder.file("x.json", "{\"text\": ")
    let result = program.run(["eval", path])
    #expect(result.status == 3 && result.errors.hasPrefix("\(path): error: "), "\(result.errors)")
  }
}
