extension QueryParser {
  func error(_ message: String, at place: Int? = nil, expected: String? = nil, remedy: String? = nil) -> QueryError {
    source.error(at: place ?? index, message, expected: expected, remedy: remedy)
  }

  /// The character here, as it is shown in a message.
  var shown: String {
    guard let scalar = String(decoding: source.bytes[index...].prefix(4), as: UTF8.self).unicodeScalars.first else {
      return "the end of the query"
    }
    return scalar.value < 0x20 ? "a control character" : "`\(scalar)`"
  }

  /// What stands here cannot; says what it probably should have been.
  func unexpected() -> QueryError {
    let expected = "a token, a group, `within`, `containing`, `::` or the end"
    guard let byte = peek else {
      return error("the query ends too early", expected: "a token such as `[]` or `\"mot\"`")
    }
    switch byte {
    case UInt8(ascii: ")"): return error("`)` without `(`", remedy: "take it away, or open the group before")
    case UInt8(ascii: "]"): return error("`]` without `[`", remedy: "take it away, or open the token before")
    case UInt8(ascii: "}"), UInt8(ascii: ">"): return error("\(shown) without its opening bracket", expected: expected)
    case UInt8(ascii: ","):
      return error(
        "`,` has no meaning between tokens", remedy: "write the tokens one after the other, with a space between them")
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"), UInt8(ascii: "{"):
      return error(
        "\(shown) has nothing to repeat", expected: "a token before it",
        remedy: "for any token write `[]`, so `[]\(Character(Unicode.Scalar(byte)))`…")
    case UInt8(ascii: "="), UInt8(ascii: "!"):
      return error("\(shown) outside a token", remedy: "put the condition in square brackets: `[lemma=\"attaquer\"]`")
    default: break
    }
    if isCurlyQuote { return curlyQuoteError }
    if let name = peekIdentifier() {
      if vocabulary.resolve(attribute: name) != nil {
        return error("`\(name)` is an attribute and stands inside a token", remedy: "write `[\(name)=\"…\"]`")
      }
      if let keyword = nearestName(to: name, among: ["within", "containing"]), editDistanceIsSmall(name, keyword) {
        return error("unknown word `\(name)`", remedy: "did you mean `\(keyword)`?")
      }
      return error(
        "`\(name)` is no token", expected: expected, remedy: "a word of the text goes in quotation marks: `\"\(name)\"`"
      )
    }
    return error("\(shown) cannot stand here", expected: expected)
  }

  private func editDistanceIsSmall(_ name: String, _ keyword: String) -> Bool {
    name.utf8.count >= 4 && abs(name.utf8.count - keyword.utf8.count) <= 3
  }

  var isCurlyQuote: Bool {
    isNext("“") || isNext("”") || isNext("„") || isNext("«") || isNext("»") || isNext("‘") || isNext("’")
  }

  var curlyQuoteError: QueryError {
    error(
      "\(shown) does not open a value", expected: "a straight quotation mark `\"`",
      remedy: "write \"…\" with the straight mark; word processors replace it by curly ones")
  }
}
