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
      older one takes its place. Without: what other analysers, tables, models or plugins have found than those of this \
      run is found again, the rest is left alone.
      """)

  @Argument(help: "The corpus.", completion: .directory)
  var corpus: String

  @Argument(help: "Files and folders.", completion: .file())
  var paths: [String] = []

  @OptionGroup(title: "Adding") var addition: AdditionOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() throws {
    try reportingPlugins {
      let analysis = try CorpusAnalysis(plugins)
      try withCorpus {
        let writer = try CorpusWriter(path: corpus, analyzers: analysis.signatures, waits: addition.wait)
        if paths.isEmpty {
          try analyzeAgain(writer, analysis.plugins)
        } else {
          try replace(writer, analysis.plugins)
        }
      }
    }
  }

  private func replace(_ writer: CorpusWriter, _ parcels: [PluginParcel]) throws {
    let work = CorpusAddition(
      writer, workers: addition.workers, article: article, limits: limits, plugins: parcels)
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

  private func analyzeAgain(_ writer: CorpusWriter, _ parcels: [PluginParcel]) throws {
    TerminalInterrupt.redirect()
    let pool = WorkerPool(limits.workerConfiguration, count: addition.workers)
    var progress = ProgressBar()
    var done = 0
    for pending in try writer.rewrites() where TerminalInterrupt.count == 0 {
      let rewrite = try writer.begin(pending)
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
            guard let outdated = rewrite.outdatedArticle(index) else { continue }
            return (index, try job(outdated, writer).with(parcels))
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

  private func job(_ outdated: SegmentRewrite.Outdated, _ writer: CorpusWriter) throws -> WorkerJob {
    var job = WorkerJob(
      kind: JobKind.prepareAgain,
      inputs: [.init(name: "text", bytes: outdated.text), .init(name: "record", bytes: outdated.record)],
      options: [JobOption.analysis: outdated.analyzers.joined(separator: "\n")], limits: limits.jobLimits)
    if outdated.record.first != ArticleRecord.version, let heading = try writer.heading(of: outdated.id) {
      let known: JSONValue = [
        "source": .string(heading.source), "sha256": .string(heading.sha256), "title": .optional(heading.title),
        "author": .optional(heading.author), "publisher": .optional(heading.publisher), "url": .optional(heading.url),
        "published": .optional(heading.published?.description),
      ]
      job.inputs.append(.init(name: "heading", bytes: known.encoded()))
    }
    return job
  }
}
