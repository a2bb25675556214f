import Testing

@Suite("docs/scripting.md and Scripts/")
struct ScriptingGuideTests {
  private let program = Program()

  /// The page's blocks: the language behind the fence, and the lines.
  private func blocks() -> [(language: String, text: String)] {
    var blocks: [(String, String)] = []
    var open: (language: String, lines: [String])?
    let page = TemporaryFolder.read(Program.root + "/docs/scripting.md")
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if let block = open {
        if line == "```" {
          blocks.append((block.language, block.lines.joined(separator: "\n")))
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```") {
        open = (String(line.dropFirst(3)), [])
      }
    }
    return blocks
  }

  @Test("Every script on the page runs over the example article and prints what the page says it prints")
  func guide() {
    let folder = TemporaryFolder()
    let blocks = blocks()
    #expect(blocks.count { $0.language == "lua" } >= 10)
    for (number, block) in blocks.enumerated() where block.language == "lua" {
      let script = folder.file("example\(number).lua", block.text)
      let result = program.run(["run", script, "Examples/saisie.txt"])
      #expect(result.status == 0 && !result.output.isEmpty, "\(block.text)\n\(result.errors)")
      guard number + 1 < blocks.count, blocks[number + 1].language == "text" else { continue }
      // The page may show the most telling lines of a longer output.
      let printed = result.output.split(separator: "\n")
      for line in blocks[number + 1].text.split(separator: "\n") {
        #expect(printed.contains(line), "\(block.text)\nprints no line: \(line)\nbut: \(result.output)")
      }
    }
  }

  @Test("Every script of Scripts runs over every example, in less than sixty lines")
  func scripts() {
    for name in ["brief", "most-quoted", "names", "roles", "seizures", "timeline", "who-said-what"] {
      let path = "Scripts/\(name).lua"
      let lines = TemporaryFolder.read("\(Program.root)/\(path)").split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 60)
      #expect(lines[0].hasPrefix("-- \(name).lua: "))
      for article in ["attaque", "communique", "economie", "election", "entretien", "fait-divers", "saisie", "sport"] {
        let result = program.run(["run", path, "Examples/\(article).txt", "--published", "2025-03-14"])
        #expect(result.status == 0 && !result.output.isEmpty, "\(path) \(article): \(result.errors)")
        #expect(!result.errors.contains("unknown-layer") && !result.errors.contains("no analyser or script"))
      }
    }
  }

  @Test("The script of the API's design runs as it was written")
  func seizures() {
    let folder = TemporaryFolder()
    let script = folder.file(
      "seizures.lua",
      """
      -- seizures.lua: an extraction nobody compiled. The pattern is the corpus query language; labels come back as spans.
      local seized = pattern [[ verb:[lemma="saisir|confisquer|récupérer"] []{0,6} number:[pos="NUM"] what:[lemma="fusil|arme|moto|munition"] within s ]]
      for match in article:match(seized) do
        article:annotate("seizure", match, { count = match.number.value, what = match.what.lemma, place = match.sentence.places[1] })
      end
      for _, seizure in ipairs(article.layers.seizure) do print(seizure.count, seizure.what, seizure.place) end
      """)
    let article = folder.file(
      "a.txt", "Une saisie\n\nLes gendarmes ont saisi trois fusils à Tessaoua. Ils ont récupéré deux motos.\n")
    #expect(program.run(["run", script, article]).output == "3\tfusil\tTessaoua\n2\tmoto\tnil\n")
    let none = program.run(["run", script, folder.file("b.txt", "Rien\n\nIl ne s'est rien passé à Tessaoua hier.\n")])
    #expect(none.status == 0 && none.output == "" && !none.errors.contains("seizure"), "\(none.errors)")
  }

  @Test("A pattern error in a script gives the script's line and the place in the query")
  func badPattern() {
    let folder = TemporaryFolder()
    let script = folder.file("s.lua", "local x = 1\npattern [[ [lemma=\"a\" pos=\"b\"] ]]")
    let result = program.run(["run", script, "Examples/saisie.txt"])
    #expect(result.status == 1)
    #expect(result.errors.contains("s.lua:2: error: bad pattern, 1:13: two conditions"), "\(result.errors)")
    #expect(result.errors.contains("\n              ^\n"), "\(result.errors)")
  }
}
