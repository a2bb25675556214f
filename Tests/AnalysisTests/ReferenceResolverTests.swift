import ArticleModel
import Testing

@testable import Analysis

@Suite("References")
struct ReferenceResolverTests {
  private func references(_ text: String) throws -> [String] {
    let article = try articleWithNames(text)
    return article.references.map { reference in
      "\(article.text[reference.span]) → \(reference.entity.map { article.entities[$0].name } ?? "?")"
    }
  }

  /// Whom the first token `form` of the article points at.
  private func pronoun(_ form: String, _ text: String) throws -> String? {
    let article = try articleWithNames(text)
    let resolver = try #require(ReferenceResolver(article, language: .french))
    let token = try #require((0..<article.tokens.count).first { article.tokens.form($0).lowercased() == form })
    return resolver.resolve(pronoun: token)?.entity.map { article.entities[$0].name }
  }

  @Test("A role phrase points at the one who holds the office, wherever that is said")
  func holder() throws {
    let text =
      "Le ministre des mines [PER Issa Wobo] et la ministre de la santé [PER Aline Zongovi] sont venus. La ministre de la santé a parlé."
    #expect(try references(text) == ["La ministre de la santé → Aline Zongovi"])
    let article = try articleWithNames(text)
    #expect(article.references.first?.evidence.reason?.contains("ministre de la santé") == true)
  }

  @Test("“Son président” is that of the organisation spoken of, not just any")
  func possessive() throws {
    let text =
      "Le président de la [ORG Ligue Verte], [PER Issa Wobo], a reçu le président du [ORG Cercle Rouge], [PER Paul Ekambi]. La [ORG Ligue Verte] est contente. Son président a parlé."
    #expect(try references(text) == ["Son président → Issa Wobo"])
  }

  @Test("A people points at its country where the article names it")
  func demonym() throws {
    #expect(try references("Au [LOC Togo], les Togolais votent dimanche.") == ["les Togolais → Togo"])
    #expect(try references("Les Togolais votent dimanche.") == [])
  }

  @Test("One native of a country is the person spoken of whom gender and country fit")
  func native() throws {
    #expect(
      try references("La joueuse [PER Aline Zongovi] est arrivée avec [PER Issa Wobo]. Le Togolais est content.")
        == ["Le Togolais → Issa Wobo"])
    #expect(try references("Il pleut. Le Togolais est content.") == [])
  }

  @Test("Offices of one sense name one holder in turn")
  func sense() throws {
    #expect(
      try references("L'entraîneur [PER Issa Wobo] est content. Le technicien a salué la foule.")
        == ["Le technicien → Issa Wobo"])
  }

  @Test("Where several hold the office all are kept, and nobody is chosen without need")
  func ambiguous() throws {
    let article = try articleWithNames(
      "Le maire [PER Issa Wobo] est là. Le maire [PER Paul Ekambi] aussi. Il pleut. Il vente. Il neige. Il gèle. Il grêle. Il tonne. Le maire a parlé."
    )
    #expect(article.references.first?.entity == nil)
    #expect(article.references.first?.candidates.count == 2)
  }

  @Test("Another minister is not meant")
  func other() throws {
    #expect(
      try references("Le ministre des mines [PER Issa Wobo] est là. Le ministre de la santé et le maire sont partis.")
        .isEmpty)
  }

  @Test("A common noun points at the one organisation whose name begins with it")
  func noun() throws {
    #expect(
      try references("L'[ORG Association des Pêcheurs] et la [ORG Ligue Verte] ont voté. L'association est contente.")
        == ["L'association → Association des Pêcheurs"])
  }

  @Test("A pronoun agrees with whom it stands for, and prefers who acts")
  func pronouns() throws {
    let text = "M. [PER Issa Wobo] a reçu Mme [PER Aline Zongovi]. "
    #expect(try pronoun("elle", text + "Elle a remercié la foule.") == "Aline Zongovi")
    #expect(try pronoun("il", text + "Il a remercié la foule.") == "Issa Wobo")
    #expect(
      try pronoun("il", "[PER Issa Wobo] a parlé avec [PER Paul Ekambi]. Il a remercié la foule.") == "Issa Wobo")
  }

  @Test("Whom nothing near fits has no answer")
  func unknown() throws {
    #expect(try pronoun("elle", "M. [PER Issa Wobo] a parlé. Elle a remercié la foule.") == nil)
  }
}
