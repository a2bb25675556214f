import ArticleModel
import PatternQuery
import Testing

@Suite("A query that is wrong says where, what, and what to write instead")
struct QueryErrorTests {
  private func error(_ query: String) throws -> QueryError {
    try #require(throws: QueryError.self) { try PatternQuery(query, lists: ["villes": ["Sedan"]]) }
  }

  @Test(
    "the place and the message",
    arguments: [
      ("", 0, "empty"),
      ("[lemma==\"a\"]", 6, "`==` is not an operator"),
      ("[lemma=attaquer]", 7, "no quotation marks"),
      ("[lemma=\"attaquer]", 7, "never closed"),
      ("\"mot", 0, "never closed"),
      ("[lema=\"a\"]", 1, "unknown attribute `lema`"),
      ("[Gendre=\"Fem\"]", 1, "unknown attribute `Gendre`"),
      ("[tag=\"N\"]", 1, "unknown attribute"),
      ("[word=\"a\"", 0, "`[` is never closed"),
      ("[word=\"a\" pos=\"b\"]", 10, "side by side"),
      ("[word=\"a\", pos=\"b\"]", 9, "does not join"),
      ("[word=\"a\" && pos=\"b\"]", 10, "`&&`"),
      ("[word=\"a\" and pos=\"b\"]", 10, "`and`"),
      ("[word \"a\"]", 6, "not compared"),
      ("[word=“a”]", 6, "does not open a value"),
      ("«mot»", 0, "does not open a value"),
      ("mot", 0, "is no token"),
      ("lemma=\"a\"", 0, "is an attribute"),
      ("* \"a\"", 0, "nothing to repeat"),
      ("\"a\" {3,1}", 4, "ends before it begins"),
      ("\"a\"{", 3, "not complete"),
      ("(\"a\" \"b\"", 0, "`(` is never closed"),
      ("\"a\")", 3, "`)` without `(`"),
      ("\"a\"]", 3, "`]` without `[`"),
      ("\"a\" |", 5, "missing"),
      ("\"a\" || \"b\"", 4, "`||`"),
      ("<sentence/>", 1, "unknown structure `sentence`"),
      ("\"a\" within sentence", 11, "unknown structure"),
      ("\"a\" within qoute", 11, "unknown structure"),
      ("<quote speker=\"x\"/>", 7, "no attribute `speker`"),
      ("<quote speaker=\"x\"", 0, "never closed"),
      ("\"a\" within", 10, "not followed"),
      ("(\"a\" within s) \"b\"", 5, "inside a group"),
      ("a:[] :: b.word = \"x\"", 8, "no label `b`"),
      ("a:[] :: a.wrod = \"x\"", 10, "unknown attribute"),
      ("a:[] :: a.word = mot", 17, "neither a label nor a value"),
      ("a:[] [lemma=a.lemma]", 12, "inside a token"),
      ("[word=$viles]", 6, "no word list `$viles`"),
      ("\"a\" %x", 4, "unknown flag"),
      ("[word=\"a\" %x]", 10, "unknown flag"),
      ("[word=\"(a\"]", 7, "never closed in the regular expression"),
      ("[word=\"a)\"]", 8, "without `(`"),
      ("[word=\"*a\"]", 7, "nothing to repeat"),
      ("[word=\"[a\"]", 7, "never closed in the regular expression"),
      ("[word=\"é[b-a]\"]", 12, "not a range"),
      ("[word=\"(?=a)\"]", 7, "not supported"),
      ("[word=\"(a)\\1\"]", 10, "back-references"),
      ("match:[]", 0, "always stands for"),
      ("\"a\", \"b\"", 3, "no meaning between tokens"),
      ("\"a\" containing x:\"b\"", 15, "would be lost"),
      ("(?fastest) \"a\"", 0, "not a match strategy"),
    ])
  func places(query: String, offset: Int, message: String) throws {
    let error = try error(query)
    #expect(error.offset == offset)
    #expect(error.message.contains(message), "\(error.message)")
  }

  @Test(
    "the remedy offers what was meant",
    arguments: [
      ("[lema=\"a\"]", "`lemma`"), ("[Gendre=\"Fem\"]", "`Gender`"), ("[tag=\"N\"]", "`pos`"), ("<sentence/>", "`s`"),
      ("\"a\" within qoute", "`quote`"), ("<quote speker=\"x\"/>", "`speaker`"), ("[word=$viles]", "`$villes`"),
      ("[lemma=attaquer]", "`lemma=\"attaquer\"`"), ("[lemma==\"a\"]", "%l"),
      ("[word=\"a\" && pos=\"b\"]", "single `&`"),
      ("verbe:[] :: verb.word = \"x\"", "`verbe`"), ("mot", "`\"mot\"`"), ("\"a\" whithin s", "`within`"),
      ("[word=\"*a\"]", "`.*`"),
    ])
  func remedies(query: String, remedy: String) throws { #expect(try error(query).remedy?.contains(remedy) == true) }

  @Test("line, column and a caret under the character")
  func caret() throws {
    let error = try error("[lemma=\"été\"]\n  [\"é\" & lema=\"x\"]")
    #expect((error.line, error.column) == (2, 10))
    #expect(error.rendered.hasPrefix("2:10: unknown attribute `lema` (expected "))
    #expect(error.rendered.contains("\n    [\"é\" & lema=\"x\"]\n           ^\n  did you mean `lemma`?"))
    let diagnostic = error.diagnostic(file: "regles.cql", firstLine: 40)
    #expect(diagnostic.rendered.hasPrefix("regles.cql:41:10: error: unknown attribute"))
  }

  @Test("nesting, repetition and size have limits, each with its message")
  func limits() throws {
    #expect(try error(String(repeating: "(", count: 100_000)).message.contains("nested"))
    #expect(try error("[" + String(repeating: "!", count: 100_000)).message.contains("nested"))
    #expect(try error("\"" + String(repeating: "(", count: 100_000) + "\"").message.contains("nested"))
    #expect(try error("[]{2000}").message.contains("at most 1000"))
    #expect(try error("(([]{1000}){1000}){1000}").message.contains("too large"))
    #expect(try error(String(repeating: "[]? ", count: 3000)).message.contains("too large"))
    #expect(try error("\"a\"" + String(repeating: " within (\"a\"", count: 1000)).message.contains("nested"))
  }

  @Test("random bytes are refused or compiled, never a crash")
  func fuzz() throws {
    var numbers = SeededNumbers(state: 7)
    let pieces = [
      "[", "]", "(", ")", "\"", "word", "=", "!=", "&", "|", "a:", "::", "within", "containing", "<s>", "</s>", "<s/>",
      "{", "}",
      "1", ",", "*", "?", "+", "!", ".", "é", "\\", "%c", "$villes", " ", "\"a\"", "[]", "a.word", "@", "<", "/", ">",
      "«", "\u{A0}",
    ]
    var accepted = 0
    for _ in 0..<4000 {
      let length = Int.random(in: 1...10, using: &numbers)
      let query = (0..<length).map { _ in pieces.randomElement(using: &numbers)! }.joined()
      do throws(QueryError) {
        _ = try PatternQuery(query, lists: ["villes": ["Sedan"]])
        accepted += 1
      } catch {
        #expect(error.offset <= query.utf8.count && !error.message.isEmpty)
      }
    }
    #expect(accepted > 20)
  }
}
