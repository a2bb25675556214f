import CSandbox
import Glibc

/// One worker process and the jobs it is given, one after the other. A worker that dies is replaced for the next job.
///
/// A supervisor belongs to one thread at a time; several supervisors are several workers.
public final class Supervisor {
  private let configuration: WorkerConfiguration
  private var worker: WorkerProcess?

  /// A supervisor; its worker starts with the first job.
  public init(_ configuration: WorkerConfiguration = WorkerConfiguration()) {
    self.configuration = configuration
  }

  /// The process id of the worker, while there is one.
  public var process: Int32? { worker?.process }

  /// Starts a worker, if there is none, and says what it protects itself with.
  public func probe() -> Result<ProtectionReport, WorkerDeath> {
    do {
      return .success(try start().report)
    } catch {
      return .failure(error)
    }
  }

  /// Runs `job` to its end, whatever that is, and hands over its events in order.
  public func run(_ job: WorkerJob, onEvent: (WorkerEvent) -> Void) -> WorkerOutcome {
    do {
      let worker = try start().worker
      var session = try JobSession(job, worker, configuration)
      let outcome = try session.run(onEvent)
      // A worker that a quota of the host stopped is in the middle of its job.
      if case .failed(let failure, _) = outcome, failure.kind == .quota { end() }
      return outcome
    } catch {
      end()
      return .died(error)
    }
  }

  /// Ends the worker; the next job starts another one.
  public func end() { worker = nil }

  private func start() throws(WorkerDeath) -> (worker: WorkerProcess, report: ProtectionReport) {
    if let worker, let report = worker.report { return (worker, report) }
    let worker = try WorkerProcess(configuration)
    let report = try worker.waitUntilReady(limit: configuration.startLimit)
    self.worker = worker
    return (worker, report)
  }
}

/// One job from its first message to its outcome: the deadlines and the quotas.
private struct JobSession {
  private let worker: WorkerProcess
  private let configuration: WorkerConfiguration
  private let limits: JobLimits
  private var quota: Quota
  private let startedAt = microseconds(of: CLOCK_MONOTONIC)
  private let cpuAtStart: Int64
  private let interruptsAtStart: UInt64
  private var interruptedAt: Int64?

  init(_ job: WorkerJob, _ worker: WorkerProcess, _ configuration: WorkerConfiguration) throws(WorkerDeath) {
    self.worker = worker
    self.configuration = configuration
    limits = job.limits
    quota = Quota(job.limits)
    cpuAtStart = max(csandbox_cpu_time(worker.process), 0)
    interruptsAtStart = csandbox_terminal_interrupts()
    do {
      try worker.enqueue(.job(JobHeader(job)))
      for bytes in job.inputs.map(\.bytes) + job.chunks.map(\.source) {
        var rest = bytes[...]
        while !rest.isEmpty {
          let piece = rest.prefix(Wire.maximumPiece)
          rest = rest.dropFirst(piece.count)
          try worker.enqueue(.piece(Array(piece)))
        }
      }
    } catch {
      throw .couldNotStart("the job does not fit a message: \(error.description)")
    }
  }

  mutating func run(_ onEvent: (WorkerEvent) -> Void) throws(WorkerDeath) -> WorkerOutcome {
    while true {
      while let message = try worker.nextMessage() {
        switch message {
        case .event(let event):
          do {
            try quota.count(event)
          } catch {
            return .failed(error, usage)
          }
          onEvent(event)
          if case .request(let id, _, _) = event { try answer(id) }
        case .facts(let count):
          do {
            try quota.count(facts: count)
          } catch {
            return .failed(error, usage)
          }
        case .done(let status, let usage): return .finished(status: status, usage)
        case .failed(let failure, let usage): return .failed(failure, usage)
        case .ready, .response: throw .brokeProtocol("a message out of its turn")
        }
      }
      try worker.wait(atMost: try timeLeft())
      passOnInterrupt()
    }
  }

  /// No job asks its host anything yet.
  private func answer(_ id: UInt32) throws(WorkerDeath) {
    do {
      try worker.enqueue(.response(id: id, body: nil))
    } catch {
      throw .brokeProtocol(error.description)
    }
  }

  private var usage: JobUsage {
    JobUsage(cpuMicroseconds: max(0, csandbox_cpu_time(worker.process) - cpuAtStart))
  }

  /// Microseconds until the next deadline can have passed. Kills the worker when one has.
  private func timeLeft() throws(WorkerDeath) -> Int64 {
    let now = microseconds(of: CLOCK_MONOTONIC)
    var left = Int64.max
    if let cpuTime = limits.cpuTime {
      // CPU time never runs ahead of the clock, so this is the soonest that the limit can be passed.
      let used = max(0, csandbox_cpu_time(worker.process) - cpuAtStart)
      let rest = cpuTime.microseconds + configuration.grace.microseconds - used
      if rest <= 0 { throw worker.kill(as: .cpuTime) }
      left = min(left, rest)
    }
    if let wallClock = limits.wallClock {
      let rest = wallClock.microseconds + configuration.grace.microseconds - (now - startedAt)
      if rest <= 0 { throw worker.kill(as: .wallClock) }
      left = min(left, rest)
    }
    if let interruptedAt {
      let rest = configuration.interruptGrace.microseconds - (now - interruptedAt)
      if rest <= 0 { throw worker.kill(as: .ignoredInterrupt) }
      left = min(left, rest)
    }
    return left
  }

  private mutating func passOnInterrupt() {
    guard interruptedAt == nil, csandbox_terminal_interrupts() != interruptsAtStart else { return }
    csandbox_acknowledge_terminal_interrupts()
    interruptedAt = microseconds(of: CLOCK_MONOTONIC)
    worker.interrupt()
  }
}
