import ArticleLoading
import ArticleModel
import Testing

@testable import Analysis

@Suite("Topics")
struct TopicAnalyzerTests {
  private func topics(_ text: String, publisher: String? = nil) throws -> [Topic] {
    var article = try ArticleLoader.load(
      bytes: Array(text.utf8), source: "a.txt", options: LoadingOptions(publisher: publisher))
    Pipeline.standard.analyze(&article, language: .french, wanted: [.topics])
    return article.topics
  }

  private func phrases(_ text: String, publisher: String? = nil) throws -> [String] {
    try topics(text, publisher: publisher).filter { $0.kind == "phrase" }.map(\.name)
  }

  private static let harvest = """
    Togo : la récolte de mangues menacée par la mouche des fruits

    La récolte de mangues a baissé de moitié dans les vergers du Togo, a annoncé lundi le ministère. Les vergers du nord
    souffrent de la mouche des fruits. « La mouche des fruits détruit tout », raconte un planteur. Des pièges ont été
    posés dans les vergers, mais la récolte de mangues reste la plus faible depuis dix ans. Les agriculteurs attendent
    la pluie. Le problème n'est pas nouveau, et le problème demeure. L'agriculture occupe la moitié des habitants, et
    la sécheresse n'arrange rien.
    """

  @Test("What comes again and stands early is what the article is about")
  func repeated() throws {
    let phrases = try phrases(Self.harvest)
    #expect(phrases.prefix(3).contains("récolte de mangues"))
    #expect(phrases.contains("mouche des fruits"))
    #expect(phrases.contains("vergers"))
    #expect(phrases.contains("Togo"))
  }

  @Test("What says nothing of a topic is no key phrase, however often it comes")
  func general() throws {
    let phrases = try phrases(Self.harvest)
    #expect(!phrases.contains { ["problème", "moitié", "lundi", "ans"].contains($0) })
  }

  @Test("A phrase and its parts are one topic")
  func nearDoubles() throws {
    let phrases = try phrases(Self.harvest)
    #expect(phrases.count { $0.contains("mangue") || $0.contains("récolte") } == 1)
    #expect(phrases.count { $0.contains("mouche") || $0.contains("fruits") } == 1)
  }

  @Test("The publisher is not what its article is about")
  func publisher() throws {
    let text = """
      Le port de Lomé agrandi

      Le port de Lomé sera agrandi, a appris Lagune Info. Les travaux du port commencent en mai, selon Lagune Info. « Le
      port étouffe », dit un docker à Lagune Info.
      """
    #expect(try !phrases(text, publisher: "Lagune Info").contains("Lagune Info"))
  }

  @Test("A theme needs several words, and each is shown")
  func themes() throws {
    let themes = try topics(Self.harvest).filter { $0.kind == "theme" }
    #expect(themes.map(\.name) == ["environment"])
    #expect(themes.first.map { $0.spans.count >= 3 } ?? false)
  }

  @Test("Every topic has its places, and scores fall")
  func order() throws {
    for kind in ["phrase", "theme"] {
      let topics = try topics(Self.harvest).filter { $0.kind == kind }
      #expect(topics.allSatisfy { !$0.spans.isEmpty && (1...100).contains($0.score) })
      #expect(topics.map(\.score) == topics.map(\.score).sorted(by: >))
    }
  }

  @Test("An article without anything repeated has no key phrases")
  func short() throws {
    #expect(try topics("Un titre\n\nIl pleut.").isEmpty)
  }
}
