import Analysis

/// The features that a form always has under a label, such as `PronType=Art`; gender, number, person and tense are
/// chosen in context instead.
struct FixedFeatures {
  private static let names = [
    "Definite", "NumType", "Number[psor]", "Person[psor]", "Polarity", "Poss", "PronType", "Reflex",
  ]
  private var counts: [UInt64: [String: Int]] = [:]

  mutating func add(_ treebank: Treebank) {
    for token in treebank.sentences.flatMap(\.tokens) where !token.isContraction {
      let label = MorphologyLabel(tag: token.tag, features: token.features, isContraction: false)
      let features = token.features.split(separator: "|").filter { feature in
        Self.names.contains { feature.hasPrefix($0 + "=") }
      }
      let key = Lexicon.key(FormHash.of(token.form.lowercased()), label.rawValue)
      counts[key, default: [:]][features.joined(separator: "|"), default: 0] += 1
    }
  }

  func sections() -> (table: [UInt8], strings: [UInt8]) {
    var pool = StringPool()
    var entries: [(hash: UInt64, words: [UInt32])] = []
    for key in counts.keys.sorted() {
      let best = counts[key]!.sorted { ($1.value, $0.key) < ($0.value, $1.key) }[0].key
      if !best.isEmpty { entries.append((key, [pool.offset(best)])) }
    }
    return (FormTable.encode(entries, stride: 2), pool.bytes)
  }
}
