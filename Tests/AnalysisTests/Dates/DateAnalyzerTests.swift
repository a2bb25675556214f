import ArticleModel
import Testing

@Suite("Dates")
struct DateAnalyzerTests {
  @Test(
    "Dates that say everything need nothing else",
    arguments: [
      ("Il est arrivé le vendredi 14 mars 2025 à Gao.", "vendredi 14 mars 2025 = 2025-03-14"),
      ("Le 1er août 2019, la foire a ouvert.", "1er août 2019 = 2019-08-01"),
      ("Le sommet a duré du 12 au 14 mars 2021.", "du 12 au 14 mars 2021 = 2021-03-12/2021-03-14"),
      (
        "Le pont a fermé du 28 décembre 2020 au 3 janvier 2021.",
        "du 28 décembre 2020 au 3 janvier 2021 = 2020-12-28/2021-01-03"
      ),
      ("Il a plu entre le 3 et le 9 mai 2018.", "entre le 3 et le 9 mai 2018 = 2018-05-03/2018-05-09"),
      ("Ils ont siégé les 5, 6 et 7 mai 2018.", "5, 6 et 7 mai 2018 = 2018-05-05/2018-05-07"),
      ("Depuis avril 2020, le pont est fermé.", "Depuis avril 2020 = 2020-04"),
      ("Le barrage a été achevé en 1998.", "en 1998 = 1998"),
      ("Il a dirigé la banque entre 2001 et 2009.", "entre 2001 et 2009 = 2001/2009"),
      ("La crise a frappé entre mai et juillet 2024.", "entre mai et juillet 2024 = 2024-05/2024-07"),
      ("La loi date du 12/06/2014.", "12/06/2014 = 2014-06-12"),
      ("La loi date du 12-06-2014.", "12-06-2014 = 2014-06-12"),
      ("La loi date du 12.06.14.", "12.06.14 = 2014-06-12"),
      ("La grève a duré au premier semestre 2012.", "premier semestre 2012 = 2012-01/2012-06"),
      ("Le prix a baissé au 3e trimestre 2023.", "3e trimestre 2023 = 2023-07/2023-09"),
      ("La ville a grandi dans les années 1990.", "années 1990 = 1990/1999"),
      ("La mosquée a été bâtie au XIXe siècle.", "XIXe siècle = 1801/1900"),
      ("L'attaque a eu lieu dans la nuit du 3 au 4 juin 2022.", "nuit du 3 au 4 juin 2022 = 2022-06-03/2022-06-04"),
    ])
  func complete(text: String, expected: String) throws {
    #expect(try DateCases.dates(text) == [expected])
  }

  @Test(
    "Parts of a month keep the month as value and the days as interval",
    arguments: [
      ("fin avril 2025", "2025-04", "2025-04-21", "2025-04-30"),
      ("début avril 2025", "2025-04", "2025-04-01", "2025-04-10"),
      ("mi-avril 2025", "2025-04", "2025-04-11", "2025-04-20"),
    ])
  func parts(words: String, value: String, first: String, last: String) throws {
    let article = try DateCases.article("Le marché a rouvert \(words).")
    let date = try #require(article.dates.first)
    #expect(date.value == value && date.precision == "month")
    #expect(date.interval?.lowerBound.description == first && date.interval?.upperBound.description == last)
  }

  @Test(
    "Numbers that are no dates are none",
    arguments: [
      "Il a vendu 2 000 sacs.", "Ils étaient 12 marcheurs.", "Mars est une planète.", "Il a payé 1900 francs.",
      "La mosquée peut accueillir 2000 personnes.", "La coupe du monde 2026 fait rêver.", "La CAN 2021 fut belle.",
      "L'article 1995 du code le prévoit.", "Il habite au 12, rue du Port.", "Trois autres motos ont été volées.",
    ])
  func nothing(text: String) throws {
    #expect(try DateCases.dates(text).isEmpty)
  }

  @Test("A number behind a weekday is its day only where nothing is counted")
  func weekdayAndNumber() throws {
    func dates(_ text: String) throws -> [String] {
      let article = try DateCases.article(text, published: "2024-03-08")
      return article.dates.map { article.text[$0.span] }
    }
    #expect(try dates("Il est venu mercredi 6.") == ["mercredi 6"])
    #expect(try dates("Ils ont pris mercredi trois autres motos.") == ["mercredi"])
    #expect(try dates("Il a vu mardi cinq de ses amis.") == ["mardi"])
  }

  @Test("A year behind a word that is no name is a date")
  func bareYears() throws {
    #expect(try DateCases.dates("Le budget 2025 a été voté (2024).") == ["2025 = 2025", "2024 = 2024"])
    #expect(try DateCases.dates("Il a gagné en 2019 et 2021.") == ["en 2019 = 2019", "2021 = 2021"])
  }

  @Test("The precision is said in words and in ACLED's codes")
  func precision() throws {
    let text = "Il est venu le 3 mars 2024, puis en avril 2024, puis en 2025. Elle viendra la semaine prochaine."
    let dates = try DateCases.article(text, published: "2024-03-01").dates
    #expect(dates.map(\.precision) == ["day", "month", "year", "week"])
    #expect(dates.map(\.acled) == [1, 3, nil, 2])
  }

  @Test("Work grows with the text, not faster: a long run of calendar words is read")
  func longRun() throws {
    let text = String(repeating: "du lundi 12 au 14 mars de la semaine du ", count: 2_000)
    #expect(try !DateCases.article(text, published: "2024-03-01").dates.isEmpty)
  }
}
