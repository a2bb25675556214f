import ArticleLoading
import ArticleModel
import LuaRuntime
import PluginKit
import Reporting
import Scripting

/// A script in its state: what it prints goes to the host, what goes wrong becomes a failure with its place.
final class ScriptSession {
  let state: LuaState
  let binding: ArticleBinding
  let environment: LuaEnvironment
  private let job: WorkerJob
  private let channel: JobChannel
  private let script: WorkerJob.Chunk
  private let output: Output

  /// A session for the job's first chunk; the others are modules.
  ///
  /// - Parameters:
  ///   - printed: takes what the script prints; without it, the host does.
  ///   - wallClock: whether elapsed time is limited here; the host limits it where the script waits for others.
  init(
    _ job: WorkerJob, _ channel: JobChannel, article: Article, seed: [UInt8], scope: ScriptScope = .article,
    writesFiles: Bool = true, wallClock: Bool = true, printed: Printed? = nil
  ) throws {
    guard let script = job.chunks.first else { throw WorkerFailure(.unsupported, "no script") }
    self.job = job
    self.channel = channel
    self.script = script
    let output = Output(channel, printed)
    self.output = output
    let seconds = channel.cpuTimeLeft.map { max($0.seconds, 0.001) } ?? 0
    let limits = LuaLimits(
      cpuSeconds: seconds, wallSeconds: wallClock ? nil : 0, memoryBytes: job.limits.memory,
      memoryExitStatus: WorkerMain.outOfMemoryStatus)
    do {
      state = try LuaState(
        .init(limits: limits, seed: Self.seed(from: script.source + seed), output: { try output.add($0) }))
    } catch {
      throw WorkerFailure(error)
    }
    RunningScript.current = state.interrupt
    let report = job.options[JobOption.report].flatMap(EnabledPlugins.current.member)
    let access = report.map { ModelAccess($0.granted) } ?? .script
    binding = ArticleBinding(
      article, in: state, scriptName: report?.plugin.id ?? Self.name(of: script.path),
      tableFormat: Self.tableFormat(job), scope: scope,
      declaredLayers: ScriptSource.layersMade(by: job.chunks.map(\.source)).union(access.ownLayers), access: access,
      writeFile: writesFiles ? Self.fileWriter(job, channel) : nil)
    for module in job.chunks.dropFirst() {
      state.addSourceModule(module.key, source: module.source, path: module.path)
    }
    let arguments = job.arguments
    state.addGlobal("arg") { $0.pushList(arguments.map { .string($0) }) }
    try report?.open(in: binding, state, options: job.options[JobOption.reportOptions])
    environment = LuaEnvironment(state)
  }

  /// Runs the script from top to bottom.
  func run() throws { try perform { try state.run(script.source, path: script.path, in: environment) } }

  /// A global function of the script, which must be there.
  func function(_ name: String) throws -> LuaFunction {
    guard let function = environment.function(name) else {
      throw WorkerFailure(
        .runtime, "the script defines no global function '\(name)' when it runs", file: script.path)
    }
    return function
  }

  /// Runs a part of the script; what it printed is on its way to the host afterwards, also when it fails.
  @discardableResult
  func perform<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      let result = try body()
      try output.flush()
      return result
    } catch let error as LuaError {
      try output.flush()
      var failure = WorkerFailure(error)
      // The script got what the analysis left of the limit; the user knows the limit.
      if error.kind == .timeLimit, let limit = job.limits.cpuTime {
        failure.message = "stopped: analysis and script may take \(limit.seconds) s of CPU time"
      }
      throw failure
    } catch let error as LuaFailure {
      try output.flush()
      throw WorkerFailure(.runtime, error.message, file: script.path)
    }
  }

  /// Starts random numbers anew from `bytes` and the script.
  func reseed(_ bytes: [UInt8]) { state.reseed(Self.seed(from: script.source + bytes)) }

  /// What a script prints, on its way to the host in pieces: a killed worker loses little.
  private final class Output {
    private let channel: JobChannel
    private var bytes: [UInt8] = []
    private let printed: Printed?
    private static let piece = 8 << 10

    init(_ channel: JobChannel, _ printed: Printed?) {
      self.channel = channel
      self.printed = printed
    }

    func add(_ more: UnsafeRawBufferPointer) throws {
      if let printed { return try printed.add(more) }
      bytes += more
      if bytes.count >= Self.piece { try flush() }
    }

    func flush() throws(WorkerFailure) {
      guard !bytes.isEmpty else { return }
      let piece = bytes
      bytes = []
      try channel.write(piece, to: .standardOutput)
    }
  }

  /// Keeps what a script prints instead of sending it.
  final class Printed {
    private(set) var bytes: [UInt8] = []

    func add(_ more: UnsafeRawBufferPointer) throws {
      guard bytes.count + more.count <= 16 << 20 else { throw LuaFailure("a script prints 16 MiB an article at most") }
      bytes += more
    }
  }

  private static func tableFormat(_ job: WorkerJob) -> TableFormat {
    TableFormat(
      job.options[JobOption.format].flatMap(Table.Format.init) ?? .text,
      width: job.options[JobOption.width].flatMap { Int($0) })
  }

  private static func fileWriter(_ job: WorkerJob, _ channel: JobChannel) -> ((String, [UInt8]) throws -> Void)? {
    guard job.options[JobOption.files] != nil else { return nil }
    return { name, bytes in
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
