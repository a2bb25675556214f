import Analysis
import ArgumentParser
import ArticleModel
import Foundation

/// Counts in how many articles of the unlabelled press each lemma stands.
struct DocumentFrequencies: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Weigh the lemmas of the unlabelled press by how few articles have them.")

  private struct Line: Decodable {
    var title: String?
    var text: String
  }

  @OptionGroup var options: DataOptions
  @Option(help: "Lemmas of fewer articles are left out.") var least = 3

  func run() throws {
    let pipeline = try Pipeline([TokenAnalyzer(), SentenceAnalyzer(), MorphologyAnalyzer()])
    var documents: [String: Int] = [:]
    var count = 0
    for line in try options.read("corpus/press-fr.jsonl").split(separator: UInt8(ascii: "\n")) {
      let row = try JSONDecoder().decode(Line.self, from: Data(line))
      var article = Article(source: "", sha256: "", text: ArticleText((row.title ?? "") + "\n\n" + row.text))
      pipeline.analyze(&article, language: .french)
      var seen: Set<UInt32> = []
      for index in 0..<article.tokens.count where KeyPhraseRules.isContent(article.tokens.partsOfSpeech[index]) {
        seen.insert(article.tokens.lemmas[index])
      }
      for lemma in Set(seen.map { article.tokens.strings[$0].lowercased() }) { documents[lemma, default: 0] += 1 }
      count += 1
    }
    let entries = documents.keys.sorted().filter { documents[$0]! >= least }.map { lemma in
      // Tenths of bits; the product reads whole numbers only.
      let weight = UInt32((10 * log2(Double(count) / Double(documents[lemma]!))).rounded())
      return (hash: FormHash.of(lemma), words: [weight])
    }
    let rarest = UInt32((10 * log2(Double(count))).rounded())
    let card = """
      # Weights of lemmas for key phrases

      - Data: in how many of \(count) French press articles (1.4 million words) each lemma stands. Only statistics are kept,
        no text.
      - Method: inverse document frequency, log2(articles / articles with the lemma) in tenths of bits; \(entries.count) nouns,
        names and adjectives of at least \(least) articles.
      - Licence: MIT, as the code.

      """
    try options.writeModel(
      [
        ("weights", FormTable.encode(entries, stride: 2)),
        ("rarest", withUnsafeBytes(of: rarest.littleEndian, Array.init)),
      ], name: "fr-topics", card: card)
  }
}
