import ArgumentParser
import ArticleModel
import Glibc
import PluginKit

/// `workbench plugin install [SOURCE…]`
struct PluginInstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install plugins and pin them in workbench.lock.",
    discussion: """
      A source is a folder, an archive, a git repository (https://, ssh://, file://, git@… or a path), REGISTRY#NAME, or \
      the name of a plugin in a registry. Without a source, what the nearest workbench.lock pins is installed. You are \
      shown what a plugin asks for, and asked; where there is no terminal it is refused, unless you pass --yes.
      """)

  @Argument(help: "Where the plugins come from.") var sources: [String] = []
  @Option(help: ArgumentHelp("Branch or tag of a git repository.", valueName: "name")) var revision: String?
  @Flag(help: "Agree to what the plugins ask for.") var yes = false
  @Flag(help: "Take plugins of the lock without asking.") var trustLock = false
  @Flag(help: "Take a version that is older than the installed one.") var allowDowngrade = false
  @OptionGroup var registries: RegistryOptions

  func run() throws {
    try reportingPlugins {
      if sources.isEmpty { return try installLock() }
      var installation = PluginInstallation(
        store: try PluginStore(), lockFile: try LockFile.nearestOrNew(), registries: registries.all, agrees: yes,
        allowsDowngrade: allowDowngrade)
      for source in sources {
        let fetched = try PluginSource.fetch(source, revision: revision, registries: registries.all)
        for outcome in try installation.install(fetched) { Self.tell(outcome, installation.lockFile.path) }
      }
    }
  }

  /// Installs exactly what the lock pins.
  private func installLock() throws(PluginCommandProblem) {
    guard let file = try LockFile.nearest() else {
      throw PluginCommandProblem("there is no workbench.lock here or above", remedy: "name a plugin to install")
    }
    var installation = PluginInstallation(
      store: try PluginStore(), lockFile: file, registries: registries.all, agrees: yes || trustLock)
    for entry in file.lock.entries {
      var fetched = try PluginSource.fetch(entry.source, registries: registries.all)
      fetched.promised = nil
      guard PluginFiles.sha256(fetched.archive) == entry.sha256 else {
        throw PluginCommandProblem(
          "the source of '\(entry.id)' no longer has what the lock pins", file: entry.source,
          remedy: "`workbench plugin update \(entry.id)` takes what it has now")
      }
      for outcome in try installation.install(fetched) { Self.tell(outcome, file.path) }
    }
  }

  static func tell(_ outcome: PluginInstallation.Outcome, _ lock: String) {
    let line =
      switch outcome {
      case .installed(let entry, nil): "installed \(entry.id) \(entry.version), pinned in \(lock)"
      case .installed(let entry, let before?): "\(entry.id): \(before.version) → \(entry.version), pinned in \(lock)"
      case .unchanged(let entry): "\(entry.id) \(entry.version) is installed already"
      }
    Streams.write((line + "\n").utf8, to: STDOUT_FILENO)
  }
}

/// `workbench plugin update [NAME…]`
struct PluginUpdateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Install what the sources of pinned plugins have now.",
    discussion: "A plugin that asks for more than before needs your consent again.")

  @Argument(help: "Plugins of the lock; all of them by default.") var names: [String] = []
  @Flag(help: "Agree to what the plugins ask for.") var yes = false
  @Flag(help: "Take a version that is older than the installed one.") var allowDowngrade = false
  @OptionGroup var registries: RegistryOptions

  func run() throws {
    try reportingPlugins {
      guard let file = try LockFile.nearest() else {
        throw PluginCommandProblem("there is no workbench.lock here or above")
      }
      for name in names where !file.lock.entries.contains(where: { $0.id == name }) {
        throw PluginCommandProblem("the lock has no plugin '\(name)'", file: file.path)
      }
      var installation = PluginInstallation(
        store: try PluginStore(), lockFile: file, registries: registries.all, agrees: yes,
        allowsDowngrade: allowDowngrade)
      for entry in file.lock.entries where names.isEmpty || names.contains(entry.id) {
        let fetched = try PluginSource.fetch(entry.source, registries: registries.all)
        for outcome in try installation.install(fetched) { PluginInstallCommand.tell(outcome, file.path) }
      }
    }
  }
}

/// `workbench plugin remove NAME…`
struct PluginRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Take plugins out of workbench.lock.",
    discussion: "Other folders may use them still; --purge also deletes the archive and forgets that you agreed.")

  @Argument(help: "Plugins to remove.") var names: [String]
  @Flag(help: "Delete the archive too, and forget that you agreed to it.") var purge = false
  @Flag(help: "Forget whose key signed the plugin.") var forgetSigner = false

  func run() throws {
    try reportingPlugins {
      let store = try PluginStore()
      var file = try LockFile.nearest()
      var installed = try store.installed()
      var approvals = try store.approvals()
      for name in names {
        let pinned = file?.lock.entries.first { $0.id == name }
        let kept = installed.first { $0.entry.id == name }
        guard pinned != nil || kept != nil || forgetSigner else {
          throw PluginCommandProblem("there is no plugin '\(name)'", remedy: "`workbench plugin list` shows them")
        }
        file?.lock.remove(name)
        if purge {
          for sha256 in Set([pinned?.sha256, kept?.entry.sha256].compactMap(\.self)) {
            store.discard(sha256)
            approvals.forget(sha256: sha256)
          }
          installed.removeAll { $0.entry.id == name }
        }
        if forgetSigner { approvals.forgetSigner(of: name) }
        Streams.write("removed \(name)\n".utf8, to: STDOUT_FILENO)
      }
      try file?.write()
      try store.write(installed)
      try store.write(approvals)
    }
  }
}
