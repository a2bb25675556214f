public import ArticleModel

/// Runs jobs on several workers at once and hands their results back in the order in which the jobs were given, whatever
/// the number of workers.
public final class WorkerPool {
  /// How a job of the pool ended.
  public struct Finished {
    public var outcome: WorkerOutcome
    /// The job's result.
    public var result: [UInt8] = []
    /// What the job wrote to standard output.
    public var output: [UInt8] = []
    public var diagnostics: [Diagnostic] = []
  }

  private let supervisors: [Supervisor]
  /// At most so many results wait for an earlier one, so that memory does not grow with the set.
  private static let mostWaiting = 64

  /// A pool of `count` workers, which start when they get their first job.
  public init(_ configuration: WorkerConfiguration, count: Int) {
    supervisors = (0..<max(1, count)).map { _ in Supervisor(configuration) }
  }

  deinit { for supervisor in supervisors { supervisor.shutdown() } }

  /// Runs jobs until `next` gives none.
  ///
  /// - Parameters:
  ///   - next: the next job with whatever the caller wants to know it by; `nil` when there are no more.
  ///   - deliver: takes what became of a job; in the order of the jobs.
  public func run<Tag>(
    next: () throws -> (Tag, WorkerJob)?, deliver: (Tag, Finished) throws -> Void
  ) throws {
    var running: [(number: Int, tag: Tag, finished: Finished)?] = supervisors.map { _ in nil }
    var ready: [Int: (Tag, Finished)] = [:]
    var given = 0
    var delivered = 0
    var isAtEnd = false
    while true {
      for index in supervisors.indices where running[index] == nil && !isAtEnd && given - delivered < Self.mostWaiting {
        guard let (tag, job) = try next() else {
          isAtEnd = true
          break
        }
        running[index] = (given, tag, Finished(outcome: .died(.killed)))
        given += 1
        supervisors[index].begin(job)
      }
      // Only now, so that the workers have something to do meanwhile.
      while let (tag, finished) = ready.removeValue(forKey: delivered) {
        delivered += 1
        try deliver(tag, finished)
      }
      let busy = supervisors.indices.filter { running[$0] != nil }
      if busy.isEmpty, isAtEnd { break }
      if busy.isEmpty { continue }
      Supervisor.poll(busy.map { supervisors[$0] })
      for index in busy {
        for event in supervisors[index].takeEvents() { take(event, of: index, into: &running[index]!.finished) }
        guard let outcome = supervisors[index].outcome else { continue }
        var done = running[index]!
        done.finished.outcome = outcome
        ready[done.number] = (done.tag, done.finished)
        running[index] = nil
      }
    }
  }

  private func take(_ event: WorkerEvent, of index: Int, into finished: inout Finished) {
    switch event {
    case .result(let bytes): finished.result += bytes
    case .output(.standardOutput, let bytes): finished.output += bytes
    case .diagnostic(let diagnostic): finished.diagnostics.append(diagnostic)
    case .request(let id, _, _): supervisors[index].respond(to: id, with: nil)
    case .paused: supervisors[index].goOn()
    case .output, .fileBegin, .fileData, .fileEnd, .progress: break
    }
  }
}
