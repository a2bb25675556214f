@testable import Analysis
import ArticleLoading
import ArticleModel
import Testing

@Suite("Analysing again what has changed")
struct AnalyzeAgainTests {
  private static let texts = [
    """
    Tessaoua : la préfète inaugure un pont

    La préfète de Tessaoua, Rahila Moussa-Dan, a inauguré jeudi 12 juin 2025 un pont à Gao. « Ce pont n'est pas un \
    luxe », a-t-elle déclaré devant 300 habitants. Le ministre des Transports, Idi Labo-Sani, a salué le chantier. Il \
    a rencontré le maire de Mopti.

    Trois jours plus tôt, des hommes armés avaient attaqué le village de Korianga, tuant deux gendarmes, selon l'Observatoire des frontières.
    """,
    "Le chef de l'État a reçu mercredi M. Basile Corvo. « Nous y travaillons », a dit ce dernier.",
  ]

  private func article(_ text: String) throws -> Article {
    var article = try ArticleLoader.load(
      bytes: Array(text.utf8), source: "a.txt",
      options: LoadingOptions(published: CalendarDate(year: 2025, month: 6, day: 14)))
    Pipeline.standard.analyze(&article, language: .french)
    return article
  }

  private func form(_ article: Article) -> String {
    let wanted = Set(ArticleJSON.layerNames)
    let value = ArticleJSON(article, wanted: wanted).value(provenance: Provenance(workbench: "1", model: "m"))
    return String(decoding: value.encoded(pretty: true), as: UTF8.self)
  }

  @Test(
    "Running any one analyser again, with those that build on it, gives what analysing everything gives",
    arguments: Pipeline.standard.analyzers.map(\.id))
  func one(_ id: String) throws {
    for text in Self.texts {
      let whole = try article(text)
      var again = whole
      Pipeline.standard.analyzeAgain(&again, language: .french, changed: [id])
      #expect(form(again) == form(whole))
    }
  }

  @Test("Only those that build on what has changed are affected")
  func affected() {
    let pipeline = Pipeline.standard
    #expect(pipeline.affected(by: ["topics"]) == ["topics"])
    #expect(pipeline.affected(by: ["dates"]).isDisjoint(with: ["tokens", "morphology", "names", "entities", "topics"]))
    #expect(pipeline.affected(by: ["tokens"]) == Set(pipeline.analyzers.map(\.id)))
    #expect(pipeline.affected(by: []).isEmpty)
  }

  @Test("Signatures tell analysers apart, and each states its data")
  func signatures() {
    let signatures = Pipeline.standard.analyzers.map(\.signature)
    #expect(Set(signatures).count == signatures.count)
    for signature in signatures { #expect(signature.split(separator: " ").count == 3, "\(signature)") }
  }

  @Test("A layer that is taken away leaves nothing, and the others")
  func clearing() throws {
    for layer in Layer.standard {
      var article = try article(Self.texts[0])
      article.clear(layer)
      #expect(!article.layers.contains(layer))
    }
    var article = try article(Self.texts[0])
    article.clear(.entities)
    #expect(article.entities.isEmpty && !article.mentions.isEmpty)
    #expect(article.mentions.allSatisfy { $0.entity == nil })
  }
}
