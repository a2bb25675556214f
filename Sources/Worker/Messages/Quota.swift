/// Counts what a job hands out. The worker counts to stop a script with a clean error; the host counts again, because it
/// cannot trust the worker.
struct Quota {
  private let limits: JobLimits
  private var outputBytes = 0
  private var facts = 0
  private var diagnostics = 0
  private var files = 0

  init(_ limits: JobLimits) { self.limits = limits }

  mutating func count(_ event: WorkerEvent) throws(WorkerFailure) {
    switch event {
    case .output(_, let bytes), .fileData(let bytes), .result(let bytes):
      try Self.add(bytes.count, to: &outputBytes, limit: limits.outputBytes, "bytes of output")
    case .fileBegin: try Self.add(1, to: &files, limit: limits.files, "files")
    case .diagnostic: try Self.add(1, to: &diagnostics, limit: limits.diagnostics, "diagnostics")
    case .fileEnd, .progress, .paused, .request: break
    }
  }

  mutating func count(facts added: Int) throws(WorkerFailure) {
    try Self.add(added, to: &facts, limit: limits.facts, "facts")
  }

  private static func add(_ added: Int, to count: inout Int, limit: Int, _ what: String) throws(WorkerFailure) {
    guard added <= limit, count <= limit - added else { throw WorkerFailure(.quota, "more than \(limit) \(what)") }
    count += added
  }
}
