/// A regular expression over the characters of one value, as parsed.
indirect enum RegexNode: Hashable {
  case empty
  case set(ScalarSet, negated: Bool)
  case sequence([RegexNode])
  case alternation([RegexNode])
  case repetition(RegexNode, minimum: Int, maximum: Int?)

  /// The expression that matches the folded strings of what this one matches.
  func folded(_ folding: Folding) -> RegexNode {
    switch self {
    case .empty: return self
    case .set(let set, let negated):
      let image = folding.fold(set)
      return image.ranges.isEmpty && !negated ? .empty : .set(image, negated: negated)
    case .sequence(let nodes): return .sequence(nodes.map { $0.folded(folding) })
    case .alternation(let nodes): return .alternation(nodes.map { $0.folded(folding) })
    case .repetition(let node, let minimum, let maximum):
      return .repetition(node.folded(folding), minimum: minimum, maximum: maximum)
    }
  }

  /// All strings the expression matches, as UTF-8, or `nil` when there are more than `limit`.
  func strings(limit: Int) -> [[UInt8]]? {
    switch self {
    case .empty: return [[]]
    case .set(let set, let negated):
      guard !negated, set.ranges.reduce(0, { $0 + $1.count }) <= min(limit, 16) else { return nil }
      return set.ranges.joined().compactMap { Unicode.Scalar($0).map { Array(UTF8.encode($0)!) } }
    case .sequence(let nodes):
      var result: [[UInt8]] = [[]]
      for node in nodes {
        guard let next = node.strings(limit: limit), result.count * next.count <= limit else { return nil }
        result = result.flatMap { head in next.map { head + $0 } }
      }
      return result
    case .alternation(let nodes):
      var result: [[UInt8]] = []
      for node in nodes {
        guard let next = node.strings(limit: limit), result.count + next.count <= limit else { return nil }
        result += next
      }
      return result
    case .repetition(let node, let minimum, let maximum):
      guard let maximum, maximum <= 4, let single = node.strings(limit: limit) else { return nil }
      var power: [[UInt8]] = [[]]
      var result: [[UInt8]] = []
      for count in 0...maximum {
        if count >= minimum { result += power }
        guard power.count * single.count <= limit, result.count <= limit else { return nil }
        if count < maximum { power = power.flatMap { head in single.map { head + $0 } } }
      }
      return result
    }
  }

  /// Bytes every matched string begins with.
  var prefix: [UInt8] { prefixAndCompleteness.bytes }

  private var prefixAndCompleteness: (bytes: [UInt8], isComplete: Bool) {
    switch self {
    case .empty: return ([], true)
    case .set(let set, let negated):
      guard !negated, let scalar = set.single.flatMap(Unicode.Scalar.init) else { return ([], false) }
      return (Array(UTF8.encode(scalar)!), true)
    case .sequence(let nodes):
      var bytes: [UInt8] = []
      for node in nodes {
        let next = node.prefixAndCompleteness
        bytes += next.bytes
        if !next.isComplete { return (bytes, false) }
      }
      return (bytes, true)
    case .alternation(let nodes): return nodes.count == 1 ? nodes[0].prefixAndCompleteness : ([], false)
    case .repetition(let node, let minimum, _):
      return minimum > 0 ? (node.prefixAndCompleteness.bytes, false) : ([], false)
    }
  }
}

/// Reads a regular expression: literals, `.`, classes, groups, `|`, quantifiers, `\d \w \s \p{…}`.
struct RegexParser {
  /// A character of the expression with the offset it has in the query.
  struct Character {
    var scalar: Unicode.Scalar
    var offset: Int
  }

  let source: QuerySource
  let characters: [Character]
  /// Offset after the expression.
  let end: Int
  private var index = 0
  private var depth = 0

  init(source: QuerySource, characters: [Character], end: Int) {
    self.source = source
    self.characters = characters
    self.end = end
  }

