import Analysis
import ArticleModel
import Testing

private struct Step: Analyzer {
  var id: String
  var requires: Set<Layer>
  var provides: Set<Layer>
  let version = "1"

  init(_ id: String, needs requires: [String] = [], makes provides: [String]) {
    self.id = id
    self.requires = Set(requires.map { Layer($0) })
    self.provides = Set(provides.map { Layer($0) })
  }

  func analyze(_ article: inout Article, in context: AnalysisContext) {
    article.diagnostics.append(Diagnostic(.note, code: id, "ran"))
  }
}

@Suite("The pipeline")
struct PipelineTests {
  @Test("Analysers run after everybody who provides what they require")
  func order() throws {
    let pipeline = try Pipeline([
      Step("c", needs: ["b", "a"], makes: ["c"]), Step("b", needs: ["a"], makes: ["b"]), Step("a", makes: ["a"]),
      Step("a2", needs: ["a"], makes: ["b"]),
    ])
    #expect(pipeline.analyzers.map(\.id) == ["a", "b", "a2", "c"])
  }

  @Test("A missing layer is named, with who needs it and what there is")
  func missing() {
    #expect(
      throws: Pipeline.Problem.missing(layer: Layer("z"), requiredBy: "c", available: [Layer("c"), Layer("regions")])
    ) { try Pipeline([Step("c", needs: ["z"], makes: ["c"])]) }
  }

  @Test("A circle and a double id are refused")
  func refusals() {
    #expect(throws: Pipeline.Problem.circle(["a", "b"])) {
      try Pipeline([Step("a", needs: ["y"], makes: ["x"]), Step("b", needs: ["x"], makes: ["y"])])
    }
    #expect(throws: Pipeline.Problem.duplicate("a")) {
      try Pipeline([Step("a", makes: ["x"]), Step("a", makes: ["y"])])
    }
  }

  @Test("Only what is asked for runs, with what it needs; the article says which layers it has")
  func wanted() throws {
    let pipeline = try Pipeline([
      Step("a", makes: ["a"]), Step("b", needs: ["a"], makes: ["b"]), Step("c", needs: ["a"], makes: ["c"]),
    ])
    var article = Article(source: "x", sha256: "", text: ArticleText("x"))
    pipeline.analyze(&article, language: .undetermined, wanted: [Layer("c")])
    #expect(article.diagnostics.map(\.code) == ["a", "c"])
    #expect(article.layers == [Layer("a"), Layer("c"), .regions])
  }
}
