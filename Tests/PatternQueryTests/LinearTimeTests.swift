import Testing

@testable import PatternQuery

/// These would not end in the life of the machine if any of them were tried way by way.
@Suite("No query takes exponential time")
struct LinearTimeTests {
  private let text = TestSource(Array(repeating: "a/a/A b/b/B", count: 2_500).joined(separator: " "))

  @Test(
    "nested and overlapping repetitions",
    arguments: [
      "([]*[]*)*\"x\"", "(\"a\"|\"a\")*\"x\"", "(([]+)+)+ \"x\"", "([]?){40} []{40} \"x\"", "([]* | []*)* \"x\"",
      "(([]{1,9}){1,9}){1,9} \"x\"", "([word=\"(a+)+b\"]* []*)* \"x\"", "(a:[]* b:[]*)* \"x\"", "((<s/>)* []*)* \"x\"",
    ])
  func nested(query: String) throws {
    for strategy in MatchStrategy.allCases {
      #expect(try PatternQuery(query).matches(in: text, strategy: strategy).isEmpty)
    }
  }

  @Test("the same with something to find, also as a filter")
  func found() throws {
    #expect(try text.find("([]*[]*)* \"b\"", .longest).count == 1)
    #expect(try text.find("\"a\" within (([]*)* \"b\")").count == 2_500)
    #expect(try text.find("([]* \"a\")* containing ([]* \"b\" []*)", .shortest).count == 2_499)
  }

  @Test("a global condition that never holds")
  func conditions() throws {
    let short = TestSource(Array(repeating: "a b", count: 30).joined(separator: " "))
    #expect(try short.find("a:[] []* b:[] []* c:[] []* \"b\" :: a.word = \"x\"").isEmpty)
    #expect(try short.find("a:[] []* b:[] :: a.word != a.word & b.word = a.word").isEmpty)
  }

  @Test("a search with too many ways to bind its labels gives up and says so")
  func givesUp() throws {
    let bound = BoundQuery(
      try PatternQuery("(a:[] | b:[] | c:[] | d:[])* \"z\"? :: a.word = \"x\" & b & c & d"), to: text)
    #expect(bound.matches().isEmpty)
    #expect(bound.isIncomplete)
  }
}
