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

  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits, for each line") var limits: LimitOptions

  func validate() throws {
    if articles.contains("-") { throw ValidationError("standard input is where the lines come from: name a file") }
  }

  func run() throws {
    do {
      let folder = try output.map(OutputFolder.init)
      let paths = try ArticleFiles.expanded(articles)
      // A folder is a corpus, also with one article in it.
      let isCorpus = paths != articles || paths.count != 1
      var jobLimits = limits.jobLimits
      jobLimits.cpuTime = jobLimits.cpuTime.map { min($0 * max(paths.count, 1), .seconds(86_400)) }
      var configuration = limits.workerConfiguration
      configuration.interruptGrace = .seconds(1)
      let session = SessionWorker(configuration, output: folder) { () throws(InputFile.Problem) in
        try opening(paths, isCorpus, jobLimits, writes: folder != nil)
      }
      session.answer = ArticleAnswers(paths).answer
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
    _ paths: [String], _ isCorpus: Bool, _ jobLimits: JobLimits, writes: Bool
  ) throws(InputFile.Problem) -> WorkerJob {
    var options = article.jobOptions
    options[JobOption.width] = Streams.terminalWidth.map(String.init)
    if writes { options[JobOption.files] = "yes" }
    if isatty(STDIN_FILENO) == 0 { options[SessionOption.silent] = "yes" }
    var inputs: [WorkerJob.Input] = []
    for path in paths { inputs.append(.init(name: path, bytes: isCorpus ? [] : try InputFile.read(path))) }
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

/// Gives a session the articles that it asks for, each read when it comes to it.
final class ArticleAnswers {
  private let paths: [String]
  private var last: (position: Int, bytes: [UInt8])?

  init(_ paths: [String]) { self.paths = paths }

  func answer(_ name: String, _ body: [UInt8]) -> [UInt8]? {
    guard name == HostRequest.article, let (position, offset) = HostRequest.read(body), position < paths.count else {
      return nil
    }
    if offset == 0 {
      last = nil
      _ = InputFile.attempt(paths[position]) { bytes in
        last = (position, bytes)
        return .success
      }
    }
    guard let last, last.position == position else { return nil }
    return HostRequest.piece(of: last.bytes, from: offset)
  }
}
