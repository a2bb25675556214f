import ArticleModel
import Glibc
import Reporting
import Scripting
import Worker

/// A console: reads lines, has the session run them, and shows what comes of it.
final class Console {
  let session: SessionWorker
  let scope: ConsoleScope
  private let limits: JobLimits
  private var reader: (any LineSource)!
  /// Lines that have come of something longer.
  private var pending: [String] = []
  private var lineNumber = 0
  private var chunkNumber = 0
  /// The line of the input on which each chunk began, for messages about files and pipes.
  private var firstLines: [String: Int] = [:]
  /// What went wrong first, for the exit status.
  private var status = ExitStatus.success
  private var hasQuit = false
  private var knowsLocals = false
  let isInteractive: Bool

  init(_ session: SessionWorker, scope: ConsoleScope, limits: JobLimits, keepsHistory: Bool) {
    self.session = session
    self.scope = scope
    self.limits = limits
    isInteractive = isatty(STDIN_FILENO) != 0
    let history = keepsHistory ? HistoryFile() : nil
    let terminal = TerminalLineReader(history: history) { [unowned self] line in completion(of: line) }
    reader = if let terminal { terminal } else { PlainLineReader() }
  }

  // MARK: Reading

  /// Reads and runs lines until there are no more.
  func run() -> ExitStatus {
    if isInteractive { greet() }
    while !hasQuit {
      switch reader.read(prompt: pending.isEmpty ? "> " : ">> ") {
      case .line(let line):
        lineNumber += 1
        reader.remember(line)
        take(line)
      case .interrupted: pending = []
      case .end:
        if !pending.isEmpty {
          let source = pending.joined(separator: "\n")
          pending = []
          // With an end that closes nothing Lua says what is missing where.
          evaluate(source, isWhole: true)
        }
        hasQuit = true
      }
    }
    return isInteractive ? .success : status
  }

  private func greet() {
    let version = "workbench \(WorkbenchVersion.current) · :help explains, :quit ends"
    Streams.write((version + "\n").utf8, to: STDOUT_FILENO)
  }

  private func take(_ line: String) {
    if pending.isEmpty {
      if line.allSatisfy(\.isWhitespace) { return }
      if let (word, argument) = ConsoleCommandName.split(line) { return obey(word, argument) }
    }
    pending.append(line)
    let source = pending.joined(separator: "\n")
    if evaluate(source, isWhole: false) { pending = [] }
  }

  // MARK: Lua

  /// Runs source; `false` when it is the beginning of something longer.
  @discardableResult
  func evaluate(
    _ source: String, isWhole: Bool, name: String? = nil, modules: [WorkerJob.Chunk] = [], timed: Bool = false
  ) -> Bool {
    chunkNumber += 1
    var line = SessionRecord.Line(name: name ?? "input \(chunkNumber)", source: source, limits: limits)
    line.modules = modules
    line.isScript = name != nil
    if name == nil { firstLines[line.name] = lineNumber - source.count(where: \.isNewline) }
    let start = Self.now
    let end = session.perform(line.job(silent: false, options: roomOptions))
    guard case .done(let usage) = end else {
      tell(end, source: source, name: line.name)
      return true
    }
    let reply = SessionReply(session.result)
    switch reply?.line {
    case .incomplete?:
      guard isWhole else {
        chunkNumber -= 1
        return false
      }
      fail(
        Diagnostic(
          .error, code: "syntax", "the end is missing: more was expected", file: place(line.name),
          line: isInteractive ? nil : lineNumber))
    case .statement?, .value?:
      line.results = reply!.results
      line.cpuMicroseconds = usage.cpuMicroseconds
      session.note(line)
      explainLocals(source)
    case nil: fail(Diagnostic(.error, code: "worker", "the worker gave no answer"))
    }
    if timed { tellTime(usage, elapsed: Self.now - start) }
    return true
  }

  /// Says, once, why a local is not there any more.
  private func explainLocals(_ source: String) {
    guard isInteractive, !knowsLocals, source.hasPrefix("local "), !source.contains(where: \.isNewline) else { return }
    knowsLocals = true
    Streams.report(
      Diagnostic(.note, code: "local", "a local ends with its line", remedy: "leave out 'local' to keep the variable"))
  }

