import ArticleLoading
import ArticleModel
import Testing

@testable import Analysis

/// An analyser that is only its place in the pipeline.
private struct Step: Analyzer {
  let id: String
  let version = "1"
  var requires: Set<Layer> = []
  var provides: Set<Layer> = []

  func analyze(_ article: inout Article, in context: AnalysisContext) {}
}

@Suite("Additions to the pipeline and the language")
struct AdditionsTests {
  private func order(_ additions: [any Analyzer]) throws -> [String] {
    try Pipeline.standard.adding(additions).analyzers.map(\.id)
  }

  @Test("An addition comes behind all that makes what it reads, and before those who read what it adds")
  func place() throws {
    let order = try order([Step(id: "x", requires: [.tokens], provides: [.mentions])])
    let names = try #require(order.firstIndex(of: "names"))
    let own = try #require(order.firstIndex(of: "x"))
    let entities = try #require(order.firstIndex(of: "entities"))
    #expect(names < own && own < entities)
  }

  @Test("Of two additions the one that provides comes first, whatever their names")
  func amongThemselves() throws {
    let layer = Layer("sighting")
    let order = try order([Step(id: "a", requires: [layer]), Step(id: "b", requires: [.tokens], provides: [layer])])
    #expect(try #require(order.firstIndex(of: "b")) < #require(order.firstIndex(of: "a")))
  }

  @Test("Two that read and add the same layer keep the order given")
  func mutual() throws {
    let quotes: Set<Layer> = [.quotes]
    let order = try order([
      Step(id: "b", requires: quotes, provides: quotes), Step(id: "a", requires: quotes, provides: quotes),
    ])
    #expect(try #require(order.firstIndex(of: "b")) < #require(order.firstIndex(of: "a")))
  }

  @Test("A layer that nobody makes, one that is added to too late, and a name that is taken are refused")
  func refused() {
    #expect(throws: Pipeline.Problem.self) { try order([Step(id: "x", requires: [Layer("nowhere")])]) }
    #expect(throws: Pipeline.Problem.self) { try order([Step(id: "x", requires: [.quotes], provides: [.mentions])]) }
    #expect(throws: Pipeline.Problem.self) { try order([Step(id: "names")]) }
  }

  private func analysed(
    _ text: String, _ additions: LanguageAdditions = LanguageAdditions()
  ) throws -> Article {
    var article = try ArticleLoader.load(bytes: Array(text.utf8), source: "a.txt")
    let names = ListedNames(id: "list", version: "1", additions.names)
    try Pipeline.standard.adding([names]).analyze(&article, language: Language.french.adding(additions))
    return article
  }

  @Test("Listed names are found whole and take the place of what was recognised inside them")
  func listedNames() throws {
    var additions = LanguageAdditions()
    #expect(additions.addNames("# comment\nBrigade des dunes de Kidal\tORG\n").isEmpty)
    let article = try analysed("Titre\n\nHier, la Brigade des dunes de Kidal est arrivée.", additions)
    let spans = article.mentions.map { article.text[$0.span] }
    #expect(spans.contains("Brigade des dunes de Kidal"))
    #expect(!spans.contains("Kidal"))
    #expect(article.entities.contains { $0.name == "Brigade des dunes de Kidal" && $0.type == .organization })
  }

  @Test("A listed name is read with its capital only")
  func capital() throws {
    var additions = LanguageAdditions()
    _ = additions.addNames("Wagner\tORG\nAube\tORG\n")
    let article = try analysed("Titre\n\nIls sont partis à l'aube vers le nord.", additions)
    #expect(!article.mentions.contains { article.text[$0.span] == "aube" })
  }

  @Test("Aliases make one thing of several names")
  func aliases() throws {
    var additions = LanguageAdditions()
    _ = additions.addNames("Front du fleuve\tORG\nRiver Front\tORG\n")
    #expect(additions.addAliases("Front du fleuve\tRiver Front\n").isEmpty)
    let text = "Titre\n\nLe Front du fleuve a signé. Selon un témoin, le River Front a tenu parole."
    #expect(try analysed(text, additions).entities.filter { $0.type == .organization }.count == 1)
  }

  @Test("Added offices are read as roles")
  func offices() throws {
    var additions = LanguageAdditions()
    #expect(additions.addOffices("grand veneur\tgrande veneuse\toffice\tstate\n").isEmpty)
    let text = "Titre\n\nLe grand veneur Malik Sendou a ouvert la séance."
    #expect(try analysed(text).roles.contains { $0.title.contains("veneur") } == false)
    #expect(try analysed(text, additions).roles.contains { $0.title == "grand veneur" })
  }

  @Test("Added verbs report speech")
  func reportingVerbs() throws {
    var additions = LanguageAdditions()
    #expect(additions.addReportingVerbs("tonitruer\tstates\tspeech que\n").isEmpty)
    let text = "Titre\n\nAwa Diarra tonitrue que le barrage tiendra."
    #expect(try analysed(text).quotes.isEmpty)
    #expect(try analysed(text, additions).quotes.first?.cue == "tonitruer")
  }

  @Test("Rows that cannot be used are told with their lines")
  func problems() {
    var additions = LanguageAdditions()
    #expect(additions.addNames("Kidal\n\nGao\tTOWN\n").map(\.line) == [1, 3])
    #expect(additions.addAliases("alone\n").map(\.line) == [1])
    #expect(additions.addOffices("roi\treine\tking\tstate\n").map(\.line) == [1])
    #expect(additions.addReportingVerbs("dire\tstates\tloudly\n").map(\.line) == [1])
  }

  @Test("A language with nothing added stays as it is")
  func nothing() throws {
    #expect(Language.french.adding(LanguageAdditions()) === Language.french)
  }
}
