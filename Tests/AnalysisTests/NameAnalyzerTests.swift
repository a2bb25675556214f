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

  @Test("A headline in capitals without accents has its names too")
  func capitals() throws {
    let text =
      "LE GENERAL BOUKARY TAMBOURA ARRIVE A OUAGADOUGOU\n\nLe général Boukary Tamboura est arrivé hier à Ouagadougou."
    let found = try names(text)
    #expect(found.contains("PER BOUKARY TAMBOURA"))
    #expect(found.contains("LOC OUAGADOUGOU"))
  }

  @Test("An acronym in brackets is a name of its own beside its long form")
  func acronym() throws {
    let found = try names("Hier, l'Union des pêcheurs lagunaires (UPL) a tenu son congrès à Cotonou.")
    #expect(found == ["ORG Union des pêcheurs lagunaires", "ORG UPL", "LOC Cotonou"])
  }

  @Test(
    "Names begin and end inside words where a hyphen or a slash joins them",
    arguments: [
      ("La route Cotonou-Parakou est coupée depuis mardi.", ["LOC Cotonou", "LOC Parakou"]),
      ("Selon Mme Aïcha Delavigne/Tamboura, la route est coupée.", ["PER Aïcha Delavigne/Tamboura"]),
    ])
  func joined(text: String, expected: [String]) throws {
    #expect(try names(text) == expected)
  }

  @Test("A letter that scraping left at the start of a line is no part of a name")
  func strayLetter() throws {
    let text = "La route est coupée.\n\nnAïcha Delavigne a visité le chantier hier avec Boukary Tamboura."
    #expect(try names(text) == ["PER Aïcha Delavigne", "PER Boukary Tamboura"])
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

  @Test("In a language without a model nothing is found")
  func otherLanguage() throws {
    var article = try ArticleLoader.load(bytes: Array("Boukary Tamboura est là.".utf8), source: "a.txt")
    Pipeline.standard.analyze(&article, language: .undetermined)
    #expect(article.mentions.isEmpty)
  }

  @Test("A model file that lacks a section, or whose sections do not fit, says which")
  func damagedModel() throws {
    let french = try #require(Language.french.names)
    func open(_ sections: [(name: String, bytes: [UInt8])]) throws -> NameModel {
      let bytes = ModelFile.encode(sections) { _ in [UInt8](repeating: 0, count: 32) }
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
      memory.copyBytes(from: bytes)
      return try NameModel(
        names: ModelFile(UnsafeRawBufferPointer(memory)), lexicon: french.lexicon, clusters: french.clusters,
        gazetteer: french.gazetteer)
    }
    #expect(throws: ModelFile.Problem.missing(section: "usage")) { try open([("names", [])]) }
    let usage = (name: "usage", bytes: FormTable.encode([], stride: 2))
    let rows = FeatureRows.encode([], slots: 16)
    #expect(throws: ModelFile.Problem.damaged("length of section 'transitions'")) {
      try open([usage, ("names", rows.fingerprints), ("names.rows", rows.rows), ("transitions", [0, 0])])
    }
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
