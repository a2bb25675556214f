import PatternQuery
import Testing

@Suite("What each construct of the language finds")
struct LanguageTests {
  private var text: TestSource {
    var text = TestSource(
      """
      La/le/DET/Gender=Fem|Number=Sing préfète/préfète/NOUN/Gender=Fem|Number=Sing de/de/ADP Vireux/Vireux/PROPN \
      a/avoir/AUX annoncé/annoncer/VERB la/le/DET/Gender=Fem|Number=Sing fermeture/fermeture/NOUN/Gender=Fem|Number=Sing \
      du/de/ADP pont/pont/NOUN/Gender=Masc|Number=Sing ././PUNCT \
      Le/le/DET/Gender=Masc|Number=Sing maire/maire/NOUN/Gender=Masc|Number=Sing proteste/protester/VERB :/:/PUNCT \
      ce/ce/PRON pont/pont/NOUN/Gender=Masc|Number=Sing est/être/AUX vital/vital/ADJ ././PUNCT
      """)
    text.add("quote", [(15..<19, ["speaker": "Odile Marchetti", "kind": "direct"])])
    text.add("ent", [(3..<4, ["type": "LOC", "entity": "Vireux"])])
    text.add("headline", [(0..<4, [:])])
    text.columns["ent"] = TokenColumn(strings: (0..<text.count).map { $0 == 3 ? "LOC" : "" })
    return text
  }

