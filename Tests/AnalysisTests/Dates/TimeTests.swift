import ArticleModel
import Testing

@Suite("Words about time that are no dates")
struct TimeTests {
  @Test(
    "Durations, ages, times of day and what recurs are kinds of their own",
    arguments: [
      ("Les travaux ont duré trois mois.", "duration: trois mois = P3M"),
      ("Il a été condamné à 10 ans de prison.", "duration: 10 ans = P10Y"),
      ("La panne a duré 20 minutes.", "duration: 20 minutes = PT20M"),
      ("Un homme de 45 ans a été arrêté.", "age: homme de 45 ans = P45Y"),
      ("La victime, âgée de 12 ans, est sauve.", "age: âgée de 12 ans = P12Y"),
      ("La séance commence à 14h30.", "time: 14h30 = T14:30"),
      ("La séance commence à 18 heures.", "time: 18 heures = T18:00"),
      ("Le marché se tient chaque lundi.", "set: chaque lundi = ?"),
      ("La fête revient tous les ans.", "set: tous les ans = ?"),
      ("La prière de la mosquée de vendredi est suivie.", "set: vendredi = ?"),
    ])
  func kinds(text: String, expected: String) throws {
    #expect(try DateCases.times(text) == [expected])
    #expect(try DateCases.dates(text).isEmpty)
  }

  @Test(
    "A feast that is merely named has its day and is no date",
    arguments: [
      ("Ils ont fêté la Tabaski.", "2023-06-20", "feast: Tabaski = 2023-06-29"),
      ("Ils ont fêté l'Aïd el-Fitr.", "2024-04-15", "feast: Aïd el-Fitr = 2024-04-10"),
      ("La Pentecôte a rassemblé les fidèles.", "2024-05-25", "feast: Pentecôte = 2024-05-19"),
    ])
  func feasts(text: String, published: String, expected: String) throws {
    #expect(try DateCases.times(text, published: published) == [expected])
    #expect(try DateCases.dates(text, published: published).isEmpty)
  }

  @Test(
    "Words around it make a feast a date",
    arguments: [
      ("Il reviendra à Noël.", "Noël = 2024-12-25"), ("Il est parti avant Pâques.", "Pâques = 2024-03-31"),
      ("Il est arrivé le jour de l'Ascension.", "Ascension = 2024-05-09"),
    ])
  func feastDates(text: String, expected: String) throws {
    #expect(try DateCases.dates(text, published: "2024-06-01") == [expected])
  }
}
