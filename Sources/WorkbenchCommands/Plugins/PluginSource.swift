import Glibc
import PluginKit

/// Where a plugin comes from: a folder, an archive, a git repository, or a registry and a name, `REGISTRY#NAME`.
struct PluginSource {
  /// An archive that was fetched, not yet looked into.
  struct Fetched {
    var archive: [UInt8]
    var signature: PluginSignature?
    /// As the lock keeps it: enough to fetch it again.
    var source: String
    /// The hash that a registry promised.
    var promised: String?
  }

  /// Fetches what `source` names. A bare name is looked up in the user's registries and in what came with the program.
  static func fetch(
    _ source: String, revision: String? = nil, registries: [String]
  ) throws(PluginCommandProblem) -> Fetched {
    if PluginName.isID(source), !PluginFolder.isOne(source) {
      for registry in registries {
        if let found = try fetch(source, in: registry, revision: nil, isOptional: true) { return found }
      }
      throw PluginCommandProblem(
        "no registry has a plugin '\(source)'",
        remedy: registries.isEmpty
          ? "name a folder, an archive or a repository, or a registry with --registry"
          : "`workbench plugin search` lists what there is; ./\(source) would be a folder")
    }
    if let hash = source.lastIndex(of: "#") {
      let name = String(source[source.index(after: hash)...])
      guard PluginName.isID(name) else { throw PluginCommandProblem("'\(name)' is no plugin's name", file: source) }
      guard let found = try fetch(name, in: String(source[..<hash]), revision: revision, isOptional: false) else {
        throw PluginCommandProblem("the registry has no plugin '\(name)'", file: String(source[..<hash]))
      }
      return found
    }
    if PluginFolder.isOne(source) {
      let (_, archive) = try PluginFolder.plugin(source)
      return Fetched(archive: archive, source: absolute(source))
    }
    if GitClone.isRepository(source) {
      let clone = try GitClone(source, revision: revision)
      guard PluginFolder.isOne(clone.tree) else {
        throw PluginCommandProblem(
          "the repository holds no plugin at its top", file: source,
          remedy: PluginRegistry.isOne(clone.tree) ? "it is a registry: name a plugin with \(source)#NAME" : nil)
      }
      let (_, archive) = try PluginFolder.plugin(clone.tree)
      return Fetched(archive: archive, source: absolute(source))
    }
    if Folder.exists(source) {
      throw PluginCommandProblem(
        PluginRegistry.isOne(source) ? "this is a registry, not a plugin" : "the folder has no plugin.json",
        file: source,
        remedy: PluginRegistry.isOne(source) ? "name a plugin of it: \(source)#NAME" : nil)
    }
    return try archive(source)
  }

  private static func archive(_ path: String) throws(PluginCommandProblem) -> Fetched {
    guard let bytes = try WholeFile.read(path, limit: PluginArchive.largest) else {
      throw PluginCommandProblem(
        "there is no such plugin, folder or archive", file: path,
        remedy: "repositories begin with https://, ssh://, file:// or git@, or end in .git")
    }
    return Fetched(archive: bytes, signature: try signature(beside: path), source: absolute(path))
  }

  private static func signature(beside path: String) throws(PluginCommandProblem) -> PluginSignature? {
    guard let bytes = try WholeFile.read(path + ".sig", limit: 4096) else { return nil }
    do { return try PluginSignature(file: bytes) } catch { throw PluginCommandProblem(error, place: path + ".sig") }
  }

  private static func fetch(
    _ id: String, in place: String, revision: String?, isOptional: Bool
  ) throws(PluginCommandProblem) -> Fetched? {
    let clone = GitClone.isRepository(place) ? try GitClone(place, revision: revision) : nil
    let folder = clone?.tree ?? place
    if isOptional, !PluginRegistry.isOne(folder) { return nil }
    guard let row = try PluginRegistry(folder).newest(id) else { return nil }
    let path = "\(folder)/\(row.path)"
    var fetched: Fetched
    if Folder.exists(path) {
      fetched = Fetched(archive: try PluginFolder.plugin(path).archive, source: "")
    } else {
      fetched = try archive(path)
    }
    fetched.source = "\(absolute(place))#\(id)"
    fetched.promised = row.sha256
    return fetched
  }

  /// A path as it is found from other folders too; addresses as they are.
  private static func absolute(_ path: String) -> String {
    if path.contains("://") || path.hasPrefix("git@") { return path }
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The registries to look in: those named, those in `WORKBENCH_REGISTRY`, and the plugins that came with the program.
  static func registries(_ named: [String]) -> [String] {
    let own = UserFolders.environment("WORKBENCH_REGISTRY")?.split(separator: " ").map(String.init) ?? []
    let shared = UserFolders.shared.map { [$0 + "/Plugins"] } ?? []
    return named + own + shared.filter(PluginRegistry.isOne)
  }
}
