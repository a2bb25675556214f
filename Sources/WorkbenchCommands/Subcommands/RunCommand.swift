import ArgumentParser
import ArticleModel
import Corpus
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
      the network or the clock. Over several articles, a folder or a corpus a script that defines map(article) is called with each \
      of them, on all processors, and merge(a, b) and finish(total) put together what it returns; another script sees \
      them as `corpus`, or with --each runs once an article. What stands behind -- goes to the script, which sees it in \
      `arg`.
      """)

  @Argument(help: "The Lua script.", completion: .file(extensions: ["lua"]))
  var script: String

  @Argument(
    help: "A corpus; or articles as plain text, or folders of them; - reads standard input.", completion: .file())
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
  @OptionGroup(title: "Articles of a corpus") var filter: FilterOptions
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
      var options: [String: String] = [:]
      options[JobOption.format] = format
      options[JobOption.width] = Streams.terminalWidth.map(String.init)
      if folder != nil { options[JobOption.files] = "yes" }
      if articles.count == 1, CorpusReader.isCorpus(articles[0]) {
        try withCorpus {
          let filter = ArticleFilter(filter, publisher: article.publisher)
          let articles = try ArticlesOfCorpus(articles[0], filter: filter)
          try finish(ScriptRun(self, chunks, options, folder).run(articles, isOne: false))
        }
        return
      }
      guard filter.filter.isEmpty else {
        throw ValidationError("--since, --until, --source, --person and --place are for a corpus")
      }
      options.merge(article.jobOptions) { $1 }
      let paths = try ArticleFiles.expanded(articles)
      // A folder is a corpus, also with one article in it.
      let isOne = paths == articles && paths.count == 1
      try finish(ScriptRun(self, chunks, options, folder).run(ArticlesInFiles(paths), isOne: isOne))
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
