import ArticleModel
import LuaRuntime
import PatternQuery
import Reporting

// What a script counts and finds over all articles of a corpus.

extension ArticleBinding {
  // MARK: Finding

  /// The positions of the articles that hold all of `words`, best first.
  ///
  /// Ranked by BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009; k₁ = 1.2,
  /// b = 0.75), equal ones in their order.
  func find(_ words: String) throws -> [Int] {
    guard let series else { return [] }
    let terms = SearchTerms(words).queries
    guard !terms.isEmpty else { throw LuaFailure("no word to look for", argument: 1) }
    guard terms.count <= 32 else { throw LuaFailure("at most 32 words can be looked for at once", argument: 1) }
    let numbers = try terms.map { try patterns.number(of: $0, lists: [:], vocabulary: .article, state: state) }
    let queries = numbers.map { patterns.queries[$0] }
    let counts = try series.counts(of: queries) { [unowned state] in state.isKilled }
    let found = counts.filter { $0.counts.allSatisfy { $0 > 0 } }
    let articles = Double(series.count)
    let weights = queries.indices.map { index in
      let holding = Double(counts.count { $0.counts[index] > 0 })
      return Logarithm.natural(1 + (articles - holding + 0.5) / (holding + 0.5))
    }
    let lengths = try found.map { Double(try series.heading($0.position).tokens) }
    let mean = max(1, lengths.reduce(0, +) / Double(max(lengths.count, 1)))
    let scores = zip(found, lengths).map { entry, length in
      zip(entry.counts, weights).reduce(0.0) { sum, pair in
        let count = Double(pair.0)
        return sum + pair.1 * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / mean))
      }
    }
    return found.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
      .map { found[$0].position }
  }

  // MARK: Frequencies

  /// The table that `corpus:frequency` was asked for.
  func frequency(_ call: LuaCall) throws -> ReportTable {
    let request = try FrequencyRequest(call, self)
    let query = patterns.queries[request.pattern]
    let table =
      try FrequencyRequest.Group(rawValue: request.by).map { try frequency(of: query, by: $0, request) }
      ?? frequency(of: query, values: request)
    state.addMemory(table.rows.reduce(64) { sum, row in row.reduce(sum + 64) { $0 + 32 + $1.text.utf8.count } })
    let report = ReportTable(columns: table.columns)
    report.table = table
    return report
  }

  private func frequency(
    of query: PatternQuery, by group: FrequencyRequest.Group, _ request: FrequencyRequest
  ) throws -> Table {
    guard let series else { return Table(columns: []) }
    var tokens: [String: Int] = [:]
    var groups: [String] = []
    for position in 0..<series.count {
      if state.isKilled { break }
      let heading = try series.heading(position)
      let name = group.name(heading)
      groups.append(name)
      tokens[name, default: 0] += heading.tokens
    }
    var occurrences: [String: Int] = [:]
    var articles: [String: Int] = [:]
    for found in try series.counts(of: [query], shouldStop: { [unowned state] in state.isKilled })
    where found.position < groups.count {
      occurrences[groups[found.position], default: 0] += found.counts[0]
      articles[groups[found.position], default: 0] += 1
    }
    var table = Table(columns: [request.by, "occurrences", "articles", "per million"])
    for name in tokens.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }).prefix(request.limit) {
      let count = occurrences[name] ?? 0
      guard count >= request.minimum else { continue }
      table.append([
        name.isEmpty ? .empty : .text(name), .integer(count), .integer(articles[name] ?? 0),
        Self.perMillion(count, of: tokens[name] ?? 0),
      ])
    }
    return table
  }

  private func frequency(of query: PatternQuery, values request: FrequencyRequest) throws -> Table {
    guard let series else { return Table(columns: []) }
    let values = try series.values(of: request.by, in: query) { [unowned state] in state.isKilled }
    let total = values.reduce(0) { $0 + $1.occurrences }
    let ranked = values.filter { $0.occurrences >= request.minimum }.sorted { left, right in
      if left.occurrences != right.occurrences { return left.occurrences > right.occurrences }
      return left.value.utf8.lexicographicallyPrecedes(right.value.utf8)
    }
    var table = Table(columns: [request.by, "occurrences", "articles", "per million"])
    for row in ranked.prefix(request.limit) {
      table.append([
        .text(row.value), .integer(row.occurrences), .integer(row.articles),
        Self.perMillion(row.occurrences, of: total),
      ])
    }
    return table
  }

  /// With two decimals.
  private static func perMillion(_ count: Int, of total: Int) -> Table.Cell {
    guard total > 0 else { return .number(0) }
    return .number(Double((count * 100_000_000 + total / 2) / total) / 100)
  }
}

/// What `corpus:frequency` was asked for.
private struct FrequencyRequest {
  /// What articles are grouped by.
  enum Group: String, CaseIterable {
    case year, month, day, source, publisher, language

