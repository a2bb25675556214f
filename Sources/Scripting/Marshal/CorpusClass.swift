import ArticleModel
import LuaRuntime
import PatternQuery

extension ModelClasses {
  func defineCorpus(_ binding: ArticleBinding) {
    corpus.property("count", "integer", "How many articles there are.") { [unowned binding] call, _ in
      call.push(binding.series?.count ?? 0)
    }
    corpus.property("sources", "list of string", "The articles' files, in order.") { [unowned binding] call, _ in
      guard let series = binding.series else { return call.pushNil() }
      call.pushList(count: series.count) { call, position in call.push(try series.source(position)) }
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
      guard let series = binding.series else { return call.pushNil() }
      let walk = series.matches(of: binding.patterns.queries[pattern], strategy: strategy) { [unowned binding] in
        binding.state.isKilled
      }
      var rest = 0..<0
      var check: () throws -> Void = {}
      call.pushFunction("match") { [unowned binding] call in
        if rest.isEmpty {
          guard let found = try walk(), let article = try series.article(found.position) else { return call.pushNil() }
          binding.load(article)
          check = binding.stillHere()
          rest = binding.keep(found, of: pattern)
        }
        try check()
        call.push(rest.lowerBound, of: binding.classes.match)
        call.push(0, of: binding.classes.article)
        rest = rest.dropFirst()
      }
    }
    corpus.describe { [unowned binding] _ in "corpus of \(binding.series?.count ?? 0) articles" }

    // Stands in for `article` where there is none, to say so.
    absence.dynamicFields("<any>", "any", "An error that says what there is instead.") {
      [unowned binding] _, _, _ throws -> Bool in
      throw LuaFailure(binding.scope.articleAbsence ?? "there is no article")
    }
  }
}

extension ArticleBinding {
  var series: (any ArticleSeries)? {
    if case .corpus(let series) = scope { series } else { nil }
  }

  /// Puts the next article that can be read in place of the one before; `false` when there is none.
  fileprivate func loadNext(from position: inout Int) throws -> Bool {
    guard let series else { return false }
    while position < series.count {
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
