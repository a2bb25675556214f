import Testing

@testable import PatternQuery

@Suite("Regular expressions over whole values")
struct RegexTests {
  private func matches(_ expression: String, _ value: String, _ flags: String = "") throws -> Bool {
    var source = TestSource("x")
    source.columns["word"] = TokenColumn(strings: [value])
    return try !source.find("[word='\(expression)' \(flags)]").isEmpty
  }

  @Test(
    "what matches",
    arguments: [
      ("attaqu.*", "attaquer"), ("attaqu.*", "attaqu"), (".*tion", "élection"), ("a|b|cd", "cd"), ("(?:ab)+", "abab"),
      ("[a-cé]+", "abé"), ("[^a]", "é"), ("é{2,3}", "ééé"), ("x{,2}", ""), ("\\d{4}", "1998"), ("\\w+", "cœur"),
      ("\\W", "’"),
      ("\\p{Lu}\\p{Ll}+", "Évian"), ("l\\'eau", "l'eau"), ("\\x41\\u00e9", "Aé"), ("\\x{1F600}", "😀"), (".", "😀"),
      (".", "é"),
      ("[α-ω]+", "λογος"), ("a.*?b", "aXb"), ("^abc$", "abc"), ("[]a]+", "]a"), ("[a-]+", "-a"), ("a||b", ""),
      ("\\s", "\u{A0}"), ("[\\d.]+", "3.5"), ("\\[", "["),
    ])
  func accepted(expression: String, value: String) throws { #expect(try matches(expression, value)) }

  @Test(
    "what does not, since a value is matched whole",
    arguments: [
      ("attaqu", "attaquer"), ("a", "ba"), ("\\d{4}", "199"), ("[^é]", "é"), ("..", "é"), ("é{2,3}", "éééé"),
      ("\\S", " "),
      ("[a-c]", "d"), ("\\P{L}", "a"), ("a.b", "ab"),
    ])
  func refused(expression: String, value: String) throws { #expect(try !matches(expression, value)) }

  @Test("%c and %d fold the expression and the value alike")
  func folding() throws {
    #expect(try matches("ÉVÊQUE.*", "évêques", "%c"))
    #expect(try !matches("EVEQUE.*", "évêques", "%c"))
    #expect(try matches("EVEQUE.*", "évêques", "%cd"))
    #expect(try matches("eve.*", "e\u{301}ve\u{302}que", "%d"))
    #expect(try matches("[à-ç].*", "Abc", "%cd"))
    #expect(try !matches("[^é]", "e", "%d"))
    #expect(try matches("[^é]", "É", "%d"))
    #expect(try matches("Ž.*", "zadar", "%cd"))
  }

  @Test("expressions that make a backtracking matcher explode take one step a character")
  func killers() throws {
    let value = String(repeating: "a", count: 20_000) + "!"
    for killer in [
      "(a+)+b", "(a|a)*b", "(a*)*b", "(a|aa)+$", "(.*)(.*)(.*)(.*)(.*)x", "((a?){50}){50}b", "(a|b)*a(a|b){14}c",
    ] {
      #expect(try !matches(killer, value))
    }
  }

  @Test("an expression that would not fit in memory is refused")
  func tooLarge() throws {
    let error = #expect(throws: QueryError.self) { try PatternQuery("\"(((a{900}){900}){900})\"") }
    #expect(error?.message == "the regular expression is too large")
  }
}
