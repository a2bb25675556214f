import Evaluation
import Testing

@Suite("Choosing among gold")
struct SelectionTests {
  private let names = (0..<200).map { "article-\($0)" }

  @Test("Parts are disjoint, together everything, and about equal")
  func parts() throws {
    let parts = try (0..<3).map { index in
      let selection = try Selection(part: "\(index)/3")
      return names.filter(selection.contains)
    }
    #expect(parts.reduce([], +).sorted() == names.sorted())
    #expect(parts.allSatisfy { (40...95).contains($0.count) })
  }

  @Test(
    "Names are chosen by patterns", arguments: [("bbc-*", true), ("*-d04", true), ("bbc?d04", false), ("x,b*4", true)])
  func patterns(_ pattern: String, _ isChosen: Bool) throws {
    #expect(try Selection(only: pattern).contains("bbc-afrique-d04") == isChosen)
  }

  @Test("A part that is none is refused", arguments: ["2/2", "a/b", "1", "-1/2", "0/0"])
  func refused(_ part: String) {
    #expect(throws: GoldProblem.self) { try Selection(part: part) }
  }
}
