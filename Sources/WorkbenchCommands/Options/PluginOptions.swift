import ArgumentParser
import ArticleModel
import PluginKit
import Worker

/// Which plugins take part.
struct PluginOptions: ParsableArguments {
  @Option(
    name: .customLong("plugin"),
    help: ArgumentHelp(
      "A plugin to use besides those of workbench.lock: the name of an installed one, or its folder or archive.",
      valueName: "name"))
  var plugins: [String] = []

  @Flag(help: "Use no plugins but those named with --plugin.") var noPlugins = false

  @Flag(help: "Use the plugins of workbench.lock without asking, for this run only.") var trustLock = false

  /// The plugins for a job; those that cannot be used are named on standard error.
  func parcels() throws(PluginCommandProblem) -> [PluginParcel] {
    var chosen = ChosenPlugins()
    for name in plugins { try chosen.add(named: name) }
    if !noPlugins { try chosen.addLock(trusted: trustLock) }
    return try chosen.parcels()
  }
}

/// Plugins as they are chosen: each id once, the first that was named wins.
struct ChosenPlugins {
  private var chosen: [String: PluginParcel] = [:]
  /// In the order in which they were chosen.
  private var order: [String] = []
  private var needed: [String] = []

  private mutating func add(_ id: String, _ parcel: PluginParcel, dependencies: [String]) {
    guard chosen[id] == nil else { return }
    chosen[id] = parcel
    order.append(id)
    needed += dependencies
  }

  /// Adds the plugin in a folder or an archive, or the installed one of this name.
  ///
  /// A folder or an archive that the user names is run as a script would be: it gets what its manifest asks for.
  mutating func add(named name: String) throws(PluginCommandProblem) {
    if PluginName.isID(name), !PluginFolder.isOne(name) { return try addInstalled(name) }
    if Folder.exists(name) {
      let (plugin, archive) = try PluginFolder.plugin(name)
      return add(
        plugin.id, PluginParcel(archive: archive, place: plugin.place, granted: plugin.manifest.capabilities),
        dependencies: plugin.manifest.dependencies.keys.sorted())
    }
    guard let archive = try WholeFile.read(name, limit: PluginArchive.largest) else {
      throw PluginCommandProblem(
        "there is no plugin, folder or archive '\(name)'", remedy: "`workbench plugin list` shows what is installed")
    }
    let description = try PluginInspection.describe(archive, place: name)
    add(
      description.manifest.id,
      PluginParcel(archive: archive, place: name, granted: description.manifest.capabilities),
      dependencies: description.manifest.dependencies.keys.sorted())
  }

  private mutating func addInstalled(_ id: String) throws(PluginCommandProblem) {
    if chosen[id] != nil { return }
    let store = try PluginStore()
    guard let plugin = try store.installed().first(where: { $0.entry.id == id }) else {
      throw PluginCommandProblem(
        "the plugin '\(id)' is not installed", remedy: "`workbench plugin install` it, or name its folder: ./\(id)")
    }
    guard let granted = try store.approvals().capabilities(of: plugin.entry.sha256) else {
      throw PluginCommandProblem(
        "you have not agreed to the plugin '\(id)'",
        remedy: "`workbench plugin install \(plugin.entry.source)` asks you")
    }
    guard let archive = try store.archive(plugin.entry.sha256) else {
      throw PluginCommandProblem(
        "the archive of '\(id)' is gone", remedy: "`workbench plugin install \(plugin.entry.source)`")
    }
    add(
      id, PluginParcel(archive: archive, place: "\(id) \(plugin.entry.version)", granted: granted),
      dependencies: plugin.dependencies)
  }

  /// Adds the plugins of the nearest lock that the user agreed to; the others are named and left out, unless the user
  /// agrees now, or has said that this lock is to be trusted.
  mutating func addLock(trusted: Bool) throws(PluginCommandProblem) {
    guard let file = try LockFile.nearest(), !file.lock.entries.isEmpty else { return }
    let store = try PluginStore()
    var approvals = try store.approvals()
    for entry in file.lock.entries where chosen[entry.id] == nil {
      guard let archive = try store.archive(entry.sha256) else {
        Self.leaveOut(
          entry, file, "is not installed here", "`workbench plugin install` without a name installs what the lock pins")
        continue
      }
      let place = "\(entry.id) \(entry.version)"
      if let granted = approvals.capabilities(of: entry.sha256) {
        add(entry.id, PluginParcel(archive: archive, place: place, granted: granted), dependencies: [])
        continue
      }
      let description = try PluginInspection.describe(archive, place: place)
      let capabilities = description.manifest.capabilities
      if !trusted {
        guard Consent.canAsk else {
          Self.leaveOut(
            entry, file, "was not agreed to by you", "run it on a terminal to be asked, or pass --trust-lock")
          continue
        }
        Consent.show("\(file.path) enables a plugin that you have not agreed to:\n")
        Consent.show(
          Consent.summary(description, signature: entry.signer.map { "signed by \($0)" } ?? "unsigned", new: []))
        guard Consent.ask("Use it?") else {
          Self.leaveOut(entry, file, "was not agreed to by you", nil)
          continue
        }
        approvals.approve(sha256: entry.sha256, capabilities)
        try store.write(approvals)
      }
      add(entry.id, PluginParcel(archive: archive, place: place, granted: capabilities), dependencies: [])
    }
  }

  private static func leaveOut(_ entry: PluginLock.Entry, _ file: LockFile, _ reason: String, _ remedy: String?) {
    Streams.report(
      Diagnostic(
        .warning, code: "plugin-left-out", "the plugin '\(entry.id)' \(reason), and is left out", remedy: remedy,
        file: file.path))
  }

  /// The parcels, with what they depend on.
  mutating func parcels() throws(PluginCommandProblem) -> [PluginParcel] {
    while let id = needed.popLast() { try addInstalled(id) }
    return order.compactMap { chosen[$0] }
  }
}
