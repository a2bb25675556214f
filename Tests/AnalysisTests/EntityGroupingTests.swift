import ArticleModel
import Testing

@testable import Analysis

@Suite("Entity grouping")
struct EntityGroupingTests {
  private func entities(_ text: String) throws -> [String] {
    try articleWithNames(text).entities.map { "\($0.name) (\($0.mentions.count))" }
  }

  @Test(
    "Spellings of one name are one entity",
    arguments: [
      ("[PER Issa Wobo] puis [PER ISSA WOBO]", ["Issa Wobo (2)"]),
      ("[PER WOBO Issa] puis [PER Issa Wobo]", ["WOBO Issa (2)"]),
      ("[PER Issa Ekambi] puis [PER I. Ekambi]", ["Issa Ekambi (2)"]),
      ("[PER Aline Zongovi] puis [PER Aline Zongovy]", ["Aline Zongovi (2)"]),
      ("[LOC Zoum-Béla] puis [LOC Zoum Bela]", ["Zoum-Béla (2)"]),
      ("[ORG Ligue des Pêcheurs] puis [ORG Ligue des pecheurs]", ["Ligue des Pêcheurs (2)"]),
      ("[LOC République démocratique du Congo] puis [LOC RDC]", ["République démocratique du Congo (2)"]),
      ("la [ORG Fédération Lagunaire de Pêche] ([ORG Flap])", ["Fédération Lagunaire de Pêche (2)"]),
      (
        "la [ORG Confédération des Pêcheurs Lagunaires] et la [ORG Confédération]",
        ["Confédération des Pêcheurs Lagunaires (2)"]
      ),
    ])
  func together(text: String, expected: [String]) throws {
    #expect(try entities(text) == expected)
  }

  @Test(
    "Names that only look alike stay apart",
    arguments: [
      "[PER Issa Wobo], [PER Aline Wobo], puis [PER Wobo]", "[LOC Zoumbela] et l'[LOC aéroport de Zoumbela]",
      "[PER Issa Wobo] et [PER Awa Wobo]", "[ORG Ligue Verte] et [ORG Ligue Rouge], la [ORG Ligue]",
    ])
  func apart(text: String) throws {
    #expect(try entities(text).allSatisfy { $0.hasSuffix("(1)") })
  }

  @Test("A title of courtesy tells which of two a shared surname is")
  func courtesy() throws {
    #expect(
      try entities("Mme [PER Aline Wobo] et M. [PER Issa Wobo] sont là. M. [PER Wobo] a parlé.")
        == ["Aline Wobo (1)", "Issa Wobo (2)"])
  }

  @Test("Places are linked by what else the article names")
  func places() throws {
    let article = try articleWithNames("À [LOC Lomé], capitale du [LOC Togo], et à [LOC Kara].")
    #expect(article.entities.map { $0.link?.country } == ["TG", "TG", "TG"])
    #expect(article.entities.first?.link?.geonames != nil)
  }

  @Test("A place that no table knows gets the country the article speaks of")
  func unknownPlace() throws {
    let article = try articleWithNames(
      "Au [LOC Togo], la police togolaise est arrivée à [LOC Zoumbelakoro]. Le [LOC Togo] est calme.")
    #expect(article.entities.last?.link?.country == "TG")
    #expect(article.entities.last?.link?.geonames == nil)
  }
}
