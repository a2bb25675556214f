import ArticleLoading
import ArticleModel
import LuaRuntime
import Reporting
import Scripting

/// Runs a script over an article.
final class ScriptJob {
  private let job: WorkerJob
  private let channel: JobChannel
  private var output: [UInt8] = []
  /// Output goes to the host in pieces of about this size, so that a killed worker loses little.
  private static let outputPiece = 8 << 10

  private init(_ job: WorkerJob, _ channel: JobChannel) {
    self.job = job
    self.channel = channel
  }

  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 { try ScriptJob(job, channel).run() }

  private func run() throws -> Int32 {
    guard let script = job.chunks.first, let input = job.inputs.first else {
      throw WorkerFailure(.unsupported, "a script and an article are needed")
    }
    let article = try ArticlePreparation(job.options).article(from: input)
    // The article's own problems come first; the script may add to them.
    for diagnostic in article.diagnostics { try channel.report(diagnostic) }
    let state = try makeState(seed: script.source + input.bytes)
    let binding = ArticleBinding(
      article, in: state, scriptName: Self.name(of: script.path), tableFormat: tableFormat,
      declaredLayers: ScriptSource.layersMade(by: job.chunks.map(\.source)), writeFile: fileWriter)
    for module in job.chunks.dropFirst() {
      state.addSourceModule(module.key, source: module.source, path: module.path)
    }
    let arguments = job.arguments
    state.addGlobal("arg") { $0.pushList(arguments.map { .string($0) }) }
    defer { withExtendedLifetime(binding) {} }
    do {
      try state.run(script.source, path: script.path, in: LuaEnvironment(state))
    } catch {
      try flush()
      var failure = WorkerFailure(error)
      // The script got what the analysis left of the limit; the user knows the limit.
      if error.kind == .timeLimit, let limit = job.limits.cpuTime {
        failure.message = "stopped: analysis and script may take \(limit.seconds) s of CPU time"
      }
      throw failure
    }
    try flush()
    for diagnostic in binding.article.diagnostics.dropFirst(article.diagnostics.count) {
      try channel.report(diagnostic)
    }
    try channel.count(facts: binding.article.annotations.count)
    return 0
  }

  private func makeState(seed: [UInt8]) throws -> LuaState {
    let seconds = channel.cpuTimeLeft.map { max($0.seconds, 0.001) } ?? 0
    let configuration = LuaState.Configuration(
      limits: LuaLimits(
        cpuSeconds: seconds, memoryBytes: job.limits.memory, memoryExitStatus: WorkerMain.outOfMemoryStatus),
      seed: Self.seed(from: seed),
      output: { [unowned self] bytes in
        output += bytes
        if output.count >= Self.outputPiece { try flush() }
      })
    do {
      let state = try LuaState(configuration)
      RunningScript.current = state.interrupt
      return state
    } catch {
      throw WorkerFailure(error)
    }
  }

  private func flush() throws(WorkerFailure) {
    guard !output.isEmpty else { return }
    let piece = output
    output = []
    try channel.write(piece, to: .standardOutput)
  }

  private var tableFormat: TableFormat {
    TableFormat(
      job.options[JobOption.format].flatMap(Table.Format.init) ?? .text,
      width: job.options[JobOption.width].flatMap { Int($0) })
  }

  private var fileWriter: ((String, [UInt8]) throws -> Void)? {
    guard job.options[JobOption.files] != nil else { return nil }
    return { [channel] name, bytes in
      if let problem = ReportFileName.problem(with: name) { throw LuaFailure(problem, argument: 1) }
      try channel.writeFile(name, bytes)
    }
  }

  /// The first eight bytes of the hash over script and article.
  private static func seed(from bytes: [UInt8]) -> UInt64 {
    UInt64(ContentHash.sha256(bytes).prefix(16), radix: 16) ?? 0
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}

extension WorkerFailure {
  /// A Lua error, its place and its traceback.
  init(_ error: LuaError) {
    let kind: WorkerFailure.Kind =
      switch error.kind {
      case .syntax: .syntax
      case .runtime: .runtime
      case .timeLimit: .cpuTime
      case .memoryLimit: .memory
      case .interrupted: .interrupted
      default: .internal
      }
    let traceback = error.traceback.map { "  \($0)" }.joined(separator: "\n")
    self.init(
      kind, error.message, file: error.path, line: error.line, traceback: traceback.isEmpty ? nil : traceback)
  }
}

extension Duration {
  /// Seconds with their fraction.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
