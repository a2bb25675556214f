import ArticleModel
import LuaRuntime
import PatternQuery

extension ModelClasses {
  func definePattern(_ binding: ArticleBinding) {
    pattern.property("source", "string", "The query as it was written.") { [unowned binding] call, index in
      call.push(binding.patterns.queries[index].source)
    }
    pattern.property("labels", "list of string", "Its labels, in order of appearance.") {
      [unowned binding] call, index in
      call.pushList(binding.patterns.queries[index].labels.map { .string($0) })
    }
    pattern.describe { [unowned binding] in binding.patterns.queries[$0].source }
  }

  func defineMatch(_ binding: ArticleBinding) {
    match.placeFields(binding) { $0.article.tokens.span(of: $0.patterns.match($1).range) }
    match.property("span", "span", "Its place in the text, with what is known of its words.") {
      [unowned binding] call, index in
      let range = binding.patterns.match(index).range
      call.push(binding.number(of: binding.article.tokens.span(of: range)), of: binding.classes.span)
    }
    match.property("labels", "table", "The labels that were reached, by name, each a span.") {
      [unowned binding] call, index in
      let names = binding.patterns.query(ofMatch: index).labels
      call.pushTable { table in
        for (name, range) in zip(names, binding.patterns.match(index).labels) {
          guard let range else { continue }
          table.set(name) { $0.push(binding.number(of: range), of: binding.classes.span) }
        }
      }
    }
    match.dynamicFields("<label>", "span?", "What the pattern's label of this name stands for; nil where not reached.")
    { [unowned binding] call, index, name in
      let labels = binding.patterns.query(ofMatch: index).labels
      guard let label = labels.firstIndex(of: name) else {
        guard !labels.isEmpty else { return false }
        let nearest = Spelling.nearest(to: name, among: labels + binding.matchFields.sorted())
        throw LuaFailure(
          "a match has no field '\(name)', and its pattern no such label; "
            + (nearest.map { "did you mean '\($0)'?" } ?? "the labels are: \(labels.joined(separator: ", "))"))
      }
      let range = binding.patterns.match(index).labels[label]
      call.push(range.map(binding.number(of:)), of: binding.classes.span)
      return true
    }
    match.describe { [unowned binding] in
      binding.article.text[binding.article.tokens.span(of: binding.patterns.match($0).range)]
    }
  }

  func defineSearch(_ binding: ArticleBinding) {
    let parameters = "(query: pattern | string, strategy: string?)"
    let strategies = MatchStrategy.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    article.method(
      "match", parameters + " -> iterator",
      "Walks the matches of a query, in text order; `strategy` (\(strategies)) says how long a match is."
    ) { [unowned binding] call, _ in
      let found = try binding.search(call)
      var next = found.lowerBound
      let realm = binding.state.realm
      // The walk holds its article, which the script may let go of meanwhile.
      let held = realm == 0 ? nil : call.hold(0, of: binding.classes.article)
      call.pushFunction("match") { [unowned binding] call in
        try withExtendedLifetime(held) { try binding.state.enter(realm) }
        call.push(next < found.upperBound ? next : nil, of: binding.classes.match)
        next += 1
      }
    }
    article.method("matches", parameters + " -> list of match", "The same as a list.") { [unowned binding] call, _ in
      call.pushList(try binding.search(call), of: binding.classes.match)
    }
  }
}

extension ArticleBinding {
  /// What a match answers by itself: no label may hide it.
  var matchFields: Set<String> {
    Set(classes.match.properties.map(\.name) + classes.match.methods.map(\.name))
  }

  /// Gives scripts the function `pattern`.
  func addPatternFunction() {
    state.addFunction("pattern") { [unowned self] call in
      var lists: [String: [String]] = [:]
      if !call.isNil(2) { lists = try wordLists(call) }
      call.push(try number(ofQuery: call.string(1), lists: lists), of: classes.pattern)
    }
  }

  /// The word lists of argument 2: name → list of words.
  private func wordLists(_ call: LuaCall) throws -> [String: [String]] {
    guard case .table(let fields) = try call.value(2, limits: LuaConversionLimits(depth: 3)) else {
      throw call.typeFailure(2, "table of word lists")
    }
    var lists: [String: [String]] = [:]
    for field in fields {
      let words: [LuaValue]
      switch field.value {
      case .array(let values): words = values
      case .table(let none) where none.isEmpty: words = []
      default: throw LuaFailure("a word list is written name = { \"word\", … }", argument: 2)
      }
      guard let name = field.key.text, words.allSatisfy({ $0.text != nil }) else {
        throw LuaFailure("a word list is written name = { \"word\", … }", argument: 2)
      }
      lists[name] = words.compactMap(\.text)
    }
    return lists
  }

  /// The number of a query, which is compiled when it is new.
  func number(ofQuery text: String, lists: [String: [String]]) throws(LuaFailure) -> Int {
    let known = series?.vocabulary ?? ArticleTokenSource.vocabulary(of: article)
    let vocabulary = known.adding(openStructures: declaredLayers)
    let number = try patterns.number(of: text, lists: lists, vocabulary: vocabulary, state: state)
    if let label = patterns.queries[number].labels.first(where: matchFields.contains) {
      throw LuaFailure("bad pattern: a label '\(label)' would hide match.\(label); give it another name", argument: 1)
    }
    return number
  }

  /// The numbers of the matches that `article:match` was asked for.
  fileprivate func search(_ call: LuaCall) throws -> Range<Int> {
    let (pattern, strategy) = try searchArguments(call)
    return search(pattern, strategy)
  }

  /// The pattern and the strategy that a search was called with.
  func searchArguments(_ call: LuaCall) throws -> (pattern: Int, strategy: MatchStrategy?) {
    let pattern: Int
    if let object = call.object(1), object.classID == classes.pattern.id {
      pattern = object.index
    } else if call.type(1) == .string {
      pattern = try number(ofQuery: call.string(1), lists: [:])
    } else {
      throw call.typeFailure(1, "pattern or string")
    }
    var strategy: MatchStrategy?
    if !call.isNil(2) {
      let name = try call.string(2)
      strategy = MatchStrategy(rawValue: name)
      if strategy == nil {
        let names = MatchStrategy.allCases.map(\.rawValue).joined(separator: ", ")
        throw LuaFailure("no strategy is called '\(name)'; there are \(names)", argument: 2)
      }
    }
    return (pattern, strategy)
  }

  /// The numbers of the matches of a pattern in the article.
  func search(_ pattern: Int, _ strategy: MatchStrategy?) -> Range<Int> {
    patterns.search(pattern, strategy: strategy, in: article, state: state) { warnAboutSearch(pattern) }
  }

  /// Keeps what a walk over the corpus has found in the article; the numbers of the matches.
  func keep(_ found: SeriesMatches, of pattern: Int, _ strategy: MatchStrategy?) -> Range<Int> {
    if found.isIncomplete { warnAboutSearch(pattern) }
    return patterns.found.keep(found.matches, of: pattern, strategy: strategy, in: article, state: state)
  }

  private func warnAboutSearch(_ pattern: Int) {
    warn(
      Diagnostic(
        .warning, code: "incomplete-search",
        "a pattern leaves too many ways open to bind its labels; matches may be missing",
        remedy: "say more between the labels: \(patterns.queries[pattern].source)"))
  }

  /// The span object of these tokens.
  func number(of tokens: Range<Int>) -> Int { number(of: article.tokens.span(of: tokens)) }
}
