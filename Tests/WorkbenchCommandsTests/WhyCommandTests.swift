import Testing

@Suite("workbench why")
struct WhyCommandTests {
  private let program = Program()
  private let text = """
    Le pont de Tessaoua

    « Le pont tiendra bien », a déclaré Rahila Moussa-Dan, à Tessaoua. Le 3 mars 2025, le pont était fermé.
    """

  @Test("A quote is shown in its sentence, underlined, with speaker and cue, and how it was found")
  func quote() throws {
    let folder = TemporaryFolder()
    let result = program.run(["why", folder.file("a.txt", text), "q1"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].hasPrefix("q1 · direct quote of Rahila Moussa-Dan (e"))
    let sentence = try #require(lines.firstIndex { $0.hasPrefix("  « Le pont tiendra") }, "\(lines)")
    // The marks stand right below the words.
    #expect(lines[sentence + 1].hasPrefix("    ^^^^^^^^^^^^^^^^^^^^    ~~~~~~~~~"), "\(lines)")
    #expect(lines.contains { $0.hasPrefix("found by    quotes") })
    #expect(lines.contains { $0.hasPrefix("confidence  0.") })
  }

  @Test("An entity is shown with all its names, a date with its value")
  func others() {
    let folder = TemporaryFolder()
    let path = folder.file("a.txt", text)
    let list = program.run(["why", path])
    #expect(list.status == 0)
    let date = list.output.split(separator: "\n").first { $0.contains("2025-03-03") }
    let id = String((date ?? "").prefix { $0 != " " })
    #expect(program.run(["why", path, id]).output.contains("date 2025-03-03"), "\(list.output)")
    #expect(list.output.contains("e1") && list.output.contains("q1") && list.output.contains("m1"))
  }

  @Test("The ids are those of the JSON form")
  func sameIDs() {
    let folder = TemporaryFolder()
    let path = folder.file("a.txt", text)
    let json = program.run(["annotate", path, "--format", "jsonl"]).output
    for row in program.run(["why", path]).output.split(separator: "\n").dropFirst(2) {
      #expect(json.contains("\"id\":\"\(row.prefix { $0 != " " })\""), "\(row)")
    }
  }

  @Test("An id that does not exist is answered with those that do", arguments: ["q7", "Q1", "x9", "zebra", "q", "q+1"])
  func unknown(id: String) {
    let folder = TemporaryFolder()
    let result = program.run(["why", folder.file("a.txt", text), id])
    #expect(result.status == 64)
    #expect(result.errors.contains("q1") || result.errors.contains("no annotations"), "\(result.errors)")
  }

  @Test("Lua has the same: the reason, the sentences and the page that why prints")
  func lua() {
    let folder = TemporaryFolder()
    let path = folder.file("a.txt", text)
    let script = folder.file(
      "s.lua",
      """
      local q = article.quotes[1]
      print(q:why():find("direct quote of Rahila", 1, true) ~= nil, #q.evidence.sentences, q.evidence.reason, q.id)
      print(article.persons[1]:why():find("Rahila", 1, true) ~= nil)
      """)
    let output = program.run(["run", script, path]).output
    #expect(output.hasPrefix("true\t1\t") && output.hasSuffix("\tq1\ntrue\n"), "\(output)")
  }
}
