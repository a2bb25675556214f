import ArticleModel

/// Phrases with a value each, found at a place in a line; the longest one wins.
struct PhraseTable<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    var words: [String]
    var value: Value
  }

  private var entries: [String: [Entry]] = [:]

  /// Adds `phrase`; of two equal phrases the first counts.
  mutating func add(_ phrase: String, _ value: Value) {
    let words = LineTokens(ArticleText(phrase)).tokens.map(\.folded)
    guard let first = words.first else { return }
    var list = entries[first, default: []]
    let place = list.firstIndex { $0.words.count < words.count } ?? list.endIndex
    list.insert(Entry(words: words, value: value), at: place)
    entries[first] = list
  }

  /// The longest phrase that begins at token `index`: how many tokens it has, and its value.
  func match(_ tokens: [LineToken], at index: Int) -> (length: Int, value: Value)? {
    guard index < tokens.count, let list = entries[tokens[index].folded] else { return nil }
    for entry in list where index + entry.words.count <= tokens.count {
      var isEqual = true
      for offset in entry.words.indices.dropFirst() where tokens[index + offset].folded != entry.words[offset] {
        isEqual = false
        break
      }
      if isEqual { return (entry.words.count, entry.value) }
    }
    return nil
  }
}
