import ArticleModel
import Testing

@Suite("What dates are reckoned from")
struct DateAnchorTests {
  @Test(
    "Words that point are reckoned from the day of publication, the tense deciding between last and next",
    arguments: [
      ("Il est venu hier.", "hier = 2025-03-05"), ("Il est venu avant-hier.", "avant-hier = 2025-03-04"),
      ("Elle arrivera demain.", "demain = 2025-03-07"), ("Elle arrivera après-demain.", "après-demain = 2025-03-08"),
      ("Il a parlé lundi.", "lundi = 2025-03-03"), ("Il parlera lundi.", "lundi = 2025-03-10"),
      ("La visite est prévue lundi.", "lundi = 2025-03-10"), ("Il a parlé jeudi.", "jeudi = 2025-03-06"),
      ("Il a parlé jeudi dernier.", "jeudi dernier = 2025-02-27"),
      ("Elle part lundi prochain.", "lundi prochain = 2025-03-10"),
      ("Elle part lundi en huit.", "lundi en huit = 2025-03-17"),
      ("Ils sont arrivés hier mardi 4 mars.", "hier mardi 4 mars = 2025-03-04"),
      ("Il a plu la semaine dernière.", "semaine dernière = 2025-W09"),
      ("Il pleut cette semaine.", "cette semaine = 2025-W10"),
      ("Il a plu le mois dernier.", "mois dernier = 2025-02"), ("Il est né l'an dernier.", "an dernier = 2024"),
      ("Le pont ouvrira l'année prochaine.", "année prochaine = 2026"),
      ("Il est parti il y a trois jours.", "il y a trois jours = 2025-03-03"),
      ("Il est parti il y a trois mois.", "il y a trois mois = 2024-12"),
      ("Il est parti il y a dix ans.", "il y a dix ans = 2015"),
      ("Elle rentrera dans deux semaines.", "dans deux semaines = 2025-03-20"),
      ("Le scrutin du 28 décembre a été calme.", "28 décembre = 2024-12-28"),
      ("Le scrutin aura lieu le 28 décembre.", "28 décembre = 2025-12-28"),
      ("Le scrutin du 2 janvier prochain.", "2 janvier prochain = 2026-01-02"),
      ("Il a été élu en septembre dernier.", "en septembre dernier = 2024-09"),
      ("Il a été arrêté dans la nuit de mardi à mercredi.", "nuit de mardi à mercredi = 2025-03-04/2025-03-05"),
      ("Le marché a brûlé le week-end dernier.", "week-end dernier = 2025-03-01/2025-03-02"),
      ("Il viendra mardi de la semaine prochaine.", "mardi de la semaine prochaine = 2025-03-11"),
      ("Ils voteront du 12 au 14 mars.", "du 12 au 14 mars = 2025-03-12/2025-03-14"),
    ])
  func published(text: String, expected: String) throws {
    #expect(try DateCases.dates(text, published: "2025-03-06") == [expected])
  }

  @Test("Others are reckoned from the date last mentioned")
  func mentioned() throws {
    let text = "Elle a atterri le 3 mai 2024 à Gao. Le lendemain, elle a vu le maire. La veille, il avait démissionné."
    #expect(
      try DateCases.dates(text, published: "2025-03-06") == [
        "3 mai 2024 = 2024-05-03", "lendemain = 2024-05-04", "veille = 2024-05-03",
      ])
    let later = "Il a signé le 3 mai 2024. Trois jours plus tard, il a renoncé. Il est revenu le dimanche suivant."
    let article = try DateCases.article(later, published: "2025-03-06")
    #expect(article.dates.map(\.value) == ["2024-05-03", "2024-05-06", "2024-05-12"])
    #expect(article.dates.map(\.anchor) == ["text", "mentioned", "mentioned"])
  }

  @Test("Without a day of publication the weekday chooses among the years near one that the text names")
  func weekdayChooses() throws {
    #expect(
      try DateCases.dates("Ils ont siégé le mardi 4 mars dernier. La réforme de février 2024 reste en vigueur.") == [
        "mardi 4 mars dernier = 2025-03-04", "février 2024 = 2024-02",
      ])
  }

  @Test("A dateline stands in for the day of publication")
  func dateline() throws {
    #expect(
      try DateCases.dates("Le port rouvre\n\n4 juillet 2012. – Les dockers ont repris le travail mardi.\n") == [
        "4 juillet 2012 = 2012-07-04", "mardi = 2012-07-03",
      ])
  }

  @Test("Where nothing speaks for a year the date stays open")
  func open() throws {
    #expect(try DateCases.dates("Ils ont siégé le 4 mars.") == ["4 mars = ?"])
    #expect(
      try DateCases.dates("Il a plu ces dernières semaines.", published: "2025-03-06") == ["ces dernières semaines = ?"]
    )
  }

  @Test("Aujourd'hui is a day beside what happens, and nowadays otherwise")
  func today() throws {
    #expect(try DateCases.dates("Ils ont marché aujourd'hui.", published: "2025-03-06") == ["aujourd'hui = 2025-03-06"])
    #expect(try DateCases.dates("Le village abrite aujourd'hui un musée.", published: "2025-03-06").isEmpty)
  }

  @Test("The reason names the day that was reckoned from")
  func reason() throws {
    let date = try #require(try DateCases.article("Il est venu hier.", published: "2025-03-06").dates.first)
    #expect(date.evidence.reason == "reckoned from publication, 2025-03-06")
    #expect(date.anchor == "published")
  }
}
