import Testing

@Suite("workbench query")
struct QueryCommandTests {
  private let program = Program()
  private let article = """
    Une saisie à Tessaoua

    Les gendarmes ont saisi trois fusils à Tessaoua. La préfète Rahila Moussa-Dan a salué les gendarmes.
    """

  @Test("Matches stand below each other with the words around, aligned by what a terminal shows")
  func concordance() {
    let folder = TemporaryFolder()
    let path = folder.file("a.txt", article)
    let result = program.run(["query", #"[lemma="gendarme"]"#, path, "--context", "3"])
    #expect(result.status == 0 && result.errors == "", "\(result.errors)")
    #expect(
      result.output == "à Tessaoua Les gendarmes ont saisi trois\n   a salué les gendarmes .\n", "\(result.output)")
  }

  @Test("Several articles and folders are searched in order, and each line says which")
  func sources() {
    let folder = TemporaryFolder()
    folder.file("b.txt", article)
    folder.file("a.txt", article)
    folder.file("notes.md", "gendarmes")
    let result = program.run(["query", #""Les|les" "gendarmes""#, folder.path, "--context", "0"])
    #expect(result.status == 0, "\(result.errors)")
    let lines = result.output.split(separator: "\n")
    #expect(lines.map { $0.contains("a.txt") } == [true, true, false, false])
    #expect(lines.allSatisfy { $0.hasSuffix("gendarmes") })
    let none = TemporaryFolder()
    let empty = program.run(["query", #""x""#, none.path])
    #expect(empty.status == 3 && empty.errors.contains("no articles"))
  }

  @Test("CSV and JSON carry source, sentence, place in code points, context and labels")
  func formats() {
    let folder = TemporaryFolder()
    folder.file("a.txt", article)
    let query = #"n:[pos="NUM"] what:[lemma="fusil"] zone:"rien"?"#
    func run(_ format: String) -> Program.Result {
      program.run(["query", query, "a.txt", "--format", format, "--context", "sentence"], in: folder.path)
    }
    let lines = run("csv").output.split(separator: "\r\n")
    #expect(lines.first == "source,article,sentence,start,end,left,match,right,n,what,zone")
    #expect(
      lines.last.map { $0.hasSuffix(",2,47,59,Les gendarmes ont saisi,trois fusils,à Tessaoua.,trois,fusils,") }
        == true,
      "\(lines)")
    #expect(run("jsonl").output.contains(#""labels":{"n":"trois","what":"fusils"}"#))
    #expect(run("json").output.hasPrefix("[\n"))
  }

  @Test("A wrong query ends with status 64 and shows the character and the way out")
  func wrongQuery() {
    let folder = TemporaryFolder()
    let path = folder.file("a.txt", article)
    let result = program.run(["query", #"[lemma="crue" pos="NOUN"]"#, path])
    #expect(result.status == 64)
    #expect(
      result.errors == """
        query:1:15: error: two conditions stand side by side (expected `&`, `|` or `]`)
          [lemma="crue" pos="NOUN"]
                        ^
          write `& pos` if both must hold, `| pos` if one is enough\n
        """, "\(result.errors)")
  }

  @Test("Word lists come from files, the limit and the strategy from the command line")
  func options() {
    let folder = TemporaryFolder()
    let path = folder.file("a.txt", article)
    let list = folder.file("arms.txt", "# armes\nfusils\nmotos\n\n")
    let found = program.run(["query", "$arms", path, "--list", "arms=\(list)", "--context", "0"])
    #expect(found.output == "fusils\n", "\(found.errors)")
    #expect(program.run(["query", "[]", path, "--limit", "2"]).output.split(separator: "\n").count == 2)
    let long = program.run([
      "query", #"[pos="DET"]? [pos="NOUN"]"#, path, "--strategy", "longest", "--format", "csv", "--context", "0",
    ])
    #expect(long.output.contains(",Les gendarmes,"))
    for wrong in [
      ["--list", "arms"], ["--strategy", "largest"], ["--context", "-1"], ["--limit", "0"], ["--format", "xml"],
    ] {
      #expect(program.run(["query", "[]", path] + wrong).status == 64, "\(wrong)")
    }
  }

  @Test("A query that matches nowhere says so and is no error")
  func nothing() {
    let folder = TemporaryFolder()
    let result = program.run(["query", #""girafe""#, folder.file("a.txt", article)])
    #expect(result.status == 0 && result.output == "" && result.errors.contains("matches nowhere"))
  }

  @Test("A search that would go on without end is stopped at the time limit")
  func timeLimit() {
    let folder = TemporaryFolder()
    let text = "Un titre\n\n" + String(repeating: "La mer monte et le vent tombe sur le port. ", count: 3_000)
    let query = "a:[] []* b:[] []* c:[] []* d:[] :: a.word = \"x\" & distance(b, c) > 99999 within article"
    let result = program.run(["query", query, folder.file("a.txt", text), "--time-limit", "1"])
    #expect([0, 2].contains(result.status), "\(result.errors)")
  }

  @Test(
    "Everything the language promises is there in an analysed article",
    arguments: [
      (#"[lemma="gendarme" & Number="Plur"]"#, 2), (#"[word="LES" %c] [lemma="gendarme"]"#, 2),
      (#"[word="prefete" %cd]"#, 1), (#"[lemma="saisir"] []{0,3} [pos="NOUN"]"#, 1),
      (#"<s/> containing <ent type="PER"/>"#, 1), (#"[] containing "Tessaoua" within headline"#, 1),
      (#"a:[lemma="gendarme"] []* b:[lemma="gendarme"] :: a.lemma = b.lemma"#, 1),
      (#"[ent="PER"] [ent="PER"]"#, 1), (#"(?longest) [entity="Rahila Moussa-Dan"]+"#, 1),
      (#"[pos="NOUN"] !within body"#, 1),
      (#"(?longest) [ent="PER"]+"#, 1), (#"<event type="attack"/>"#, 0), (#"<ref kind="role"/>"#, 0),
    ])
  func language(query: String, count: Int) {
    let folder = TemporaryFolder()
    let result = program.run(["query", query, folder.file("a.txt", article), "--format", "jsonl"])
    #expect(result.status == 0, "\(result.errors)")
    // What no analyser of this program makes cannot be counted here; it must only be understood.
    let found = result.output.split(separator: "\n").count
    #expect(count == 0 || found == count, "\(result.output)")
  }

  @Test("A query within the quotes of one speaker")
  func quotes() {
    let folder = TemporaryFolder()
    let path = folder.file(
      "a.txt",
      "Le pont de la ville\n\nLes habitants de la ville ont peur de la crue. « Le pont tiendra longtemps », a déclaré Rahila Moussa-Dan. « Le pont tombera bientôt », a déclaré Idi Labo-Sani.\n"
    )
    let result = program.run([
      "query", #"[lemma="pont"] [] within <quote speaker=".*Labo-Sani"/>"#, path, "--context", "0",
    ])
    #expect(result.output == "pont tombera\n", "\(result.output)\(result.errors)")
  }
}
