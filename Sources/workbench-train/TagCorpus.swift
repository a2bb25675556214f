import Analysis
import ArticleModel

/// Labelled sentences with their features as numbers.
struct TagCorpus {
  struct Sentence {
    var labels: [Int] = []
    /// Feature numbers of each token.
    var rows: [[UInt32]] = []
    /// What the second classifier needs.
    var forms: [FormFeatures] = []
    var values: [UInt32] = []
  }

  private(set) var sentences: [Sentence] = []
  private(set) var index = FeatureIndex()
  private var reader: FormReader

  init(lexicon: Lexicon, clusters: WordClusters) {
    reader = FormReader(lexicon: lexicon, clusters: clusters)
  }

  /// Adds a treebank; now and then a sentence a second time in capitals, or without its accents.
  mutating func add(_ treebank: Treebank, varied: Bool) {
    for (number, sentence) in treebank.sentences.enumerated() {
      add(sentence) { $0 }
      guard varied else { continue }
      if number % 12 == 3 { add(sentence) { Self.capitals($0) } }
      if number % 24 == 9 { add(sentence) { Accents.removed(Self.capitals($0)) } }
      if number % 24 == 21 { add(sentence) { Accents.removed($0) } }
    }
  }

  private static func capitals(_ form: String) -> String { form.uppercased() }

  private mutating func add(_ sentence: Treebank.Sentence, _ change: (String) -> String) {
    var result = Sentence()
    for token in sentence.tokens {
      var form = change(token.form)
      result.forms.append(form.withUTF8 { reader.read($0) })
      let label = MorphologyLabel(tag: token.tag, features: token.features, isContraction: token.isContraction)
      result.labels.append(Int(label.rawValue))
      var values: UInt32 = 0
      for head in FeatureHead.heads(of: label) {
        values |= UInt32(head.value(in: token.features)) << (UInt32(head.rawValue) * 8)
      }
      result.values.append(values)
    }
    let forms = result.forms
    let capitals = forms.filter(\.isCapitals).count
    let inCapitals = capitals >= 2 && capitals > forms.filter(\.hasSmallLetter).count * 2
    func form(_ index: Int) -> FormFeatures { forms.indices.contains(index) ? forms[index] : .border }
    for token in forms.indices {
      var rows: [UInt32] = []
      for (place, offset) in [0, -1, 1, -2, 2].enumerated() {
        TaggerFeatures.ofForm(form(token + offset), at: place) { rows.append(index.number($0)) }
      }
      TaggerFeatures.ofContext(
        form(token - 2), form(token - 1), forms[token], form(token + 1), form(token + 2),
        context: (token == 0 ? 1 : 0) | (inCapitals ? 2 : 0)
      ) { rows.append(index.number($0)) }
      result.rows.append(rows)
    }
    sentences.append(result)
  }

  /// Leaves out features seen fewer than `least` times.
  mutating func prune(least: UInt32) {
    for sentence in sentences.indices {
      for token in sentences[sentence].rows.indices {
        sentences[sentence].rows[token].removeAll { index.count($0) < least }
      }
    }
  }
}
