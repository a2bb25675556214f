import Analysis
import ArgumentParser
import ArticleModel

/// Measures the tokeniser against the treebanks.
struct Tokenization: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare tokens found in raw text with the surface tokens of treebanks.")

  @OptionGroup var options: DataOptions
  @Flag(help: "List the places where the two differ.") var errors = false
  @Argument(help: "Treebanks in the data folder.")
  var treebanks = ["pos/gsd-test.conllu", "pos/gsd-dev.conllu", "pos/sequoia-without-press.conllu"]

  func run() throws {
    let pipeline = try Pipeline([TokenAnalyzer(), SentenceAnalyzer()])
    for name in treebanks {
      var gold = 0
      var found = 0
      var matched = 0
      var whole = 0
      let treebank = Treebank(try options.read(name))
      for sentence in treebank.sentences {
        var article = Article(source: name, sha256: "", text: ArticleText(sentence.text))
        pipeline.analyze(&article, language: .french)
        let expected = spans(of: sentence)
        let actual = (0..<article.tokens.count).map(article.tokens.span)
        gold += expected.count
        found += actual.count
        matched += Set(expected).intersection(actual).count
        if article.sentences.count == 1 { whole += 1 }
        if errors { report(expected, actual, sentence.text, article) }
      }
      let recall = percent(matched, gold)
      print("\(name): \(gold) tokens, recall \(recall) %, precision \(percent(matched, found)) %;", terminator: " ")
      print("\(treebank.sentences.count) sentences, \(percent(whole, treebank.sentences.count)) % left whole")
    }
  }

  private func spans(of sentence: Treebank.Sentence) -> [Span] {
    let text = Array(sentence.text.utf8)
    var offset = 0
    return sentence.tokens.map { token in
      let form = Array(token.form.utf8)
      while offset + form.count <= text.count, !text[offset...].starts(with: form) { offset += 1 }
      defer { offset += form.count }
      return Span(offset, offset + form.count)
    }
  }

  private func report(_ expected: [Span], _ actual: [Span], _ text: String, _ article: Article) {
    let missed = Set(expected).subtracting(actual).sorted()
    if let first = missed.first, let last = missed.last {
      let region = first.union(last)
      let ours = actual.filter { $0.overlaps(region) }.map { ArticleText(text)[$0] }.joined(separator: "|")
      let theirs = expected.filter { $0.overlaps(region) }.map { ArticleText(text)[$0] }.joined(separator: "|")
      print("  gold \(theirs)\n  ours \(ours)")
    }
    if article.sentences.count > 1 {
      print("  split", article.sentences.map { article.text[$0] }.joined(separator: " ⏎ "))
    }
  }
}

/// A share as a percentage with two decimals.
func percent(_ part: Int, _ whole: Int) -> String {
  let hundredths = whole == 0 ? 0 : (part * 20_000 + whole) / (2 * whole)
  return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
}
