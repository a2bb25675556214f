import ArticleLoading
import ArticleModel
import FoundationEssentials
import Testing

/// The repository's folder.
private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

private func file(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: root.appending(path: path))) }

private func folder(_ path: String) -> [String] {
  (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)) ?? []
}

@Suite("The example articles")
struct ExampleTests {
  struct Expectation: Sendable, CustomTestStringConvertible {
    var name: String
    var author: String
    var publisher: String?
    var published: String?
    var standfirsts: Int
    var paragraphs: Int
    var testDescription: String { name }
  }

  @Test(
    "Every example is read as its author meant it",
    arguments: [
      Expectation(
        name: "communique", author: "Kodjo AGBEMADON", publisher: "Littoralinfo.net", standfirsts: 1, paragraphs: 6),
      Expectation(
        name: "entretien", author: "Lamine BADJI-CORRÉA", published: "2024-11-06", standfirsts: 1, paragraphs: 12),
      Expectation(
        name: "attaque", author: "La Rédaction", publisher: "ASD", published: "2024-05-14", standfirsts: 0,
        paragraphs: 7),
      Expectation(
        name: "election", author: "Ghislaine Téhoua-Bi", published: "2025-02-25", standfirsts: 1, paragraphs: 5),
      Expectation(name: "sport", author: "Yacouba Nianzé", standfirsts: 0, paragraphs: 6),
      Expectation(
        name: "economie", author: "Blaise Etoundi-Mvele", publisher: "Echos-Douala.cm", published: "2025-03-12",
        standfirsts: 0, paragraphs: 6),
      Expectation(name: "fait-divers", author: "K. D. R.", standfirsts: 0, paragraphs: 7),
      Expectation(
        name: "saisie", author: "Aïssé Tounkara-Labat", published: "2025-02-11", standfirsts: 0, paragraphs: 4),
    ])
  func readsExample(expected: Expectation) throws {
    let bytes = try file("Examples/\(expected.name).txt")
    let article = try ArticleLoader.load(bytes: bytes, source: expected.name)
    #expect(article.hasSoundRegions)
    #expect(article.language == "fr")
    // Canonical equivalence: one of the files has decomposed accents.
    #expect(article.author == expected.author)
    #expect(article.publisher == expected.publisher)
    #expect(article.published?.description == expected.published)
    #expect(article.texts(.headline).isEmpty == false)
    #expect(article.texts(.standfirst).count == expected.standfirsts)
    #expect(article.texts(.body).count == expected.paragraphs)
  }

  @Test("Every example has a test")
  func coversAllExamples() {
    #expect(folder("Examples").filter { $0.hasSuffix(".txt") }.count == 8)
  }
}

/// Real articles, which are not part of the repository: a folder beside it holds them where they are available.
private let sharedArticles = folder("../shared/articles").filter { $0.hasSuffix(".txt") }.sorted()

@Suite(
  "Real articles beside the repository", .enabled(if: !sharedArticles.isEmpty, "no folder ../shared/articles here"))
struct SharedArticleTests {
  @Test("The founding article has its headline, standfirst, author, publisher and poll")
  func readsFoundingArticle() throws {
    let article = try ArticleLoader.load(bytes: file("../shared/articles/aes-bamako.txt"), source: "aes-bamako.txt")
    let lines = article.text.string.split(whereSeparator: \.isNewline).map(String.init)
      .filter { !$0.allSatisfy(\.isWhitespace) }
    let byline = try #require(lines.first { $0.contains(" /") && $0.count < 60 })
    let halves = byline.split(separator: " /").map(String.init)
    #expect(article.title == lines[0])
    #expect(article.texts(.standfirst) == [lines[1]])
    #expect(article.author == halves[0])
    #expect(article.publisher == halves[1])
    #expect(article.texts(.boilerplate) == [try #require(lines.last)])
  }

  @Test("Every article is French, keeps its text and begins with its headline", arguments: sharedArticles)
  func readsArticle(name: String) throws {
    let bytes = try file("../shared/articles/\(name)")
    let article = try ArticleLoader.load(bytes: bytes, source: name)
    #expect(article.text.bytes == bytes)
    #expect(article.language == "fr")
    #expect(article.regions.first?.kind == .headline)
    #expect(article.texts(.body).isEmpty == false)
    #expect(article.hasSoundRegions)
  }
}
