import CSandbox

/// The host's side of one worker: starts it when a job comes, feeds it, enforces limits, and outlives its death.
///
/// `run` does a whole job. A pool calls `begin` on several supervisors, then `poll` with all of them, and takes events and
/// outcomes. A supervisor belongs to one thread at a time. Its worker serves job after job, so what one job did to the
/// worker can reach the next: jobs that must not touch each other get supervisors of their own, or a `shutdown` between.
public final class Supervisor {
  let configuration: WorkerConfiguration
  var process: WorkerProcess?
  var outgoing = OutgoingQueue()
  var incoming = FrameBuffer()
  var job: RunningJob?
  var events: [WorkerEvent] = []
  var seenInterrupts: UInt64 = 0
  /// Which of the worker's ends still tell something: channel, output, errors.
  var areOpen = [true, true, true]

  /// How the last job ended; nil while it runs.
  public internal(set) var outcome: WorkerOutcome?
  /// The protections of the running worker; nil before it has told them.
  public internal(set) var protections: ProtectionReport?
  /// What the worker wrote to its own standard output and error since the job began: at most 64 KiB, for bug reports.
  public internal(set) var strayOutput: [UInt8] = []
  /// How many workers were started so far: state that a handler keeps is lost when it grows.
  public internal(set) var workersStarted = 0

  /// A supervisor without a worker yet.
  public init(_ configuration: WorkerConfiguration = WorkerConfiguration()) { self.configuration = configuration }

  /// The running worker's process, if there is one.
  public var processIdentifier: Int32? { process?.identifier }

  /// Whether a job runs.
  public var isRunning: Bool { job != nil }

  // MARK: Jobs

  /// Runs one job to its end. An error that `receive` throws kills the worker and is passed on.
  public func run(_ work: WorkerJob, receive: (WorkerEvent) throws -> Void) rethrows -> WorkerOutcome {
    begin(work)
    while true {
      for event in takeEvents() {
        do {
          try receive(event)
        } catch {
          stop()
          job = nil
          throw error
        }
      }
      if let outcome, events.isEmpty { return outcome }
      Self.poll([self])
    }
  }

  /// Begins a job; the one before must have ended.
  public func begin(_ work: WorkerJob) {
    precondition(job == nil, "a worker runs one job at a time")
    outcome = nil
    strayOutput = []
    events = []
    seenInterrupts = csandbox_terminal_interrupts()
    do {
      try outgoing.append(job: work)
    } catch {
      outgoing = OutgoingQueue()
      return outcome = .failed(WorkerFailure(.input, error.description), JobUsage())
    }
    job = RunningJob(work.limits, configuration)
    guard startIfNeeded(), let process else { return }
    if protections != nil { job?.started(by: process) }
  }

  /// Takes what has arrived since the last call.
  public func takeEvents() -> [WorkerEvent] {
    defer { events = [] }
    return events
  }

  /// Lets a paused job go on.
  public func goOn() {
    if job?.goOn() == true { enqueue(.goOn) }
  }

  /// Answers the job's request; nil refuses, and so does an answer that is larger than a message.
  public func respond(to id: UInt32, with body: [UInt8]?) {
    guard job?.respond(to: id) == true else { return }
    let fits = body.map { $0.count <= Wire.maximumPiece } ?? true
    enqueue(.response(id: id, body: fits ? body : nil))
  }

  /// Asks the running job to stop; a job that does not is killed.
  public func interrupt() {
    job?.interrupted()
    if job != nil { process?.interrupt() }
  }

  /// Starts the worker without waiting for it: it locks itself down while its host does something else.
  public func prepare() { _ = startIfNeeded() }

  /// Starts the worker without a job, to have it ready or to see its protections; nil when it cannot run.
  public func start() -> ProtectionReport? {
    if job == nil, protections == nil {
      outcome = nil
      job = RunningJob(JobLimits(cpuTime: nil), configuration)
      if startIfNeeded() {
        while protections == nil, outcome == nil { Self.poll([self]) }
      }
      job = nil
    }
    return protections
  }

  /// Ends the worker: kindly when no job runs, at once otherwise.
  public func shutdown() {
    if let process, job == nil {
      enqueue(.shutdown)
      outgoing.write(to: process.channel)
      _ = process.hasEnded(within: .milliseconds(200))
    }
    stop()
    job = nil
  }
}
