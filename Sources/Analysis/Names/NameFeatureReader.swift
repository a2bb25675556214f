import ArticleModel

/// Reads the features of an article's tokens as hashes, for whoever trains the recogniser.
package struct NameFeatureReader {
  private let page: NamePage
  private let groups: NameFeatureGroups
  private var reader: NameFormReader
  private var forms: [UInt32: NameForm] = [:]

  /// A reader of `page`.
  package init(
    _ page: NamePage, lexicon: Lexicon, clusters: WordClusters, usage: NameUsage?, groups: NameFeatureGroups
  ) {
    self.page = page
    self.groups = groups
    reader = NameFormReader(lexicon: lexicon, clusters: clusters, usage: usage)
  }

  private mutating func form(_ token: Int, in sentence: Range<Int>) -> NameForm {
    guard sentence.contains(token) else { return .border }
    let id = page.tokens.forms[token]
    if let form = forms[id] { return form }
    let form = page.tokens.strings.withBytes(of: id) { reader.read($0, page.traits[Int(id)]) }
    forms[id] = form
    return form
  }

  /// Calls `body` with the hashes of each token of a sentence.
  package mutating func read(_ sentence: Int, _ body: ([UInt64]) -> Void) {
    let range = page.sentences[sentence]
    for token in range {
      let forms = [0, -1, 1, -2, 2].map { form(token + $0, in: range) }
      var hashes: [UInt64] = []
      for place in 0..<NameFeatures.places {
        NameFeatures.ofForm(forms[place], at: place, groups) { hashes.append($0) }
      }
      NameFeatures.ofToken(token, in: sentence, page, groups, forms[3], forms[1], forms[0], forms[2], forms[4]) {
        hashes.append($0)
      }
      body(hashes)
    }
  }

  /// Calls `body` with the hash of each feature of a token that the second reading adds.
  package static func readSecondPass(
    _ token: Int, _ page: NamePage, _ memory: NameMemory, _ body: (UInt64) -> Void
  ) {
    NameFeatures.ofSecondPass(token, page, memory, page.trait(token).letters, body)
  }
}
