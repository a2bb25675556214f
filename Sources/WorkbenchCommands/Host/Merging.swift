import Glibc
import Worker

/// The one worker in which `merge` and `finish` run. When somebody kills it, another one gets the values again; what it
/// printed is held back until the end, so that nothing is printed twice.
final class Merging {
  private let job: WorkerJob
  private let runner: JobRunner
  private var values: [[UInt8]] = []
  private var printed: [UInt8] = []
  private var replays = 0
  /// Workers that are killed one after the other are no accident.
  private static let mostReplays = 3

  /// Begins the job.
  init(_ job: WorkerJob, _ runner: JobRunner) {
    self.job = job
    self.runner = runner
    runner.filter = { [unowned self] bytes in
      printed += bytes
      return []
    }
    begin()
  }

  private func begin() {
    printed = []
    runner.begin(job, about: job.chunks[0].path)
  }

  /// Gives the job the next value; `false` when it has ended, which `end` tells.
  func add(_ value: [UInt8]) -> Bool {
    values.append(value)
    return runner.feed(value) || replay()
  }

  /// Says that there are no more values, and waits for the job's end.
  func end() -> ExitStatus {
    runner.waitForEnd()
    while runner.wasKilled, replay() { runner.waitForEnd() }
    let status = runner.end()
    runner.filter = { $0 }
    return Streams.writeUntrusted(printed, to: STDOUT_FILENO) ? status : .failure
  }

  /// Begins again with all values so far; `false` when the job ended by itself.
  private func replay() -> Bool {
    while runner.wasKilled, replays < Self.mostReplays {
      replays += 1
      begin()
      if values.allSatisfy({ runner.feed($0) }) { return true }
    }
    return false
  }
}