  private func tellTime(_ usage: JobUsage, elapsed: Int64) {
    func seconds(_ microseconds: Int64) -> String {
      let milliseconds = (microseconds + 500) / 1000
      return "\(milliseconds / 1000).\(String(1000 + milliseconds % 1000).dropFirst()) s"
    }
    let text = "\(seconds(usage.cpuMicroseconds)) of CPU time, \(seconds(elapsed)) elapsed\n"
    Streams.write(text.utf8, to: STDOUT_FILENO)
  }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  // MARK: Answers

  /// Has the session answer a command.
  func ask(_ action: SessionAction, _ argument: String = "") {
    var options = roomOptions
    options[SessionOption.action] = action.rawValue
    options[SessionOption.argument] = argument
    tell(session.perform(WorkerJob(kind: SessionJob.command, options: options, limits: limits)))
  }

  /// Makes the article that somebody calls `name` the session's.
  func open(_ name: String) {
    var job = WorkerJob(kind: SessionJob.article, options: roomOptions, limits: limits)
    let status = scope.open(name, in: &job)
    if status == .success { tell(session.perform(job)) } else { note(status) }
  }

  /// What the terminal has room for.
  private var roomOptions: [String: String] {
    var options: [String: String] = [:]
    options[JobOption.width] = Streams.terminalWidth.map(String.init)
    options[SessionOption.lines] = String(Streams.terminalHeight.map { max(10, $0 - 4) } ?? 50)
    return options
  }

  private func completion(of line: String) -> Completion {
    ConsoleCompletion(scope: scope) { [unowned self] source, action in
      var options: [String: String] = [:]
      options[SessionOption.action] = action?.rawValue
      let whole = (pending + [source]).joined(separator: "\n")
      var job = WorkerJob(
        kind: SessionJob.complete, options: options,
        chunks: [.init(key: "line", path: "line", source: Array((action == nil ? whole : source).utf8))],
        limits: limits)
      job.limits.cpuTime = .milliseconds(500)
      guard case .done = session.perform(job) else { return Completion() }
      return CompletionCoding.decoded(from: session.result)
    }.completion(of: line, isContinued: !pending.isEmpty)
  }

  // MARK: Problems

  /// Tells what went wrong with a job, if something did.
  func tell(_ end: SessionWorker.End, source: String? = nil, name: String? = nil) {
    switch end {
    case .done: return
    case .failed(let failure): tell(failure, source: source, name: name)
    // The session has told why, and what it did about it.
    case .died(let death): note(death == .refusedToRun ? .unprotected : .workerDied)
    case .unwritten(let problem): fail(Diagnostic(.error, code: "output", problem))
    }
  }

  private func tell(_ failure: WorkerFailure, source: String?, name: String?) {
    if failure.kind == .interrupted {
      Streams.write("interrupted\n".utf8, to: STDERR_FILENO)
      return note(.interrupted)
    }
    var diagnostic = Diagnostic(.error, code: "\(failure.kind)", failure.message)
    // Where in a single line somebody can see for himself.
    let isThisLine = failure.file == name || failure.file == "console"
    if let file = failure.file, !isInteractive || !isThisLine || source?.contains(where: \.isNewline) == true {
      diagnostic.file = place(file)
      diagnostic.line = line(failure.line, of: file)
    }
    diagnostic.remedy = frames(failure)
    if failure.kind == .memory {
      diagnostic.remedy = "set what you do not need to nil, or start with --memory-limit MIB"
    }
    if failure.kind == .cpuTime { diagnostic.remedy = "start the console with --time-limit SECONDS for more" }
    fail(diagnostic, failure.kind.isLimit ? .limit : .failure)
  }

  /// How the place of an error was reached, where that says more than the place.
  private func frames(_ failure: WorkerFailure) -> String? {
    let lines = (failure.traceback ?? "").split(separator: "\n").filter { !$0.contains("[host]") }
    let isDeeper = lines.count > 1
    return isDeeper && isInteractive ? "in:\n" + lines.joined(separator: "\n") : nil
  }

  /// The file that a chunk came from.
  private func place(_ chunk: String) -> String? {
    if chunk == "console" { return nil }
    return !isInteractive && firstLines[chunk] != nil ? "standard input" : chunk
  }

  private func line(_ line: Int?, of chunk: String) -> Int? {
    guard !isInteractive, let first = firstLines[chunk] else { return line }
    return line.map { first + $0 - 1 }
  }

  /// Reports a problem and remembers that there was one.
  func fail(_ diagnostic: Diagnostic, _ status: ExitStatus = .failure) {
    Streams.report(diagnostic)
    note(status)
  }

  private func note(_ own: ExitStatus) { if status == .success { status = own } }

  func quit() { hasQuit = true }
}
