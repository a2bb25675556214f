import ArticleLoading
import ArticleModel
import Testing

@testable import Analysis

/// The article that `text` makes, analysed as far as names and entities.
private func analysed(_ text: String, published: String? = nil) throws -> Article {
  var article = try ArticleLoader.load(bytes: Array(text.utf8), source: "a.txt")
  Pipeline.standard.analyze(&article, language: .french)
  return article
}

@Suite("Names")
struct NameAnalyzerTests {
  private func names(_ text: String) throws -> [String] {
    let article = try analysed(text)
    return article.mentions.map { "\($0.type.rawValue) \(article.text[$0.span])" }
  }

  @Test(
    "Names are found with their type, and titles stay outside",
    arguments: [
      ("Hier, le général Boukary Tamboura est arrivé à Ouagadougou.", ["PER Boukary Tamboura", "LOC Ouagadougou"]),
      ("Selon Mme Aïcha Delavigne, le Togo a signé.", ["PER Aïcha Delavigne", "LOC Togo"]),
      ("Les délégués de la CEDEAO ont quitté le Ghana.", ["ORG CEDEAO", "LOC Ghana"]),
      ("Il travaille au ministère de la Santé.", ["ORG ministère de la Santé"]),
      ("La réunion a commencé par un discours.", []),
      ("Dans la salle, les gens attendaient lundi.", []),
    ])
  func types(text: String, expected: [String]) throws {
    #expect(try names(text) == expected)
  }

  @Test("The title before a name is kept beside it")
  func titles() throws {
    let article = try analysed("Hier, le colonel Boukary Tamboura a parlé.")
    #expect(article.mentions.first?.title.map { article.text[$0] } == "colonel")
  }

  @Test("A bare surname is found where the full name stands elsewhere")
  func secondPass() throws {
    let text = "Hier, Mme Aïcha Delavigne a plaidé pour la paix. La salle a applaudi Delavigne longuement."
    #expect(try names(text) == ["PER Aïcha Delavigne", "PER Delavigne"])
  }

  @Test("A text of capitals without an end takes no more than its length", arguments: [2_000, 20_000])
  func manyNames(count: Int) throws {
    let text = (0..<count).map { "Boukary Tamboura\($0 % 500)" }.joined(separator: " et ")
    #expect(try analysed("Hier, " + text + ".").mentions.count > count / 2)
  }
}

@Suite("Entities")
struct EntityAnalyzerTests {
  private func entities(_ text: String) throws -> [String] {
    try analysed(text).entities.map { "\($0.name) (\($0.mentions.count))" }
  }

  @Test("A surname joins the one full name that ends in it")
  func surname() throws {
    #expect(
      try entities("Hier, Mme Aïcha Delavigne a parlé. Ensuite Mme Delavigne a quitté la salle.")
        == ["Aïcha Delavigne (2)"])
  }

  @Test("A surname that two people share stays alone")
  func ambiguous() throws {
    #expect(
      try entities(
        "Hier, Mme Aïcha Delavigne et M. Firmin Delavigne ont parlé. Ensuite Delavigne a quitté la salle.")
        == ["Aïcha Delavigne (1)", "Firmin Delavigne (1)", "Delavigne (1)"])
  }

  @Test("An acronym joins the long form whose initials it is, wherever it stands")
  func acronym() throws {
    let entities = try analysed(
      "Le bureau de l'Union des Pêcheurs Lagunaires a voté. La décision de l'UPL est connue."
    ).entities
    #expect(entities.map(\.name) == ["Union des Pêcheurs Lagunaires"])
    #expect(entities.first?.aliases == ["UPL"])
  }
}
