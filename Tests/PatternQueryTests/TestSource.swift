import ArticleModel
import PatternQuery

/// A small text for tests: columns and structures given as they are.
struct TestSource: TokenSource {
  var columns: [String: TokenColumn] = [:]
  var structures: [String: StructureColumn] = [:]
  var count: Int
  var boundary: StructureColumn?

  /// Tokens written `word/lemma/POS` (or `word` alone) between spaces; `.` ends a sentence.
  init(_ text: String) {
    let tokens = text.split(separator: " ").map {
      $0.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    }
    count = tokens.count
    columns["word"] = TokenColumn(strings: tokens.map { $0[0] })
    columns["lemma"] = TokenColumn(strings: tokens.map { $0.count > 1 ? $0[1] : $0[0] })
    columns["pos"] = TokenColumn(strings: tokens.map { $0.count > 2 ? $0[2] : "" })
    columns["feats"] = TokenColumn(strings: tokens.map { $0.count > 3 ? $0[3] : "" })
    var sentences: [(tokens: Range<Int>, values: [String: String])] = []
    var start = 0
    for (index, token) in tokens.enumerated() where token[0] == "." || index == tokens.count - 1 {
      sentences.append((tokens: start..<(index + 1), values: [:]))
      start = index + 1
    }
    structures["s"] = StructureColumn(sentences, attributeNames: [])
  }

  mutating func add(_ name: String, _ regions: [(Range<Int>, [String: String])]) {
    let names = Set(regions.flatMap { $0.1.keys }).sorted()
    structures[name] = StructureColumn(regions.map { (tokens: $0.0, values: $0.1) }, attributeNames: names)
  }

  func column(_ name: String) -> TokenColumn? { columns[name] }
  func structure(_ name: String) -> StructureColumn? { structures[name] }

  /// The words of a match, joined by spaces.
  func words(_ range: Range<Int>) -> String { range.map { columns["word"]!.string(at: $0) }.joined(separator: " ") }

  /// The words of every match of `query`.
  func find(
    _ query: String, _ strategy: MatchStrategy? = nil, lists: [String: [String]] = [:]
  ) throws -> [String] {
    try PatternQuery(query, lists: lists).matches(in: self, strategy: strategy).map { words($0.range) }
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
