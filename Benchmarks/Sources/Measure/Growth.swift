import Analysis
import ArticleLoading
import ArticleModel

/// How the cost of a token, or of a byte, grows with the length of the text, for ordinary and for malformed text.
enum Growth {
  static func measure(article path: String) {
    print("Cost by length of the text: loading and every analyser, CPU time")
    // What the site adds below an article would make boilerplate of everything behind it.
    guard let article = try? ArticleLoader.load(bytes: bytes(path), source: path) else { return }
    let body = article.regions.filter { $0.kind == .body }.map { article.text[$0.span] }.joined(separator: "\n\n")
    let once = Array((body + "\n\n").utf8)
    show("the article repeated", [1_000, 10_000, 100_000, 1_000_000, 10_000_000]) { size in
      var text: [UInt8] = []
      while text.count < size { text += once }
      return text
    }
    for (name, unit) in [
      ("a letter repeated, without a space", "a"), ("opening quotation marks", "«"), ("quoted words", "« oui » "),
      ("brackets", "((["), ("capitals", "Tivara "), ("emoji", "👩‍👩‍👧 "), ("right-to-left", "שלום "), ("full stops", "."),
      ("apostrophes", "l'"), ("digits", "12 "), ("lines", "- a\n"),
    ] {
      show(name, [10_000, 100_000, 1_000_000]) { size in
        Array(String(repeating: unit, count: size / unit.utf8.count).utf8)
      }
    }
  }

  private static func show(_ name: String, _ sizes: [Int], _ text: (Int) -> [UInt8]) {
    print(" \(name)")
    var base: Double?
    for size in sizes {
      let bytes = text(size)
      var tokens = 0
      let time = leastCPU(size > 500_000 ? 1 : 3) {
        guard var article = try? ArticleLoader.load(bytes: bytes, source: name) else { return }
        Pipeline.standard.analyze(&article, language: .french)
        tokens = article.tokens.count
      }
      let each = time / Double(bytes.count) * 1e9
      base = base ?? each
      row(
        "  \(bytes.count) bytes, \(tokens) tokens", each, "ns/byte",
        "\(ratio(each / (base ?? each))) times the first row's cost")
    }
  }
}
