import ArticleModel
import LuaRuntime
import Scripting

/// What each kind of access from Lua costs.
enum Access {
  private static let count = 2_000_000

  static func measure() throws {
    print("Access from Lua, CPU time of one call each (the empty loop is taken off)")
    let article = makeArticle(tokens: 1_000_000)
    let state = try LuaState(.init(limits: LuaLimits(cpuSeconds: 0, memoryBytes: 4 << 30), output: { _ in }))
    let binding = ArticleBinding(article, in: state, scriptName: "bench")
    let environment = LuaEnvironment(state)
    func time(_ prelude: String, _ body: String) throws -> Double {
      let function = try state.load(
        Array("\(prelude)\nlocal n = \(count)\nfor i = 1, n do \(body) end".utf8), path: "bench", in: environment)
      var failure: (any Error)?
      let seconds = leastCPU(3) {
        do { try function.call(results: 0) } catch { failure = error }
      }
      if let failure { throw failure }
      return seconds / Double(count) * 1e9
    }
    let empty = try time("", "")
    for (name, prelude, body) in [
      ("Lua function", "local function f() end", "f()"),
      ("table field", "local t = {a = 1}", "local x = t.a"),
      ("article.language (string property)", "local a = article", "local x = a.language"),
      ("article.mentions (cached list)", "local a = article", "local x = a.mentions"),
      ("token.first (integer property)", "local t = article.tokens[1]", "local x = t.first"),
      ("token.lemma (string property)", "local t = article.tokens[1]", "local x = t.lemma"),
      ("tokens[i] (object)", "local t = article.tokens", "local x = t[(i & 1023) + 1]"),
      ("#tokens", "local t = article.tokens", "local x = #t"),
      ("lemma[i] (column)", "local c = article.tokens.lemma", "local x = c[(i & 1023) + 1]"),
      ("first_byte[i] (column)", "local c = article.tokens.first_byte", "local x = c[(i & 1023) + 1]"),
    ] {
      row(name, try time(prelude, body) - empty, "ns")
    }

    print("A Lua loop over 1 M tokens")
    func loop(_ source: String) throws -> Double {
      let function = try state.load(Array(source.utf8), path: "bench", in: environment)
      var failure: (any Error)?
      let seconds = leastCPU(3) {
        do { try function.call(results: 0) } catch { failure = error }
      }
      if let failure { throw failure }
      return seconds
    }
    let objects = try loop(
      "local n = 0 for _, t in ipairs(article.tokens) do if t.lemma == 'mot7' then n = n + 1 end end")
    let columns = try loop(
      "local n, c = 0, article.tokens.lemma for i = 1, #c do if c[i] == 'mot7' then n = n + 1 end end")
    row("by object", 1 / objects, "M tokens/s")
    row("by column", 1 / columns, "M tokens/s", "\((objects / columns * 10).rounded() / 10) times by object")
    withExtendedLifetime(binding) {}
  }

  private static func makeArticle(tokens count: Int) -> Article {
    let words = (0..<1000).map { "mot\($0)" }
    var text = ""
    var article: Article
    var columns = TokenColumns()
    for index in 0..<count {
      var word = words[index * 7919 % 1000]
      let start = text.utf8.count
      text += word
      word.withUTF8 { columns.append(Span(start, start + $0.count), form: $0) }
      text += " "
    }
    columns.lemmas = columns.forms
    article = Article(source: "bench", sha256: "", text: ArticleText(text))
    article.tokens = columns
    article.sentences = [article.text.span]
    article.sentenceTokens = [0..<count]
    article.language = "fr"
    return article
  }
}