  /// Whether a byte may stand for anything but itself and `|`.
  static func hasMeaning(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"),
      UInt8(ascii: "+"),
      UInt8(ascii: "?"), UInt8(ascii: "{"), UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "$"):
      true
    default: false
    }
  }

  /// The whole expression.
  mutating func parse() throws(QueryError) -> RegexNode {
    let node = try alternation()
    if peek == ")" {
      throw error("`)` without `(` in the regular expression", remedy: "write `\\)` for a bracket in the text")
    }
    return node
  }

  private var peek: Unicode.Scalar? { index < characters.count ? characters[index].scalar : nil }
  private var offset: Int { index < characters.count ? characters[index].offset : end }

  private func error(_ message: String, at place: Int? = nil, expected: String? = nil, remedy: String? = nil)
    -> QueryError
  {
    source.error(at: place ?? offset, message, expected: expected, remedy: remedy)
  }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard peek == scalar else { return false }
    index += 1
    return true
  }

  private mutating func alternation() throws(QueryError) -> RegexNode {
    depth += 1
    defer { depth -= 1 }
    if depth > 50 { throw error("the regular expression is nested more than 50 deep") }
    var branches = [try sequence()]
    while skip("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternation(branches)
  }

  private mutating func sequence() throws(QueryError) -> RegexNode {
    var nodes: [RegexNode] = []
    while let next = peek, next != "|", next != ")" {
      let node = try atom()
      nodes.append(try quantified(node))
    }
    return nodes.isEmpty ? .empty : nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func quantified(_ atom: RegexNode) throws(QueryError) -> RegexNode {
    var node = atom
    while let next = peek {
      let minimum: Int
      let maximum: Int?
      switch next {
      case "*": (minimum, maximum) = (0, nil)
      case "+": (minimum, maximum) = (1, nil)
      case "?": (minimum, maximum) = (0, 1)
      case "{":
        guard let bounds = try repetitionBounds() else { return node }
        (minimum, maximum) = bounds
        index -= 1
      default: return node
      }
      index += 1
      // A lazy quantifier matches the same whole strings.
      _ = skip("?")
      node = .repetition(node, minimum: minimum, maximum: maximum)
    }
    return node
  }

  /// Reads `{n}`, `{n,}`, `{,m}` or `{n,m}`; `nil`, with nothing read, when the brace is a plain character.
  private mutating func repetitionBounds() throws(QueryError) -> (Int, Int?)? {
    let start = index
    let place = offset
    index += 1
    let low = try number()
    var high = low
    let hasComma = skip(",")
    if hasComma { high = try number() }
    guard skip("}"), low != nil || high != nil else {
      index = start
      throw error("`{` begins a repetition such as `{2,3}`", at: place, remedy: "write `\\{` for a brace in the text")
    }
    if let low, let high, high < low { throw error("the repetition ends before it begins", at: place) }
    return (low ?? 0, high)
  }

  private mutating func number() throws(QueryError) -> Int? {
    var value: Int?
    while let digit = peek, digit.value >= 0x30, digit.value <= 0x39 {
      value = (value ?? 0) * 10 + Int(digit.value - 0x30)
      if value! > 1000 { throw error("a repetition inside a word can ask for at most 1000") }
      index += 1
    }
    return value
  }

  private mutating func atom() throws(QueryError) -> RegexNode {
    let place = offset
    let scalar = characters[index].scalar
    index += 1
    switch scalar {
    case "(":
      if skip("?") {
        guard skip(":") else {
          throw error("`(?` with anything but `:` is not supported: no look-around, no flags", at: place)
        }
      }
      let node = try alternation()
      guard skip(")") else {
        throw error(
          "`(` is never closed in the regular expression", at: place, expected: "`)`",
          remedy: "write `\\(` for a bracket in the text")
      }
      return node
    case "[": return try characterClass(openedAt: place)
    case ".": return .set(.all, negated: false)
    case "*", "+", "?":
      throw error(
        "`\(scalar)` has nothing to repeat", at: place, expected: "a character before it",
        remedy: scalar == "*"
          ? "write `.*` for any characters, or `\\*` for a star" : "write `\\\(scalar)` for the character itself")
    case "{":
      throw error("`{` has nothing to repeat", at: place, remedy: "write `\\{` for a brace in the text")
    case "\\":
      guard case let (set, _)? = try escape(openedAt: place) else { return .empty }
      return .set(set, negated: false)
    case "^" where index == 1, "$" where index == characters.count: return .empty  // values are matched whole anyway
    default: return .set(ScalarSet(scalar.value), negated: false)
    }
  }

  /// What follows a backslash, with whether it is a single character; `nil` for nothing to match.
  private mutating func escape(openedAt place: Int) throws(QueryError) -> (ScalarSet, Bool)? {
    guard let scalar = peek else {
      throw error("`\\` at the end of the expression", at: place, remedy: "write `\\\\` for a backslash")
    }
    index += 1
    switch scalar {
    case "d": return (.digits, false)
    case "D": return (ScalarSet.digits.complement, false)
    case "w": return (.wordCharacters, false)
    case "W": return (ScalarSet.wordCharacters.complement, false)
    case "s": return (.spaces, false)
    case "S": return (ScalarSet.spaces.complement, false)
    case "t": return (ScalarSet(9), true)
    case "n": return (ScalarSet(10), true)
    case "x", "u": return (ScalarSet(try hexadecimal(openedAt: place, digits: scalar == "x" ? 2 : 4)), true)
    case "p", "P":
      let set = try property(openedAt: place)
      return (scalar == "p" ? set : set.complement, false)
    case "1", "2", "3", "4", "5", "6", "7", "8", "9":
      throw error(
        "back-references are not supported", at: place,
        remedy: "compare whole tokens with labels: `a:[] b:[] :: a.word = b.word`")
    case "b", "B", "A", "z", "Z":
      throw error("`\\\(scalar)` is not supported: a regular expression always matches a whole value", at: place)
    default:
      guard scalar.value > 0x7F || !scalar.properties.isAlphabetic else {
        throw error(
          "`\\\(scalar)` has no meaning", at: place, expected: "`\\d`, `\\w`, `\\s`, `\\p{…}` or a punctuation mark")
      }
      return (ScalarSet(scalar.value), true)
    }
  }

  private mutating func hexadecimal(openedAt place: Int, digits: Int) throws(QueryError) -> UInt32 {
    let isBraced = skip("{")
    var text = ""
    while let next = peek, next.properties.isASCIIHexDigit, isBraced ? text.count < 6 : text.count < digits {
      text.unicodeScalars.append(next)
      index += 1
    }
    guard let value = UInt32(text, radix: 16), Unicode.Scalar(value) != nil, !isBraced || skip("}") else {
      throw error("not a character code", at: place, expected: "`\\xE9`, `\\u00E9` or `\\x{1F600}`")
    }
    return value
  }

  private mutating func property(openedAt place: Int) throws(QueryError) -> ScalarSet {
    var name = ""
    if skip("{") {
      while let next = peek, next != "}" {
        name.unicodeScalars.append(next)
        index += 1
      }
      _ = skip("}")
    } else if let next = peek {
      name.unicodeScalars.append(next)
      index += 1
    }
    switch name {
    case "L": return .letters
    case "Lu": return .upper
    case "Ll": return .lower
    case "M": return .marks
    case "N": return .numbers
    case "Nd": return .digits
    case "P": return .punctuation
    case "S": return .symbols
    default:
      throw error(
        "unknown character property", at: place, expected: "`L`, `Lu`, `Ll`, `M`, `N`, `P` or `S` in `\\p{…}`")
    }
  }

  private mutating func characterClass(openedAt place: Int) throws(QueryError) -> RegexNode {
    let negated = skip("^")
    var result = ScalarSet([])
    var isFirst = true
    while let next = peek, next != "]" || isFirst {
      isFirst = false
      let (low, isSingle) = try member()
      guard isSingle, peek == "-", index + 1 < characters.count, characters[index + 1].scalar != "]" else {
        result = result.union(low)
        continue
      }
      index += 1
      let rangeEnd = offset
      let (high, isHighSingle) = try member()
      guard isHighSingle, let first = low.single, let last = high.single, first <= last else {
        throw error("not a range of characters", at: rangeEnd, expected: "a character after the first one")
      }
      result = result.union(ScalarSet([first...last]))
    }
    guard skip("]") else { throw error("`[` is never closed in the regular expression", at: place, expected: "`]`") }
    return .set(result, negated: negated)
  }

  private mutating func member() throws(QueryError) -> (ScalarSet, Bool) {
    let place = offset
    let scalar = characters[index].scalar
    index += 1
    if scalar == "\\", let escaped = try escape(openedAt: place) { return escaped }
    return (ScalarSet(scalar.value), true)
  }
}
