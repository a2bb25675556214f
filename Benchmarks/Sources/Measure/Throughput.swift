import Analysis
import ArticleLoading
import ArticleModel

/// Tokens per second of the analysers, and how the cost of a token grows with the length of the text.
enum Throughput {
  static func measure(article path: String) {
    print("Analysis in one thread")
    let once = bytes(path)
    var base: Double?
    for size in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
      var text: [UInt8] = []
      while text.count < size {
        text += once
        text += Array("\n\n".utf8)
      }
      guard let loaded = try? ArticleLoader.load(bytes: text, source: path) else { continue }
      var tokens = 0
      let seconds = least(size > 500_000 ? 1 : 5) {
        var article = loaded
        Pipeline.standard.analyze(&article, language: .french)
        tokens = article.tokens.count
      }
      let each = seconds / Double(tokens) * 1e9
      base = base ?? each
      row(
        "\(text.count) bytes, \(tokens) tokens", 1e6 / each, "k tokens/s",
        "\((each / base! * 100).rounded() / 100) times the first row's cost a token")
    }
    for analyzer in Pipeline.standard.analyzers {
      print("  analyser \(analyzer.id) version \(analyzer.version)")
    }
  }
}
