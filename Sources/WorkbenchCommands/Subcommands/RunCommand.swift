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
      the network or the clock. Several articles are taken one after the other, each under a heading. What stands \
      behind -- goes to the script, which sees it in `arg`.
      """)

  @Argument(help: "The Lua script.", completion: .file(extensions: ["lua"]))
  var script: String

  @Argument(help: "Articles as plain text; - reads standard input.", completion: .file())
  var articles: [String]

  @Option(
    help: ArgumentHelp(
      "Form in which tables print: \(Table.Format.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "form"
    ))
  var format = "text"

  @Option(
    help: ArgumentHelp("Folder in which the script may write files.", valueName: "folder"), completion: .directory)
  var output: String?

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
      let runner = JobRunner(limits.workerConfiguration, output: folder)
      try finish(
        articles.reduce(.success) { status, path in
          if articles.count > 1 { Streams.writeUntrusted(Array("== \(path) ==\n".utf8), to: STDOUT_FILENO) }
          let own = InputFile.attempt(path) { bytes in
            let job = WorkerJob(
              kind: JobKind.run, inputs: [.init(name: path, bytes: bytes)], options: options, chunks: chunks,
              arguments: ScriptArguments.given, limits: limits.jobLimits)
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

extension ParsableCommand {
  /// Ends the program with `status`.
  func finish(_ status: ExitStatus) throws {
    if status != .success { throw ExitCode(status.rawValue) }
  }
}

extension InputFile {
  /// Reads `path` and goes on with its bytes; a file that cannot be read is reported.
  static func attempt(_ path: String, _ body: ([UInt8]) -> ExitStatus) -> ExitStatus {
    do {
      return body(try read(path))
    } catch {
      Streams.report(error.diagnostic)
      return .input
    }
  }
}
