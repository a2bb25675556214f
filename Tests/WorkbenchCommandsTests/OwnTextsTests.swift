import FoundationEssentials
import Glibc
import Testing

@Suite("The repository's own texts")
struct OwnTextsTests {
  private struct Gold: Decodable {
    struct Entity: Decodable {
      var name: String
      var type: String
    }
    var text: String
    var entities: [Entity]
  }

  @Test("No rule, list, test, example or document holds a person or a sentence of the development articles")
  func ownTexts() throws {
    let folder = Program.root + "/../shared/articles"
    let gold = Self.files(below: folder).filter { $0.hasSuffix(".json") }
    guard !gold.isEmpty else {
      print("SKIPPED: the development articles (\(folder)) are not here, so nothing was compared with them")
      return
    }
    var forbidden: Set<String> = []
    for path in gold {
      let article = try JSONDecoder().decode(Gold.self, from: Data(TemporaryFolder.read(path).utf8))
      for entity in article.entities where entity.type == "PER" && entity.name.count > 7 && entity.name.contains(" ") {
        forbidden.insert(entity.name)
      }
      for line in article.text.split(whereSeparator: { $0 == "\n" || $0 == "." }) where line.count > 60 {
        forbidden.insert(line.drop { $0 == " " }.prefix(60).description)
      }
    }
    let own =
      ["Sources", "Tests", "Scripts", "Examples", "docs", "Packaging", "Benchmarks", "Plugins"]
      .flatMap { Self.files(below: "\(Program.root)/\($0)") }
      + ["README.md", "ATTRIBUTION.md"].map { "\(Program.root)/\($0)" }
    // Compiled models are hashes and numbers; general gazetteers may hold any name.
    for path in own where !path.contains("/.build/") && !path.contains("/data/models/") && !path.contains("/names/") {
      let text = TemporaryFolder.read(path)
      for words in forbidden where text.contains(words) { Issue.record("\(path) holds: \(words)") }
    }
  }

  private static func files(below folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var files: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = "\(folder)/\(name)"
      if entry.pointee.d_type == UInt8(DT_DIR) { files += Self.files(below: path) } else { files.append(path) }
    }
    return files.sorted()
  }
}
