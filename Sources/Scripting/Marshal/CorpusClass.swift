import ArticleModel
import LuaRuntime
import PatternQuery

extension ModelClasses {
  func defineCorpus(_ binding: ArticleBinding) {
    corpus.property("count", "integer", "How many articles there are.") { [unowned binding] call, _ in
      call.push(binding.series?.sources.count ?? 0)
    }
    corpus.property("sources", "list of string", "The articles' files, in order.") { [unowned binding] call, _ in
      call.pushList((binding.series?.sources ?? []).map { .string($0) })
    }
    corpus.method(
      "articles", "() -> iterator",
      "Walks the articles, in order. An article and its facts can be used until the next one comes; keep their names and texts."
    ) { [unowned binding] call, _ in
      var position = 0
      call.pushFunction("articles") { [unowned binding] call in
        call.push(try binding.loadNext(from: &position) ? 0 : nil, of: binding.classes.article)
      }
    }
    corpus.method(
      "match", "(query: pattern | string, strategy: string?) -> iterator",
      "Walks the matches of a query in all articles, in order: each match, and its article."
    ) { [unowned binding] call, _ in
      let (pattern, strategy) = try binding.searchArguments(call)
      var position = 0
      var rest = 0..<0
      var check: () throws -> Void = {}
      call.pushFunction("match") { [unowned binding] call in
        while rest.isEmpty {
          guard try binding.loadNext(from: &position) else { return call.pushNil() }
          check = binding.stillHere()
          rest = binding.search(pattern, strategy)
        }
        try check()
        call.push(rest.lowerBound, of: binding.classes.match)
        call.push(0, of: binding.classes.article)
        rest = rest.dropFirst()
      }
    }
    corpus.describe { [unowned binding] _ in "corpus of \(binding.series?.sources.count ?? 0) articles" }

    // Stands in for `article` where there is none, to say so.
    absence.dynamicFields("<any>", "any", "An error that says what there is instead.") {
      [unowned binding] _, _, _ throws -> Bool in
      throw LuaFailure(binding.scope.articleAbsence ?? "there is no article")
    }
  }
}

extension ArticleBinding {
  var series: ArticleSeries? {
    if case .corpus(let series) = scope { series } else { nil }
  }

  /// Puts the next article that can be read in place of the one before; `false` when there is none.
  fileprivate func loadNext(from position: inout Int) throws -> Bool {
    guard let series else { return false }
    while position < series.sources.count {
      if state.isKilled { return false }
      let next = try series.article(position)
      position += 1
      if let next {
        load(next)
        return true
      }
    }
    return false
  }
}
