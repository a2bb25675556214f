import ArticleModel
import Glibc
import Scripting
import Worker

/// Runs a script with `map` over articles, several at once, and puts what it returns together in the articles' order:
/// the same bytes whatever the number of workers.
final class MapRun {
  private let chunks: [WorkerJob.Chunk]
  private let options: [String: String]
  private let limits: LimitOptions
  private let workers: Int
  private let runner: JobRunner
  private let functions: Set<String>
  private var status = ExitStatus.success
  private var merging: Merging?

  /// - Parameters:
  ///   - options: settings of the jobs.
  ///   - workers: how many articles are worked on at once.
  init(
    _ chunks: [WorkerJob.Chunk], options: [String: String], limits: LimitOptions, workers: Int, output: OutputFolder?
  ) {
    self.chunks = chunks
    self.options = options
    self.limits = limits
    self.workers = workers
    runner = JobRunner(limits.workerConfiguration, output: output)
    functions = ScriptSource.defined(["map", "merge", "finish"], in: chunks.first?.source ?? [])
  }

  /// Whether a script defines `map`.
  static func applies(to chunks: [WorkerJob.Chunk]) -> Bool {
    ScriptSource.defined(["map"], in: chunks.first?.source ?? []).contains("map")
  }

  /// Runs the script over `articles`.
  func run(_ articles: any ScriptArticles) -> ExitStatus {
    guard functions.contains("merge") || !functions.contains("finish") else {
      Streams.report(
        Diagnostic(
          .error, code: "script", "the script defines finish but not merge, which makes what finish gets",
          remedy: "define merge(a, b)", file: chunks[0].path))
      return .failure
    }
    if functions.contains("merge") {
      var jobLimits = limits.jobLimits
      jobLimits.cpuTime = jobLimits.cpuTime.map { min($0 * max(articles.count, 1), .seconds(86_400)) }
      merging = Merging(
        WorkerJob(
          kind: JobKind.merge, options: options, chunks: chunks, arguments: ScriptArguments.given, limits: jobLimits),
        runner)
    }
    mapAll(articles)
    if let merging {
      let own = merging.end()
      if status == .success { status = own }
    }
    return status
  }

  /// A job and the position of its article.
  private struct Tag {
    var position: Int
    var job: WorkerJob
  }

  private func mapAll(_ articles: any ScriptArticles) {
    let pool = WorkerPool(limits.workerConfiguration, count: min(workers, max(articles.count, 1)))
    var next = 0
    do {
      try pool.run(
        next: { () -> (Tag, WorkerJob)? in
          while next < articles.count, status != .interrupted {
            var job = WorkerJob(
              kind: JobKind.map, options: options, chunks: chunks, arguments: ScriptArguments.given,
              limits: limits.jobLimits)
            let position = next
            next += 1
            let own = articles.give(position, to: &job)
            if own == .success { return (Tag(position: position, job: job), job) }
            if status == .success { status = own }
          }
          return nil
        },
        deliver: { tag, finished in
          guard take(finished, tag, articles) else { throw Stop() }
        })
    } catch {}
  }

  private struct Stop: Error {}

  /// Takes what became of one article; `false` when going on is useless.
  private func take(_ finished: WorkerPool.Finished, _ tag: Tag, _ articles: any ScriptArticles) -> Bool {
    var finished = finished
    // Somebody else killed the worker: the article is not at fault, so it gets another one.
    if case .died(.killed) = finished.outcome { finished = WorkerPool.once(tag.job, limits.workerConfiguration) }
    guard Streams.writeUntrusted(finished.output, to: STDOUT_FILENO) else { return false }
    for var diagnostic in finished.diagnostics {
      diagnostic.file = diagnostic.file ?? articles.name(tag.position)
      Streams.report(diagnostic)
    }
    var own = ExitStatus.success
    // A name costs a look at the corpus, so only what goes wrong is named.
    if case .finished(0, _) = finished.outcome {
    } else {
      own = runner.status(of: finished.outcome, about: articles.name(tag.position))
    }
    guard own == .success else {
      // What is wrong with the script alone is wrong with every article.
      if status == .success { status = own }
      if case .failed(let failure, _) = finished.outcome, failure.kind == .syntax { return false }
      return own != .interrupted && own != .unprotected
    }
    if finished.result.isEmpty { return true }
    if let merging { return merging.add(finished.result) }
    return Streams.writeUntrusted(finished.result + [0x0A], to: STDOUT_FILENO)
  }
}
