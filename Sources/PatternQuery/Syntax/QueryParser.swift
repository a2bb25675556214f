/// Reads a query by recursive descent; one character of look-ahead decides everything, so nothing is read twice.
struct QueryParser {
  let source: QuerySource
  let vocabulary: QueryVocabulary
  let lists: [String: [String]]
  var query = ParsedQuery()
  var index = 0
  var depth = 0
  var testNumbers: [ValueTest.Key: Int] = [:]
  var labelNumbers: [String: Int] = [:]
  /// How many `within` and `containing` are open: labels inside them would be lost.
  var filterDepth = 0

  static let maximumDepth = 60

  init(_ text: String, lists: [String: [String]], vocabulary: QueryVocabulary) {
    source = QuerySource(bytes: Array(text.utf8))
    self.lists = lists
    self.vocabulary = vocabulary
  }

  /// The whole query.
  mutating func parse() throws(QueryError) -> ParsedQuery {
    if source.bytes.count > 1 << 20 { throw error("the query is longer than 1 MiB", at: 0) }
    skipSpace()
    if peek == nil {
      throw error("the query is empty", expected: "a token such as `[lemma=\"attaquer\"]` or `\"mot\"`")
    }
    try parseStrategy()
    query.pattern = try alternation()
    var filters = try parseFilters()
    skipSpace()
    if skip("::") || (peek == UInt8(ascii: "&") && skip("&")) {
      query.condition = try globalCondition()
      filters += try parseFilters()
    }
    query.filters = filters
    skipSpace()
    if skip(";") { skipSpace() }
    if peek != nil { throw unexpected() }
    return query
  }

  private mutating func parseStrategy() throws(QueryError) {
    let place = index
    guard skip("(?") else { return }
    let name = identifier() ?? ""
    guard let strategy = MatchStrategy(rawValue: name), skip(")") else {
      throw error(
        "not a match strategy", at: place,
        expected: MatchStrategy.allCases.map { "`(?\($0.rawValue))`" }.joined(separator: ", "))
    }
    query.strategy = strategy
  }

  // MARK: Characters

  var peek: UInt8? { index < source.bytes.count ? source.bytes[index] : nil }

  func peek(at distance: Int) -> UInt8? {
    index + distance < source.bytes.count ? source.bytes[index + distance] : nil
  }

  func isNext(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { wanted in
      index + wanted.count <= source.bytes.count && source.bytes[index..<(index + wanted.count)].elementsEqual(wanted)
    }
  }

