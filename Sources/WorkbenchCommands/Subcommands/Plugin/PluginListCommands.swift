import ArgumentParser
import ArticleModel
import Glibc
import PluginKit
import Reporting
import Worker

/// `workbench plugin list`
struct PluginListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List installed plugins, and which of them workbench.lock enables here.")

  func run() throws {
    try reportingPlugins {
      let store = try PluginStore()
      let installed = try store.installed()
      let lock = try LockFile.nearest()
      var table = Table(columns: ["plugin", "version", "kind", "here", "signed", "description"])
      for entry in lock?.lock.entries ?? [] {
        let known = installed.first { $0.entry.id == entry.id }
        let isThere = try store.archive(entry.sha256) != nil
        let isApproved = try store.approvals().capabilities(of: entry.sha256) != nil
        table.append([
          .text(entry.id), .text(entry.version.description), .text(known?.kind.rawValue ?? "?"),
          .text(!isThere ? "missing" : isApproved ? "enabled" : "not agreed to"),
          .text(entry.signer.map { String($0.prefix(16)) } ?? "-"), .text(known?.description ?? ""),
        ])
      }
      for plugin in installed where lock?.lock.entries.contains(where: { $0.id == plugin.entry.id }) != true {
        table.append([
          .text(plugin.entry.id), .text(plugin.entry.version.description), .text(plugin.kind.rawValue), .text("-"),
          .text(plugin.entry.signer.map { String($0.prefix(16)) } ?? "-"), .text(plugin.description),
        ])
      }
      guard !table.rows.isEmpty else {
        Streams.write("no plugins are installed\n".utf8, to: STDOUT_FILENO)
        return
      }
      if let lock { Streams.write("\(lock.path)\n".utf8, to: STDOUT_FILENO) }
      Streams.writeUntrusted(Array(table.rendered(.text, width: Streams.terminalWidth).utf8), to: STDOUT_FILENO)
    }
  }
}

/// `workbench plugin info NAME`
struct PluginInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show what a plugin is, what it asks for, and which files it has.")

  @Argument(help: "An installed plugin, or whatever `install` takes.") var source: String
  @OptionGroup var registries: RegistryOptions

  func run() throws {
    try reportingPlugins {
      let (archive, signature, origin) = try PluginLookup.archive(source, registries: registries.all)
      let plugin = try PluginInspection.describe(archive, place: source)
      let manifest = plugin.manifest
      var table = Table(columns: ["field", "value"])
      func row(_ name: String, _ value: String) { if !value.isEmpty { table.append([.text(name), .text(value)]) } }
      row("id", manifest.id)
      row("version", manifest.version.description)
      row("kind", manifest.kind.rawValue)
      row("description", manifest.description)
      row("authors", manifest.authors.joined(separator: ", "))
      row("licence", manifest.licence)
      row("categories", manifest.categories.joined(separator: ", "))
      row("source", origin)
      row("sha256", plugin.sha256)
      row("signature", try PluginLookup.signatureState(signature, plugin))
      row("API", manifest.api.description)
      row("requires", manifest.requires.joined(separator: ", "))
      row("provides", manifest.provides.joined(separator: ", "))
      row(
        "needs",
        manifest.dependencies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
      for capability in manifest.capabilities.sorted() { row("may", capability.meaning) }
      for option in manifest.options { row("--\(option.name)", "\(option.help) (\(option.kind.rawValue))") }
      for file in plugin.files { row("file", "\(file.name) (\(file.size) bytes)") }
      Streams.writeUntrusted(Array(table.rendered(.text, width: Streams.terminalWidth ?? 120).utf8), to: STDOUT_FILENO)
    }
  }
}

