import Analysis
import ArticleLoading
import ArticleModel

/// Documents analysed as far as names need, with the labels that the recogniser is to learn.
struct NameCorpus {
  struct Document {
    var source: NameDocument
    var article: Article
    var page: NamePage
    /// The gold names by bytes.
    var gold: [(span: Span, type: EntityType)]
    /// The number of the label of each token.
    var labels: [UInt8]
    /// Sentences that are trained on.
    var trained: [Int]
    /// Whether it is a variant of another one.
    var isVariant = false
  }

  private(set) var documents: [Document] = []
  private let pipeline: Pipeline
  private let gazetteer: Gazetteer

  init(gazetteer: Gazetteer) throws {
    self.gazetteer = gazetteer
    pipeline = try Pipeline([TokenAnalyzer(), SentenceAnalyzer(), MorphologyAnalyzer()])
  }

  /// Analyses `document` and adds it; with variants when asked.
  mutating func add(_ document: NameDocument, isVaried: Bool) throws {
    let added = try analysed(document)
    documents.append(added)
    guard isVaried else { return }
    var offsets = [Int](repeating: 0, count: added.article.text.bytes.count + 1)
    var count = 0
    for (index, byte) in added.article.text.bytes.enumerated() {
      if byte & 0xC0 != 0x80 { count += 1 }
      offsets[index] = count - 1
    }
    offsets[added.article.text.bytes.count] = count
    if let variant = document.varied(added.article.sentences, offsets: offsets, number: documents.count) {
      var second = try analysed(variant)
      second.isVariant = true
      documents.append(second)
    }
  }

  private func analysed(_ document: NameDocument) throws -> Document {
    var article =
      document.isArticle
      ? try ArticleLoader.load(bytes: Array(document.text.utf8), source: document.id)
      : Article(source: document.id, sha256: "", text: ArticleText(document.text))
    pipeline.analyze(&article, language: .french)
    // Byte offsets of code points.
    var bytes: [Int] = []
    for (index, byte) in article.text.bytes.enumerated() where byte & 0xC0 != 0x80 { bytes.append(index) }
    bytes.append(article.text.bytes.count)
    let gold = document.names.filter { $0.range.upperBound < bytes.count }.map {
      (span: Span(bytes[$0.range.lowerBound], bytes[$0.range.upperBound]), type: $0.type)
    }
    var labels = [UInt8](repeating: 0, count: article.tokens.count)
    for name in gold {
      let range = article.tokens.indices(in: name.span)
      guard !range.isEmpty, range.allSatisfy({ labels[$0] == 0 }) else { continue }
      for token in range {
        let place: NameLabel.Place =
          range.count == 1
          ? .only : token == range.lowerBound ? .first : token == range.upperBound - 1 ? .last : .inner
        labels[token] = NameLabel(name.type, place).rawValue
      }
    }
    let trained = article.sentences.indices.filter { sentence in
      guard let ranges = document.trained else { return true }
      let span = article.sentences[sentence]
      return ranges.contains { bytes[$0.lowerBound] <= span.start && span.end <= bytes[$0.upperBound] }
    }
    return Document(
      source: document, article: article, page: NamePage(article, gazetteer: gazetteer), gold: gold, labels: labels,
      trained: trained)
  }
}
