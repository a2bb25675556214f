import ArgumentParser
import ArticleModel
import Corpus
import Reporting
import Segments
import Worker

/// `workbench count dispersion CORPUS QUERY`
struct DispersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dispersion", abstract: "Say how evenly the matches of a query are spread.",
    discussion: "DP is 0 when they are spread as the texts' sizes would have it, and near 1 when all are in one place.")

  @OptionGroup var articles: CorpusArticles

  @Argument(help: "A query.")
  var query: String

  @OptionGroup var count: CountOptions

  func run() throws {
    try withCorpus {
      let rows = try count.count(articles, "articles", query: query).rows.filter { $0.counts.count == 3 }
      let entries = try CorpusReader(path: articles.corpus).entries(rows.map { Int64($0.counts[0]) })
      func deviation(_ group: (CorpusReader.Entry?) -> String) -> Table.Cell {
        var parts: [String: (count: Int, size: Int)] = [:]
        for row in rows {
          let key = group(entries[Int64(row.counts[0])])
          parts[key, default: (0, 0)].count += row.counts[2]
          parts[key, default: (0, 0)].size += row.counts[1]
        }
        return decimal(CorpusStatistics.deviationOfProportions(parts.sorted { $0.key < $1.key }.map(\.value)))
      }
      var table = Table(columns: ["what", "value"])
      table.append([.text("matches"), .integer(rows.reduce(0) { $0 + $1.counts[2] })])
      table.append([.text("articles with matches"), .integer(rows.count { $0.counts[2] > 0 })])
      let stories = Set(rows.filter { $0.counts[2] > 0 }.compactMap { entries[Int64($0.counts[0])]?.story })
      table.append([.text("stories with matches"), .integer(stories.count)])
      table.append([.text("articles"), .integer(rows.count)])
      table.append([.text("DP over articles"), deviation { String($0?.id ?? 0) }])
      table.append([.text("DP over publishers"), deviation { $0?.publisher ?? "" }])
      table.append([.text("DP over months"), deviation { String(($0?.published ?? "").prefix(7)) }])
      count.rows.form.show(table)
    }
  }
}

/// `workbench count articles CORPUS [QUERY] --per day`
struct ArticleCountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "articles",
    abstract: "Count articles, or the matches of a query, by day, month, year, source, publisher.",
    discussion: """
      Near-copies of a story count once in the column stories. As text, a bar shows the matches, or without a query the \
      articles.
      """)

  @OptionGroup var articles: CorpusArticles

  @Argument(help: "A query.")
  var query: String?

  @Option(help: ArgumentHelp("day, month, year, source, publisher or language.", valueName: "group"))
  var per = "month"

  @OptionGroup var count: CountOptions

  func validate() throws {
    guard CorpusReader.Grouping(rawValue: per) != nil else {
      let known = CorpusReader.Grouping.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("no such group: \(per); there are \(known)")
    }
  }

  fileprivate struct Group {
    var articles = 0
    var stories: Set<Int64> = []
    var tokens = 0
    var matches = 0
    var articlesWithMatches = 0
  }

  func run() throws {
    try withCorpus {
      let rows = try count.count(articles, "articles", query: query).rows.filter { $0.counts.count == 3 }
      let entries = try CorpusReader(path: articles.corpus).entries(rows.map { Int64($0.counts[0]) })
      var groups: [String: Group] = [:]
      for row in rows {
        guard let entry = entries[Int64(row.counts[0])] else { continue }
        groups[key(of: entry), default: Group()].add(row, entry, onlyMatching: query != nil)
      }
      show(groups.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) })
    }
  }

  private func key(of entry: CorpusReader.Entry) -> String {
    switch CorpusReader.Grouping(rawValue: per) ?? .month {
    case .day: entry.published ?? ""
    case .month: String((entry.published ?? "").prefix(7))
    case .year: String((entry.published ?? "").prefix(4))
    case .source: entry.source
    case .publisher: entry.publisher ?? ""
    case .language: entry.language ?? ""
    }
  }

  private static let widest = 40

  private func show(_ groups: [(key: String, value: Group)]) {
    let isChart = count.rows.form.format == "text"
    func size(_ group: Group) -> Int { query == nil ? group.articles : group.matches }
    let most = groups.reduce(1) { max($0, size($1.value)) }
    var columns = [per, "articles", "stories", "tokens"]
    if query != nil { columns += ["matches", "with matches", "per million"] }
    var table = Table(columns: isChart ? columns + [""] : columns)
    for (key, group) in groups {
      var cells: [Table.Cell] = [
        .text(key.isEmpty && isChart ? "–" : key), .integer(group.articles), .integer(group.stories.count),
        .integer(group.tokens),
      ]
      if query != nil {
        cells += [
          .integer(group.matches), .integer(group.articlesWithMatches),
          decimal(group.tokens > 0 ? Double(group.matches) * 1_000_000 / Double(group.tokens) : 0),
        ]
      }
      if isChart { cells.append(.text(Self.bar(size(group) * Self.widest * 8 / most))) }
      table.append(cells)
    }
    count.rows.form.show(table)
  }

  /// A bar as long as `eighths` eighths of a column.
  private static func bar(_ eighths: Int) -> String {
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}

extension ArticleCountCommand.Group {
  fileprivate mutating func add(_ row: CountRows.Row, _ entry: CorpusReader.Entry, onlyMatching: Bool) {
    articles += 1
    tokens += row.counts[1]
    matches += row.counts[2]
    if row.counts[2] > 0 { articlesWithMatches += 1 }
    if !onlyMatching || row.counts[2] > 0 { stories.insert(entry.story) }
  }
}

/// `workbench count pairs CORPUS`
struct PairsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pairs", abstract: "List entities that the same articles name more often than chance.",
    discussion: "Each story counts once, so that copies of a wire story are one witness.")

  @OptionGroup var articles: CorpusArticles

  @Option(help: ArgumentHelp("Types of the two: PER, ORG or LOC.", valueName: "type-type"))
  var types = "PER-PER"

  @OptionGroup var rows: RowOptions

  private var typeNames: [String] { types.split(separator: "-").map(String.init) }

  func validate() throws {
    guard typeNames.count == 2, typeNames.allSatisfy({ EntityType(rawValue: $0) != nil }) else {
      throw ValidationError("--types takes two of PER, ORG, LOC, such as PER-LOC")
    }
  }

  func run() throws {
    try withCorpus {
      let filter = articles.filter
      let pairs = try CorpusReader(path: articles.corpus).pairs(
        typeNames[0], typeNames[1], filter, minimum: rows.minimum)
      let scored = pairs.list.map { pair in
        (
          pair: pair,
          score: CorpusStatistics.logLikelihood(
            together: pair.together, first: pair.firstCount, second: pair.secondCount, total: pairs.stories)
        )
      }.sorted { left, right in
        if left.score != right.score { return left.score > right.score }
        return (left.pair.first, left.pair.second) < (right.pair.first, right.pair.second)
      }
      var table = Table(columns: ["first", "second", "together", "first alone", "second alone", "log-likelihood"])
      for (pair, score) in scored.prefix(rows.limit) {
        table.append([
          .text(pair.first), .text(pair.second), .integer(pair.together), .integer(pair.firstCount - pair.together),
          .integer(pair.secondCount - pair.together), decimal(score),
        ])
      }
      rows.form.show(table)
    }
  }
}
