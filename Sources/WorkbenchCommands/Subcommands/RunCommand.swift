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

  @Argument(help: "Articles as plain text, or folders of them; - reads standard input.", completion: .file())
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
  @OptionGroup(title: "Plugins") var plugins: PluginOptions
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
    try reportingPlugins {
      let chunks: [WorkerJob.Chunk]
      do { chunks = try ScriptFiles.chunks(for: script) } catch let problem as InputFile.Problem {
        Streams.report(problem.diagnostic)
        throw ExitCode(ExitStatus.input.rawValue)
      }
      let run = ScriptRun(
        script: script, chunks: chunks + (try plugins.parcels().map(\.chunk)), articles: articles,
        options: article.jobOptions, format: format, output: output, each: each, workers: workers, limits: limits)
      try run.run()
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
