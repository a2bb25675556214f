import Analysis
import ArticleModel
import LuaRuntime

/// An article that a script has come to, and the tables behind the objects that have no list of their own in it.
struct LoadedArticle {
  /// The article as the script has left it, its annotations included. Empty where its content was let go of.
  var article: Article
  /// Whether the article is here; else only what the script has made of it.
  private(set) var isWhole = true
  private(set) var codePoints: CodePointIndex
  private(set) var spans: [Span] = []
  private var spanNumbers: [Span: Int] = [:]
  private(set) var evidences: [Evidence] = []
  private var warnedLayers: Set<String> = []
  /// The matches that the script has seen.
  let matches = MatchShelf()
  private var numberReader: NumberReader?
  private var pinned: PinnedTokens?
  /// How many annotations and diagnostics came with the article.
  private var givenAnnotations: Int
  private var givenDiagnostics: Int

  init(_ article: Article) {
    self.article = article
    codePoints = CodePointIndex(article.text)
    givenAnnotations = article.annotations.count
    givenDiagnostics = article.diagnostics.count
  }

  /// Whether the script has added to it.
  var isChanged: Bool { article.annotations.count > givenAnnotations }

  /// The object number of `span`; equal spans have the same number, so that they are the same Lua value.
  mutating func number(of span: Span) -> Int {
    if let number = spanNumbers[span] { return number }
    spans.append(span)
    spanNumbers[span] = spans.count - 1
    return spans.count - 1
  }

  /// The object number of `evidence`, kept as long as the article.
  mutating func number(of evidence: Evidence) -> Int {
    evidences.append(evidence)
    return evidences.count - 1
  }

  /// Whether nobody was warned yet that there is no such layer.
  mutating func mayWarn(aboutLayer name: String) -> Bool { warnedLayers.insert(name).inserted }

  /// What reads numbers in the article's language.
  mutating func numbers() -> NumberReader? {
    if let numberReader { return numberReader }
    numberReader = NumberReader(article.language.flatMap(Language.named) ?? .undetermined)
    return numberReader
  }

  /// The token columns at fixed addresses.
  mutating func pinnedTokens(_ state: LuaState) -> PinnedTokens {
    if let pinned { return pinned }
    let made = PinnedTokens(article.tokens, state: state)
    pinned = made
    return made
  }

  /// Lets go of all that can be made again; what the script has added stays.
  mutating func letGo() {
    guard isWhole else { return }
    var rest = Article(source: article.source, sha256: article.sha256, text: ArticleText(""))
    rest.annotations = article.annotations
    rest.diagnostics = Array(article.diagnostics.dropFirst(givenDiagnostics))
    article = rest
    codePoints = CodePointIndex(rest.text)
    numberReader = nil
    pinned = nil
    matches.letGo()
    isWhole = false
  }

  /// Takes the article back, made again.
  mutating func takeBack(_ again: Article) throws(LuaFailure) {
    guard again.sha256 == article.sha256 else {
      throw LuaFailure("'\(again.source)' has changed since the script came to it first")
    }
    let added = article
    article = again
    // What a script adds stands behind what was there.
    article.annotations = added.annotations
    givenDiagnostics = again.diagnostics.count
    article.diagnostics += added.diagnostics
    codePoints = CodePointIndex(again.text)
    isWhole = true
  }
}
