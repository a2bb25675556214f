import ArgumentParser
import ArticleModel
import Corpus
import Glibc
import PatternQuery
import Reporting
import Worker

/// `workbench query 'CQL' ARTICLE…`
struct QueryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Show where a query of the corpus query language matches, with the words around.",
    discussion: """
      docs/query-language.md teaches the language. Folders stand for the .txt files in them. A query that is wrong ends \
      with status 64 and says at which character. Word lists for $name are files with one word a line.
      """)

  @Argument(help: ArgumentHelp("The query, such as '[lemma=\"attaquer\"] []{0,4} [ent=\"LOC\"] within s'."))
  var query: String

  @Argument(
    help: "A corpus; or articles as plain text, or folders of them; - reads standard input.", completion: .file())
  var articles: [String]

  @Option(help: ArgumentHelp("Words on either side: a number of tokens, or sentence.", valueName: "N|sentence"))
  var context = "12"

  @Option(help: ArgumentHelp("text, csv, json or jsonl.", valueName: "form"))
  var format = "text"

  @Option(help: ArgumentHelp("The most matches to show; of a corpus 100 unless this says more.", valueName: "number"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "How long a match is: \(MatchStrategy.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "strategy"))
  var strategy: String?

  @Option(help: ArgumentHelp("A word list for $name; may be given several times.", valueName: "name=file"))
  var list: [String] = []

  @Flag(help: "Say how many matches a corpus holds instead of showing them.")
  var count = false

  @OptionGroup(title: "Articles of a corpus") var filter: FilterOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    guard !articles.isEmpty else {
      throw ValidationError("name at least one article or folder, or - for standard input")
    }
    guard ConcordanceContext(context) != nil else {
      throw ValidationError("--context takes a number of tokens up to 1000, or sentence; not '\(context)'")
    }
    guard Concordance.Format(rawValue: format) != nil else {
      throw ValidationError("no such form: \(format); there are \(Self.names(Concordance.Format.allCases))")
    }
    if let strategy, MatchStrategy(rawValue: strategy) == nil {
      throw ValidationError("no such strategy: \(strategy); there are \(Self.names(MatchStrategy.allCases))")
    }
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on") }
    for list in list where list.firstIndex(of: "=").map({ $0 > list.startIndex }) != true {
      throw ValidationError("--list takes name=file; not '\(list)'")
    }
  }

  private static func names(_ cases: [some RawRepresentable<String>]) -> String {
    cases.map(\.rawValue).joined(separator: ", ")
  }

  func run() throws {
    do {
      let lists = try readLists()
      if articles.count == 1, CorpusReader.isCorpus(articles[0]) { return try searchCorpus(lists) }
      if count || !filter.filter.isEmpty {
        throw ValidationError("--count, --since, --until, --source, --person and --place are for a corpus")
      }
      let labels = try compile(lists).labels
      let sources = try ArticleSources(articles, columns: article.columns, limits: limits)
      let paths = sources.paths
      var rows: [ConcordanceRow] = []
      let runner = JobRunner(limits.workerConfiguration)
      var status = sources.status
      for path in paths where limit.map({ rows.count < $0 }) ?? true {
        let own = search(path, sources, lists, runner, &rows)
        if status == .success { status = own }
        if own == .interrupted { break }
      }
      try show(Concordance(rows, labels: labels))
      if rows.isEmpty, status == .success {
        let where_ = paths.count == 1 ? paths[0] : "\(paths.count) articles"
        Streams.report(Diagnostic(.note, code: "no-match", "the query matches nowhere in \(where_)"))
      }
      try finish(status)
    } catch let problem as InputFile.Problem {
      Streams.report(problem.diagnostic)
      throw ExitCode(ExitStatus.input.rawValue)
    }
  }

  private func readLists() throws(InputFile.Problem) -> [WorkerJob.Input] {
    var inputs: [WorkerJob.Input] = []
    for list in list {
      let parts = list.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      inputs.append(.init(name: parts[0], bytes: try InputFile.read(parts[1])))
    }
    return inputs
  }

  /// Compiles the query once here, so that a mistake in it is reported once.
  private func compile(_ lists: [WorkerJob.Input]) throws -> PatternQuery {
    do {
      let words = Dictionary(lists.map { ($0.name, WordListFile.words(in: $0.bytes)) }) { first, _ in first }
      return try PatternQuery(query, lists: words)
    } catch {
      Streams.report(error.commandLineDiagnostic)
      throw ExitCode(ExitStatus.usage.rawValue)
    }
  }

  private func search(
    _ path: String, _ sources: ArticleSources, _ lists: [WorkerJob.Input], _ runner: JobRunner,
    _ rows: inout [ConcordanceRow]
  ) -> ExitStatus {
    sources.attempt(path) { source in
      var options = source.options(article.jobOptions)
      options[JobOption.query] = query
      options[JobOption.context] = context
      options[JobOption.strategy] = strategy
      options[JobOption.limit] = limit.map { String($0 - rows.count) }
      let job = WorkerJob(
        kind: JobKind.query, inputs: [.init(name: path, bytes: source.bytes)] + lists, options: options,
        limits: limits.jobLimits)
      let status = runner.run(job, about: path)
      guard status == .success else { return status }
      guard let found = ConcordanceRow.decoded(from: runner.result) else { return .workerDied }
      rows += found
      return .success
    }
  }

  func show(_ concordance: Concordance) throws {
    let format = Concordance.Format(rawValue: format) ?? .text
    let terminal = Streams.terminalWidth.map { Concordance.Terminal(width: $0, isStyled: Streams.usesStyles) }
    let text = concordance.rendered(format, terminal: terminal)
    if format == .text {
      // The rows are escaped where a terminal reads them, and the styles are the program's own.
      Streams.write(text.utf8, to: STDOUT_FILENO)
    } else {
      Streams.writeUntrusted(Array(text.utf8), to: STDOUT_FILENO)
    }
  }
}

extension QueryError {
  /// `query:1:15: error: …`, then the line with a caret under the place, then what to do.
  var commandLineDiagnostic: Diagnostic {
    var diagnostic = diagnostic(file: "query")
    // Behind the line that the diagnostic makes itself come the place and the remedy; a diagnostic indents its remedy.
    let rest = rendered.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
    diagnostic.remedy = String(rest.dropFirst(2))
    return diagnostic
  }
}
