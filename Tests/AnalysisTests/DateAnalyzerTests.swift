import ArticleLoading
import ArticleModel
import Testing

@testable import Analysis

@Suite("Dates")
struct DateAnalyzerTests {
  private func dates(_ text: String, published: String? = nil) throws -> [String] {
    var article = try ArticleLoader.load(
      bytes: Array(text.utf8), source: "a.txt",
      options: LoadingOptions(published: published.flatMap { CalendarDate(iso: $0) }))
    article.published = published.flatMap { CalendarDate(iso: $0) }
    try Pipeline([TokenAnalyzer(), SentenceAnalyzer(), DateAnalyzer()]).analyze(&article, language: .french)
    return article.dates.map { "\(article.text[$0.span]) = \($0.value ?? "?")" }
  }

  @Test(
    "Dates that say everything need nothing else",
    arguments: [
      ("Il est arrivé le vendredi 14 mars 2025 à Gao.", "vendredi 14 mars 2025 = 2025-03-14"),
      ("Le 1er août 2019, la foire a ouvert.", "1er août 2019 = 2019-08-01"),
      ("Le sommet du 12 au 14 mars 2021 est reporté.", "12 au 14 mars 2021 = 2021-03-12/2021-03-14"),
      ("Depuis avril 2020, le pont est fermé.", "avril 2020 = 2020-04"),
      ("Le barrage a été achevé en 1998.", "1998 = 1998"),
      ("La loi date du 12/06/2014.", "12/06/2014 = 2014-06-12"),
    ])
  func complete(text: String, expected: String) throws {
    #expect(try dates(text) == [expected])
  }

  @Test("A day without a year takes the one nearest to the day of publication")
  func nearestYear() throws {
    #expect(
      try dates("Le scrutin du 28 décembre a été calme.", published: "2024-01-05") == ["28 décembre = 2023-12-28"])
    #expect(
      try dates("Le scrutin du 2 janvier prochain.", published: "2023-12-28") == ["2 janvier prochain = 2024-01-02"])
  }

  @Test("Without a day of publication the weekday chooses among the years near one that the text names")
  func weekdayChooses() throws {
    #expect(
      try dates("Ils ont siégé le mardi 4 mars dernier. La réforme de février 2024 reste en vigueur.") == [
        "mardi 4 mars dernier = 2025-03-04", "février 2024 = 2024-02",
      ])
  }

  @Test("Where nothing speaks for a year the date stays open")
  func open() throws {
    #expect(try dates("Ils ont siégé le 4 mars.") == ["4 mars = ?"])
  }

  @Test("Words such as hier and lundi are reckoned from the day of publication")
  func relative() throws {
    #expect(
      try dates("Il est venu hier. Elle part lundi prochain. On se voit mercredi.", published: "2025-03-06") == [
        "hier = 2025-03-05", "lundi prochain = 2025-03-10", "mercredi = 2025-03-05",
      ])
  }

  @Test(
    "Numbers that are no dates are none",
    arguments: ["Il a vendu 2 000 sacs.", "Ils étaient 12 marcheurs.", "Mars est une planète."])
  func nothing(text: String) throws {
    #expect(try dates(text).isEmpty)
  }
}
