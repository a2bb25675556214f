import ArticleModel

/// How many gold tokens got their head, and their head with its relation; a token that was not found, or whose head was
/// not, counts as wrong.
struct DependencyScore: CustomStringConvertible {
  private var tokens = 0
  private var heads = 0
  private var both = 0
  private var words = 0
  private var wordHeads = 0
  private var wordBoth = 0
  private var relations: [String: (gold: Int, found: Int, right: Int)] = [:]

  mutating func add(_ sentence: Treebank.Sentence, _ article: Article, listErrors: Bool) {
    var byStart: [Int: Int] = [:]
    for token in 0..<article.tokens.count { byStart[article.tokens.span(token).start] = token }
    let text = article.text.bytes
    var offset = 0
    var places: [Int?] = []
    for gold in sentence.tokens {
      let form = Array(gold.form.utf8)
      while offset + form.count <= text.count, !text[offset...].starts(with: form) { offset += 1 }
      defer { offset += form.count }
      let token = byStart[offset].flatMap { article.tokens.span($0).length == form.count ? $0 : nil }
      places.append(token)
    }
    for (number, gold) in sentence.tokens.enumerated() {
      let relation = DependencyRelation(name: gold.relation) ?? .dep
      let isWord = gold.tag != "PUNCT"
      tokens += 1
      words += isWord ? 1 : 0
      relations[relation.name, default: (0, 0, 0)].gold += 1
      guard let token = places[number] else { continue }
      let found = article.tokens.relations[token]
      relations[found.name, default: (0, 0, 0)].found += 1
      let head = gold.head < 0 ? -1 : places[gold.head].map { Int32($0) } ?? -2
      let isHead = article.tokens.heads[token] == head
      if isHead {
        heads += 1
        wordHeads += isWord ? 1 : 0
        if found == relation {
          both += 1
          wordBoth += isWord ? 1 : 0
          relations[relation.name]!.right += 1
        }
      }
      if listErrors, !isHead || found != relation {
        let goldHead = gold.head < 0 ? "ROOT" : sentence.tokens[gold.head].form
        let foundHead = article.tokens.heads[token] < 0 ? "ROOT" : article.tokens.form(Int(article.tokens.heads[token]))
        print("\(gold.form)\t\(relation.name) \(goldHead)\t\(found.name) \(foundHead)\t\(sentence.text)")
      }
    }
  }

  var description: String {
    var lines = [
      "\(tokens) tokens, heads \(percent(heads, tokens)) % (UAS), with relation \(percent(both, tokens)) % (LAS); "
        + "without marks \(percent(wordHeads, words)) % and \(percent(wordBoth, words)) %"
    ]
    for (name, counts) in relations.sorted(by: { ($1.value.gold, $0.key) < ($0.value.gold, $1.key) }).prefix(24) {
      lines.append(
        "  \(name): \(counts.gold), precision \(percent(counts.right, counts.found)), "
          + "recall \(percent(counts.right, counts.gold))")
    }
    return lines.joined(separator: "\n")
  }
}
