import ArticleModel
import LuaRuntime
import PatternQuery
import Reporting
import Scripting
import Segments

/// A Lua state that stays from line to line: what a console talks to.
final class Session {
  let state: LuaState
  let binding: ArticleBinding
  let environment: LuaEnvironment
  let channel: JobChannel
  let output: SessionOutput
  /// The articles that are `corpus`; `nil` where there is one alone.
  private(set) var series: (any ArticleSeries)?
  /// The names of the corpus's entities, a lexicon a segment.
  private var knownNames: [any Lexicon] = []
  /// A corpus in a line, as the host knows it.
  private(set) var summary: String?
  /// What `:more` goes on with.
  var pages: ValuePages?
  /// Results that have a number, from 1 on.
  private(set) var resultCount = 0

  /// Older results than so many are given up.
  private static let mostResults = 500
  /// Bytes that every line may use, whatever is held already.
  private static let leastMemory = 1 << 20
  /// The seed of random numbers, which are the same in every session.
  private static let seed: UInt64 = 0x636F_6E73_6F6C_6521

  private init(
    _ job: WorkerJob, _ channel: JobChannel, article: Article, scope: ScriptScope
  ) throws {
    self.channel = channel
    let output = SessionOutput(channel)
    self.output = output
    do {
      state = try LuaState(
        .init(limits: Self.limits(job, channel), seed: Self.seed, output: { try output.add($0) }))
    } catch {
      throw WorkerFailure(error)
    }
    RunningScript.current = state.interrupt
    let width = job.options[JobOption.width].flatMap { Int($0) }
    let mayWrite = job.options[JobOption.files] != nil
    binding = ArticleBinding(
      article, in: state, scriptName: "console",
      tableFormat: TableFormat(job.options[JobOption.format].flatMap(Table.Format.init) ?? .text, width: width),
      scope: scope,
      writeFile: mayWrite
        ? { name, bytes in
          if let problem = ReportFileName.problem(with: name) { throw LuaFailure(problem, argument: 1) }
          try channel.writeFile(name, bytes)
        } : nil)
    let arguments = job.arguments
    state.addGlobal("arg") { $0.pushList(arguments.map { .string($0) }) }
    environment = LuaEnvironment(state)
    // At hand without a word, as in the examples.
    try state.run("report = require \"report\"", path: "console", in: environment)
  }

  // MARK: Opening

  /// Begins a session over what the job brings, and says what that is.
  static func open(_ job: WorkerJob, _ channel: JobChannel) throws -> Session {
    if job.options[JobOption.corpus] != nil {
      let selection = try SegmentSelection(job, channel)
      let series = SegmentSeries(selection)
      let session = try Session(job, channel, article: .none, scope: .corpus(series))
      session.series = series
      session.summary = job.options[SessionOption.summary]
      session.knownNames = selection.segments.compactMap { $0.structure("ent")?.attributes["entity"]?.lexicon }
      try session.showScope("corpus", job)
      return session
    }
    if job.options[SessionOption.single] != nil {
      let article = try JobArticle.article(of: job, channel)
      let session = try Session(job, channel, article: article, scope: .article)
      try session.showScope("article", job)
      return session
    }
    let series = try FileSeries(job, channel)
    let session = try Session(job, channel, article: .none, scope: .corpus(series))
    session.series = series
    try session.showScope("corpus", job)
    return session
  }

  private func showScope(_ name: String, _ job: WorkerJob) throws {
    guard job.options[SessionOption.silent] == nil else { return }
    try perform(job) { try show([environment.handle(name)], Self.room(job)) }
  }

  /// Puts another article in the place of the session's; what the user holds of the one before stays good.
  func load(_ job: WorkerJob) throws {
    let article = try JobArticle.article(of: job, channel)
    binding.load(article)
    environment.set("article") { binding.pushArticle($0) }
    try showScope("article", job)
  }

  // MARK: Running

