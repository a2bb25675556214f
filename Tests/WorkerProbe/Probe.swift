import ArticleModel
import Glibc
import Worker

/// A worker whose jobs try what a worker must not do, each named by its kind.
@main
struct Probe {
  static func main() {
    if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "host" {
      return HostProbe.run(CommandLine.arguments[2])
    }
    var jobs = 0
    WorkerMain.run(interrupted: { interrupts += 1 }) { job, channel in
      jobs += 1
      if let honest = HonestJobs.all[job.kind] { return try honest(job, channel) }
      if let hostile = HostileJobs.all[job.kind] { return try hostile(job, channel) }
      if job.kind == "count" { try channel.writeResult("\(jobs)".utf8) }
      return 0
    }
  }
}

/// Counted in the signal handler, on the only thread.
nonisolated(unsafe) var interrupts = 0

typealias Handler = @Sendable (WorkerJob, JobChannel) throws -> Int32
