public import ArticleModel
import CSandbox
import Glibc
public import Segments

/// What a running job hands to its host. Everything is sent at once and in order; every send may throw a `WorkerFailure`
/// of kind `quota`, which the handler passes on.
public final class JobChannel {
  private var link: HostLink
  private var quota: Quota
  private var startedAt: Int64
  private var cpuLimit: Duration?
  private var lastRequest: UInt32 = 0

  init(_ link: HostLink) {
    self.link = link
    quota = Quota(JobLimits())
    startedAt = 0
  }

  /// The files that the host has passed with the job, in its order.
  public var files: [SegmentMapping] { link.files }

  // MARK: Output

  /// Writes to one of the user's streams.
  public func write(_ bytes: some Collection<UInt8>, to stream: WorkerEvent.Stream) throws(WorkerFailure) {
    try inPieces(bytes) { .output(stream, $0) }
  }

  /// Writes text to one of the user's streams.
  public func write(_ text: String, to stream: WorkerEvent.Stream) throws(WorkerFailure) {
    try write(text.utf8, to: stream)
  }

  /// Appends to the job's result.
  public func writeResult(_ bytes: some Collection<UInt8>) throws(WorkerFailure) {
    try inPieces(bytes) { .result($0) }
  }

  /// Hands over a whole report file; `ReportFileName` says which names may be.
  public func writeFile(_ name: String, _ bytes: some Collection<UInt8>) throws(WorkerFailure) {
    try beginFile(name)
    try writeToFile(bytes)
    try endFile()
  }

  /// Begins a report file; one at a time.
  public func beginFile(_ name: String) throws(WorkerFailure) {
    if let problem = ReportFileName.problem(with: name) { throw WorkerFailure(.runtime, problem) }
    try send(.fileBegin(name: name))
  }

  /// Appends to the file that was begun.
  public func writeToFile(_ bytes: some Collection<UInt8>) throws(WorkerFailure) {
    try inPieces(bytes) { .fileData($0) }
  }

  /// Completes the file that was begun.
  public func endFile() throws(WorkerFailure) { try send(.fileEnd) }

  /// Reports a problem with the user's input.
  public func report(_ diagnostic: Diagnostic) throws(WorkerFailure) { try send(.diagnostic(diagnostic.clipped)) }

  /// Tells how far the job is.
  public func report(_ progress: WorkerEvent.Progress) throws(WorkerFailure) {
    var progress = progress
    progress.label = progress.label.clipped(toBytes: Wire.maximumText)
    try send(.progress(progress))
  }

  /// Counts facts that the result holds, or will hold, against the quota.
  public func count(facts: Int) throws(WorkerFailure) {
    try quota.count(facts: facts)
    try transmit(.facts(facts))
  }

  // MARK: Waiting for the host

  /// Waits until the host says go on; the wall-clock limit stands still meanwhile.
  public func pause() throws(WorkerFailure) {
    try send(.paused)
    while true {
      if case .goOn = receive() { return }
    }
  }

  /// Asks the host; nil when it refuses. At most a frame of question and of answer.
  public func request(_ name: String, _ body: [UInt8] = []) throws(WorkerFailure) -> [UInt8]? {
    lastRequest &+= 1
    try send(.request(id: lastRequest, name: name, body: body))
    while true {
      if case .response(lastRequest, let answer) = receive() { return answer }
    }
  }

  private func receive() -> HostMessage {
    let message = link.receive()
    switch message {
    case .goOn, .response: return message
    case .shutdown: _exit(0)
    case .job, .piece, .descriptor: HostLink.refuse("a job within a job")
    }
  }

  // MARK: Limits

  /// Whether the host has asked the job to stop; long work polls it and throws `interrupted`.
  public var isInterrupted: Bool { csandbox_is_interrupted() }

  /// CPU time that this job has used.
  public var cpuTimeUsed: Duration { .microseconds(microseconds(of: CLOCK_PROCESS_CPUTIME_ID) - startedAt) }

  /// CPU time that this job has left, or nil without limit; never negative.
  public var cpuTimeLeft: Duration? { cpuLimit.map { max(.zero, $0 - cpuTimeUsed) } }

  // MARK: The job loop

  func nextJob() -> WorkerJob? {
    guard let job = link.receiveJob() else { return nil }
    csandbox_clear_interrupt()
    quota = Quota(job.limits)
    cpuLimit = job.limits.cpuTime
    startedAt = microseconds(of: CLOCK_PROCESS_CPUTIME_ID)
    return job
  }

  func finish(_ result: Result<Int32, WorkerFailure>) {
    let usage = JobUsage(cpuMicroseconds: cpuTimeUsed.microseconds, peakMemory: Self.peakMemory)
    let message: WorkerMessage =
      switch result {
      case .success(let status): .done(status: status, usage)
      case .failure(let failure): .failed(failure.clipped, usage)
      }
    // Clipped texts always fit.
    try? link.send(message)
  }

  private static var peakMemory: Int64 {
    var usage = rusage()
    getrusage(RUSAGE_SELF.rawValue, &usage)
    return Int64(usage.ru_maxrss) * 1024
  }

  private func inPieces(
    _ bytes: some Collection<UInt8>, _ event: ([UInt8]) -> WorkerEvent
  ) throws(WorkerFailure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(Wire.maximumPiece)
      rest = rest.dropFirst(piece.count)
      try send(event(Array(piece)))
    }
  }

  private func send(_ event: WorkerEvent) throws(WorkerFailure) {
    try quota.count(event)
    try transmit(.event(event))
  }

  private func transmit(_ message: WorkerMessage) throws(WorkerFailure) {
    do { try link.send(message) } catch { throw WorkerFailure(.runtime, error.description) }
  }
}