  mutating func skip(_ text: StaticString) -> Bool {
    guard isNext(text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  mutating func skipSpace() { index = afterSpace(index) }

  /// The first place from `start` on that is neither space nor comment.
  func afterSpace(_ start: Int) -> Int {
    let bytes = source.bytes
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "#") {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      } else if byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) {
        index += 1
      } else if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 {
        index += 2  // no-break spaces come along with pasted text
      } else if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF {
        index += 3
      } else {
        break
      }
    }
    return index
  }

  /// A name here: letters, digits, `_`, and `-` between them; `nil` with nothing read when there is none.
  mutating func identifier() -> String? {
    let name = peekIdentifier()
    if let name { index += name.utf8.count }
    return name
  }

  /// The name that would be read at `place`, by default here.
  func peekIdentifier(at place: Int? = nil) -> String? {
    let start = place ?? index
    let end = afterIdentifier(start)
    return end > start ? String(decoding: source.bytes[start..<end], as: UTF8.self) : nil
  }

  private func afterIdentifier(_ start: Int) -> Int {
    let bytes = source.bytes
    var index = start
    while index < bytes.count {
      let isInner =
        bytes[index] == UInt8(ascii: "-") && index > start && index + 1 < bytes.count && isNameByte(bytes[index + 1])
      guard isNameByte(bytes[index]) || isInner else { break }
      index += 1
    }
    return index
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      return true
    default:
      // Letters beyond ASCII; quotation marks and no-break spaces begin with C2 and E2.
      return byte >= 0x80 && byte != 0xC2 && byte != 0xE2
    }
  }

  mutating func number() -> Int? {
    var value: Int?
    while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      value = min((value ?? 0) * 10 + Int(byte - UInt8(ascii: "0")), 1_000_000)
      index += 1
    }
    return value
  }

  mutating func enter() throws(QueryError) {
    depth += 1
    if depth > Self.maximumDepth { throw error("the query is nested more than \(Self.maximumDepth) deep") }
  }

  // MARK: Patterns

  mutating func alternation() throws(QueryError) -> Pattern {
    try enter()
    defer { depth -= 1 }
    var branches = [try sequence()]
    skipSpace()
    while peek == UInt8(ascii: "|") {
      let place = index
      index += 1
      if peek == UInt8(ascii: "|") {
        throw error("`||` is not an operator", at: place, remedy: "write a single `|` for “or”")
      }
      branches.append(try sequence())
      skipSpace()
    }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  /// Whether `within`, `containing` or their negation begins here.
  func isFilterNext() -> Bool {
    var place = index
    if peek == UInt8(ascii: "!") { place = afterSpace(place + 1) }
    guard place < source.bytes.count,
      [UInt8(ascii: "w"), UInt8(ascii: "c"), UInt8(ascii: "n")].contains(source.bytes[place])
    else { return false }
    var name = peekIdentifier(at: place)
    if name == "not" {
      place = afterSpace(place + 3)
      name = peekIdentifier(at: place)
    }
    guard let name, name == "within" || name == "containing" else { return false }
    let end = afterSpace(place + name.utf8.count)
    return end == source.bytes.count || source.bytes[end] != UInt8(ascii: ":")
  }

  private mutating func sequence() throws(QueryError) -> Pattern {
    var elements: [(pattern: Pattern, place: Int)] = []
    while true {
      skipSpace()
      guard let byte = peek, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")"), byte != UInt8(ascii: "&"),
        byte != UInt8(ascii: ";"), !isNext("::"), !isFilterNext()
      else { break }
      let place = index
      let element = try self.element()
      elements.append((try quantified(element, at: place), place))
    }
    guard !elements.isEmpty else {
      if peek == nil || peek == UInt8(ascii: "|") || peek == UInt8(ascii: ")") || isNext("::") || isFilterNext() {
        throw error(
          "a pattern is missing before \(shown)", expected: "a token such as `[lemma=\"attaquer\"]` or `\"mot\"`")
      }
      throw unexpected()
    }
    let patterns = enclosing(elements.map(\.pattern))
    return patterns.count == 1 ? patterns[0] : .sequence(patterns)
  }

  /// Joins `<s> … </s>` of one sequence to one pattern, so that both tags belong to the same region.
  private func enclosing(_ elements: [Pattern]) -> [Pattern] {
    var result: [Pattern] = []
    for element in elements {
      guard case .regionEnd(let name) = element,
        let opening = result.lastIndex(where: {
          if case .regionStart(let condition) = $0 { condition.name == name } else { false }
        }),
        case .regionStart(let condition) = result[opening], opening + 1 < result.count
      else {
        result.append(element)
        continue
      }
      let inner = Array(result[(opening + 1)...])
      result.removeSubrange(opening...)
      result.append(.enclosed(condition, inner.count == 1 ? inner[0] : .sequence(inner)))
    }
    return result
  }

  private mutating func element() throws(QueryError) -> Pattern {
    let place = index
    switch peek! {
    case UInt8(ascii: "["): return .token(try token())
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "$"):
      let test = try value(feature: nil, anyItem: false)
      query.columns.insert("word")
      return .token(.test(column: "word", test: test))
    case UInt8(ascii: "("):
      index += 1
      let inner = try alternation()
      skipSpace()
      if isFilterNext() {
        throw error(
          "a filter cannot stand inside a group", remedy: "write `within` and `containing` behind the whole pattern")
      }
      guard skip(")") else {
        if peek == nil { throw error("`(` is never closed", at: place, expected: "`)`") }
        throw unexpected()
      }
      return inner
    case UInt8(ascii: "<"): return try tag()
    case UInt8(ascii: "@"):
      index += 1
      return try labelled("target", at: place)
    default:
      if isLabelNext(), let name = identifier() {
        skipSpace()
        index += 1
        return try labelled(name, at: place)
      }
      throw unexpected()
    }
  }

  /// Whether a name with a single colon behind it stands here.
  func isLabelNext() -> Bool {
    let end = afterIdentifier(index)
    guard end > index else { return false }
    let colon = afterSpace(end)
    guard colon < source.bytes.count, source.bytes[colon] == UInt8(ascii: ":") else { return false }
    return colon + 1 == source.bytes.count || source.bytes[colon + 1] != UInt8(ascii: ":")
  }

  private mutating func labelled(_ name: String, at place: Int) throws(QueryError) -> Pattern {
    if name == "match" || name == "matchend" {
      throw error(
        "`\(name)` always stands for the \(name == "match" ? "first" : "last") token of the match", at: place,
        remedy: "choose another label")
    }
    if filterDepth > 0 {
      throw error("a label inside `within` or `containing` would be lost", at: place, remedy: "take the label away")
    }
    let label: Int
    if let known = labelNumbers[name] {
      label = known
    } else {
      label = query.labels.count
      if label == 32 { throw error("a query can have at most 32 labels", at: place) }
      labelNumbers[name] = label
      query.labels.append(name)
    }
    skipSpace()
    try enter()
    defer { depth -= 1 }
    guard peek != nil else { throw error("the label `\(name)` stands before nothing", expected: "a token or a group") }
    return .labelled(try element(), label: label)
  }

  private mutating func quantified(_ element: Pattern, at place: Int) throws(QueryError) -> Pattern {
    var pattern = element
    while true {
      skipSpace()
      let minimum: Int
      let maximum: Int?
      let sign = index
      switch peek {
      case UInt8(ascii: "?"): (minimum, maximum) = (0, 1)
      case UInt8(ascii: "*"): (minimum, maximum) = (0, nil)
      case UInt8(ascii: "+"): (minimum, maximum) = (1, nil)
      case UInt8(ascii: "{"):
        index += 1
        (minimum, maximum) = try repetitionBounds(openedAt: sign)
        index -= 1
      default: return pattern
      }
      index += 1
      if case .regionStart = element {
        throw error(
          "a tag that only marks a boundary cannot repeat", at: sign, remedy: "repeat the whole structure: `<s/>`")
      }
      if case .regionEnd = element {
        throw error(
          "a tag that only marks a boundary cannot repeat", at: sign, remedy: "repeat the whole structure: `<s/>`")
      }
      pattern = .repetition(pattern, minimum: minimum, maximum: maximum)
    }
  }

  private mutating func repetitionBounds(openedAt place: Int) throws(QueryError) -> (Int, Int?) {
    skipSpace()
    let low = number()
    skipSpace()
    var high = low
    if skip(",") {
      skipSpace()
      high = number()
      skipSpace()
    }
    guard low != nil || high != nil, skip("}") else {
      throw error("the repetition is not complete", at: place, expected: "`{2}`, `{2,}`, `{,4}` or `{2,4}`")
    }
    if let low, let high, high < low {
      throw error("the repetition ends before it begins", at: place, remedy: "write `{\(high),\(low)}`")
    }
    if max(low ?? 0, high ?? 0) > 1000 {
      throw error(
        "a repetition can ask for at most 1000 tokens", at: place,
        remedy: "write `*` for any number, and `within s` to keep the match in a sentence")
    }
    return (low ?? 0, high)
  }
}