/// `workbench plugin verify [NAME…]`
struct PluginVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check archives against workbench.lock: hashes, manifests, signatures, consent.",
    discussion: "Exit status 1 when anything is wrong.")

  @Argument(help: "Plugins of the lock, or archives; all of the lock by default.") var names: [String] = []

  func run() throws {
    try reportingPlugins {
      let store = try PluginStore()
      var table = Table(columns: ["plugin", "version", "state"])
      var isFine = true
      func check(_ name: String, _ version: String, _ body: () throws -> String) {
        do {
          table.append([.text(name), .text(version), .text(try body())])
        } catch let problem as PluginCommandProblem {
          isFine = false
          problem.diagnostics.forEach(Streams.report)
          table.append([.text(name), .text(version), .text("WRONG: \(problem.diagnostics.first?.message ?? "")")])
        } catch {
          isFine = false
        }
      }
      let file = try LockFile.nearest()
      let entries = (file?.lock.entries ?? []).filter { names.isEmpty || names.contains($0.id) }
      for entry in entries {
        check(entry.id, entry.version.description) {
          guard let archive = try store.archive(entry.sha256) else {
            throw PluginCommandProblem("it is not installed here", file: entry.id)
          }
          let plugin = try PluginInspection.describe(archive, place: entry.id)
          guard plugin.manifest.id == entry.id, plugin.manifest.version == entry.version else {
            throw PluginCommandProblem("the lock calls it otherwise than its manifest", file: entry.id)
          }
          let signature = try store.signature(entry.sha256)
          guard signature?.signer == entry.signer else {
            throw PluginCommandProblem("the lock names another signer", file: entry.id)
          }
          let state = try PluginLookup.signatureState(signature, plugin)
          guard try store.approvals().covers(sha256: entry.sha256, plugin.manifest.capabilities) else {
            return "whole, \(state), not agreed to by you"
          }
          return "whole, \(state)"
        }
      }
      for name in names where !entries.contains(where: { $0.id == name }) {
        check(name, "") {
          let (archive, signature, _) = try PluginLookup.archive(name, registries: [])
          let plugin = try PluginInspection.describe(archive, place: name)
          return "whole, \(try PluginLookup.signatureState(signature, plugin))"
        }
      }
      Streams.writeUntrusted(Array(table.rendered(.text).utf8), to: STDOUT_FILENO)
      if !isFine { throw ExitCode(ExitStatus.failure.rawValue) }
    }
  }
}

/// `workbench plugin search [WORD…]`
struct PluginSearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "List the plugins of registries whose name, description or category has all words."
  )

  @Argument(help: "Words to look for; all plugins without one.") var words: [String] = []
  @OptionGroup var registries: RegistryOptions

  func run() throws {
    try reportingPlugins {
      let places = registries.all
      guard !places.isEmpty else {
        throw PluginCommandProblem(
          "there is no registry to search", remedy: "name one with --registry, or in WORKBENCH_REGISTRY")
      }
      var table = Table(columns: ["plugin", "version", "kind", "description", "registry"])
      for place in places {
        let clone = GitClone.isRepository(place) ? try GitClone(place, revision: nil) : nil
        let registry = try PluginRegistry(clone?.tree ?? place)
        var seen: Set<String> = []
        for row in registry.rows where seen.insert(row.id).inserted {
          guard let newest = registry.newest(row.id) else { continue }
          let text = ([newest.id, newest.description] + newest.categories).joined(separator: " ").lowercased()
          guard words.allSatisfy({ text.contains($0.lowercased()) }) else { continue }
          table.append([
            .text(newest.id), .text(newest.version.description), .text(newest.kind), .text(newest.description),
            .text(place),
          ])
        }
      }
      let text = table.rows.isEmpty ? "nothing was found\n" : table.rendered(.text, width: Streams.terminalWidth)
      Streams.writeUntrusted(Array(text.utf8), to: STDOUT_FILENO)
    }
  }
}

/// The archive that a name or a source stands for.
enum PluginLookup {
  static func archive(
    _ source: String, registries: [String]
  ) throws(PluginCommandProblem) -> (archive: [UInt8], signature: PluginSignature?, origin: String) {
    if PluginName.isID(source), !PluginFolder.isOne(source) {
      let store = try PluginStore()
      let pinned = try LockFile.nearest()?.lock.entries.first { $0.id == source }
      let installed = try store.installed().first { $0.entry.id == source }?.entry
      if let entry = pinned ?? installed, let archive = try store.archive(entry.sha256) {
        return (archive, try store.signature(entry.sha256), entry.source)
      }
    }
    let fetched = try PluginSource.fetch(source, registries: registries)
    return (fetched.archive, fetched.signature, fetched.source)
  }

  /// Who signed, in words.
  static func signatureState(
    _ signature: PluginSignature?, _ plugin: PluginDescription
  ) throws(PluginCommandProblem) -> String {
    guard let signature else { return "unsigned" }
    guard signature.isValid(for: plugin.manifest, sha256: plugin.sha256) else {
      throw PluginCommandProblem("the signature is not of this plugin", file: plugin.manifest.id)
    }
    return "signed by \(signature.signer.prefix(16))…"
  }
}
