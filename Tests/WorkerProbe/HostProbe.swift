import Glibc
import Worker

/// Hosts in a process of their own, for what would disturb the tests' process.
enum HostProbe {
  static func run(_ mode: String) {
    let supervisor = Supervisor()
    guard supervisor.start() != nil, let worker = supervisor.processIdentifier else { return }
    switch mode {
    // Prints its worker's number and waits to be killed.
    case "abandon":
      print(worker)
      fflush(nil)
      _ = supervisor.run(WorkerJob(kind: "loop", limits: JobLimits(cpuTime: nil))) { _ in }
    // Gets a Ctrl-C while a job runs.
    case "interrupt":
      TerminalInterrupt.redirect()
      let outcome = supervisor.run(WorkerJob(kind: "heed-interrupt")) { _ in raise(SIGINT) }
      if case .failed(let failure, _) = outcome { print(failure.message, TerminalInterrupt.count) }
    // Has a closed standard input and output of its own when it starts its worker.
    case "closed":
      for descriptor in Int32(0)...2 { close(descriptor) }
      let bare = Supervisor()
      var result: [UInt8] = []
      let outcome = bare.run(WorkerJob(kind: "descriptors")) { if case .result(let bytes) = $0 { result += bytes } }
      guard case .finished = outcome, String(decoding: result, as: UTF8.self) == "[0, 1, 2, 3]" else { exit(1) }
      exit(42)
    default: exit(1)
    }
  }
}
