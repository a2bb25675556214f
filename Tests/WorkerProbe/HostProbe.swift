import Glibc
import Worker

/// A host of one worker that loops for ever.
enum HostProbe {
  static func run() {
    let supervisor = Supervisor()
    guard supervisor.start() != nil, let worker = supervisor.processIdentifier else { return }
    print(worker)
    fflush(nil)
    _ = supervisor.run(WorkerJob(kind: "loop", limits: JobLimits(cpuTime: nil))) { _ in }
  }
}
