import ArgumentParser
import ArticleModel
import Corpus
import Glibc
import Segments
import Worker

/// `workbench corpus update CORPUS [PATH…]`
struct CorpusUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Replace articles that have changed, or analyse again what is out of date.",
    discussion: """
      With paths: takes in what is new in them; an article that comes from the same file, or the same address, as an \
      older one takes its place. Without: articles that other analysers or models than this program's have analysed are \
      analysed again, the others are left alone.
      """)

  @Argument(help: "The corpus.", completion: .directory)
  var corpus: String

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String] = []

  @OptionGroup(title: "Adding") var addition: AdditionOptions
  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() throws {
    try reportingPlugins { try run(plugins.parcels()) }
  }

  private func run(_ plugins: [PluginParcel]) throws {
    try withCorpus {
      let writer = try CorpusWriter(path: corpus, waits: addition.wait)
      if paths.isEmpty { try analyzeAgain(writer, plugins) } else { try replace(writer, plugins) }
    }
  }

  private func replace(_ writer: CorpusWriter, _ plugins: [PluginParcel]) throws {
    let work = CorpusAddition(writer, workers: addition.workers, article: article, limits: limits)
    work.plugins = plugins
    var new: [(Article, Int64)] = []
    work.added = { article, id in
      var known = Article(source: article.source, sha256: article.sha256, text: ArticleText(""))
      known.url = article.url
      new.append((known, id))
    }
    try work.add(paths)
    var replaced: Set<Int64> = []
    for (article, id) in new { replaced.formUnion(try writer.predecessors(of: article, id: id)) }
    try writer.remove(replaced)
    Streams.write(
      (replaced.isEmpty ? "" : "\(replaced.count) replaced, ").utf8 + Array(work.summary.utf8), to: STDOUT_FILENO)
    try finish(work.status)
  }

  private func analyzeAgain(_ writer: CorpusWriter, _ plugins: [PluginParcel]) throws {
    TerminalInterrupt.redirect()
    let pool = WorkerPool(limits.workerConfiguration, count: addition.workers)
    var progress = ProgressBar()
    var done = 0
    for rewrite in try writer.rewrites() where TerminalInterrupt.count == 0 {
      var index = 0
      var appended = 0
      /// Articles that need no worker are taken over as they are, in their turn.
      func appendUnchanged(upTo end: Int) {
        while appended < end {
          rewrite.append(appended, nil)
          appended += 1
        }
      }
      try pool.run(
        next: {
          while TerminalInterrupt.count == 0, index < rewrite.articleCount {
            defer { index += 1 }
            guard let (text, record) = rewrite.outdatedArticle(index) else { continue }
            let job = WorkerJob(
              kind: JobKind.prepareAgain,
              inputs: [.init(name: "text", bytes: text), .init(name: "record", bytes: record)],
              limits: limits.jobLimits)
            return (index, job.with(plugins))
          }
          return nil
        },
        deliver: { place, finished in
          appendUnchanged(upTo: place)
          var prepared: PreparedArticle?
          if case .finished = finished.outcome { prepared = try? PreparedArticle(decoding: finished.result) }
          rewrite.append(place, prepared)
          appended += 1
          if prepared != nil { done += 1 }
          progress.show(place, of: rewrite.articleCount, "\(done) analysed again")
        })
      appendUnchanged(upTo: rewrite.articleCount)
      try writer.finish(rewrite)
    }
    progress.clear()
    Streams.write("\(done) analysed again\n".utf8, to: STDOUT_FILENO)
    try finish(TerminalInterrupt.count > 0 ? .interrupted : .success)
  }
}
