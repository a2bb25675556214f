import ArticleModel
import Foundation
import Testing

/// The phrases of Duckling's French test corpus; they are not part of the repository.
private struct Phrase: Decodable {
  var text: String
  var reference: String
  var value: String
}

private let phrases = "../shared/data/dates/duckling-fr.json"

@Suite("Date phrases with published values")
struct DatePhraseTests {
  private static var file: URL? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    return [root.appending(path: phrases), root.appending(path: "../" + phrases)]
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }

  @Test(
    "At least nine in ten phrases of Duckling's corpus have its value",
    .enabled(if: DatePhraseTests.file != nil, "SKIPPED: \(phrases) is not here"))
  func duckling() throws {
    let all = try JSONDecoder().decode([Phrase].self, from: Data(contentsOf: try #require(Self.file)))
    let wrong = try all.filter { phrase in
      let article = try DateCases.article(phrase.text, published: phrase.reference)
      return !article.dates.contains { $0.value == phrase.value }
    }
    print("date phrases: \(all.count - wrong.count) of \(all.count)")
    #expect(wrong.count * 10 <= all.count, "\(wrong.map(\.text))")
  }
}
