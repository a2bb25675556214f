import ArticleModel
import LuaRuntime
import PluginKit
import Scripting

extension EnabledPlugins.Member {
  /// Gives the state of a report its modules, its libraries, and the global `options`.
  func open(in binding: ArticleBinding, _ state: LuaState, options: String?) throws(WorkerFailure) {
    do {
      try binding.register(plugin, granted: granted, libraries: EnabledPlugins.current.dependencies(of: plugin))
    } catch {
      throw WorkerFailure(error)
    }
    binding.factVersion = plugin.versionWithHash
    let value = options.flatMap { try? JSONValue(parsing: Array($0.utf8)) } ?? .object([:])
    state.addGlobal("options") { $0.push(value.plain) }
  }
}
