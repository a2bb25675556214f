import ArgumentParser
import ArticleModel
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
    help: "A corpus; or files with articles (docs/loading.md), or folders of them; - reads standard input.",
    completion: .file())
  var articles: [String]

  @OptionGroup var options: ScriptOptions
  @OptionGroup(title: "Articles of a corpus") var filter: FilterOptions

  func validate() throws {
    guard !articles.isEmpty else { throw ValidationError("name at least one article, or - for standard input") }
  }

  func run() throws {
    try reportingPlugins {
      try reportingFiles {
        let chunks = try ScriptFiles.chunks(for: script)
        try options.run(script, chunks + (try options.plugins.parcels().map(\.chunk)), over: articles, filter: filter)
      }
    }
  }
}

extension ParsableCommand {
  /// Ends the program with `status`.
  func finish(_ status: ExitStatus) throws {
    if status != .success { throw ExitCode(status.rawValue) }
  }
}