  /// Runs `body` under the job's limits; what was printed is on its way to the host afterwards, also when it fails.
  @discardableResult
  func perform<Result>(_ job: WorkerJob, _ body: () throws -> Result) throws -> Result {
    var limits = Self.limits(job, channel)
    // What earlier lines hold must not keep the next one from letting it go.
    if state.memoryBytes > limits.memoryBytes - Self.leastMemory { state.collectGarbage() }
    limits.memoryBytes = max(limits.memoryBytes, state.memoryBytes + Self.leastMemory)
    state.setLimits(limits)
    output.isSilent = job.options[SessionOption.silent] != nil
    do {
      let result = try state.withLimits(body)
      try output.flush()
      if channel.isInterrupted { throw WorkerFailure(.interrupted, "interrupted") }
      try reportDiagnostics()
      return result
    } catch let error as LuaError {
      try output.flush()
      try reportDiagnostics()
      var failure = WorkerFailure(error)
      if error.kind == .timeLimit, let limit = job.limits.cpuTime {
        failure.message = "stopped: a line may take \(limit.seconds) s of CPU time"
      }
      throw failure
    } catch let error as LuaFailure {
      try output.flush()
      throw WorkerFailure(.runtime, error.message)
    }
  }

  /// What the script was warned of, such as a layer that nobody has made.
  private func reportDiagnostics() throws {
    for warning in binding.takeWarnings() where !output.isSilent { try channel.report(warning) }
  }

  static func limits(_ job: WorkerJob, _ channel: JobChannel) -> LuaLimits {
    // The host counts elapsed time, which stands still while it reads an article.
    LuaLimits(
      cpuSeconds: channel.cpuTimeLeft.map { max($0.seconds, 0.001) } ?? 0, wallSeconds: 0,
      memoryBytes: job.limits.memory, memoryExitStatus: WorkerMain.outOfMemoryStatus)
  }

  static func room(_ job: WorkerJob) -> ValuePages.Room {
    ValuePages.Room(
      width: job.options[JobOption.width].flatMap { Int($0) },
      lines: job.options[SessionOption.lines].flatMap { Int($0) } ?? 40)
  }

  // MARK: Results

  /// Keeps a line's values as `_1`, `_2` … and the first of them as `_`.
  func keep(_ values: [LuaHandle]) {
    for value in values where value.type != .nil {
      resultCount += 1
      environment.set("_\(resultCount)") { $0.push(value) }
      if resultCount > Self.mostResults { environment.set("_\(resultCount - Self.mostResults)", .nil) }
    }
    if let first = values.first { environment.set("_") { $0.push(first) } }
  }

  /// Makes the next result that with the number `first`.
  func numberResults(from first: Int) { resultCount = max(first - 1, 0) }

  /// The entities' names that begin so, with those they are also known by.
  func names(withPrefix prefix: String) -> [String] {
    let bytes = Array(prefix.utf8)
    let known = knownNames.flatMap { lexicon in
      (lexicon.ids(withPrefix: bytes) ?? []).prefix(2_000).map { lexicon.string($0) }
    }
    return known + binding.article.entities.flatMap { [$0.name] + $0.aliases }
  }

  /// The numbered results that are still kept.
  var results: [(name: String, value: LuaHandle)] {
    guard resultCount > 0 else { return [] }
    return (max(1, resultCount - Self.mostResults + 1)...resultCount).map { ("_\($0)", environment.handle("_\($0)")) }
  }
}

/// The session of a worker, when it has one.
final class SessionHolder {
  private var session: Session?

  /// Does a job of a session.
  func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    if job.kind == SessionJob.open {
      session = nil
      session = try Session.open(job, channel)
      return 0
    }
    guard let session else { throw WorkerFailure(.unsupported, "there is no session") }
    session.output.clear()
    try session.binding.goHome()
    // Another job may have run a script of its own meanwhile.
    RunningScript.current = session.state.interrupt
    switch job.kind {
    case SessionJob.evaluate: try session.evaluate(job)
    case SessionJob.complete: try session.complete(job)
    case SessionJob.article: try session.load(job)
    default: try session.answer(job)
    }
    return 0
  }
}
