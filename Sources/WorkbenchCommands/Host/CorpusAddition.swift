import Analysis
import ArticleLoading
import ArticleModel
import Corpus
import Glibc
import Segments
import Worker

/// Takes articles into a corpus: workers read and analyse them, this process alone writes.
final class CorpusAddition {
  private let writer: CorpusWriter
  private let pool: WorkerPool
  private let article: ArticleOptions
  private let limits: LimitOptions
  /// The plugins that take part in the analysis.
  private let plugins: [PluginParcel]
  private var progress = ProgressBar()
  /// Called with each article that was taken in from a file of its own, or with an address.
  var added: (Article, Int64) throws -> Void = { _, _ in }

  private(set) var addedCount = 0
  private(set) var knownCount = 0
  private(set) var failedCount = 0
  private(set) var status = ExitStatus.success
  private var seen: Set<String> = []

  init(
    _ writer: CorpusWriter, workers: Int, article: ArticleOptions, limits: LimitOptions, plugins: [PluginParcel] = []
  ) {
    self.writer = writer
    self.plugins = plugins
    self.article = article
    self.limits = limits
    pool = WorkerPool(limits.workerConfiguration, count: workers)
    TerminalInterrupt.redirect()
  }

  private struct Tag {
    var name: String
    var sha256: String
    var isOwnFile: Bool
  }

  /// Takes in everything in `paths`. What was taken in before stays when this is stopped.
  func add(_ paths: [String]) throws {
    let incoming = IncomingArticles(paths, columns: article.columns, limits: limits) { [unowned self] report in
      progress.clear()
      let before = status
      report(&status)
      if before == .success, status != .success { failedCount += 1 }
    }
    try pool.run(
      next: {
        while TerminalInterrupt.count == 0, let article = incoming.next() {
          let sha256 = article.source.settings[JobOption.digest] ?? ContentHash.sha256(article.source.bytes)
          // An article that stands twice in what is added is on its way already.
          if try !seen.insert(sha256).inserted || writer.contains(sha256: sha256) {
            knownCount += 1
            continue
          }
          return (Tag(name: article.name, sha256: sha256, isOwnFile: article.isOwnFile), job(for: article))
        }
        return nil
      },
      deliver: { tag, finished in
        seen.remove(tag.sha256)
        try take(tag, finished)
        progress.show(
          incoming.bytesRead, of: incoming.totalBytes,
          "\(addedCount) added, \(knownCount) there already, \(failedCount) failed")
      })
    try writer.flush()
    progress.clear()
    if TerminalInterrupt.count > 0 { status = .interrupted }
  }

  private func job(for incoming: IncomingArticle) -> WorkerJob {
    WorkerJob(
      kind: JobKind.prepare, inputs: [.init(name: incoming.name, bytes: incoming.source.bytes)],
      options: incoming.source.options(article.jobOptions), limits: limits.jobLimits
    ).with(plugins)
  }

  private func take(_ tag: Tag, _ finished: WorkerPool.Finished) throws {
    switch finished.outcome {
    case .finished:
      do {
        let prepared = try PreparedArticle(decoding: finished.result)
        guard prepared.article.sha256 == tag.sha256 else { throw WorkerFailure(.internal, "another article came back") }
        if let id = try writer.add(prepared) {
          addedCount += 1
          if tag.isOwnFile || prepared.article.url != nil { try added(prepared.article, id) }
        }
      } catch let error as RecordError {
        try setAside(tag, code: "worker", error.description)
      } catch let error as WorkerFailure {
        try setAside(tag, code: "worker", error.message)
      }
    case .failed(let failure, _):
      // The user's Ctrl-C is no fault of the article.
      if failure.kind == .interrupted { return }
      try setAside(tag, code: "\(failure.kind)", failure.message)
    case .died(let death):
      if death == .ignoredInterrupt || TerminalInterrupt.count > 0 { return }
      if death == .refusedToRun { status = .unprotected }
      try setAside(tag, code: "worker", death.explanation)
    }
  }

  private func setAside(_ tag: Tag, code: String, _ message: String) throws {
    failedCount += 1
    if status == .success { status = .input }
    try writer.setAside(sha256: tag.sha256, source: tag.name, code: code, message: message)
    progress.clear()
    Streams.report(Diagnostic(.error, code: code, message, file: tag.name))
  }
}

extension CorpusWriter {
  /// A corpus to be changed by this program with the models it carries. Waits for another writer when asked to.
  ///
  /// - Parameter analyzers: who analyses.
  convenience init(
    path: String, analyzers: [String] = Pipeline.standard.analyzers.map(\.signature), waits: Bool = false
  ) throws {
    while true {
      do {
        try self.init(path: path, provenance: .current, analyzers: analyzers)
        return
      } catch let error as CorpusError where error.isLocked && waits {
        usleep(200_000)
      }
    }
  }
}

/// Who analyses the articles of a corpus: the program's analysers, and plugins.
struct CorpusAnalysis {
  let plugins: [PluginParcel]
  /// The signatures of the analysers.
  let signatures: [String]

  /// The plugins that the user has chosen. What they know, a worker says.
  init(_ options: PluginOptions) throws(PluginCommandProblem) {
    plugins = try options.parcels()
    guard !plugins.isEmpty else {
      signatures = Pipeline.standard.analyzers.map(\.signature)
      return
    }
    let finished = WorkerPool.once(WorkerJob(kind: JobKind.signatures).with(plugins), WorkerConfiguration())
    switch finished.outcome {
    case .finished:
      signatures = String(decoding: finished.result, as: UTF8.self).split(separator: "\n").map(String.init)
    case .failed(let failure, _): throw PluginCommandProblem(failure.message)
    case .died(let death): throw PluginCommandProblem(death.explanation)
    }
  }
}
