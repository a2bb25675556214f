import ArgumentParser
import ArticleModel
import Corpus
import Glibc
import Worker

/// `workbench console [CORPUS | ARTICLE…]`
struct ConsoleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Ask an article, or a corpus, questions in Lua, one after the other.",
    discussion: """
      An expression shows its value; Tab completes; :help lists the commands. One article is `article`; several, a \
      folder or a corpus are `corpus`. Lines run where scripts do, without access to files, the network or the clock; \
      Ctrl-C stops a line and keeps the session. Without a terminal the lines are read from standard input, and the \
      exit status is that of the first that went wrong. What stands behind -- is in `arg`.
      """)

  @Argument(help: "A corpus, articles, or folders of articles.", completion: .file())
  var articles: [String] = []

  @Flag(help: "Keep no history of what is typed.")
  var noHistory = false

  @Option(
    help: ArgumentHelp("Folder in which lines may write files.", valueName: "folder"), completion: .directory)
  var output: String?

  @OptionGroup(title: "Articles of a corpus") var filter: FilterOptions
  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits, for each line") var limits: LimitOptions

  func validate() throws {
    if articles.contains("-") { throw ValidationError("standard input is where the lines come from: name a file") }
  }

  func run() throws {
    try reportingPlugins {
      try reportingFiles {
        let folder = try output.map(OutputFolder.init)
        let parcels = try plugins.parcels()
        var configuration = limits.workerConfiguration
        configuration.interruptGrace = .seconds(1)
        let supervisor = Supervisor(configuration)
        // While the articles are looked for, the worker gets ready.
        supervisor.prepare()
        let sources = { (paths: [String]) throws(InputFile.Problem) in
          try ArticleSources(paths, columns: article.columns, limits: limits)
        }
        if articles.count == 1, CorpusReader.isCorpus(articles[0]) {
          try withCorpus {
            let filter = ArticleFilter(filter, publisher: article.publisher)
            let scope = ConsoleScope(try ArticlesOfCorpus(articles[0], filter: filter), sources)
            try finish(converse(scope, supervisor, parcels, folder))
          }
          return
        }
        guard filter.filter.isEmpty else {
          throw ValidationError("--since, --until, --source, --person and --place are for a corpus")
        }
        try finish(converse(ConsoleScope(articles, sources), supervisor, parcels, folder))
      }
    }
  }

  private func converse(
    _ scope: ConsoleScope, _ supervisor: Supervisor, _ enabled: [PluginParcel], _ folder: OutputFolder?
  ) -> ExitStatus {
    var jobLimits = limits.jobLimits
    jobLimits.cpuTime = jobLimits.cpuTime.map { min($0 * max(scope.count, 1), .seconds(86_400)) }
    var options = scope.kind == .corpus ? [:] : article.jobOptions
    options[JobOption.width] = Streams.terminalWidth.map(String.init)
    if folder != nil { options[JobOption.files] = "yes" }
    if isatty(STDIN_FILENO) == 0 { options[SessionOption.silent] = "yes" }
    var parcels = enabled
    let session = SessionWorker(supervisor, output: folder) { isReload in
      // Plugins that are being written change; those of a killed worker have not.
      if isReload, let changed = try? plugins.parcels() { parcels = changed }
      scope.plugins = parcels.map(\.name)
      var job = WorkerJob(
        kind: SessionJob.open, options: options, arguments: ScriptArguments.given, limits: jobLimits)
      return scope.complete(&job) == .success ? job.with(parcels) : nil
    }
    session.answer = scope.answer
    guard let end = session.open() else { return .input }
    let console = Console(session, scope: scope, limits: jobLimits, keepsHistory: !noHistory)
    guard case .done = end else {
      console.tell(end)
      return status(of: end)
    }
    return console.run()
  }

  private func status(of end: SessionWorker.End) -> ExitStatus {
    switch end {
    case .done: .success
    case .failed(let failure): failure.kind == .input ? .input : failure.kind.isLimit ? .limit : .failure
    case .died(let death): death == .refusedToRun ? .unprotected : .workerDied
    case .unwritten: .failure
    }
  }
}

extension PluginParcel {
  /// What the console calls the plugin: its id, or the name of its folder.
  fileprivate var name: String {
    let last = place.split(separator: "/").last.map(String.init) ?? place
    return last.split(separator: " ").first.map(String.init) ?? last
  }
}
