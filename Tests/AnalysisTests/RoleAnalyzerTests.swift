import ArticleLoading
import ArticleModel
import Testing

@testable import Analysis

/// An article with the names in square brackets marked: `[PER Awa Diallo]`; so the tests judge roles, not names.
func articleWithNames(_ marked: String) throws -> Article {
  var text = "Le titre\n\n"
  var mentions: [Mention] = []
  let evidence = Evidence(by: "test", version: "1", confidence: .certain, spans: [])
  for (number, part) in marked.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
    guard number > 0, let close = part.firstIndex(of: "]"), let type = EntityType(rawValue: String(part.prefix(3)))
    else {
      text += part
      continue
    }
    let start = text.utf8.count
    text += part[..<close].dropFirst(4)
    mentions.append(Mention(span: Span(start, text.utf8.count), type: type, evidence: evidence))
    text += part[part.index(after: close)...]
  }
  var article = try ArticleLoader.load(bytes: Array(text.utf8), source: "a.txt")
  try Pipeline([TokenAnalyzer(), SentenceAnalyzer(), MorphologyAnalyzer()]).analyze(&article, language: .french)
  article.mentions = mentions
  let analyzers: [any Analyzer] = [EntityAnalyzer(), PlaceAnalyzer(), RoleAnalyzer()]
  for analyzer in analyzers { analyzer.analyze(&article, in: AnalysisContext(article, language: .french)) }
  return article
}

@Suite("Roles")
struct RoleAnalyzerTests {
  private func roles(_ text: String) throws -> [String] {
    let article = try articleWithNames(text)
    return article.roles.map { role in
      let owner = role.of.map { " (\(article.entities[$0].name))" } ?? ""
      return "\(article.entities[role.person].name): \(role.title)\(owner)"
    }
  }

  @Test(
    "A role stands before a name, behind it, or beyond a comma, with what it belongs to",
    arguments: [
      ("Hier, le colonel [PER Tierno Balima] a parlé.", ["Tierno Balima: colonel"]),
      (
        "Hier, le ministre de la pêche et des forêts du [LOC Togo], [PER Tierno Balima], a parlé.",
        ["Tierno Balima: ministre de la pêche et des forêts (Togo)"]
      ),
      (
        "[PER Aline Zongovi], directrice générale de la [ORG Banque Lagunaire], a parlé.",
        ["Aline Zongovi: directrice générale (Banque Lagunaire)"]
      ),
      ("Selon l'imam [PER Issa Wobo] de [LOC Lomé], tout va bien.", ["Issa Wobo: imam (Lomé)"]),
      ("[PER Aline Zongovi], une avocate, a parlé.", ["Aline Zongovi: avocate"]),
      ("Le PDG de [ORG Zoltex], [PER Paul Ekambi], a signé.", ["Paul Ekambi: PDG (Zoltex)"]),
      ("[PER Paul Ekambi] (capitaine de l'équipe) a marqué.", ["Paul Ekambi: capitaine de l'équipe"]),
      (
        "Il a vu [PER Paul Ekambi], l'un des responsables de la marche.",
        ["Paul Ekambi: l'un des responsables de la marche"]
      ),
    ])
  func places(text: String, expected: [String]) throws {
    #expect(try roles(text) == expected)
  }

