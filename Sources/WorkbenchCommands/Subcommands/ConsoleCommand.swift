import ArgumentParser
import ArticleModel
import Glibc
import Worker

/// `workbench console [ARTICLE…]`
struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Ask an article questions, one after the other, in Lua.",
    discussion: """
      An expression shows its value; Tab completes; :help lists the commands. With one article it is `article`, with \
      several, or a folder, they are `corpus`. Lines run where scripts do, without access to files, the network or the \
      clock; Ctrl-C stops a line and keeps the session. Without a terminal the lines are read from standard input, and \
      the exit status is that of the first that went wrong. What stands behind -- is in `arg`.
      """)

  @Argument(help: "Articles, or folders of them.", completion: .file())
  var articles: [String] = []

  @Flag(help: "Keep no history of what is typed.")
  var noHistory = false

  @Option(
    help: ArgumentHelp("Folder in which lines may write files.", valueName: "folder"), completion: .directory)
  var output: String?

  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits, for each line") var limits: LimitOptions

  func validate() throws {
    if articles.contains("-") { throw ValidationError("standard input is where the lines come from: name a file") }
  }

  func run() throws {
    try reportingPlugins { try run(plugins.parcels()) }
  }

  private func run(_ plugins: [PluginParcel]) throws {
    do {
      let folder = try output.map(OutputFolder.init)
      let sources = try ArticleSources(articles, columns: article.columns, limits: limits)
      let paths = sources.paths
      // A folder is a corpus, also with one article in it.
      let isCorpus = paths != articles || paths.count != 1
      var jobLimits = limits.jobLimits
      jobLimits.cpuTime = jobLimits.cpuTime.map { min($0 * max(paths.count, 1), .seconds(86_400)) }
      var configuration = limits.workerConfiguration
      configuration.interruptGrace = .seconds(1)
      let session = SessionWorker(configuration, output: folder) { () throws(InputFile.Problem) in
        try opening(sources, isCorpus, jobLimits, writes: folder != nil).with(plugins)
      }
      session.answer = ArticleAnswers(ArticlesInFiles(sources)).answer
      let end = try session.open()
      let console = Console(
        session, scope: ConsoleScope(paths: paths), limits: jobLimits, keepsHistory: !noHistory)
      guard case .done = end else {
        console.tell(end)
        return try finish(status(of: end))
      }
      try finish(console.run())
    } catch let problem as InputFile.Problem {
      Streams.report(problem.diagnostic)
      throw ExitCode(ExitStatus.input.rawValue)
    } catch let problem as OutputFolder.Problem {
      Streams.report(Diagnostic(.error, code: "output", problem.message))
      throw ExitCode(ExitStatus.failure.rawValue)
    }
  }

  /// The job that begins the session, its article read anew.
  private func opening(
    _ sources: ArticleSources, _ isCorpus: Bool, _ jobLimits: JobLimits, writes: Bool
  ) throws(InputFile.Problem) -> WorkerJob {
    var options = article.jobOptions
    options[JobOption.width] = Streams.terminalWidth.map(String.init)
    if writes { options[JobOption.files] = "yes" }
    if isatty(STDIN_FILENO) == 0 { options[SessionOption.silent] = "yes" }
    var inputs: [WorkerJob.Input] = []
    for path in sources.paths {
      guard !isCorpus else {
        inputs.append(.init(name: path, bytes: []))
        continue
      }
      let own = try sources.read(path)
      inputs.append(.init(name: path, bytes: own.bytes))
      options = own.options(options)
    }
    return WorkerJob(
      kind: SessionJob.open, inputs: inputs, options: options, arguments: ScriptArguments.given, limits: jobLimits)
  }

  private func status(of end: SessionWorker.End) -> ExitStatus {
    switch end {
    case .done: .success
    case .failed(let failure):
      failure.kind == .input ? .input : failure.kind.isLimit ? .limit : .failure
    case .died(let death): death == .refusedToRun ? .unprotected : .workerDied
    case .unwritten: .failure
    }
  }
}
