import ArticleModel
import Corpus
import Glibc
import Worker

/// A job over the segments of a corpus: opens them, passes them, and closes them when the job has ended.
struct CorpusJob {
  private let reader: CorpusReader
  private let runner: JobRunner
  private let limits: JobLimits
  private let path: String

  init(_ path: String, limits: LimitOptions) throws {
    self.path = path
    reader = try CorpusReader(path: path)
    runner = JobRunner(limits.workerConfiguration)
    self.limits = limits.jobLimits
  }

  /// Runs a job of `kind` over the articles that `filter` means; its result, or how it failed.
  func run(
    _ kind: String, inputs: [WorkerJob.Input] = [], options: [String: String], filter: ArticleFilter
  ) throws -> (status: ExitStatus, result: [UInt8]) {
    var inputs = inputs
    if let ids = try reader.articleIDs(filter) { inputs.append(.articles(ids)) }
    let segments = try reader.openSegments()
    defer { for segment in segments { close(segment.descriptor) } }
    let job = WorkerJob(
      kind: kind, inputs: inputs, options: options, limits: limits, descriptors: segments.map(\.descriptor))
    let status = runner.run(job, about: path)
    return (status, runner.result)
  }
}
