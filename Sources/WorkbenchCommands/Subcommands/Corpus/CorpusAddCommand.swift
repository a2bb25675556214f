import ArgumentParser
import Corpus
import Glibc
import Worker

/// How articles are taken in.
struct AdditionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Workers at the same time; by default as many as there are processors.", valueName: "number"))
  var jobs: Int?

  @Flag(help: "Wait while another process changes the corpus.")
  var wait = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes 1 to 256") }
  }

  var workers: Int { jobs ?? max(1, min(64, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}

/// `workbench corpus add CORPUS PATH…`
struct CorpusAddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Take articles into a corpus.",
    discussion: """
      Files of any kind in docs/loading.md, and folders with all that is in them. A file with many articles (JSON Lines, \
      CSV, mbox, RSS, ZIP, WARC) gives them all. An article that is there already, byte for byte, is left out, so that a stopped addition is simply \
      begun again. What cannot be read is set aside and listed by `corpus list --failures`.
      """)

  @Argument(help: "The corpus.", completion: .directory)
  var corpus: String

  @Argument(help: "Files and folders; - reads one article from standard input.", completion: .file())
  var paths: [String]

  @OptionGroup(title: "Adding") var addition: AdditionOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() throws {
    try reportingPlugins {
      let analysis = try CorpusAnalysis(plugins)
      try withCorpus {
        let writer = try CorpusWriter(path: corpus, analyzers: analysis.signatures, waits: addition.wait)
        let work = CorpusAddition(
          writer, workers: addition.workers, article: article, limits: limits, plugins: analysis.plugins)
        try work.add(paths)
        Streams.write(work.summary.utf8, to: STDOUT_FILENO)
        try finish(work.status)
      }
    }
  }
}

extension CorpusAddition {
  /// What became of the articles, in a line.
  var summary: String {
    var parts = ["\(addedCount) added"]
    if knownCount > 0 { parts.append("\(knownCount) there already") }
    if failedCount > 0 { parts.append("\(failedCount) set aside or unreadable") }
    return parts.joined(separator: ", ") + "\n"
  }
}
