import ArticleModel
import Testing

@testable import Analysis

@Suite("Speech that is retold")
struct IndirectQuoteTests {
  @Test(
    "Content begins where the verb's frame says",
    arguments: [
      (
        "Aïcha Delavigne a déclaré lundi à la presse que la route rouvrira demain.",
        "indirect Aïcha Delavigne déclarer: la route rouvrira demain"
      ),
      (
        "Aïcha Delavigne a appelé les habitants à éviter la route côtière.",
        "indirect Aïcha Delavigne appeler: les habitants à éviter la route côtière"
      ),
      (
        "Aïcha Delavigne a salué le courage des ouvriers du chantier.",
        "indirect Aïcha Delavigne saluer: le courage des ouvriers du chantier"
      ),
      (
        "Aïcha Delavigne s'est réjouie de la reprise des travaux.",
        "indirect Aïcha Delavigne se réjouir: la reprise des travaux"
      ),
      (
        "Aïcha Delavigne a insisté sur la sécurité des ouvriers.",
        "indirect Aïcha Delavigne insister: la sécurité des ouvriers"
      ),
      (
        "Aïcha Delavigne dit avoir reçu des menaces.",
        "indirect Aïcha Delavigne dire: avoir reçu des menaces"
      ),
      (
        "Aïcha Delavigne a expliqué comment la route sera financée.",
        "indirect Aïcha Delavigne expliquer: comment la route sera financée"
      ),
      (
        "Aïcha Delavigne a fait savoir que la route rouvrira demain.",
        "indirect Aïcha Delavigne faire savoir: la route rouvrira demain"
      ),
      (
        "Aïcha Delavigne a, dans son message aux habitants, exhorté les riverains à la patience.",
        "indirect Aïcha Delavigne exhorter: les riverains à la patience"
      ),
      (
        "Selon Aïcha Delavigne, ingénieure en chef, la route rouvrira demain.",
        "indirect Aïcha Delavigne selon: la route rouvrira demain"
      ),
      (
        "Pour Aïcha Delavigne, la route est sûre.",
        "indirect Aïcha Delavigne pour: la route est sûre"
      ),
      (
        "La route rouvrira demain, selon Aïcha Delavigne.",
        "indirect Aïcha Delavigne selon: La route rouvrira demain"
      ),
      (
        "La route rouvrira demain, a annoncé Aïcha Delavigne.",
        "indirect Aïcha Delavigne annoncer: La route rouvrira demain"
      ),
    ])
  func frames(text: String, expected: String) throws {
    #expect(try quotes(text) == [expected])
  }

  @Test("A name behind its noun speaks, and a country speaks though somebody stands for it")
  func namesOfSpeakers() throws {
    #expect(
      try quotes("Le syndicat CGT a annoncé que la grève continue.") == ["indirect CGT annoncer: la grève continue"])
    #expect(
      try quotes(
        "Le Togo, représenté par sa ministre des mines, Aïcha Delavigne, a promis que la route rouvrira demain.")
        == ["indirect Togo promettre: la route rouvrira demain"])
  }

  @Test("Content ends where another verb reports, and the subject is shared")
  func coordination() throws {
    #expect(
      try quotes(
        "Aïcha Delavigne a salué les ouvriers et a promis que la route rouvrira demain, invitant les habitants à la fête."
      )
        == [
          "indirect Aïcha Delavigne saluer: les ouvriers",
          "indirect Aïcha Delavigne promettre: la route rouvrira demain",
          "indirect Aïcha Delavigne inviter: les habitants à la fête",
        ])
  }

  @Test("Who was named speaks on through pronouns")
  func continuation() throws {
    let text =
      "Firmin Kora est venu au chantier. Il a dit que la route est sûre. Mieux, a-t-il ajouté, elle sera gratuite. "
      + "Selon lui, les travaux ont coûté moins que prévu."
    #expect(
      try quotes(text) == [
        "indirect Firmin Kora dire: la route est sûre",
        "indirect Firmin Kora ajouter: elle sera gratuite",
        "indirect Firmin Kora selon: les travaux ont coûté moins que prévu",
      ])
  }

  @Test("Several joint speakers have a row each on one span")
  func jointSpeakers() throws {
    #expect(
      try quotes("Aïcha Delavigne et Firmin Kora ont insisté sur la sécurité des ouvriers.") == [
        "indirect Aïcha Delavigne insister: la sécurité des ouvriers",
        "indirect Firmin Kora insister: la sécurité des ouvriers",
      ])
    #expect(
      try quotes("Aïcha Delavigne a reçu Firmin Kora. Tous les deux ont insisté sur la sécurité.").suffix(2) == [
        "indirect Aïcha Delavigne insister: la sécurité", "indirect Firmin Kora insister: la sécurité",
      ])
  }

  @Test("A common noun speaks without being an entity")
  func nobody() throws {
    let article = try articleWithQuotes("Des riverains affirment que la route est dangereuse.")
    let quote = try #require(article.quotes.first)
    #expect(quote.speaker == nil)
    #expect(quote.speakerSpan.map { article.text[$0] } == "Des riverains")
  }

  @Test(
    "The article's own voice, thoughts and things report nothing",
    arguments: [
      "Rappelons que la route a rouvert hier.", "Aïcha Delavigne espère que la route rouvrira demain.",
      "La mesure n'indique pas que la route rouvrira.", "Selon le cas, la route ouvre à huit heures ou à neuf heures.",
      "La fermeture du pont signifie un détour de vingt kilomètres.",
    ])
  func nothing(text: String) throws {
    #expect(try quotes(text).isEmpty)
  }

  @Test("The stance is the verb's, and the reason says how a pronoun was resolved")
  func evidence() throws {
    let article = try articleWithQuotes("Aïcha Delavigne est venue. Elle a démenti que la route soit fermée.")
    let quote = try #require(article.quotes.first)
    #expect(quote.stance == "denies")
    #expect(quote.evidence.reason == "Elle → Aïcha Delavigne: named in the sentences before")
  }

  @Test(
    "A sentence without an end is read once",
    arguments: ["a déclaré que la route est fermée et ", "selon lui ", "dit-il, "])
  func longSentence(words: String) throws {
    _ = try articleWithQuotes(String(repeating: words, count: 5_000))
  }
}
