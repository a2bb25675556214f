/// How a job ended, as the host sees it.
public enum WorkerOutcome: Hashable, Sendable {
  /// The handler returned; `status` is the exit status it chose.
  case finished(status: Int32, JobUsage)
  /// The job failed in a way the worker could tell, or passed a quota that the host counts.
  case failed(WorkerFailure, JobUsage)
  /// The worker is gone; the next job gets a new one.
  case died(WorkerDeath)
}

/// What a job used.
public struct JobUsage: Hashable, Sendable {
  /// CPU time in microseconds.
  public var cpuMicroseconds: Int64
  /// The worker's largest resident size so far in bytes.
  public var peakMemory: Int64

  /// What a job used.
  public init(cpuMicroseconds: Int64 = 0, peakMemory: Int64 = 0) {
    self.cpuMicroseconds = cpuMicroseconds
    self.peakMemory = peakMemory
  }
}

/// Why a worker is gone.
public enum WorkerDeath: Hashable, Sendable {
  /// It could not be started.
  case couldNotStart(String)
  /// A mandatory protection is missing on this machine.
  case refusedToRun
  /// An allocation failed: the hard memory limit.
  case outOfMemory
  /// A system call outside the allow-list.
  case forbiddenCall
  /// Killed by the host: CPU time and grace ran out.
  case cpuTime
  /// Killed by the host: the wall-clock limit ran out.
  case wallClock
  /// Killed by the host: it went on after an interrupt.
  case ignoredInterrupt
  /// Killed by the host: it sent something that is not a message, or not in its turn.
  case brokeProtocol(String)
  /// A signal of its own making, such as a trap or a stack overflow.
  case crashed(signal: Int32)
  /// It ended by itself without finishing the job.
  case exited(status: Int32)
  /// Somebody else killed it, for instance the kernel for want of memory.
  case killed

  /// What happened, in one sentence without a full stop.
  public var explanation: String {
    switch self {
    case .couldNotStart(let reason): "the worker could not be started: \(reason)"
    case .refusedToRun: "the worker refused to run: a mandatory protection is missing"
    case .outOfMemory: "the memory limit was reached"
    case .forbiddenCall: "the worker was stopped at a forbidden system call"
    case .cpuTime: "the CPU time limit was reached and the worker did not stop by itself"
    case .wallClock: "the wall-clock limit was reached"
    case .ignoredInterrupt: "the worker did not react to the interrupt"
    case .brokeProtocol(let reason): "the worker sent an invalid message: \(reason)"
    case .crashed(let signal): "the worker crashed with signal \(signal)"
    case .exited(let status): "the worker ended early with status \(status)"
    case .killed: "the worker was killed from outside"
    }
  }
}
