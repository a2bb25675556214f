import Glibc
import PatternQuery
import Testing

@Suite("The page that teaches the language")
struct DocumentationTests {
  /// The lines of the page, which lies beside the sources.
  private func page() throws -> [String] {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = try #require(fopen("/\(root)/docs/query-language.md", "r"))
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
  }

  @Test("every query on it can be compiled")
  func queries() throws {
    var queries: [String] = []
    var isInside = false
    for line in try page() {
      if line.hasPrefix("```") {
        isInside = line == "```cql"
      } else if isInside {
        queries.append(line)
      }
    }
    #expect(queries.count > 40)
    for query in queries {
      #expect(throws: Never.self, "\(query)") {
        try PatternQuery(query, lists: ["villes": ["Sedan"], "armes": ["fusil"]])
      }
    }
  }

  @Test("its table of strategies says what the strategies do")
  func strategies() throws {
    let text = TestSource("un/un/DET vieux/vieux/ADJ pont/pont/NOUN romain/romain/ADJ")
    let query = "[pos=\"ADJ\"]* [pos=\"NOUN\"] [pos=\"ADJ\"]*"
    #expect(try text.find(query) == ["vieux pont"])
    #expect(try text.find(query, .longest) == ["vieux pont romain"])
    #expect(try text.find(query, .shortest) == ["pont"])
    #expect(try text.find(query, .traditional) == ["vieux pont", "pont"])
  }

  @Test("its example of a message is the message")
  func message() throws {
    let error = try #require(throws: QueryError.self) { try PatternQuery("[lemma=\"crue\" pos=\"NOUN\"]") }
    let wanted = error.rendered.split(separator: "\n").map(String.init)
    let lines = try page()
    let start = try #require(lines.firstIndex(of: wanted[0]))
    #expect(Array(lines[start..<(start + wanted.count)]) == wanted)
  }

  @Test("it names every attribute of every structure")
  func structures() throws {
    let text = try page().joined(separator: "\n")
    for (name, attributes) in QueryVocabulary.article.structures {
      #expect(text.contains("`\(name)`"))
      for attribute in attributes { #expect(text.contains("`\(attribute)`"), "\(name) \(attribute)") }
    }
  }
}