  @Test(
    "tokens, values and flags",
    arguments: [
      ("\"pont\"", ["pont", "pont"]),
      ("'pont'", ["pont", "pont"]),
      ("[lemma=\"le\"]", ["La", "la", "Le"]),
      ("[word=\"la\"]", ["la"]),
      ("[word=\"la\" %c]", ["La", "la"]),
      ("\"LA\"%c", ["La", "la"]),
      ("\"prefete\"%d", ["préfète"]),
      ("[word=\"PREFETE\" %cd]", ["préfète"]),
      ("[word=\"PRÉFÈTE\" %c]", ["préfète"]),
      ("[word=\".\" %l]", [".", "."]),
      ("[word=\"\\.\"]", [".", "."]),
      ("[word=\".\" & pos!=\"PUNCT\"]", ["a"]),
      ("[lemma=\"le\" & !word=\"la\" %c]", ["Le"]),
      ("[pos=\"VERB\" | lemma=\"être\"]", ["annoncé", "proteste", "est"]),
      ("[!(pos=\"NOUN|DET|ADP|PUNCT|VERB\" | lemma=\"avoir|être\")]", ["Vireux", "ce", "vital"]),
      ("[word=\"p.*t\"]", ["pont", "pont"]),
      ("[Gender=\"Fem\" & pos=\"NOUN\"]", ["préfète", "fermeture"]),
      ("[Gender=\"\" & pos=\"ADP\"]", ["de", "du"]),
      ("[feats contains \"Number=.*\" & pos=\"DET\"]", ["La", "la", "Le"]),
      ("[feats not contains \"Gender=Fem\" & pos=\"DET\"]", ["Le"]),
      ("[feats=\"Gender=Masc\\|Number=Sing\" & pos=\"DET\"]", ["Le"]),
      ("[ent=\"LOC\"]", ["Vireux"]),
      ("[\"pont\" | lemma=\"maire\"]", ["pont", "maire", "pont"]),
    ])
  func tokens(query: String, expected: [String]) throws { #expect(try text.find(query) == expected) }

  @Test(
    "sequences, repetition and alternation",
    arguments: [
      ("[lemma=\"le\"] [pos=\"NOUN\"]", ["La préfète", "la fermeture", "Le maire"]),
      ("[pos=\"NOUN\"] [] [pos=\"PROPN\"]", ["préfète de Vireux"]),
      ("\"La\" []{2} \"Vireux\"", ["La préfète de Vireux"]),
      ("[pos=\"DET\"] []{0,2} \"pont\"", ["la fermeture du pont"]),
      ("\"la\" []* \"pont\"", ["la fermeture du pont"]),
      ("[pos=\"DET\"]? \"pont\"", ["pont", "pont"]),
      ("(\"Le\" | \"ce\") [pos=\"NOUN\"]", ["Le maire", "ce pont"]),
      ("(\"Le\" \"maire\" | \"ce\") []", ["Le maire proteste", "ce pont"]),
      ("([pos=\"DET\"] [pos=\"NOUN\"] [pos=\"ADP\"]){1,2} []", ["La préfète de Vireux", "la fermeture du pont"]),
    ])
  func sequences(query: String, expected: [String]) throws { #expect(try text.find(query) == expected) }

  @Test(
    "structures as elements, tags and filters",
    arguments: [
      ("<quote/>", ["ce pont est vital"]),
      ("\":\" <quote speaker=\".*Marchetti\"/>", [": ce pont est vital"]),
      ("<quote speaker=\"Marchetti\"/>", []),
      ("<quote speaker!=\"Marchetti\" kind=\"direct\"/>", ["ce pont est vital"]),
      ("<s> []", ["La", "Le"]),
      ("[] </s>", [".", "."]),
      ("<s> []* \"proteste\" within s", ["Le maire proteste"]),
      ("\"pont\" within <quote/>", ["pont"]),
      ("\"pont\" !within quote", ["pont"]),
      ("\"pont\" []* \"pont\"", ["pont . Le maire proteste : ce pont"]),
      ("\"pont\" []* \"pont\" within s", []),
      ("\"pont\" []* \"pont\" within 2 s", ["pont . Le maire proteste : ce pont"]),
      ("\"pont\" []* \"pont\" within 5", []),
      ("[lemma=\"le\"] within headline", ["La"]),
      ("<s/> containing <quote/>", ["Le maire proteste : ce pont est vital ."]),
      ("<s/> !containing <quote/>", ["La préfète de Vireux a annoncé la fermeture du pont ."]),
      ("<s/> containing [lemma=\"annoncer\"] []* \"pont\"", ["La préfète de Vireux a annoncé la fermeture du pont ."]),
      ("\"pont\" within (<s/> containing \"Le\")", ["pont"]),
      ("[lemma=\"le\"] [] <ent type=\"LOC\"/>", []),
      ("[lemma=\"de\"] <ent type=\"LOC\"/>", ["de Vireux"]),
      ("<ent type=\"PER\"/>", []),
    ])
  func structures(query: String, expected: [String]) throws { #expect(try text.find(query) == expected) }

  @Test("a pair of tags holds all of one region")
  func pairs() throws {
    let text = TestSource("un . deux . trois .")
    #expect(try text.find("<s> []* </s>", .longest) == ["un .", "deux .", "trois ."])
    #expect(try text.find("<s> [] </s>").isEmpty)
  }

  @Test("the four strategies, on the example of CWB's manual")
  func strategies() throws {
    let text = TestSource(
      """
      the/the/DET old/old/ADJ book/book/NN on/on/PREP the/the/DET table/table/NN in/in/PREP the/the/DET room/room/NN
      """)
    let query =
      "[pos=\"DET\"]? [pos=\"ADJ\"]* [pos=\"NN\"] ([pos=\"PREP\"] [pos=\"DET\"]? [pos=\"ADJ\"]* [pos=\"NN\"])*"
    #expect(try text.find(query, .shortest) == ["book", "table", "room"])
    #expect(try text.find(query, .longest) == ["the old book on the table in the room"])
    #expect(try text.find(query, .standard) == ["the old book", "the table", "the room"])
    #expect(
      try text.find(query, .traditional) == [
        "the old book", "old book", "book", "the table", "table", "the room", "room",
      ])
    #expect(try text.find("(?longest) " + query) == ["the old book on the table in the room"])
  }

  @Test("word lists, also with flags")
  func lists() throws {
    let lists = ["lieux": ["Vireux", "PONT"], "verbes": ["annoncer", "protester"]]
    #expect(try text.find("$lieux", lists: lists) == ["Vireux"])
    #expect(try text.find("[word=$lieux %c]", lists: lists) == ["Vireux", "pont", "pont"])
    #expect(try text.find("[lemma=$verbes]", lists: lists) == ["annoncé", "proteste"])
    #expect(try text.find("[lemma!=$verbes & pos=\"VERB\"]", lists: lists).isEmpty)
    #expect(try text.find("a:[] :: a.word = $lieux", lists: lists) == ["Vireux"])
  }

  @Test("labels name tokens, groups and regions of a match")
  func labels() throws {
    let query = try PatternQuery("verbe:[pos=\"VERB\"] quoi:([pos=\"DET\"] []) [] lieu:\"pont\" rien:\"x\"?")
    #expect(query.labels == ["verbe", "quoi", "lieu", "rien"])
    let match = try #require(query.matches(in: text).first)
    #expect(match.labels.map { $0.map(text.words) } == ["annoncé", "la fermeture", "pont", nil])
    let speech = try PatternQuery("[pos=\"VERB\"] [] dit:<quote/>")
    #expect(try #require(speech.matches(in: text).first).labels.map { $0.map(text.words) } == ["ce pont est vital"])
    let target = try PatternQuery("[pos=\"DET\"] @[pos=\"NOUN\"]")
    #expect(target.labels == ["target"])
  }

  @Test("a label in a repetition names the last round; quantifiers take as much as the match leaves them")
  func labelsInRepetitions() throws {
    let source = TestSource("a a b b c")
    let match = try #require(try PatternQuery("(x:[])+ y:\"b\"* z:\"c\"").matches(in: source, strategy: .longest).first)
    #expect(match.labels == [3..<4, nil, 4..<5])
    let group = try #require(
      try PatternQuery("y:\"a\"+ w:(\"b\"*) \"c\"").matches(in: source, strategy: .longest).first)
    #expect(group.labels == [1..<2, 2..<4])
  }

  @Test(
    "global conditions",
    arguments: [
      ("a:[pos=\"NOUN\"] []* b:[pos=\"NOUN\"] :: a.lemma = b.lemma", ["pont . Le maire proteste : ce pont"]),
      ("a:[pos=\"NOUN\"] []* b:[pos=\"NOUN\"] :: a.lemma = b.lemma within s", []),
      ("a:[pos=\"DET\"] b:[] :: a.Gender = b.Gender & b.Gender = \"Masc\"", ["Le maire"]),
      ("a:[pos=\"DET\"] [] b:[]? :: b", ["La préfète de", "la fermeture du", "Le maire proteste"]),
      ("a:[pos=\"DET\"] | b:[pos=\"ADJ\"] :: a.word = \"l.\" | b", ["la", "vital"]),
      (
        "a:[pos=\"DET\"] []* b:[pos=\"NOUN\"] :: distance(a, b) > 2 within s",
        ["La préfète de Vireux a annoncé la fermeture", "la fermeture du pont", "Le maire proteste : ce pont"]
      ),
      ("[pos=\"DET\"] [] :: match.word = \"La\"", ["La préfète"]),
      ("[pos=\"DET\"] [] :: matchend.word != \"fermeture\"", ["La préfète", "Le maire"]),
      ("1:[pos=\"NOUN\"] []* 2:[pos=\"NOUN\"] & 1.word = 2.word", ["pont . Le maire proteste : ce pont"]),
      ("a:([pos=\"DET\"] []) :: a.word = \"la fermeture\"", ["la fermeture"]),
      ("a:[pos=\"DET\"] b:[] :: !(a.Gender = \"Fem\") & b", ["Le maire"]),
    ])
  func globalConditions(query: String, expected: [String]) throws { #expect(try text.find(query) == expected) }

  @Test("no match crosses the boundary a source has")
  func boundary() throws {
    var source = TestSource("a b a b")
    source.boundary = StructureColumn(starts: [0, 3], ends: [3, 4])
    #expect(try source.find("\"a\" []* \"b\"", .longest) == ["a b"])
    #expect(try source.find("[]+", .longest) == ["a b a", "b"])
  }

  @Test("an attribute the source lacks is empty, a structure it lacks occurs nowhere")
  func missingLayers() throws {
    #expect(try text.find("[entity=\".+\"]").isEmpty)
    #expect(try text.find("[entity=\"\" & word=\"La\"]") == ["La"])
    #expect(try text.find("\"pont\" within event").isEmpty)
    #expect(try text.find("\"pont\" !within event").count == 2)
  }

  @Test("a search can be limited and stopped")
  func limits() throws {
    let source = TestSource(Array(repeating: "a b", count: 20_000).joined(separator: " "))
    let bound = BoundQuery(try PatternQuery("\"a\""), to: source)
    #expect(bound.matches(limit: 3).map(\.range) == [0..<1, 2..<3, 4..<5])
    #expect(bound.matches(in: 10..<14).map(\.range) == [10..<11, 12..<13])
    bound.shouldStop = { true }
    #expect(bound.matches().count < 20_000)
    #expect(bound.isIncomplete)
  }
}
