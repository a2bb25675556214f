import ArticleModel
import Glibc
import Testing

@testable import Worker

@Suite("Limits")
struct LimitTests {
  @Test("a job that does not stop at its CPU limit is killed after the grace period")
  func cpuTime() {
    let supervisor = ProbeWorker.supervisor()
    let job = WorkerJob(kind: "loop", limits: JobLimits(cpuTime: .seconds(1)))
    let completed = supervisor.complete(job)
    #expect(completed.output(.standardOutput) == "looping")
    #expect(completed.death == .cpuTime)
    #expect(supervisor.goesOn)
  }

  @Test("a job that sleeps is killed at the wall-clock limit")
  func wallClock() {
    let supervisor = ProbeWorker.supervisor()
    let completed = supervisor.complete(WorkerJob(kind: "sleep", limits: JobLimits(cpuTime: .milliseconds(20))))
    #expect(completed.death == .wallClock)
    #expect(supervisor.goesOn)
  }

  @Test("the time a paused job waits for its host is not the job's")
  func pausedTime() {
    let supervisor = ProbeWorker.supervisor()
    let job = WorkerJob(kind: "pause", limits: JobLimits(cpuTime: .milliseconds(50)))
    let completed = supervisor.complete(job) { event in
      guard event == .paused else { return }
      poll(nil, 0, 700)
      supervisor.goOn()
    }
    #expect(completed.status == 0)
  }

  @Test("an allocation beyond the memory limit ends the worker with a clear outcome")
  func memory() {
    let supervisor = ProbeWorker.supervisor()
    #expect(supervisor.complete("allocate", ["100000000"]).result == "[100000000]")
    #expect(supervisor.complete("allocate", ["2000000000"]).death == .outOfMemory)
    #expect(supervisor.complete("allocate", Array(repeating: "100000", count: 20_000)).death == .outOfMemory)
    #expect(supervisor.goesOn)
  }

  @Test("a trap, a stack overflow and an early exit are told apart")
  func crashes() throws {
    let supervisor = ProbeWorker.supervisor()
    guard case .crashed(let signal) = supervisor.complete("trap").death else {
      return #expect(Bool(false), "a trap is a crash")
    }
    #expect([SIGILL, SIGTRAP].contains(signal))
    #expect(supervisor.complete("overflow").death == .crashed(signal: SIGSEGV))
    #expect(supervisor.complete("leave", ["7"]).death == .exited(status: 7))
    #expect(supervisor.complete("call", ["kill", "0", "9"]).death == .forbiddenCall)
    #expect(supervisor.goesOn)
  }

  @Test("somebody else's kill is told apart from the host's own")
  func killed() {
    let supervisor = ProbeWorker.supervisor()
    let completed = supervisor.complete(WorkerJob(kind: "sleep")) { _ in
      if let worker = supervisor.processIdentifier { kill(worker, SIGKILL) }
    }
    #expect(completed.death == .killed)
  }

  @Test("an interrupt stops a job that heeds it")
  func interrupt() {
    let supervisor = ProbeWorker.supervisor()
    let completed = supervisor.complete(WorkerJob(kind: "heed-interrupt")) { _ in supervisor.interrupt() }
    #expect(completed.failure == WorkerFailure(.interrupted, "stopped by the user"))
    #expect(supervisor.goesOn)
    #expect(supervisor.workersStarted == 1)
  }

  @Test("a job that ignores an interrupt is killed")
  func ignoredInterrupt() {
    var configuration = ProbeWorker.configuration
    configuration.interruptGrace = .milliseconds(100)
    let supervisor = Supervisor(configuration)
    let completed = supervisor.complete(WorkerJob(kind: "loop")) { _ in supervisor.interrupt() }
    #expect(completed.death == .ignoredInterrupt)
    #expect(supervisor.goesOn)
  }

  @Test(
    "a job that passes a quota gets a limit error and its worker lives on",
    arguments: [
      ("flood", "more than 67108864 bytes of output"), ("flood-results", "more than 67108864 bytes of output"),
      ("flood-diagnostics", "more than 1000 diagnostics"), ("flood-files", "more than 100 files"),
      ("flood-facts", "more than 100000 facts"),
    ])
  func quota(kind: String, message: String) {
    let supervisor = ProbeWorker.supervisor()
    var bytes = 0
    let outcome = supervisor.run(WorkerJob(kind: kind)) { event in
      switch event {
      case .output(_, let data), .result(let data): bytes += data.count
      default: break
      }
    }
    #expect(Completed(outcome: outcome).failure == WorkerFailure(.quota, message))
    #expect(bytes <= 64 << 20)
    #expect(supervisor.goesOn)
    #expect(supervisor.workersStarted == 1)
  }

  @Test(
    "a worker that does not count is stopped by its host",
    arguments: [
      (.event(.output(.standardError, [UInt8](repeating: 1, count: 1 << 19))), "more than 67108864 bytes of output"),
      (.event(.diagnostic(Diagnostic(.note, code: "x", "x"))), "more than 1000 diagnostics"),
      (.facts(60_000), "more than 100000 facts"), (.facts(.max), "more than 100000 facts"),
    ] as [(WorkerMessage, String)])
  func hostQuota(message: WorkerMessage, expected: String) throws {
    let supervisor = ProbeWorker.supervisor()
    let input = WorkerJob.Input(name: "", bytes: try message.frame())
    let outcome = supervisor.run(WorkerJob(kind: "repeat-bytes", inputs: [input])) { _ in }
    #expect(Completed(outcome: outcome).failure == WorkerFailure(.quota, expected))
    #expect(supervisor.processIdentifier == nil)
    #expect(supervisor.goesOn)
  }
}
