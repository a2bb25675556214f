extension QueryParser {
  /// `[…]`.
  mutating func token() throws(QueryError) -> TokenExpression {
    let place = index
    index += 1
    skipSpace()
    if skip("]") { return .any }
    let expression = try tokenAlternation()
    skipSpace()
    if skip("]") { return expression }
    switch peek {
    case nil: throw error("`[` is never closed", at: place, expected: "`]`")
    case UInt8(ascii: ","):
      throw error("`,` does not join conditions", expected: "`&` or `|`", remedy: "write `&` for “and”")
    case UInt8(ascii: ")"): throw error("`)` without `(`", expected: "`]`")
    case UInt8(ascii: "%"): throw error("a flag belongs behind a value", expected: "`&`, `|` or `]`")
    default: break
    }
    if let name = peekIdentifier() {
      let lower = name.lowercased()
      if lower == "and" || lower == "or" || lower == "et" || lower == "ou" {
        throw error(
          "`\(name)` does not join conditions", expected: "`&` or `|`",
          remedy: "write `\(lower == "and" || lower == "et" ? "&" : "|")`")
      }
      throw error(
        "two conditions stand side by side", expected: "`&`, `|` or `]`",
        remedy: "write `& \(name)` if both must hold, `| \(name)` if one is enough")
    }
    throw error("\(shown) cannot stand here", expected: "`&`, `|` or `]`")
  }

  private mutating func tokenAlternation() throws(QueryError) -> TokenExpression {
    try enter()
    defer { depth -= 1 }
    var parts = [try tokenConjunction()]
    while try joins(UInt8(ascii: "|")) { parts.append(try tokenConjunction()) }
    return parts.count == 1 ? parts[0] : .or(parts)
  }

  private mutating func tokenConjunction() throws(QueryError) -> TokenExpression {
    var parts = [try tokenUnary()]
    while try joins(UInt8(ascii: "&")) { parts.append(try tokenUnary()) }
    return parts.count == 1 ? parts[0] : .and(parts)
  }

  /// Reads the operator `sign` when it stands here.
  mutating func joins(_ sign: UInt8) throws(QueryError) -> Bool {
    skipSpace()
    guard peek == sign else { return false }
    if peek(at: 1) == sign {
      let text = String(UnicodeScalar(sign))
      throw error("`\(text)\(text)` is not an operator", remedy: "write a single `\(text)`")
    }
    index += 1
    return true
  }

  private mutating func tokenUnary() throws(QueryError) -> TokenExpression {
    skipSpace()
    try enter()
    defer { depth -= 1 }
    let place = index
    if skip("!") { return .not(try tokenUnary()) }
    if skip("(") {
      let inner = try tokenAlternation()
      skipSpace()
      guard skip(")") else { throw error("`(` is never closed", at: place, expected: "`)`") }
      return inner
    }
    if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") || peek == UInt8(ascii: "$") {
      // As in CWB, a value alone is a word.
      query.columns.insert("word")
      return .test(column: "word", test: try value(feature: nil, anyItem: false))
    }
    if isCurlyQuote { throw curlyQuoteError }
    guard let name = identifier() else {
      if peek == nil { throw error("the query ends inside a token", expected: "an attribute such as `lemma`, and `]`") }
      throw error("\(shown) cannot stand here", expected: "an attribute such as `lemma`")
    }
    if peek == UInt8(ascii: ".") { throw labelInsideToken(name, at: place) }
    let (column, feature) = try attribute(name, at: place)
    let (negated, anyItem) = try comparison(after: name)
    skipSpace()
    if let reference = peekIdentifier(), labelNumbers[reference] != nil,
      source.bytes.count > index + reference.utf8.count,
      source.bytes[index + reference.utf8.count] == UInt8(ascii: ".")
    {
      throw labelInsideToken(reference, at: index)
    }
    let test = TokenExpression.test(
      column: column, test: try value(feature: feature, anyItem: anyItem, attribute: name))
    return negated ? .not(test) : test
  }

  private func labelInsideToken(_ name: String, at place: Int) -> QueryError {
    error(
      "a label cannot be asked inside a token", at: place,
      remedy: "label this token too and compare behind the pattern: `\(name):[…] b:[…] :: \(name).lemma = b.lemma`")
  }

  /// The column behind an attribute name.
  mutating func attribute(_ name: String, at place: Int) throws(QueryError) -> (column: String, feature: String?) {
    guard let resolved = vocabulary.resolve(attribute: name) else {
      // Names that other corpora use for the same things.
      let customary = [
        "tag": "pos", "upos": "pos", "form": "word", "text": "word", "lc": "word", "ner": "ent", "msd": "feats",
      ]
      let known = vocabulary.attributes.union(vocabulary.features)
      let nearest = customary[name].flatMap { known.contains($0) ? $0 : nil } ?? nearestName(to: name, among: known)
      throw error(
        "unknown attribute `\(name)`", at: place,
        expected: vocabulary.attributes.sorted().joined(separator: ", ") + " or a feature such as Gender",
        remedy: nearest.map { "did you mean `\($0)`?" })
    }
    query.columns.insert(resolved.column)
    return resolved
  }

  /// Reads `=`, `!=`, `contains` or `not contains`: whether it is negated, and whether an item of a list is enough.
  mutating func comparison(after name: String) throws(QueryError) -> (negated: Bool, anyItem: Bool) {
    skipSpace()
    let place = index
    if skip("!=") {
      if peek == UInt8(ascii: "=") { throw error("`!==` is not an operator", at: place, remedy: "write `!=`") }
      return (true, false)
    }
    if skip("=") {
      if peek == UInt8(ascii: "=") {
        throw error(
          "`==` is not an operator", at: place, expected: "`=` or `!=`",
          remedy: "write `\(name)=\"…\"`; to take the value letter by letter, `\(name)=\"…\" %l`")
      }
      if peek == UInt8(ascii: "~") {
        throw error("`=~` is not an operator", at: place, remedy: "write `=`: values are regular expressions anyway")
      }
      return (false, false)
    }
    if let word = peekIdentifier(), word == "contains" || word == "not" {
      _ = identifier()
      if word == "contains" { return (false, true) }
      skipSpace()
      guard identifier() == "contains" else {
        throw error("`not` is not finished", at: place, expected: "`not contains`")
      }
      return (true, true)
    }
    let expected = "`=`, `!=` or `contains`"
    if skip("~") || skip("<>") || skip(":") {
      throw error("not an operator", at: place, expected: expected, remedy: "write `\(name)=\"…\"`")
    }
    if peek == nil { throw error("the query ends inside a token", expected: expected) }
    throw error(
      "the attribute `\(name)` is not compared with anything", at: place, expected: expected,
      remedy: "write `\(name)=\"…\"`")
  }

  /// A quoted regular expression or a word list, with its flags: the number of its test.
  mutating func value(feature: String?, anyItem: Bool, attribute: String = "word") throws(QueryError) -> Int {
    skipSpace()
    let place = index
    if peek == UInt8(ascii: "$") { return try wordList(feature: feature, anyItem: anyItem) }
    guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      if isCurlyQuote { throw curlyQuoteError }
      if let word = peekIdentifier() {
        throw error(
          "the value `\(word)` has no quotation marks", expected: "a value in quotation marks",
          remedy: "write `\(attribute)=\"\(word)\"`")
      }
      throw error(
        peek == nil ? "the query ends where a value should stand" : "\(shown) is no value",
        expected: "a value in quotation marks")
    }
    let plain = plainValue(quote)
    let characters = plain == nil ? try quoted(quote) : []
    let end = index - 1
    let flags = try self.flags()
    let text = plain ?? String(String.UnicodeScalarView(characters.map(\.scalar)))
    let key = ValueTest.Key(
      text: text, isList: false, isLiteral: flags.isLiteral, folding: flags.folding, feature: feature, anyItem: anyItem)
    if let known = testNumbers[key] { return known }
    if plain != nil || flags.isLiteral || !text.utf8.contains(where: RegexParser.hasMeaning) {
      // Most values are words, or words between bars.
      let words =
        flags.isLiteral
        ? [Array(text.utf8)]
        : text.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map(Array.init)
      return add(ValueTest(strings: words, folding: flags.folding, feature: feature, anyItem: anyItem), key)
    }
    var parser = RegexParser(source: source, characters: characters, end: end)
    let expression = try parser.parse()
    guard let test = ValueTest(expression, folding: flags.folding, feature: feature, anyItem: anyItem) else {
      throw error("the regular expression is too large", at: place, remedy: "repeat less, or put the words in a list")
    }
    return add(test, key)
  }

  private mutating func add(_ test: ValueTest, _ key: ValueTest.Key) -> Int {
    query.tests.append(test)
    if !key.isList { query.tests[query.tests.count - 1].key = key }
    testNumbers[key] = query.tests.count - 1
    return query.tests.count - 1
  }

  /// A value of which no character has a meaning or is escaped, as most are; `nil` with nothing read for others.
  private mutating func plainValue(_ quote: UInt8) -> String? {
    let start = index + 1
    var end = start
    while end < source.bytes.count, source.bytes[end] != quote {
      if RegexParser.hasMeaning(source.bytes[end]) { return nil }
      end += 1
    }
    guard end < source.bytes.count, end + 1 == source.bytes.count || source.bytes[end + 1] != quote else { return nil }
    index = end + 1
    return String(decoding: source.bytes[start..<end], as: UTF8.self)
  }

  private mutating func quoted(_ quote: UInt8) throws(QueryError) -> [RegexParser.Character] {
    let place = index
    index += 1
    var characters: [RegexParser.Character] = []
    while let byte = peek {
      if byte == quote {
        if peek(at: 1) == quote {
          index += 1  // a doubled mark stands for itself
        } else {
          index += 1
          return characters
        }
      } else if byte == UInt8(ascii: "\\"), peek(at: 1) == quote {
        index += 1
      } else if byte == UInt8(ascii: "\\"), peek(at: 1) == UInt8(ascii: "\\") {
        // An escaped backslash must not escape the mark behind it.
        characters.append(.init(scalar: "\\", offset: index))
        index += 1
      }
      let scalar =
        source.bytes[index] < 0x80
        ? Unicode.Scalar(source.bytes[index])
        : String(decoding: source.bytes[index...].prefix(4), as: UTF8.self).unicodeScalars.first!
      characters.append(.init(scalar: scalar, offset: index))
      index += UTF8.width(scalar)
    }
    throw error(
      "the quotation mark is never closed", at: place, expected: "`\(Character(Unicode.Scalar(quote)))`",
      remedy: "a quotation mark inside a value is written `\\\(Character(Unicode.Scalar(quote)))`")
  }

  private mutating func flags() throws(QueryError) -> (folding: Folding, isLiteral: Bool) {
    var folding: Folding = []
    var isLiteral = false
    while true {
      let place = afterSpace(index)
      guard place < source.bytes.count, source.bytes[place] == UInt8(ascii: "%") else { return (folding, isLiteral) }
      index = place + 1
      let letters = identifier() ?? ""
      if letters.isEmpty {
        throw error(
          "`%` without a flag", at: place, expected: "`%c` (case), `%d` (diacritics), `%cd` or `%l` (letter by letter)")
      }
      for letter in letters {
        switch letter {
        case "c": folding.insert(.letterCase)
        case "d": folding.insert(.diacritics)
        case "l": isLiteral = true
        default:
          throw error(
            "unknown flag `%\(letter)`", at: place,
            expected: "`%c` (case), `%d` (diacritics), `%cd` or `%l` (letter by letter)")
        }
      }
    }
  }

  private mutating func wordList(feature: String?, anyItem: Bool) throws(QueryError) -> Int {
    let place = index
    index += 1
    guard let name = identifier() else {
      throw error("`$` without a name", at: place, expected: "the name of a word list, as in `$villes`")
    }
    guard let words = lists[name] else {
      let near = nearestName(to: name, among: lists.keys)
      throw error(
        "there is no word list `$\(name)`", at: place,
        expected: lists.isEmpty ? nil : lists.keys.sorted().prefix(20).map { "$" + $0 }.joined(separator: ", "),
        remedy: near.map { "did you mean `$\($0)`?" } ?? "word lists are given along with the query, by name")
    }
    let flags = try self.flags()
    let key = ValueTest.Key(
      text: name, isList: true, isLiteral: true, folding: flags.folding, feature: feature, anyItem: anyItem)
    if let known = testNumbers[key] { return known }
    let test = ValueTest(
      strings: words.map { Array($0.utf8) }, folding: flags.folding, feature: feature, anyItem: anyItem)
    return add(test, key)
  }
}
