import ArticleLoading
import ArticleModel
import Testing

@Suite("Languages")
struct LanguageTests {
  @Test(
    "A sentence or two are enough to tell a language",
    arguments: [
      ("fr", "Le ministre s'est rendu dans la région pour y rencontrer les éleveurs, qui l'attendaient depuis mardi."),
      ("en", "The minister travelled to the region to meet the herders, who had been waiting for him since Tuesday."),
      ("es", "El ministro viajó a la región para reunirse con los ganaderos, que lo esperaban desde el martes."),
      ("pt", "O ministro foi à região para se reunir com os criadores de gado, que não o viam desde o ano passado."),
      ("it", "Il ministro è andato nella regione per incontrare gli allevatori, che lo aspettavano da una settimana."),
      ("de", "Der Minister ist in die Region gereist, um sich mit den Hirten zu treffen, die auf ihn gewartet haben."),
      ("nl", "De minister is naar het gebied gereisd om met de herders te praten, die op hem hadden gewacht."),
      ("sw", "Waziri alisema kuwa serikali ya nchi hiyo itajenga shule kwa ajili ya watoto wa mkoa huo."),
      ("ar", "سافر الوزير إلى المنطقة للقاء الرعاة الذين كانوا ينتظرونه منذ يوم الثلاثاء"),
    ])
  func detects(code: String, text: String) throws {
    #expect(try load(text).language == code)
  }

  @Test("Accents that were lost or decomposed do not matter")
  func ignoresAccents() throws {
    #expect(try load("Les eleves ont ete recus a l'ecole des que la pluie a cesse.").language == "fr")
  }

  @Test("Numbers and nonsense have no language", arguments: ["12 34 56", "xqzt vbnm wrtk plkj", "???"])
  func knowsWhenNotToGuess(text: String) throws {
    #expect(try load(text).language == nil)
  }

  @Test("A quotation in another language does not outweigh the article")
  func survivesQuotations() throws {
    let quotation = "« We are here to stay and we will not leave », a dit le chef de la mission."
    let report = " Selon lui, les troupes de son pays sont dans la ville pour aider la population, qui les a reçues."
    #expect(try load(quotation + report).language == "fr")
  }
}
