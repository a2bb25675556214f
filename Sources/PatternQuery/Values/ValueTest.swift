import ArticleModel

/// A test of one value: whether a string is, or holds, what the query writes behind `=`.
struct ValueTest: Sendable {
  /// What makes two tests the same.
  struct Key: Hashable, Sendable {
    var text: String
    var isList: Bool
    var isLiteral: Bool
    var folding: Folding
    var feature: String?
    var anyItem: Bool
  }

  enum Criterion: Sendable {
    /// The value is one of these strings, which are folded.
    case strings(StringTable, hasEmpty: Bool)
    case expression(RegexProgram, prefix: [UInt8])
  }

  let criterion: Criterion
  /// What the query wrote; `nil` for a word list, whose words the name does not tell.
  var key: Key?
  let folding: Folding
  /// The feature whose value is picked out of a list such as `Gender=Fem|Number=Sing`.
  let feature: String?
  /// Whether one of the items between bars is enough.
  let anyItem: Bool

  init(strings: some Collection<[UInt8]>, folding: Folding, feature: String?, anyItem: Bool) {
    var table = StringTable(capacity: strings.count)
    var hasEmpty = false
    for string in strings {
      let folded = folding.fold(string)
      if folded.isEmpty { hasEmpty = true } else { folded.withUnsafeBufferPointer { _ = table.intern($0) } }
    }
    criterion = .strings(table, hasEmpty: hasEmpty)
    self.folding = folding
    self.feature = feature
    self.anyItem = anyItem
  }

  /// `nil` when the expression is too large.
  init?(_ expression: RegexNode, folding: Folding, feature: String?, anyItem: Bool) {
    if let strings = expression.strings(limit: 1000) {
      self = ValueTest(strings: strings, folding: folding, feature: feature, anyItem: anyItem)
      return
    }
    let folded = expression.folded(folding)
    guard let program = RegexProgram(folded) else { return nil }
    criterion = .expression(program, prefix: folded.prefix)
    self.folding = folding
    self.feature = feature
    self.anyItem = anyItem
  }

  /// Whether the whole value is compared, folded or not.
  var readsWholeValue: Bool { feature == nil && !anyItem }

  /// Whether the whole value is compared, as it is.
  var isPlain: Bool { folding.isEmpty && feature == nil && !anyItem }
}

/// Runs one test over strings; keeps what the run has learnt, so it is not shared between threads.
final class ValueTester {
  let test: ValueTest
  private let automaton: LazyAutomaton?
  private var scratch: [UInt8] = []

  init(_ test: ValueTest) {
    self.test = test
    if case .expression(let program, _) = test.criterion {
      automaton = LazyAutomaton([program])
    } else {
      automaton = nil
    }
  }

  /// Whether the string with these bytes passes.
  func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if test.isPlain { return matchesWhole(bytes) }
    guard !test.folding.isEmpty else { return matchesParts(bytes) }
    scratch.removeAll(keepingCapacity: true)
    test.folding.fold(bytes, into: &scratch)
    let folded = scratch
    return folded.withUnsafeBufferPointer { matchesParts($0) }
  }

  func matches(_ string: String) -> Bool {
    var string = string
    return string.withUTF8 { matches($0) }
  }

  private func matchesParts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if let feature = test.feature {
      // Feature names were folded along with the values.
      let value = featureValue(Array(test.folding.fold(Array(feature.utf8))), in: bytes)
      return matchesWhole(value) || hasItem(value, separator: UInt8(ascii: ","))
    }
    return test.anyItem ? hasItem(bytes, separator: UInt8(ascii: "|")) : matchesWhole(bytes)
  }

  private func hasItem(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8) -> Bool {
    var start = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == separator {
      if matchesWhole(UnsafeBufferPointer(rebasing: bytes[start..<index])) { return true }
      start = index + 1
    }
    return false
  }

  private func matchesWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch test.criterion {
    case .strings(let table, let hasEmpty): return bytes.isEmpty ? hasEmpty : table.find(bytes) != nil
    case .expression: return !automaton!.matches(bytes).isEmpty
    }
  }

  /// The ids of `lexicon` whose strings pass.
  func ids(in lexicon: any Lexicon) -> IDSet {
    let result = IDSet(capacity: lexicon.count)
    if test.isPlain {
      switch test.criterion {
      case .strings(let table, let hasEmpty) where table.count <= lexicon.count:
        table.forEach { _, bytes in
          if !bytes.isEmpty || hasEmpty, let id = lexicon.find(bytes) { result.insert(id) }
        }
        return result
      case .expression(_, let prefix) where !prefix.isEmpty:
        if let candidates = lexicon.ids(withPrefix: prefix) {
          for id in candidates {
            var string = lexicon.string(id)
            if string.withUTF8({ matchesWhole($0) }) { result.insert(id) }
          }
          return result
        }
        lexicon.forEach { id, bytes in
          if bytes.count >= prefix.count, bytes[0] == prefix[0], matchesWhole(bytes) { result.insert(id) }
        }
        return result
      default: break
      }
    }
    lexicon.forEach { id, bytes in
      if matches(bytes) { result.insert(id) }
    }
    return result
  }
}

/// The value of `name` in a list of features such as `Gender=Fem|Number=Sing`; empty when it is not there.
func featureValue(_ name: [UInt8], in bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  var start = 0
  for index in 0...bytes.count where index == bytes.count || bytes[index] == UInt8(ascii: "|") {
    let item = bytes[start..<index]
    if item.count > name.count, item[start + name.count] == UInt8(ascii: "="), item.starts(with: name) {
      return UnsafeBufferPointer(rebasing: bytes[(start + name.count + 1)..<index])
    }
    start = index + 1
  }
  return UnsafeBufferPointer(rebasing: bytes[0..<0])
}

/// A set of ids of one lexicon, one bit an id.
public final class IDSet {
  let words: UnsafeMutablePointer<UInt64>
  /// How many ids the lexicon has.
  public let capacity: Int
  let wordCount: Int

  init(capacity: Int) {
    self.capacity = capacity
    wordCount = (capacity + 63) / 64
    words = .allocate(capacity: max(wordCount, 1))
    words.initialize(repeating: 0, count: max(wordCount, 1))
  }

  deinit { words.deallocate() }

  func insert(_ id: UInt32) { words[Int(id >> 6)] |= 1 << UInt64(id & 63) }

  /// Whether the set holds `id`, which must be less than `capacity`.
  public func contains(_ id: UInt32) -> Bool { words[Int(id >> 6)] >> UInt64(id & 63) & 1 != 0 }

  /// How many ids there are.
  public var count: Int {
    var total = 0
    for index in 0..<wordCount { total += words[index].nonzeroBitCount }
    return total
  }

  /// The ids, ascending.
  public var ids: [UInt32] {
    var result: [UInt32] = []
    for index in 0..<wordCount {
      var word = words[index]
      while word != 0 {
        result.append(UInt32(index * 64 + word.trailingZeroBitCount))
        word &= word - 1
      }
    }
    return result
  }

  func formIntersection(_ other: IDSet) {
    for index in 0..<wordCount { words[index] &= other.words[index] }
  }

  func formUnion(_ other: IDSet) {
    for index in 0..<wordCount { words[index] |= other.words[index] }
  }

  func formComplement() {
    for index in 0..<wordCount { words[index] = ~words[index] }
    if capacity % 64 != 0 { words[wordCount - 1] &= (1 << UInt64(capacity % 64)) - 1 }
  }
}
