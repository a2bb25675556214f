import ArticleLoading
import ArticleModel
import Testing

@Suite("The site's own text")
struct BoilerplateTests {
  private static let body =
    "La pluie est tombée toute la nuit sur la ville, et le marché est sous l'eau depuis ce matin."

  @Test(
    "Lines that sites print around articles are boilerplate",
    arguments: [
      "Quelle est votre réaction ?", "Quelle est votre réaction\u{A0}?", "Partager Facebook Twitter WhatsApp Imprimer",
      "Facebook 12 | Tweet 3", "Partager sur Facebook", "Lire aussi : Le bac est à quai",
      "À LIRE AUSSI – Le bac est à quai",
      "A lire aussi: Le bac est à quai", "Lire la suite", "Inscrivez-vous à notre newsletter",
      "Ce site utilise des cookies pour améliorer votre expérience.", "© 2024 Rivesud.net", "Copyright Rivesud 2024",
      "Tous droits réservés", "Tags : pont, crue, Kassoumé", "Mots-clés: pont", "Crédit photo : B. Sarénou",
      "3 commentaires", "Laisser un commentaire", "Rejoignez notre chaîne WhatsApp", "J’aime 4  Triste 2", "* * *",
      "Re\u{301}agissez a\u{300} cet article",
    ])
  func recognises(line: String) throws {
    let article = try load("Le pont rouvre\n\n\(Self.body)\n\nLe bac est à quai.\n\n\(line)\n")
    #expect(article.texts(.boilerplate) == [line])
    #expect(article.texts(.body) == [Self.body, "Le bac est à quai."])
  }

  @Test(
    "Sentences that use the same words are the article's",
    arguments: [
      "Facebook a été coupé pendant deux jours dans tout le pays.", "Partager l'eau du fleuve reste difficile.",
      "Les commentaires du ministre ont surpris.", "La photo a fait le tour du monde.", "Super match !",
      "Lire la suite du dossier lui a pris deux jours, a confié le juge.", "»",
    ])
  func leavesSentences(line: String) throws {
    let article = try load("Le pont rouvre\n\n\(Self.body)\n\n\(line)\n\nLe bac est à quai.\n")
    #expect(article.texts(.body) == [Self.body, line, "Le bac est à quai."])
  }

  @Test("The titles under \"Lire aussi\" belong to it, the text behind them does not")
  func recognisesLists() throws {
    let list = "Lire aussi :\nLe bac est à quai\nLa crue vue du ciel"
    let article = try load("Le pont rouvre\n\n\(Self.body)\n\n\(list)\n\nLe maire a coupé le ruban.\n")
    #expect(article.texts(.boilerplate) == [list])
    #expect(article.texts(.body) == [Self.body, "Le maire a coupé le ruban."])
  }

  @Test("A byline under \"Lire aussi\" is still a byline")
  func keepsBylineBehindList() throws {
    let article = try load("Le pont rouvre\n\n\(Self.body)\n\nLire aussi :\nLe bac est à quai\n\nBintou SARÉNOU\n")
    #expect(article.author == "Bintou SARÉNOU")
  }

  @Test("Readers' comments are boilerplate to the end, however long")
  func recognisesComments() throws {
    let comments = "Laisser un commentaire\nBintou dit :\n\(Self.body)"
    let article = try load("Le pont rouvre\n\n\(Self.body)\n\n\(comments)\n")
    #expect(article.texts(.boilerplate) == [comments])
  }

  @Test("A lost list's heading at the end of a paragraph is cut off")
  func recognisesDanglingHeading() throws {
    let article = try load("Le pont rouvre\n\n\(Self.body) A regarder :\n")
    #expect(article.outline == "headline: Le pont rouvre\nbody: \(Self.body)\nboilerplate: A regarder :")
  }
}
