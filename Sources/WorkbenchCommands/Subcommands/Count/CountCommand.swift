import ArgumentParser
import ArticleModel
import Corpus
import PatternQuery
import Reporting
import Segments
import Worker

/// `workbench count …`
struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count in a corpus: frequencies, collocations, keywords, sequences, spread, articles by day.",
    discussion: "docs/corpus.md names the formula of each measure, and where it was published.",
    subcommands: [
      FrequencyCommand.self, CollocationsCommand.self, KeynessCommand.self, SequencesCommand.self,
      DispersionCommand.self, ArticleCountCommand.self, PairsCommand.self,
    ])
}

/// What all counts share.
struct CountOptions: ParsableArguments {
  @Option(
    name: .customLong("by"),
    help: ArgumentHelp(
      "What is counted of a token: \(QueryVocabulary.article.attributes.sorted().joined(separator: ", ")).",
      valueName: "attribute"))
  var attribute = "lemma"

  @OptionGroup var rows: RowOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    guard QueryVocabulary.article.attributes.contains(attribute) else {
      let known = QueryVocabulary.article.attributes.sorted().joined(separator: ", ")
      throw ValidationError("no such attribute: \(attribute); there are \(known)")
    }
  }

  /// Runs a counting job.
  func count(
    _ articles: CorpusArticles, _ kind: String, query: String? = nil, size: Int? = nil
  ) throws -> CountRows {
    var options: [String: String] = [:]
    options[JobOption.counts] = kind
    options[JobOption.attribute] = attribute
    options[JobOption.minimum] = String(rows.minimum)
    options[JobOption.query] = query
    options[JobOption.size] = size.map(String.init)
    let (status, result) = try CorpusJob(articles.corpus, limits: limits).run(
      JobKind.count, options: options, filter: articles.filter)
    guard status == .success else { throw ExitCode(status.rawValue) }
    guard let counts = CountRows(decoding: result) else { throw ExitCode(ExitStatus.workerDied.rawValue) }
    return counts
  }

  /// Shows the rows with the greatest scores; of equal scores the name that sorts first.
  func show(
    _ columns: [String], _ counted: [CountRows.Row], score: (CountRows.Row) -> Double,
    cells: (CountRows.Row) -> [Table.Cell]
  ) {
    let scored = counted.map { (row: $0, score: score($0)) }.sorted { left, right in
      if left.score != right.score { return left.score > right.score }
      return left.row.name.utf8.lexicographicallyPrecedes(right.row.name.utf8)
    }
    var table = Table(columns: columns)
    for entry in scored.prefix(rows.limit) { table.append([.text(entry.row.name)] + cells(entry.row)) }
    rows.form.show(table)
  }
}

/// Which rows of a ranking are shown, and how.
struct RowOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Leave out what occurs more rarely.", valueName: "number"))
  var minimum = 2

  @Option(help: ArgumentHelp("The most rows to show.", valueName: "number"))
  var limit = 50

  @OptionGroup var form: TableFormOption

  func validate() throws {
    guard minimum >= 1, limit >= 1 else { throw ValidationError("--minimum and --limit take numbers from 1 on") }
  }
}

/// A number with two decimals.
func decimal(_ value: Double) -> Table.Cell { .number(CorpusStatistics.rounded(value)) }

/// `workbench count frequency CORPUS [QUERY]`
struct FrequencyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frequency", abstract: "List values, or the matches of a query, by how often they occur.",
    discussion: "Without a query every token but punctuation marks counts.")

  @OptionGroup var articles: CorpusArticles

  @Argument(help: "A query, such as '[pos=\"NOUN\"]'.")
  var query: String?

  @OptionGroup var count: CountOptions

  func run() throws {
    try withCorpus {
      let rows = try count.count(articles, "frequency", query: query)
      let total = rows.totals.first ?? 0
      count.show([count.attribute, "occurrences", "articles", "per million"], rows.rows) {
        Double($0.counts[0])
      } cells: { row in
        [
          .integer(row.counts[0]), .integer(row.counts[1]),
          decimal(total > 0 ? Double(row.counts[0]) * 1_000_000 / Double(total) : 0),
        ]
      }
    }
  }
}

