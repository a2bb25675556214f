import ArgumentParser
import ArticleModel
import Glibc
import Reporting
import Worker

/// `workbench run SCRIPT ARTICLE… [-- ARGUMENT…]`
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a Lua script over articles.",
    discussion: """
      The script sees the article as `article`; `workbench api` lists what it can ask. It runs without access to files, \
      the network or the clock. Over several articles or a folder a script that defines map(article) is called with each \
      of them, on all processors, and merge(a, b) and finish(total) put together what it returns; another script sees \
      them as `corpus`, or with --each runs once an article. What stands behind -- goes to the script, which sees it in \
      `arg`.
      """)

  @Argument(help: "The Lua script.", completion: .file(extensions: ["lua"]))
  var script: String

  @Argument(
    help: "Files with articles (docs/loading.md), or folders of them; - reads standard input.", completion: .file())
  var articles: [String]

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
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    guard !articles.isEmpty else { throw ValidationError("name at least one article, or - for standard input") }
    guard Table.Format(rawValue: format) != nil else {
      throw ValidationError(
        "no such form: \(format); there are \(Table.Format.allCases.map(\.rawValue).joined(separator: ", "))")
    }
  }

  func run() throws {
    do {
      let chunks = try ScriptFiles.chunks(for: script)
      let folder = try output.map(OutputFolder.init)
      var options = article.jobOptions
      options[JobOption.format] = format
      options[JobOption.width] = Streams.terminalWidth.map(String.init)
      if folder != nil { options[JobOption.files] = "yes" }
      let sources = try ArticleSources(articles, columns: article.columns, limits: limits)
      let paths = sources.paths
      if MapRun.applies(to: chunks) {
        let run = MapRun(chunks, options: options, limits: limits, workers: workers.count, output: folder)
        return try finish(run.run(sources))
      }
      let runner = JobRunner(limits.workerConfiguration, output: folder)
      // A folder is a corpus, also with one article in it.
      guard each || paths == articles && paths.count == 1 else {
        return try finish(runCorpus(sources, chunks, options, runner))
      }
      var outputs = EachOutput(isText: format == "text", isCSV: format == "csv", count: paths.count)
      try finish(
        paths.reduce(sources.status) { status, path in
          let own = sources.attempt(path) { article in
            let job = WorkerJob(
              kind: JobKind.run, inputs: [.init(name: path, bytes: article.bytes)], options: article.options(options),
              chunks: chunks, arguments: ScriptArguments.given, limits: limits.jobLimits)
            outputs.begin(path)
            runner.filter = { outputs.filter($0) }
            return runner.run(job, about: path)
          }
          return status == .success ? own : status
        })
    } catch let problem as InputFile.Problem {
      Streams.report(problem.diagnostic)
      throw ExitCode(ExitStatus.input.rawValue)
    } catch let problem as OutputFolder.Problem {
      Streams.report(Diagnostic(.error, code: "output", problem.message))
      throw ExitCode(ExitStatus.failure.rawValue)
    }
  }
}

extension RunCommand {
  /// Runs a script over all articles at once, as `corpus`; articles are read when the script comes to them.
  private func runCorpus(
    _ sources: ArticleSources, _ chunks: [WorkerJob.Chunk], _ options: [String: String], _ runner: JobRunner
  ) -> ExitStatus {
    let paths = sources.paths
    var jobLimits = limits.jobLimits
    jobLimits.cpuTime = jobLimits.cpuTime.map { min($0 * paths.count, .seconds(86_400)) }
    var last: (position: Int, bytes: [UInt8])?
    runner.answer = { name, body in
      guard name == HostRequest.article, let (position, offset) = HostRequest.read(body), position < paths.count else {
        return nil
      }
      if offset == 0 {
        last = nil
        _ = sources.attempt(paths[position]) { article in
          last = (position, ArticlePackage.packed(article.bytes, article.settings))
          return .success
        }
      }
      guard let last, last.position == position else { return nil }
      return HostRequest.piece(of: last.bytes, from: offset)
    }
    let status = runner.run(
      WorkerJob(
        kind: JobKind.runCorpus, inputs: paths.map { .init(name: $0, bytes: []) }, options: options, chunks: chunks,
        arguments: ScriptArguments.given, limits: jobLimits), about: script)
    return status == .success ? sources.status : status
  }
}

/// What `--each` prints: each article's output under a heading, or, as CSV, under one line of column names as long as
/// the columns are the same.
private struct EachOutput {
  let isText: Bool
  let isCSV: Bool
  let count: Int
  private var names: [UInt8]?
  private var isAtBeginning = true

  init(isText: Bool, isCSV: Bool, count: Int) {
    self.isText = isText
    self.isCSV = isCSV
    self.count = count
  }

  mutating func begin(_ path: String) {
    isAtBeginning = true
    if isText, count > 1 { Streams.writeUntrusted(Array("== \(path) ==\n".utf8), to: STDOUT_FILENO) }
  }

  /// What remains of a piece of output.
  mutating func filter(_ bytes: [UInt8]) -> [UInt8] {
    guard isCSV, isAtBeginning, !bytes.isEmpty else { return bytes }
    isAtBeginning = false
    let end = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    let line = Array(bytes[..<end])
    if line == names { return Array(bytes[end...]) }
    names = line
    return bytes
  }
}

extension ParsableCommand {
  /// Ends the program with `status`.
  func finish(_ status: ExitStatus) throws {
    if status != .success { throw ExitCode(status.rawValue) }
  }
}
