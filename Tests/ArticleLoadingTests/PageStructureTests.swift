import ArticleLoading
import ArticleModel
import Testing

@Suite("The structure of a page")
struct PageStructureTests {
  private static let body = "La pluie est tombée toute la nuit sur la ville, et les rues du marché sont sous l'eau."

  @Test("Headline, standfirst below it, paragraphs, byline with site, poll")
  func readsAdjoiningStandfirst() throws {
    let article = try load(
      """
      Inondations : le marché de Kassoumé sous les eaux
      Trois quartiers sont coupés du centre depuis lundi. Les secours attendent des barques.

      \(Self.body)
      Les commerçants réclament des comptes.
      Bintou SARÉNOU /Rivesud.net
      Quelle est votre réaction ?


      """)
    #expect(
      article.outline == """
        headline: Inondations : le marché de Kassoumé sous les eaux
        standfirst: Trois quartiers sont coupés du centre depuis lundi. Les secours attendent des barques.
        body: \(Self.body)
        body: Les commerçants réclament des comptes.
        byline: Bintou SARÉNOU /Rivesud.net
        boilerplate: Quelle est votre réaction ?
        """)
    #expect(article.title == "Inondations : le marché de Kassoumé sous les eaux")
    #expect(article.author == "Bintou SARÉNOU")
    #expect(article.publisher == "Rivesud.net")
    #expect(article.layers == [.regions])
  }

  @Test("A headline that was broken over two lines is one, and its title is on one line")
  func joinsHeadline() throws {
    let article = try load("Le pont de Kassoumé rouvre enfin à\nla circulation\n\n\(Self.body)\n")
    #expect(article.title == "Le pont de Kassoumé rouvre enfin à la circulation")
    #expect(article.texts(.body) == [Self.body])
  }

  @Test("A date in lower case under the headline is not its second line")
  func keepsDateApart() throws {
    let article = try load("Le pont de Kassoumé rouvre enfin\nmardi 4 mars 2025\n\n\(Self.body)")
    #expect(article.title == "Le pont de Kassoumé rouvre enfin")
    #expect(article.texts(.date) == ["mardi 4 mars 2025"])
  }

  @Test("Paragraphs apart from each other leave the first one in the text")
  func leavesLeadInBody() throws {
    let article = try load("Le pont rouvre\n\nUn court paragraphe ouvre le texte.\n\n\(Self.body)\n\nEt un autre.")
    #expect(article.texts(.standfirst).isEmpty)
    #expect(article.texts(.body).count == 3)
  }

  @Test("A paragraph between headline and byline is the standfirst")
  func readsStandfirstBeforeByline() throws {
    let article = try load("Le pont rouvre\n\nLe bac est à quai.\n\nPar Bintou Sarénou\n\n\(Self.body)\n\nEt un autre.")
    #expect(article.texts(.standfirst) == ["Le bac est à quai."])
    #expect(article.texts(.byline) == ["Par Bintou Sarénou"])
    #expect(article.author == "Bintou Sarénou")
  }

  @Test("A sentence that a line break cuts in two is one paragraph")
  func joinsCutSentences() throws {
    let article = try load("Le pont rouvre\n\n\(Self.body)\n« Enfin\n», a dit un passant\nde la ville.\n")
    #expect(article.texts(.body) == [Self.body, "« Enfin\n», a dit un passant\nde la ville."])
  }

  @Test("Wrapped lines are one paragraph")
  func joinsWrappedLines() throws {
    let article = try load(
      """
      Le pont rouvre

      La circulation a repris mardi matin sur le pont de Kassoumé, que la
      crue avait emporté en partie au mois d'août. Les camions de plus de
      dix tonnes passeront par le bac jusqu'à la fin des travaux, a fait
      savoir la mairie.

      Le chantier a duré six mois.
      """)
    #expect(article.texts(.body).count == 2)
  }

  @Test("The site's name behind the headline is credit, not title")
  func readsSiteBehindHeadline() throws {
    let article = try load("Le pont de Kassoumé rouvre | Rivesud.net\n\n\(Self.body)")
    #expect(article.title == "Le pont de Kassoumé rouvre")
    #expect(article.publisher == "Rivesud.net")
  }

  @Test("Date, headline and byline on one line are three regions")
  func readsCombinedLine() throws {
    let title = "Le pont de Kassoumé rouvre"
    let article = try load("\(title)\n\nmars 4, 2025 \(title) Par : La rédaction\n\n\(Self.body)")
    #expect(article.texts(.headline) == [title, title])
    #expect(article.texts(.date) == ["mars 4, 2025"])
    #expect(article.texts(.byline) == ["Par : La rédaction"])
    #expect(article.author == "La rédaction")
    #expect(article.published?.description == "2025-03-04")
  }

  @Test("The letter that a lost line break leaves before paragraphs is no part of them")
  func dropsStrayLetters() throws {
    let damaged = "nLe bac est à quai.\nn«Enfin», dit un passant.\nn\nnBintou SARÉNOU\n"
    let article = try load("Le pont rouvre\n\n\(Self.body)\n" + damaged)
    #expect(article.texts(.body) == [Self.body, "Le bac est à quai.", "«Enfin», dit un passant."])
    #expect(article.author == "Bintou SARÉNOU")
  }

  @Test("A text without a headline has no title")
  func readsTextWithoutHeadline() throws {
    let article = try load(Self.body)
    #expect(article.title == nil)
    #expect(article.outline == "body: \(Self.body)")
  }

  @Test("Regions leave out white space and invisible characters around lines")
  func trimsRegions() throws {
    let article = try load("\u{200E}  Le pont rouvre \u{A0}\r\n\r\n\t\(Self.body)\u{AD} \r\n")
    #expect(article.outline == "headline: Le pont rouvre\nbody: \(Self.body)")
  }
}
