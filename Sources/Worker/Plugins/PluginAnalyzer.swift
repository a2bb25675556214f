import Analysis
import ArticleModel
import LuaRuntime
import PluginKit
import Scripting

/// An extractor as a step of the pipeline.
///
/// When its code fails, none of its facts are taken, the article says so, and the analysis goes on.
struct PluginAnalyzer: Analyzer {
  let id: String
  let version: String
  let requires: Set<Layer>
  let provides: Set<Layer>
  private let work: Work

  init(_ plugin: Plugin, _ granted: Set<Capability>, libraries: [Plugin]) {
    id = plugin.id
    version = plugin.versionWithHash
    var requires: Set<Layer> = [.tokens, .sentences, .partsOfSpeech, .lemmas]
    requires.formUnion(plugin.manifest.requires.map { Layer($0) })
    for case .read(let layer) in granted { requires.insert(Layer(layer)) }
    var provides = Set(plugin.manifest.provides.map { Layer($0) })
    // Entities are made from names, and what builds on entities comes too late to name anybody.
    provides.remove(.entities)
    if !requires.isSubset(of: [.tokens, .sentences, .partsOfSpeech, .lemmas, .dependencies, .regions, .mentions]) {
      provides.remove(.mentions)
    }
    self.provides = provides
    // What it adds to it also reads, but does not wait for: the pipeline sees to that.
    self.requires = requires.subtracting(provides)
    work = Work(plugin, granted, libraries)
  }

  func analyze(_ article: inout Article, in context: AnalysisContext) { work.run(over: &article) }

  /// What is kept between articles; a worker has one thread.
  private final class Work: @unchecked Sendable {
    private let plugin: Plugin
    private let granted: Set<Capability>
    private let libraries: [Plugin]
    private let access: ModelAccess
    private let cache = PluginQueryCache()

    init(_ plugin: Plugin, _ granted: Set<Capability>, _ libraries: [Plugin]) {
      self.plugin = plugin
      self.granted = granted
      self.libraries = libraries
      access = ModelAccess(granted)
    }

    func run(over article: inout Article) {
      do {
        let state = try PluginState(
          plugin, libraries: libraries, granted: granted, article: article, limits: limits, cache: cache
        ) { bytes in try EnabledPlugins.channel?.write(Array(bytes), to: .standardError) }
        let outer = RunningScript.current
        RunningScript.current = state.interrupt
        defer { RunningScript.current = outer }
        let additions = try state.run()
        additions.apply(to: &article)
      } catch {
        article.diagnostics.append(diagnostic(error))
      }
    }

    private var limits: LuaLimits {
      let own = Double(plugin.manifest.limits.milliseconds ?? 2000) / 1000
      let left = EnabledPlugins.channel?.cpuTimeLeft.map { max($0.seconds, 0.001) } ?? own
      return LuaLimits(
        cpuSeconds: min(own, left), memoryBytes: (plugin.manifest.limits.memory ?? 128) << 20,
        memoryExitStatus: WorkerMain.outOfMemoryStatus)
    }

    private func diagnostic(_ error: any Error) -> Diagnostic {
      let code = "plugin-failed"
      let head = "the plugin '\(plugin.id)' failed, and its facts are left out: "
      if let error = error as? LuaError {
        let why =
          switch error.kind {
          case .timeLimit: "it took more than \(Int(limits.cpuSeconds * 1000)) ms"
          case .memoryLimit: "it took more than \(limits.memoryBytes >> 20) MiB"
          case .interrupted: "it was interrupted"
          default: error.message
          }
        return Diagnostic(.error, code: code, head + why, file: error.path ?? plugin.place, line: error.line)
      }
      let message = (error as? LuaFailure)?.message ?? "\(error)"
      return Diagnostic(.error, code: code, head + message, file: plugin.place)
    }
  }
}
