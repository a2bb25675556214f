import ArticleModel
import LuaRuntime
import PatternQuery
import Reporting

extension ModelClasses {
  func defineCorpus(_ binding: ArticleBinding) {
    corpus.property("count", "integer", "How many articles there are, as `#corpus` says.") {
      [unowned binding] call, _ in
      call.push(binding.series?.count ?? 0)
    }
    corpus.property("sources", "list of string", "The articles' files, in order.") { [unowned binding] call, _ in
      call.pushList(count: binding.series?.count ?? 0) { [unowned binding] call, position in
        call.push(try binding.series?.source(position))
      }
    }
    corpus.method(
      "articles", "() -> iterator", "Walks the articles, in order; those that cannot be read are left out."
    ) { [unowned binding] call, _ in
      var position = 0
      call.pushFunction("articles") { [unowned binding] call in
        let count = binding.series?.count ?? 0
        while position < count, try !binding.isReadable(position) { position += 1 }
        guard position < count else { return call.pushNil() }
        call.push(0, of: binding.classes.article, in: position + 1)
        position += 1
      }
    }
    corpus.method(
      "match", "(query: pattern | string, strategy: string?) -> iterator",
      "Walks the matches of a query in all articles, in order: each match, and its article."
    ) { [unowned binding] call, _ in
      let (pattern, strategy) = try binding.searchArguments(call)
      let walk = binding.walk(pattern, strategy)
      var rest = 0..<0
      var realm = 0
      var held: LuaReference?
      call.pushFunction("match") { [unowned binding] call in
        if rest.isEmpty {
          guard let found = try walk() else { return call.pushNil() }
          realm = found.position + 1
          try binding.state.enter(realm)
          rest = binding.keep(found, of: pattern, strategy)
          // The walk holds the article as long as it has matches there.
          held = call.hold(0, of: binding.classes.article)
        }
        try withExtendedLifetime(held) { try binding.state.enter(realm) }
        call.push(rest.lowerBound, of: binding.classes.match)
        call.push(0, of: binding.classes.article)
        rest = rest.dropFirst()
      }
    }
    corpus.method(
      "find", "(words: string) -> list of article",
      "The articles that hold all the words, capitals and accents overlooked, best first; `\"two words\"` stand together, `inond*` is a beginning."
    ) { [unowned binding] call, _ in
      let found = try binding.find(try call.string(1))
      call.pushList(count: found.count) { [unowned binding] call, place in
        call.push(0, of: binding.classes.article, in: found[place] + 1)
      }
    }
    corpus.method(
      "frequency", "(what: table) -> table",
      "Counts the tokens with these values, or the matches of `query`, `by` year, month, day, source, publisher or language, or by a token's `lemma`, `word`…; `minimum` and `limit` cut the rows."
    ) { [unowned binding] call, _ in
      binding.tables.append(try binding.frequency(call))
      call.push(binding.tables.count - 1, of: binding.classes.table)
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

  /// Pushes what a script sees as `corpus`.
  func pushCorpus(_ call: LuaCall) {
    call.pushList(count: series?.count ?? 0, kind: classes.corpus) { [unowned self] call, position in
      guard try isReadable(position) else { return call.pushNil() }
      call.push(0, of: classes.article, in: position + 1)
    }
  }

  /// Whether the article at `position` is there. Where that is not sure before, it is made.
  fileprivate func isReadable(_ position: Int) throws -> Bool {
    guard let series, !series.isComplete else { return true }
    do {
      try state.enter(position + 1)
      return true
    } catch is UnreadableArticle {
      return false
    }
  }

  /// The articles in which a pattern matches, and its matches there. What the script has added to articles counts.
  fileprivate func walk(_ pattern: Int, _ strategy: MatchStrategy?) -> () throws -> SeriesMatches? {
    guard let series else { return { nil } }
    let stored = series.matches(of: patterns.queries[pattern], strategy: strategy) { [unowned state] in state.isKilled }
    var next: SeriesMatches?
    var isAtEnd = false
    var last = -1
    return { [unowned self] in
      while true {
        if next == nil, !isAtEnd {
          next = try stored()
          isAtEnd = next == nil
        }
        if let changed = changedArticle(after: last), changed <= next?.position ?? .max {
          last = changed
          if next?.position == changed { next = nil }
          try state.enter(changed + 1)
          let numbers = search(pattern, strategy)
          if numbers.isEmpty { continue }
          return SeriesMatches(
            position: changed, matches: numbers.map { patterns.match($0) }, isIncomplete: false)
        }
        guard let found = next else { return nil }
        next = nil
        last = found.position
        return found
      }
    }
  }

  /// The first article behind `position` to which the script has added something.
  private func changedArticle(after position: Int) -> Int? {
    changed.filter { $0 > position + 1 }.min().map { $0 - 1 }
  }
}
