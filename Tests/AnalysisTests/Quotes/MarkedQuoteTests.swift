import Testing

@testable import Analysis

@Suite("Quotes between marks")
struct MarkedQuoteTests {
  @Test(
    "The speaker is the subject of the reporting verb, behind the quotation or before it",
    arguments: [
      (
        "« Nous allons rouvrir la route », a déclaré Aïcha Delavigne.",
        "direct Aïcha Delavigne déclarer: Nous allons rouvrir la route"
      ),
      (
        "Aïcha Delavigne a affirmé : « La route va rouvrir demain. »",
        "direct Aïcha Delavigne affirmer: La route va rouvrir demain."
      ),
      (
        "“Nous allons rouvrir la route”, précise Aïcha Delavigne.",
        "direct Aïcha Delavigne préciser: Nous allons rouvrir la route"
      ),
      (
        "\"Nous allons rouvrir la route\", promet Aïcha Delavigne.",
        "direct Aïcha Delavigne promettre: Nous allons rouvrir la route"
      ),
      (
        "''Nous allons rouvrir la route'', promet Aïcha Delavigne.",
        "direct Aïcha Delavigne promettre: Nous allons rouvrir la route"
      ),
      (
        "Selon Aïcha Delavigne, « la route va rouvrir demain ».",
        "direct Aïcha Delavigne selon: la route va rouvrir demain"
      ),
    ])
  func speaker(text: String, expected: String) throws {
    #expect(try quotes(text) == [expected])
  }

  @Test("A pronoun stands for the last person named, and who speaks goes on speaking")
  func pronoun() throws {
    let text =
      "Aïcha Delavigne a visité le chantier. « Nous allons rouvrir la route », a-t-elle déclaré. "
      + "« Les ouvriers ont fait vite et bien »."
    #expect(
      try quotes(text) == [
        "direct Aïcha Delavigne déclarer: Nous allons rouvrir la route",
        "direct Aïcha Delavigne -: Les ouvriers ont fait vite et bien",
      ])
  }

  @Test("An inserted clause parts one quotation into two rows of one speaker")
  func inserted() throws {
    let text = "« La route est prête », a assuré Aïcha Delavigne, « et nous la rouvrirons lundi »."
    #expect(
      try quotes(text) == [
        "direct Aïcha Delavigne assurer: La route est prête",
        "direct Aïcha Delavigne assurer: et nous la rouvrirons lundi",
      ])
  }

  @Test("A fragment in reported speech is a mixed quote, and the fragment alone")
  func mixed() throws {
    #expect(
      try quotes("Aïcha Delavigne a reconnu que le chantier avait connu « un départ difficile » l'an dernier.")
        == ["mixed Aïcha Delavigne reconnaître: un départ difficile"])
  }

  @Test("The verb that reports is found behind another one")
  func outerVerb() throws {
    #expect(
      try quotes("Aïcha Delavigne a précisé que les travaux reprendront « au plus tard le 15 avril ».")
        == ["mixed Aïcha Delavigne préciser: au plus tard le 15 avril"])
  }

  @Test(
    "Titles, themes and words held at a distance are no quotes",
    arguments: [
      "Le programme « Routes pour tous » commence à Gao.",
      "La rencontre avait pour thème : « La route, un bien commun à entretenir ensemble ».",
      "Les habitants parlent d'une route « fantôme ».",
    ])
  func scareQuotes(text: String) throws {
    #expect(try quotes(text).filter { $0.hasPrefix("direct") }.isEmpty)
  }

  @Test("A mark that never closes ends with its paragraph, or before an inserted clause")
  func unclosed() throws {
    #expect(
      try quotes("Aïcha Delavigne a affirmé : « La route va rouvrir demain.\n\nLe chantier a duré deux ans.")
        == ["direct Aïcha Delavigne affirmer: La route va rouvrir demain."])
    #expect(
      try quotes("Aïcha Delavigne est venue.\n\n« La route va rouvrir demain, a-t-elle dit. Le chantier est fini.")
        == ["direct Aïcha Delavigne dire: La route va rouvrir demain"])
  }

  @Test("The answers of an interview are quotes, and its questions are none")
  func interview() throws {
    let text = """
      Aïcha Delavigne dirige le chantier de la route côtière.

      Quand la route va-t-elle rouvrir ?

      Elle rouvrira lundi, si la pluie le permet.

      Qui paie les travaux ?

      L'État en paie la moitié. Les communes paient le reste.

      Faudra-t-il un péage ?

      Non, je n'en veux pas.
      """
    #expect(
      try quotes(text) == [
        "direct Aïcha Delavigne -: Elle rouvrira lundi, si la pluie le permet.",
        "direct Aïcha Delavigne -: L'État en paie la moitié. Les communes paient le reste.",
        "direct Aïcha Delavigne -: Non, je n'en veux pas.",
      ])
  }

  @Test("Ten thousand quotation marks are read in one pass", arguments: ["«", "\"", "« »", "“ \" «", "''"])
  func manyMarks(marks: String) throws {
    _ = try articleWithQuotes("Le début. " + String(repeating: marks + " mot ", count: 10_000))
  }
}