    /// The group of an article, "" where it is not known.
    func name(_ heading: ArticleHeading) -> String {
      switch self {
      case .day: heading.published?.description ?? ""
      case .month: String((heading.published?.description ?? "").prefix(7))
      case .year: String((heading.published?.description ?? "").prefix(4))
      case .source: heading.source
      case .publisher: heading.publisher ?? ""
      case .language: heading.language ?? ""
      }
    }
  }

  var pattern = 0
  var by = "lemma"
  var limit = 10_000
  var minimum = 0

  init(_ call: LuaCall, _ binding: ArticleBinding) throws {
    let attributes = QueryVocabulary.article.attributes
    let table = try call.value(1)
    guard case .table(let fields) = table else { throw call.typeFailure(1, "table") }
    var conditions: [String] = []
    var query: Int?
    for field in fields {
      guard let name = field.key.text else { throw LuaFailure("name = value expected", argument: 1) }
      switch name {
      case "by":
        let known = Group.allCases.map(\.rawValue) + attributes.sorted()
        guard let text = field.value.text, known.contains(text) else {
          throw LuaFailure("by is one of: \(known.joined(separator: ", "))", argument: 1)
        }
        by = text
      case "limit", "minimum":
        guard case .integer(let number) = field.value, number >= 0 else {
          throw LuaFailure("\(name) is a whole number", argument: 1)
        }
        if name == "limit" { limit = number } else { minimum = number }
      case "query":
        if case .object(let object) = field.value, object.classID == binding.classes.pattern.id {
          query = object.index
        } else if let text = field.value.text {
          query = try binding.number(ofQuery: text, lists: [:])
        } else {
          throw LuaFailure("query is a pattern or a string", argument: 1)
        }
      default:
        guard attributes.contains(name) else {
          let known = attributes.sorted() + ["by", "limit", "minimum", "query"]
          let nearest = Spelling.nearest(to: name, among: known).map { "; did you mean '\($0)'?" }
          throw LuaFailure("nothing is called '\(name)' here\(nearest ?? "")", argument: 1)
        }
        guard let text = field.value.text else {
          throw LuaFailure("\(name) is a string, as in [\(name)=\"…\"]", argument: 1)
        }
        conditions.append("\(name)=\"\(SearchTerms.quoted(text))\"")
      }
    }
    if query != nil, !conditions.isEmpty {
      throw LuaFailure(
        "say either query or \(fields.compactMap(\.key.text).first { attributes.contains($0) } ?? "")", argument: 1)
    }
    // Without a condition every word counts.
    let own = conditions.isEmpty ? "[pos!=\"PUNCT\"]" : "[\(conditions.joined(separator: " & "))]"
    pattern = try query ?? binding.number(ofQuery: own, lists: [:])
  }
}

/// Words to look for, as people write them into a search box.
struct SearchTerms {
  /// A query for each word or phrase.
  let queries: [String]

  init(_ text: String) {
    var queries: [String] = []
    for (index, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
      let words = part.split { $0.isWhitespace }.flatMap { Self.parts(of: $0) }
      let conditions = words.map { "[\(Self.condition($0))]" }
      // Every second part stands between quotation marks.
      if index % 2 == 1 {
        if !conditions.isEmpty { queries.append(conditions.joined(separator: " ")) }
      } else {
        queries += conditions
      }
    }
    self.queries = queries
  }

  /// A word, an elided one before it apart.
  private static func parts(of word: Substring) -> [Substring] {
    let ends = word.drop { isMark($0) }.reversed().drop { isMark($0) && $0 != "*" }.reversed()
    let trimmed = Substring(String(ends))
    guard let mark = trimmed.firstIndex(where: { $0 == "'" || $0 == "’" }), mark != trimmed.startIndex else {
      return trimmed.isEmpty ? [] : [trimmed]
    }
    let rest = trimmed[trimmed.index(after: mark)...]
    return [Substring(trimmed[..<mark] + "'")] + (rest.isEmpty ? [] : [rest])
  }

  private static func isMark(_ character: Character) -> Bool {
    !character.isLetter && !character.isNumber
  }

  private static func condition(_ word: Substring) -> String {
    let isBeginning = word.hasSuffix("*")
    var value = ""
    for character in isBeginning ? word.dropLast() : word {
      if !character.isLetter, !character.isNumber, character != "'", character != "-" { value += "\\" }
      value.append(character)
    }
    if isBeginning { value += ".*" }
    let quoted = quoted(value)
    return "word=\"\(quoted)\" %cd | lemma=\"\(quoted)\" %cd"
  }

  /// A value as it stands between quotation marks in a query.
  static func quoted(_ value: String) -> String {
    var quoted = ""
    for character in value {
      if character == "\"" { quoted += "\\" }
      quoted.append(character)
    }
    return quoted
  }
}