  @Test("A demonym tells the country where the article names it")
  func demonym() throws {
    #expect(
      try roles("Au [LOC Togo], le ministre togolais de la santé [PER Issa Wobo] a parlé.")
        == ["Issa Wobo: ministre de la santé (Togo)"])
  }

  @Test(
    "A possessive tells whose office it is, unless a person is named nearer",
    arguments: [
      (
        "La [ORG Ligue Verte] et son président, [PER Issa Wobo], ont protesté.", ["Issa Wobo: président (Ligue Verte)"]
      ),
      (
        "La [ORG Ligue Verte] se réunit demain. Pour [PER Issa Wobo], son secrétaire général, tout est prêt.",
        ["Issa Wobo: secrétaire général (Ligue Verte)"]
      ),
      (
        "Le [LOC Togo], représenté par sa ministre des mines, [PER Aline Zongovi], a signé.",
        ["Aline Zongovi: ministre des mines (Togo)"]
      ),
      (
        "La [ORG Ligue Verte] a reçu [PER Paul Ekambi] et son président, [PER Issa Wobo].",
        ["Issa Wobo: président"]
      ),
      ("La [ORG Ligue Verte] et son avocat, [PER Issa Wobo], ont protesté.", ["Issa Wobo: avocat"]),
    ])
  func possessive(text: String, expected: [String]) throws {
    #expect(try roles(text) == expected)
  }

  @Test("Roles in a row are one person's, and share what they belong to")
  func chains() throws {
    #expect(
      try roles("Le ministre d'État, ministre de la défense du [LOC Togo], le général [PER Issa Wobo], est là.") == [
        "Issa Wobo: ministre d'État (Togo)", "Issa Wobo: ministre de la défense (Togo)", "Issa Wobo: général",
      ])
    #expect(
      try roles("[PER Aline Zongovi], présidente et fondatrice de la [ORG Ligue Verte], a parlé.") == [
        "Aline Zongovi: présidente (Ligue Verte)", "Aline Zongovi: fondatrice (Ligue Verte)",
      ])
  }

  @Test("A counterpart holds the same office elsewhere")
  func counterpart() throws {
    #expect(
      try roles(
        "La ministre des mines du [LOC Togo], [PER Aline Zongovi], a reçu son homologue ghanéen [PER Kofi Bansah] au [LOC Ghana]."
      ) == ["Aline Zongovi: ministre des mines (Togo)", "Kofi Bansah: ministre des mines (Ghana)"])
  }

  @Test("A plural belongs to every name of the list, each in the singular")
  func lists() throws {
    #expect(
      try roles("Les députés [PER Issa Wobo], [PER Paul Ekambi] et [PER Aline Zongovi] ont voté.") == [
        "Issa Wobo: député", "Paul Ekambi: député", "Aline Zongovi: député",
      ])
  }

  @Test(
    "The status comes from the words around the office",
    arguments: [
      ("L'ancien préfet [PER Issa Wobo] a parlé.", "former"), ("L'ex-préfet [PER Issa Wobo] a parlé.", "former"),
      ("Le préfet par intérim, [PER Issa Wobo], a parlé.", "interim"),
      ("[PER Issa Wobo] a été nommé préfet mardi.", "appointed"),
      ("Le candidat [PER Issa Wobo] a parlé.", "candidate"), ("Le préfet [PER Issa Wobo] a parlé.", "current"),
    ])
  func statuses(text: String, status: String) throws {
    #expect(try articleWithNames(text).roles.map(\.status) == [status])
  }

  @Test(
    "The class comes from the office or from what it belongs to",
    arguments: [
      ("Le sénateur [PER Issa Wobo] a parlé.", "state"), ("Le colonel [PER Issa Wobo] a parlé.", "military"),
      ("Le président de la fédération de football, [PER Issa Wobo], a parlé.", "sport"),
      ("L'évêque [PER Issa Wobo] a parlé.", "religious"),
    ])
  func classes(text: String, category: String) throws {
    #expect(try articleWithNames(text).roles.map(\.category) == [category])
  }

  @Test(
    "Words that only stand near a name are no role of it",
    arguments: [
      "Selon [PER Issa Wobo], le président a menti.", "Avec [PER Issa Wobo], mon père a parlé.",
      "Dans le gouvernement [PER Wobo], tout va bien.", "[PER Issa Wobo], représentant le maire, a parlé.",
      "Un membre du gouvernement [PER Wobo] a parlé.",
    ])
  func none(text: String) throws {
    #expect(try roles(text).filter { !$0.hasSuffix(": président") } == [])
  }

  @Test("What is said again in fewer words is one row with more evidence")
  func repeated() throws {
    let article = try articleWithNames(
      "[PER Issa Wobo], directeur de la radio, est là. Le directeur [PER Issa Wobo] a parlé.")
    #expect(article.roles.map(\.title) == ["directeur de la radio"])
    #expect(article.roles.first?.evidence.spans.count ?? 0 >= 4)
  }

  @Test("A person's country is the one whose office the person holds")
  func country() throws {
    let article = try articleWithNames("Le ministre de la santé du [LOC Togo], [PER Issa Wobo], a parlé.")
    #expect(article.entities.first { $0.type == .person }?.link?.country == "TG")
    let demonym = try articleWithNames("Le ministre togolais de la santé, [PER Issa Wobo], a parlé.")
    #expect(demonym.entities.first { $0.type == .person }?.link?.country == "TG")
  }

  @Test("Offices in the complements of offices, without end, are read to a bounded depth")
  func nestedWithoutEnd() throws {
    let text = "Hier il a vu le président " + String(repeating: "du président ", count: 3_000) + "du club."
    #expect(try articleWithNames(text).roles.isEmpty)
  }

  @Test("Five thousand persons with roles take no more than their length")
  func manyPersons() throws {
    let text = (0..<5000).map { "Le maire [PER Issa Wobo\($0)], président du club, a parlé." }.joined(separator: " ")
    #expect(try articleWithNames(text).roles.count == 10_000)
  }
}
