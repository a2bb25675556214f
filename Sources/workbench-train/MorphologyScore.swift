import ArticleModel

/// How many gold tokens got their tag, lemma and features; a token that was not found counts as wrong.
struct MorphologyScore: CustomStringConvertible {
  private var tokens = 0
  private var found = 0
  private var tags = 0
  private var lemmas = 0
  private var features: [String: (gold: Int, right: Int)] = [:]
  private static let shown = ["Gender", "Number", "Person", "Tense", "Mood", "VerbForm"]

  mutating func add(_ sentence: Treebank.Sentence, _ article: Article, listErrors: Bool) {
    var byStart: [Int: Int] = [:]
    for token in 0..<article.tokens.count { byStart[article.tokens.span(token).start] = token }
    let text = article.text.bytes
    var offset = 0
    for gold in sentence.tokens {
      let form = Array(gold.form.utf8)
      while offset + form.count <= text.count, !text[offset...].starts(with: form) { offset += 1 }
      defer { offset += form.count }
      tokens += 1
      guard let token = byStart[offset], article.tokens.span(token).length == form.count else { continue }
      found += 1
      let tag = article.tokens.partsOfSpeech[token].tag
      let lemma = article.tokens.lemma(token)
      if tag == gold.tag { tags += 1 }
      if lemma == gold.lemma { lemmas += 1 }
      if listErrors, tag != gold.tag { print("tag\t\(gold.form)\t\(gold.tag)\t\(tag)\t\(sentence.text)") }
      if listErrors, lemma != gold.lemma { print("lemma\t\(gold.form)\t\(gold.lemma)\t\(lemma)\t\(gold.tag)\t\(tag)") }
      if !gold.isContraction { addFeatures(gold.features, article.tokens.strings[article.tokens.features[token]]) }
    }
  }

  private mutating func addFeatures(_ gold: String, _ found: String) {
    let found = found.split(separator: "|")
    for feature in gold.split(separator: "|") {
      guard let name = feature.split(separator: "=").first.map(String.init), Self.shown.contains(name) else { continue }
      features[name, default: (0, 0)].gold += 1
      if found.contains(feature) { features[name, default: (0, 0)].right += 1 }
    }
  }

  var description: String {
    let list = Self.shown.map { "\($0) \(percent(features[$0]?.right ?? 0, features[$0]?.gold ?? 0))" }
    return "\(tokens) tokens, \(percent(found, tokens)) % found, part of speech \(percent(tags, tokens)) %, "
      + "lemma \(percent(lemmas, tokens)) %; recall of features: \(list.joined(separator: ", "))"
  }
}
