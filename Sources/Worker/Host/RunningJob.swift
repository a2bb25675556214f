import Glibc

/// The host's view of the job that a worker runs: its deadlines, its quota, and whose turn it is.
struct RunningJob {
  private let limits: JobLimits
  private let configuration: WorkerConfiguration
  private var quota: Quota
  private var cpuAtStart: Int64 = 0
  private var wallDeadline: Int64?
  private var pausedAt: Int64?
  private var interruptDeadline: Int64?
  private var startDeadline: Int64?
  private var openRequest: UInt32?
  private var isPaused = false
  private var hasOpenFile = false

  init(_ limits: JobLimits, _ configuration: WorkerConfiguration) {
    self.limits = limits
    self.configuration = configuration
    quota = Quota(limits)
    startDeadline = microseconds(of: CLOCK_MONOTONIC) + configuration.startLimit.microseconds
  }

  /// The worker is locked down and has what it needs to begin.
  mutating func started(by process: WorkerProcess) {
    startDeadline = nil
    cpuAtStart = process.cpuMicroseconds
    wallDeadline = limits.wallClock.map { microseconds(of: CLOCK_MONOTONIC).saturatingAdd($0.microseconds) }
    // A second later than the host would kill it.
    let lastSecond = limits.cpuTime.map { (cpuAtStart.saturatingAdd($0.microseconds) / 1_000_000) + 2 }
    process.limitCPU(toSeconds: lastSecond ?? .max)
  }

  mutating func interrupted() {
    guard interruptDeadline == nil else { return }
    interruptDeadline = microseconds(of: CLOCK_MONOTONIC) + configuration.interruptGrace.microseconds
  }

  var isInterrupted: Bool { interruptDeadline != nil }

  /// CPU time of this job so far in microseconds.
  func cpuUsed(by process: WorkerProcess) -> Int64 { max(0, process.cpuMicroseconds - cpuAtStart) }

  // MARK: Order and quota

  /// Checks that the event is in its turn and within the quota.
  mutating func accept(_ event: WorkerEvent) throws {
    switch event {
    case .fileBegin(let name):
      if hasOpenFile { throw WireError("a file within a file") }
      if let problem = ReportFileName.problem(with: name) { throw WireError(problem) }
      hasOpenFile = true
    case .fileData: if !hasOpenFile { throw WireError("data of no file") }
    case .fileEnd:
      if !hasOpenFile { throw WireError("the end of no file") }
      hasOpenFile = false
    case .paused:
      try waitForHost()
      isPaused = true
    case .request(let id, _, _):
      try waitForHost()
      openRequest = id
    case .output, .diagnostic, .result, .progress: break
    }
    try quota.count(event)
  }

  mutating func accept(facts: Int) throws(WorkerFailure) { try quota.count(facts: facts) }

  /// Checks that the job may end now.
  func acceptEnd(isSuccess: Bool) throws(WireError) {
    if isPaused || openRequest != nil { throw WireError("the end of a job that waits for an answer") }
    if isSuccess && hasOpenFile { throw WireError("the end of a job within a file") }
  }

  private mutating func waitForHost() throws(WireError) {
    guard !isPaused, openRequest == nil else { throw WireError("two questions at once") }
    pausedAt = microseconds(of: CLOCK_MONOTONIC)
  }

  /// Whether the job waits for a go on; it then waits no more.
  mutating func goOn() -> Bool {
    guard isPaused else { return false }
    isPaused = false
    resume()
    return true
  }

  /// Whether the job waits for the answer to that request; it then waits no more.
  mutating func respond(to id: UInt32) -> Bool {
    guard openRequest == id else { return false }
    openRequest = nil
    resume()
    return true
  }

  /// The user's thinking is not the script's time.
  private mutating func resume() {
    guard let start = pausedAt else { return }
    pausedAt = nil
    wallDeadline = wallDeadline?.saturatingAdd(microseconds(of: CLOCK_MONOTONIC) - start)
  }

  // MARK: Deadlines

  /// The deadline that has passed, and microseconds until the next one could pass.
  func deadline(of process: WorkerProcess) -> (passed: WorkerDeath?, next: Int64?) {
    let now = microseconds(of: CLOCK_MONOTONIC)
    var next: Int64?
    func sooner(_ rest: Int64) { next = min(next ?? .max, rest) }

    if let startDeadline {
      if now >= startDeadline { return (.couldNotStart("it did not lock itself down in time"), nil) }
      sooner(startDeadline - now)
    }
    if let interruptDeadline {
      if now >= interruptDeadline { return (.ignoredInterrupt, nil) }
      sooner(interruptDeadline - now)
    }
    if startDeadline == nil, let limit = limits.cpuTime {
      // A thread cannot use CPU time faster than time passes, so nothing is missed by sleeping as long as is left.
      let end = cpuAtStart.saturatingAdd(limit.microseconds).saturatingAdd(configuration.grace.microseconds)
      let rest = end - process.cpuMicroseconds
      if rest <= 0 { return (.cpuTime, nil) }
      sooner(rest)
    }
    if let wallDeadline, pausedAt == nil {
      if now >= wallDeadline { return (.wallClock, nil) }
      sooner(wallDeadline - now)
    }
    return (nil, next)
  }
}
