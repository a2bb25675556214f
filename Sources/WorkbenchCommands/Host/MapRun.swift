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

  /// Runs the script over the articles in `paths`.
  func run(_ paths: [String]) -> ExitStatus {
    guard functions.contains("merge") || !functions.contains("finish") else {
      Streams.report(
        Diagnostic(
          .error, code: "script", "the script defines finish but not merge, which makes what finish gets",
          remedy: "define merge(a, b)", file: chunks[0].path))
      return .failure
    }
    if functions.contains("merge") {
      var jobLimits = limits.jobLimits
      jobLimits.cpuTime = jobLimits.cpuTime.map { min($0 * max(paths.count, 1), .seconds(86_400)) }
      merging = Merging(
        WorkerJob(
          kind: JobKind.merge, options: options, chunks: chunks, arguments: ScriptArguments.given, limits: jobLimits),
        runner)
    }
    mapAll(paths)
    if let merging {
      let own = merging.end()
      if status == .success { status = own }
    }
    return status
  }

  private func mapAll(_ paths: [String]) {
    let pool = WorkerPool(limits.workerConfiguration, count: min(workers, max(paths.count, 1)))
    var position = 0
    do {
      try pool.run(
        next: { () -> (WorkerJob, WorkerJob)? in
          while position < paths.count, status != .interrupted {
            let path = paths[position]
            position += 1
            if let job = job(path) { return (job, job) }
          }
          return nil
        },
        deliver: { job, finished in
          guard take(finished, job) else { throw Stop() }
        })
    } catch {}
  }

  private struct Stop: Error {}

  private func job(_ path: String) -> WorkerJob? {
    do {
      let bytes = try InputFile.read(path)
      return WorkerJob(
        kind: JobKind.map, inputs: [.init(name: path, bytes: bytes)], options: options, chunks: chunks,
        arguments: ScriptArguments.given, limits: limits.jobLimits)
    } catch {
      Streams.report(error.diagnostic)
      if status == .success { status = .input }
      return nil
    }
  }

  /// Takes what became of one article; `false` when going on is useless.
  private func take(_ finished: WorkerPool.Finished, _ job: WorkerJob) -> Bool {
    var finished = finished
    // Somebody else killed the worker: the article is not at fault, so it gets another one.
    if case .died(.killed) = finished.outcome { finished = WorkerPool.once(job, limits.workerConfiguration) }
    let name = job.inputs[0].name
    guard Streams.writeUntrusted(finished.output, to: STDOUT_FILENO) else { return false }
    for var diagnostic in finished.diagnostics {
      diagnostic.file = diagnostic.file ?? name
      Streams.report(diagnostic)
    }
    let own = runner.status(of: finished.outcome, about: name)
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
