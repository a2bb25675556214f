import ArgumentParser
import ArticleModel
import Glibc
import Worker

/// Runs jobs in a worker and does on the user's machine what they ask for: print, write files, report problems.
final class JobRunner {
  private let supervisor: Supervisor
  private let output: OutputFolder?
  /// The bytes of the results of the job under way.
  private(set) var result: [UInt8] = []
  private var problem: String?
  /// Answers what a job asks for: the request's name and body; nil refuses.
  var answer: (String, [UInt8]) -> [UInt8]? = { _, _ in nil }
  /// Changes what a job writes to standard output on its way.
  var filter: ([UInt8]) -> [UInt8] = { $0 }
  private var openRequest: (id: UInt32, name: String, body: [UInt8])?
  /// What the job said it was at, to name in the message about its end.
  private var stage: String?

  init(_ configuration: WorkerConfiguration, output: OutputFolder? = nil) {
    supervisor = Supervisor(configuration)
    self.output = output
    TerminalInterrupt.redirect()
  }

  /// Runs `job`, which is about `subject`, and tells the user what went wrong.
  func run(_ job: WorkerJob, about subject: String) -> ExitStatus {
    result = []
    problem = nil
    stage = nil
    let outcome = supervisor.run(job) { [unowned self] event in handle(event, about: subject) }
    output?.abandon()
    if let problem {
      Streams.report(Diagnostic(.error, code: "output", problem))
      return .failure
    }
    return status(of: outcome, about: subject)
  }

  // MARK: Jobs that are fed

  private var answersLater = false
  private var subject = ""

  /// Begins a job that is fed with `feed` until `end`.
  func begin(_ job: WorkerJob, about subject: String) {
    result = []
    problem = nil
    stage = nil
    openRequest = nil
    answersLater = true
    self.subject = subject
    supervisor.begin(job)
  }

  /// Whether somebody else killed the worker of the job.
  var wasKilled: Bool {
    if case .died(.killed)? = supervisor.outcome { true } else { false }
  }

  /// Gives the job the next of what it asks for; `false` when it has ended.
  func feed(_ bytes: [UInt8]) -> Bool {
    var offset = 0
    repeat {
      guard let request = awaitRequest() else { return false }
      let piece = HostRequest.piece(of: bytes, from: offset)
      supervisor.respond(to: request.id, with: piece)
      openRequest = nil
      offset += piece.count - 1
    } while offset < bytes.count
    return true
  }

  /// Says that there is no more, and waits for the job's end.
  func waitForEnd() {
    while let request = awaitRequest() {
      supervisor.respond(to: request.id, with: nil)
      openRequest = nil
    }
  }

  /// Waits for the job's end, and tells what went wrong.
  func end() -> ExitStatus {
    waitForEnd()
    answersLater = false
    output?.abandon()
    if let problem {
      Streams.report(Diagnostic(.error, code: "output", problem))
      return .failure
    }
    return supervisor.outcome.map { status(of: $0, about: subject) } ?? .failure
  }

  /// What the job asks for next; `nil` when it has ended.
  private func awaitRequest() -> (id: UInt32, name: String, body: [UInt8])? {
    while true {
      for event in supervisor.takeEvents() { handle(event, about: subject) }
      if let openRequest { return openRequest }
      if supervisor.outcome != nil { return nil }
      Supervisor.poll([supervisor])
    }
  }

  private func handle(_ event: WorkerEvent, about subject: String) {
    guard problem == nil else { return }
    do {
      switch event {
      case .output(let stream, let bytes):
        let descriptor = stream == .standardOutput ? STDOUT_FILENO : STDERR_FILENO
        if !Streams.writeUntrusted(stream == .standardOutput ? filter(bytes) : bytes, to: descriptor) {
          problem = "standard output cannot be written"
        }
      case .result(let bytes): result += bytes
      case .fileBegin(let name):
        guard let output else { throw OutputFolder.Problem(message: "the job writes files without an output folder") }
        try output.begin(name)
      case .fileData(let bytes): try output?.write(bytes)
      case .fileEnd: try output?.finish()
      case .diagnostic(var diagnostic):
        diagnostic.file = diagnostic.file ?? subject
        Streams.report(diagnostic)
      case .request(let id, let name, let body):
        if answersLater { openRequest = (id, name, body) } else { supervisor.respond(to: id, with: answer(name, body)) }
      case .paused: supervisor.goOn()
      case .progress(let progress): stage = progress.label
      }
    } catch {
      problem = (error as? OutputFolder.Problem)?.message ?? "\(error)"
    }
  }

  /// Tells the user what went wrong with a job about `subject`.
  func status(of outcome: WorkerOutcome, about subject: String) -> ExitStatus {
    switch outcome {
    case .finished(let status, _): return ExitStatus(rawValue: status) ?? .failure
    case .failed(let failure, _):
      Streams.report(
        Diagnostic(
          .error, code: "\(failure.kind)", failure.message, remedy: remedy(failure),
          file: failure.file ?? stage ?? subject,
          line: failure.line))
      switch failure.kind {
      case .input: return .input
      case .interrupted: return .interrupted
      default: return failure.kind.isLimit ? .limit : .failure
      }
    case .died(let death):
      Streams.report(
        Diagnostic(.error, code: "worker", death.explanation, remedy: remedy(death), file: stage ?? subject))
      return death.status
    }
  }

  private func remedy(_ failure: WorkerFailure) -> String? {
    var lines: [String] = []
    if let traceback = failure.traceback { lines.append("traceback, innermost first:\n" + traceback) }
    switch failure.kind {
    case .cpuTime: lines.append("give it more time with --time-limit SECONDS")
    case .memory: lines.append("give it more memory with --memory-limit MIB")
    default: break
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n  ")
  }

  private func remedy(_ death: WorkerDeath) -> String? {
    switch death {
    case .outOfMemory: "give it more memory with --memory-limit MIB"
    case .cpuTime, .wallClock: "give it more time with --time-limit SECONDS"
    case .refusedToRun: "`workbench doctor` says which protection is missing; nothing is run without it"
    case .forbiddenCall, .crashed, .brokeProtocol:
      "this should not happen: please report it with the script and the article"
    default: nil
    }
  }
}

extension WorkerDeath {
  /// How a command ends whose worker has died so.
  var status: ExitStatus {
    switch self {
    case .refusedToRun: .unprotected
    case .outOfMemory, .cpuTime, .wallClock: .limit
    case .ignoredInterrupt: .interrupted
    default: .workerDied
    }
  }
}
