import ArgumentParser
import ArticleModel
import Corpus
import Reporting
import Worker

/// How a script is run over articles.
struct ScriptOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Form in which tables print: \(Table.Format.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "form"
    ))
  var format = "text"

  @Option(
    help: ArgumentHelp("Folder in which the script may write files.", valueName: "folder"), completion: .directory)
  var output: String?

  @Flag(help: "Run the script once an article, each under a heading, with the article as `article`.")
  var each = false

  @OptionGroup var workers: WorkerOptions
  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    guard Table.Format(rawValue: format) != nil else {
      throw ValidationError(
        "no such form: \(format); there are \(Table.Format.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  /// Runs the script at `script` over a corpus, or over articles and folders of them; a status other than success is
  /// thrown.
  ///
  /// - Parameters:
  ///   - chunks: the script, its modules, and plugins.
  ///   - filter: which articles of a corpus are meant.
  ///   - settings: further settings of the jobs.
  func run(
    _ script: String, _ chunks: [WorkerJob.Chunk], over articles: [String], filter: FilterOptions,
    settings: [String: String] = [:]
  ) throws {
    let folder = try output.map(OutputFolder.init)
    var options = settings
    options[JobOption.format] = format
    options[JobOption.width] = Streams.terminalWidth.map(String.init)
    if folder != nil { options[JobOption.files] = "yes" }
    if articles.count == 1, CorpusReader.isCorpus(articles[0]) {
      try withCorpus {
        let filter = ArticleFilter(filter, publisher: article.publisher)
        let articles = try ArticlesOfCorpus(articles[0], filter: filter)
        try end(ScriptRun(self, script: script, chunks, options, folder).run(articles, isOne: false))
      }
      return
    }
    guard filter.filter.isEmpty else {
      throw ValidationError("--since, --until, --source, --person and --place are for a corpus")
    }
    options.merge(article.jobOptions) { $1 }
    let sources = try ArticleSources(articles, columns: article.columns, limits: limits)
    // A folder is a corpus, also with one article in it.
    let isOne = sources.paths == articles && sources.paths.count == 1
    let run = ScriptRun(self, script: script, chunks, options, folder)
    let status = run.run(ArticlesInFiles(sources), isOne: isOne)
    try end(status == .success ? sources.status : status)
  }

  private func end(_ status: ExitStatus) throws {
    if status != .success { throw ExitCode(status.rawValue) }
  }
}

/// Runs `body`; a file that cannot be read or written is told, and ends the command.
func reportingFiles(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let problem as InputFile.Problem {
    Streams.report(problem.diagnostic)
    throw ExitCode(ExitStatus.input.rawValue)
  } catch let problem as OutputFolder.Problem {
    Streams.report(Diagnostic(.error, code: "output", problem.message))
    throw ExitCode(ExitStatus.failure.rawValue)
  }
}
