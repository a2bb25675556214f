import Analysis
import ArticleModel
import Foundation

/// Unlabelled press, for statistics of how forms are used; without the articles that names are measured on.
struct UnlabelledPress {
  private struct Line: Decodable { var title: String?; var text: String }
  private static let window = 8

  private(set) var articles: [Article] = []
  /// How many articles were left out because they are among the labelled ones.
  private(set) var excluded = 0

  /// Reads one JSON object a line; leaves out what shares a fifth of its word sequences with `labelled`.
  init(_ bytes: [UInt8], without labelled: [Article]) throws {
    var known: Set<UInt64> = []
    for article in labelled { for hash in Self.sequences(article) { known.insert(hash) } }
    let pipeline = try Pipeline([TokenAnalyzer(), SentenceAnalyzer(), MorphologyAnalyzer()])
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let line = try JSONDecoder().decode(Line.self, from: Data(line))
      var article = Article(source: "", sha256: "", text: ArticleText((line.title ?? "") + "\n\n" + line.text))
      pipeline.analyze(&article, language: .french)
      let sequences = Self.sequences(article)
      if sequences.filter(known.contains).count * 5 > sequences.count {
        excluded += 1
      } else {
        articles.append(article)
      }
    }
  }

  /// The hashes of all sequences of eight words.
  private static func sequences(_ article: Article) -> [UInt64] {
    var words: [UInt64] = []
    for token in 0..<article.tokens.count {
      let form = article.tokens.form(token).lowercased()
      if form.contains(where: \.isLetter) { words.append(FormHash.of(form)) }
    }
    guard words.count >= window else { return [] }
    return (0...(words.count - window)).map { start in
      words[start..<(start + window)].reduce(UInt64(0)) { FormHash.mix($0, $1) }
    }
  }
}

/// Counts how forms are used in unlabelled press, as names of which type a first model takes them.
struct NameUsageBuilder {
  private struct Count {
    var total = 0
    var capitalized = 0
    var types = [0, 0, 0]
  }
  private var counts: [UInt64: Count] = [:]

  /// Adds what `model` finds in `article`.
  mutating func add(_ article: Article, _ model: NameModel, _ reader: inout NameFormReader) {
    let page = NamePage(article, gazetteer: model.gazetteer)
    var tagger = NameTagger(model, page)
    tagger.run()
    for sentence in article.sentenceTokens {
      let forms = sentence.map { article.tokens.form($0) }
      let letters = forms.compactMap { $0.unicodeScalars.first { $0.properties.isAlphabetic } }
      let capitals = letters.filter(\.properties.isUppercase).count
      // Where everything is capitalised, capitals say nothing.
      guard capitals * 2 <= letters.count || letters.count < 4 else { continue }
      for token in sentence.dropFirst() {
        let form = forms[token - sentence.lowerBound]
        guard let first = form.unicodeScalars.first, first.properties.isAlphabetic else { continue }
        var spelling = form
        let key = spelling.withUTF8 { reader.usageKey($0) }
        counts[key, default: Count()].total += 1
        guard first.properties.isUppercase else { continue }
        counts[key]!.capitalized += 1
        if let type = NameLabel(rawValue: tagger.labels[token]).type {
          counts[key]!.types[Int(NameLabel.number(of: type))] += 1
        }
      }
    }
  }

  /// The section `usage`.
  var section: [UInt8] {
    let entries = counts.filter { $0.value.total >= 2 && $0.value.capitalized > 0 }.keys.sorted().map { key in
      let count = counts[key]!
      return (
        hash: key,
        words: [NameUsage.pack(total: count.total, capitalized: count.capitalized, types: count.types)]
      )
    }
    return FormTable.encode(entries, stride: 2)
  }
}
