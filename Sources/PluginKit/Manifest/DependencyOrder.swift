/// Plugins in an order in which each comes after those it depends on.
public enum DependencyOrder {
  /// Orders `plugins`; those that do not depend on each other keep the order of their ids.
  ///
  /// - Throws: a `PluginProblem` where one is missing, has the wrong version, or waits for itself.
  public static func sort(_ plugins: [PluginManifest]) throws(PluginProblem) -> [PluginManifest] {
    var byID: [String: PluginManifest] = [:]
    for plugin in plugins where byID.updateValue(plugin, forKey: plugin.id) != nil {
      throw PluginProblem("two plugins are called '\(plugin.id)'")
    }
    for plugin in plugins.sorted(by: { $0.id < $1.id }) {
      for (name, range) in plugin.dependencies.sorted(by: { $0.key < $1.key }) {
        guard let found = byID[name] else {
          throw PluginProblem(
            "'\(plugin.id)' needs the plugin '\(name)' (\(range))", remedy: "`workbench plugin install` it")
        }
        guard range.contains(found.version) else {
          throw PluginProblem(
            "'\(plugin.id)' needs '\(name)' in version \(range), and \(found.version) is there",
            remedy: "`workbench plugin update \(name)`, or ask the author of '\(plugin.id)'")
        }
      }
    }
    var ordered: [PluginManifest] = []
    var waiting = plugins.sorted { $0.id < $1.id }
    while !waiting.isEmpty {
      let there = Set(ordered.map(\.id))
      guard let next = waiting.firstIndex(where: { there.isSuperset(of: $0.dependencies.keys) }) else {
        throw PluginProblem("these plugins wait for each other: \(waiting.map(\.id).joined(separator: ", "))")
      }
      ordered.append(waiting.remove(at: next))
    }
    return ordered
  }
}
