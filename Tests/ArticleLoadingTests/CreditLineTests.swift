import ArticleLoading
import ArticleModel
import Testing

@Suite("Bylines, datelines and dates")
struct CreditLineTests {
  private static let body = "La pluie est tombée toute la nuit sur la ville, et les rues du marché sont sous l'eau."

  struct Byline: Sendable, CustomTestStringConvertible {
    var line: String
    var author: String?
    var publisher: String?
    init(_ line: String, _ author: String?, _ publisher: String? = nil) {
      self.line = line
      self.author = author
      self.publisher = publisher
    }
    var testDescription: String { line }
  }

  @Test(
    "A line under the text tells author and publisher",
    arguments: [
      Byline("Bintou SARÉNOU", "Bintou SARÉNOU"),
      Byline("Bintou Sarénou", "Bintou Sarénou"),
      Byline("Par Bintou Sarénou", "Bintou Sarénou"),
      Byline("Par : Bintou Sarénou, à Kassoumé", "Bintou Sarénou"),
      Byline("Bintou SARÉNOU /Rivesud.net", "Bintou SARÉNOU", "Rivesud.net"),
      Byline("Bintou SARÉNOU/Rivesud.net", "Bintou SARÉNOU", "Rivesud.net"),
      Byline("Bintou SARÉNOU / La Rive Sud", "Bintou SARÉNOU", "La Rive Sud"),
      Byline("Bintou Sarénou (Correspondante à Kassoumé)", "Bintou Sarénou"),
      Byline("Bintou SARÉNOU et Élie DOKAPÉ", "Bintou SARÉNOU, Élie DOKAPÉ"),
      Byline("Propos recueillis par Bintou Sarénou", "Bintou Sarénou"),
      Byline("Ali Ould Sarénou, envoyé spécial", "Ali Ould Sarénou"),
      Byline("Bintou Sarénou avec AFP", "Bintou Sarénou"),
      Byline("B. S.", "B. S."),
      Byline("La Rédaction", "La Rédaction"),
      Byline("Avec AFP", nil),
      Byline("(AFP)", "AFP"),
      Byline("Source : Rivesud.net", nil, "Rivesud.net"),
      Byline("bintou@rivesud.net", nil),
    ])
  func readsByline(byline: Byline) throws {
    let article = try load("Le pont rouvre\n\n\(Self.body)\n\n\(byline.line)\n")
    #expect(article.texts(.byline) == [byline.line])
    #expect(article.author == byline.author)
    #expect(article.publisher == byline.publisher)
  }

  @Test(
    "Last lines that are no byline stay in the text",
    arguments: [
      "La lutte continue.", "Le Congrès.", "Kassoumé", "À suivre", "Dieu vous garde !", "Une affaire à suivre de près",
      "Par ailleurs, le bac est à quai.",
    ])
  func leavesOtherLines(line: String) throws {
    let article = try load("Le pont rouvre\n\n\(Self.body)\n\n\(line)\n")
    #expect(article.author == nil)
    #expect(article.texts(.body).last == line)
  }

  @Test("Many names under a text are signatures, not authors")
  func leavesSignatures() throws {
    let article = try load("Lettre ouverte\n\n\(Self.body)\n\nBintou SARÉNOU\nÉlie DOKAPÉ\nAwa Tinzaré\n")
    #expect(article.author == nil)
    #expect(article.texts(.body).count == 4)
  }

  @Test("A byline that hangs on the last sentence is cut off")
  func readsHangingByline() throws {
    let article = try load("Le pont rouvre\n\n\(Self.body) Bintou SARÉNOU\n")
    #expect(article.author == "Bintou SARÉNOU")
    #expect(article.texts(.body) == [Self.body])
  }

  @Test(
    "A dateline before the first sentence is a region of its own",
    arguments: [
      ("Kassoumé, 12 juin (AFP) –", nil, "AFP"), ("KASSOUMÉ –", nil, nil),
      ("Kassoumé, le 3 mars 2024 (AIB)-", "2024-03-03", "AIB"),
      ("KASSOUMÉ, 18 août (Xinhua) --", nil, "Xinhua"), ("Kassoumé (Bénin), 3 mars 2024 —", "2024-03-03", nil),
      ("Kassoumé, 6 novembre 2024-", "2024-11-06", nil), ("(AFP) -", nil, "AFP"),
    ] as [(String, String?, String?)])
  func readsDateline(line: String, date: String?, publisher: String?) throws {
    let article = try load("Le pont rouvre\n\n\(line) \(Self.body)\n\nLe bac est à quai.\n")
    #expect(article.texts(.dateline) == [line])
    #expect(article.texts(.body).first == Self.body)
    #expect(article.published?.description == date)
    #expect(article.publisher == publisher)
  }

  @Test(
    "A first sentence with a place, a dash or a date is no dateline",
    arguments: [
      "Kassoumé a retrouvé son pont - et ses embouteillages.", "Kassoumé, le 3 mars 2024, restera dans les mémoires.",
      "Jean-Pierre Sarénou – le maire – a coupé le ruban.",
    ])
  func leavesSentences(sentence: String) throws {
    let article = try load("Le pont rouvre\n\n\(sentence)\n\nLe bac est à quai.\n")
    #expect(article.texts(.body).first == sentence)
  }

  @Test(
    "Publication dates are read in the forms that sites use",
    arguments: [
      ("Publié le 12/06/2024 à 14h30", "2024-06-12"), ("novembre 6, 2024", "2024-11-06"),
      ("lundi 3 mars 2025", "2025-03-03"),
      ("Publié le 1er août 2024 - Mis à jour le 4 août 2024 à 9h", "2024-08-01"), ("2024-06-12 08:15", "2024-06-12"),
      ("Mis à jour le 4 aout 2024", "2024-08-04"), ("12.06.24", "2024-06-12"), ("Date : 29 févr. 2024", "2024-02-29"),
      ("Posté le mar. 5 mars 2024 | Par Bintou Sarénou", "2024-03-05"),
      ("Published on June 12, 2024 at 2:30 pm", "2024-06-12"),
      ("PUBLIÉ LE 12 JUIN 2024", "2024-06-12"), ("06/25/2024", "2024-06-25"),
    ])
  func readsDates(line: String, date: String) throws {
    let article = try load("Le pont rouvre\n\n\(line)\n\n\(Self.body)\n\nLe bac est à quai.\n")
    #expect(article.published?.description == date)
    #expect(article.texts(.body) == [Self.body, "Le bac est à quai."])
  }

  @Test("A day that does not exist is no date", arguments: ["31/02/2024", "30 février 2024", "45 mars 2024"])
  func rejectsImpossibleDays(line: String) throws {
    #expect(try load("Le pont rouvre\n\n\(line)\n\n\(Self.body)").published == nil)
  }
}
