import ArticleModel
import Glibc
import Worker

/// The host's side of a session: its worker, and the lines that a new worker needs when this one is gone.
final class SessionWorker {
  /// How a job ended.
  enum End {
    case done(JobUsage)
    case failed(WorkerFailure)
    case died(WorkerDeath)
    /// What the job wrote could not be put where it belongs.
    case unwritten(String)
  }

  private let supervisor: Supervisor
  private let output: OutputFolder?
  private let opening: (_ isReload: Bool) -> WorkerJob?
  /// Answers what a job asks for; nil refuses.
  var answer: (String, [UInt8]) -> [UInt8]? = { _, _ in nil }
  /// The bytes of the last job's result.
  private(set) var result: [UInt8] = []
  /// Lines that have succeeded, in order.
  private(set) var record = SessionRecord()
  /// The number of the worker that has the session.
  private var sessionWorker = 0
  private var isSilent = false

  /// A session that begins with the job that `opening` makes; what it cannot make it reports.
  init(_ supervisor: Supervisor, output: OutputFolder?, opening: @escaping (_ isReload: Bool) -> WorkerJob?) {
    self.supervisor = supervisor
    self.output = output
    self.opening = opening
    TerminalInterrupt.redirect()
  }

  deinit { supervisor.shutdown() }

  /// Begins the session; `nil` when there is nothing to begin it with.
  func open() -> End? {
    guard let job = opening(false) else { return nil }
    let end = run(job)
    sessionWorker = supervisor.workersStarted
    return end
  }

  /// Runs a job of the session. When the worker is gone, whenever that happened, a new one gets the session again.
  func perform(_ job: WorkerJob) -> End {
    var end = run(job)
    if supervisor.workersStarted != sessionWorker {
      // It had died while nobody was looking, and the job has met a worker without the session.
      report("the worker was killed from outside")
      guard reopen() else { return end }
      end = run(job)
    }
    if case .died(let death) = end {
      report(death.explanation)
      _ = reopen()
    }
    return end
  }

  /// Notes a line that has succeeded.
  func note(_ line: SessionRecord.Line) { record.append(line) }

  /// Begins again with everything read anew, such as plugins and modules that have changed.
  func restart() -> Bool {
    supervisor.shutdown()
    return reopen(isReload: true)
  }

  // MARK: A new worker

  /// Opens the session on a new worker and runs its lines again; `false` when that cannot be.
  private func reopen(isReload: Bool = false) -> Bool {
    isSilent = true
    defer { isSilent = false }
    guard var job = opening(isReload) else { return false }
    job.options[SessionOption.silent] = "yes"
    let end = run(job)
    sessionWorker = supervisor.workersStarted
    guard case .done = end else {
      report("the session cannot be opened again")
      return false
    }
    let lines = record.replayed
    var count = 0
    for line in lines {
      switch run(line.job(silent: true)) {
      case .done: count += 1
      case .failed(let failure) where failure.kind == .interrupted:
        report("stopped before all lines were run again")
        return true
      case .failed, .unwritten: report("this line could not be run again: \(line.source.prefix(60))")
      case .died:
        report("this line has ended the worker again: \(line.source.prefix(60))")
        record.remove(line)
        sessionWorker = supervisor.workersStarted
        return reopen()
      }
    }
    let what = count == 0 ? "" : count == 1 ? "; 1 line was run again" : "; \(count) lines were run again"
    report("a new worker has the session\(what)", severity: .note)
    return true
  }

  private func report(_ message: String, severity: Diagnostic.Severity = .error) {
    Streams.report(Diagnostic(severity, code: "worker", message))
  }

  // MARK: Jobs

  private func run(_ job: WorkerJob) -> End {
    result = []
    var problem: String?
    TerminalInterrupt.acknowledge()
    let outcome = supervisor.run(job) { [unowned self] event in
      guard problem == nil else { return }
      problem = handle(event)
      if problem != nil { supervisor.interrupt() }
    }
    output?.abandon()
    if let problem { return .unwritten(problem) }
    switch outcome {
    case .finished(_, let usage): return .done(usage)
    case .failed(let failure, _): return .failed(failure)
    case .died(let death): return .died(death)
    }
  }

  /// Does what an event asks for; what went wrong, if something did.
  private func handle(_ event: WorkerEvent) -> String? {
    switch event {
    case .output(let stream, let bytes):
      if isSilent { return nil }
      let descriptor = stream == .standardOutput ? STDOUT_FILENO : STDERR_FILENO
      return Streams.writeUntrusted(bytes, to: descriptor) ? nil : "standard output cannot be written"
    case .result(let bytes): result += bytes
    case .diagnostic(let diagnostic): if !isSilent { Streams.report(diagnostic) }
    case .request(let id, let name, let body): supervisor.respond(to: id, with: answer(name, body))
    case .paused: supervisor.goOn()
    case .progress: break
    case .fileBegin, .fileData, .fileEnd:
      guard let output else { return "there is no folder for files: start with --output DIR" }
      // A line that is run again has written its files before.
      if isSilent { return nil }
      do {
        switch event {
        case .fileBegin(let name): try output.begin(name)
        case .fileData(let bytes): try output.write(bytes)
        default: try output.finish()
        }
      } catch {
        return error.message
      }
    }
    return nil
  }
}
