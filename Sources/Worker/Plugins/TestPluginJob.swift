import Analysis
import ArticleModel
import LuaRuntime
import PluginKit
import Scripting

/// Runs the tests of a plugin: the Lua files in its folder `tests`.
///
/// A test file calls `test(name, text, check, options)`: the text is loaded and analysed with the plugin, and `check`
/// gets the article and, of a report, what it prints. Each check is one line of the output; the status is 1 where one fails.
final class TestPluginJob {
  private let job: WorkerJob
  private let channel: JobChannel
  private let plugin: Plugin
  private var passed = 0
  private var failed = 0

  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let id = job.options[JobOption.plugin], let member = EnabledPlugins.current.member(id) else {
      throw WorkerFailure(.unsupported, "no plugin to test")
    }
    // A plugin that does not fit among the analysers fails before any test.
    _ = try EnabledPlugins.current.pipeline()
    return try TestPluginJob(job, channel, member.plugin).run()
  }

  private init(_ job: WorkerJob, _ channel: JobChannel, _ plugin: Plugin) {
    self.job = job
    self.channel = channel
    self.plugin = plugin
  }

  private func run() throws -> Int32 {
    let files = plugin.files.names.filter { $0.hasPrefix("tests/") && $0.hasSuffix(".lua") }
    for file in files { try run(file) }
    if files.isEmpty { try channel.write("no tests: put Lua files into the folder tests\n", to: .standardOutput) }
    let count = passed + failed
    if count > 0 { try channel.write("\(passed) of \(count) tests passed\n", to: .standardOutput) }
    return failed > 0 ? 1 : 0
  }

  private func run(_ file: String) throws {
    let channel = channel
    let limits = LuaLimits(
      cpuSeconds: channel.cpuTimeLeft.map { max($0.seconds, 0.001) } ?? 0, memoryBytes: job.limits.memory,
      memoryExitStatus: WorkerMain.outOfMemoryStatus)
    let state: LuaState
    do {
      state = try LuaState(.init(limits: limits, output: { try channel.write(Array($0), to: .standardOutput) }))
    } catch {
      throw WorkerFailure(error)
    }
    let binding = ArticleBinding(
      .none, in: state, scriptName: file, scope: .map,
      declaredLayers: Set(plugin.manifest.provides + plugin.manifest.requires))
    state.addFunction("test") { [unowned self] call in
      let name = try call.string(1)
      let text = try call.bytes(2)
      let check = try call.function(3)
      let options = call.isNil(4) ? LuaValue.table([]) : try call.value(4)
      do {
        let (article, output) = try prepare(text, options)
        binding.load(article)
        try check.call(results: 0) { call in
          binding.pushArticle(call)
          call.push(output)
        }
        passed += 1
        try channel.write("ok      \(file): \(name)\n", to: .standardOutput)
      } catch let failure as WorkerFailure where failure.kind == .interrupted {
        throw failure
      } catch {
        if call.isKilled { return }
        failed += 1
        try channel.write("FAILED  \(file): \(name)\n        \(Self.message(error))\n", to: .standardOutput)
      }
    }
    let environment = LuaEnvironment(state)
    RunningScript.current = state.interrupt
    defer { RunningScript.current = nil }
    do {
      try state.run(plugin.file(file) ?? [], path: plugin.path(of: file), in: environment)
    } catch {
      throw WorkerFailure(error)
    }
  }

  private static func message(_ error: any Error) -> String {
    switch error {
    case let error as LuaError: error.description
    case let failure as WorkerFailure:
      (failure.file.map { file in failure.line.map { "\(file):\($0): " } ?? "\(file): " } ?? "") + failure.message
    case let failure as LuaFailure: failure.message
    default: "\(error)"
    }
  }

  /// The article of a test, and what a report prints over it.
  private func prepare(_ text: [UInt8], _ options: LuaValue) throws -> (Article, String?) {
    var settings = job.options
    settings[JobOption.published] = options["published"]?.text
    settings[JobOption.publisher] = options["publisher"]?.text
    // Long strings in Lua are indented as their code is, and begin on a line of their own.
    let article = try ArticlePreparation(settings).article(from: .init(name: "test.txt", bytes: text))
    if let problem = article.diagnostics.first(where: { $0.code == "plugin-failed" }) {
      throw WorkerFailure(.runtime, problem.message, file: problem.file, line: problem.line)
    }
    guard plugin.manifest.kind == .report, let entry = plugin.manifest.entry else { return (article, nil) }
    let source = plugin.file(entry) ?? []
    settings[JobOption.report] = plugin.id
    settings[JobOption.reportOptions] = try ReportOptions.encoded(plugin.manifest, given: options["options"])
    var report = job
    report.options = settings
    report.chunks = [.init(key: "script", path: plugin.path(of: entry), source: source)]
    if ScriptSource.defined(["map"], in: source).contains("map") {
      let value = try MapJob.map(article, seed: text, report, channel).value
      return (article, value.map { String(decoding: $0.encoded(), as: UTF8.self) })
    }
    let printed = ScriptSession.Printed()
    try ScriptSession(report, channel, article: article, seed: text, writesFiles: false, printed: printed).run()
    return (article, String(decoding: printed.bytes, as: UTF8.self))
  }
}
