import Testing

@testable import ArticleModel

@Suite("Reading JSON")
struct JSONReaderTests {
  private func value(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

  @Test("what is written is read back")
  func roundTrip() throws {
    let original: JSONValue = [
      "a": [1, -2, .number(2.5), true, .null, "é\n\"\\\u{1F600}\u{7F}"], "b": ["c": [:], "d": []],
    ]
    #expect(try JSONValue(parsing: original.encoded()) == original)
    #expect(try JSONValue(parsing: original.encoded(pretty: true)) == original)
  }

  @Test("escapes stand for their characters; half of a pair for none")
  func escapes() throws {
    #expect(try value(#""\u00e9\ud83d\ude00\/""#).text == "é\u{1F600}/")
    #expect(try value(#""\ud83dx""#).text == "\u{FFFD}x")
    #expect(try value(#""\ud83d\u0041""#).text == "\u{FFFD}A")
  }

  @Test(
    "what is no JSON is refused with its place",
    arguments: [
      ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\" 1}", 5), ("01", 2), ("1.", 2), ("\"a", 2), ("\"\u{1}\"", 1),
      ("[1] x", 4),
      ("tru", 0), (#""\x""#, 3), ("1e999", 5),
    ])
  func errors(text: String, offset: Int) {
    #expect { try value(text) } throws: { ($0 as? JSONError)?.offset == offset }
  }

  @Test("a hundred thousand brackets are refused, not followed")
  func depth() {
    #expect(throws: JSONError.self) { try value(String(repeating: "[", count: 100_000)) }
  }
}
