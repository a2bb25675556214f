import ArticleLoading
import ArticleModel
import Testing

@Suite("What an article is known by")
struct ArticleIdentityTests {
  @Test("The hash is SHA-256 of the file's bytes, mark included, and the id its first sixteen digits")
  func hashesTheFile() throws {
    let article = try load("abc")
    // FIPS 180-2, appendix B.1.
    #expect(article.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(article.id == "ba7816bf8f01cfea")
    #expect(try load("\u{FEFF}abc").sha256 != article.sha256)
  }

  @Test("What the caller says about date and publisher replaces what the page says")
  func optionsWin() throws {
    let text = "Titre\n\nPublié le 12/06/2024\n\nLe texte de l'article.\n\nAwa DIOPTRE /Exemple.net"
    let read = try load(text)
    #expect(read.published?.description == "2024-06-12")
    #expect(read.publisher == "Exemple.net")
    let day = try #require(CalendarDate(year: 2020, month: 1, day: 2))
    let told = try load(text, options: LoadingOptions(published: day, publisher: "La Feuille"))
    #expect(told.published == day)
    #expect(told.publisher == "La Feuille")
    #expect(told.author == "Awa DIOPTRE")
  }

  @Test("A missing date is a warning with a remedy; a date found or given is none")
  func warnsWithoutDate() throws {
    let warning = try load("Titre\n\nLe texte.").diagnostics.first { $0.code == "no-date" }
    #expect(warning?.remedy != nil)
    let day = CalendarDate(year: 2020, month: 1, day: 2)
    #expect(try load("Titre\n\nLe texte.", options: LoadingOptions(published: day)).diagnostics.isEmpty)
  }
}