/// `workbench count collocations CORPUS QUERY`
struct CollocationsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collocations", abstract: "List what stands near the matches of a query more often than chance.")

  @OptionGroup var articles: CorpusArticles

  @Argument(help: "A query, such as '[lemma=\"ministre\"]'.")
  var query: String

  @Option(help: ArgumentHelp("Tokens on either side.", valueName: "number"))
  var window = 5

  @Option(help: ArgumentHelp("Order: log-likelihood or logdice.", valueName: "measure"))
  var order = "log-likelihood"

  @OptionGroup var count: CountOptions

  func validate() throws {
    guard (1...100).contains(window) else { throw ValidationError("--window takes 1 to 100") }
    guard ["log-likelihood", "logdice"].contains(order) else {
      throw ValidationError("--order takes log-likelihood or logdice")
    }
  }

  func run() throws {
    try withCorpus {
      let rows = try count.count(articles, "collocations", query: query, size: window)
      guard rows.totals.count == 3 else { throw ExitCode(ExitStatus.workerDied.rawValue) }
      let (near, nodes, total) = (rows.totals[0], rows.totals[1], rows.totals[2])
      func likelihood(_ row: CountRows.Row) -> Double {
        CorpusStatistics.logLikelihood(together: row.counts[0], first: near, second: row.counts[1], total: total)
      }
      func dice(_ row: CountRows.Row) -> Double {
        CorpusStatistics.logDice(together: row.counts[0], first: nodes, second: row.counts[1])
      }
      count.show([count.attribute, "near", "everywhere", "log-likelihood", "logDice"], rows.rows) {
        order == "logdice" ? dice($0) : likelihood($0)
      } cells: { row in
        [.integer(row.counts[0]), .integer(row.counts[1]), decimal(likelihood(row)), decimal(dice(row))]
      }
    }
  }
}

/// `workbench count keyness CORPUS --since … --publisher …`
struct KeynessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keyness", abstract: "List what is typical of some articles of a corpus against the others.",
    discussion: "The filters say which articles; all others are what they are compared with.")

  @OptionGroup var articles: CorpusArticles

  @OptionGroup var count: CountOptions

  func run() throws {
    guard !articles.filter.isEmpty else {
      throw ValidationError("say which articles are compared with the others: --since, --publisher, --person…")
    }
    try withCorpus {
      let rows = try count.count(articles, "keyness")
      guard rows.totals.count == 2 else { throw ExitCode(ExitStatus.workerDied.rawValue) }
      let (here, elsewhere) = (rows.totals[0], rows.totals[1])
      func keyness(_ row: CountRows.Row) -> Double {
        CorpusStatistics.keyness(row.counts[0], of: here, reference: row.counts[1], of: elsewhere)
      }
      count.show([count.attribute, "here", "elsewhere", "log-likelihood", "log ratio"], rows.rows, score: keyness) {
        row in
        [
          .integer(row.counts[0]), .integer(row.counts[1]), decimal(keyness(row)),
          decimal(CorpusStatistics.logRatio(row.counts[0], of: here, reference: row.counts[1], of: elsewhere)),
        ]
      }
    }
  }
}

/// `workbench count ngrams CORPUS`
struct SequencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ngrams", abstract: "List sequences of tokens (n-grams) by how often they occur.",
    discussion: "Sequences lie within sentences and do not reach over punctuation marks.")

  @OptionGroup var articles: CorpusArticles

  @Option(name: .customShort("n"), help: ArgumentHelp("Tokens in a sequence.", valueName: "number"))
  var size = 3

  @OptionGroup var count: CountOptions

  func validate() throws {
    guard (1...20).contains(size) else { throw ValidationError("-n takes 1 to 20") }
  }

  func run() throws {
    try withCorpus {
      let rows = try count.count(articles, "ngrams", size: size)
      count.show([count.attribute, "occurrences", "articles"], rows.rows) {
        Double($0.counts[0])
      } cells: { row in
        [.integer(row.counts[0]), .integer(row.counts[1])]
      }
    }
  }
}
