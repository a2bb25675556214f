import ArticleModel
import Glibc
import PluginKit

/// The plugins of this user: archives by their hash, which of them were installed last, and what the user agreed to.
struct PluginStore {
  /// An installed plugin, as far as one wants to know without unpacking it.
  struct Installed: Hashable {
    var entry: PluginLock.Entry
    var kind: PluginManifest.Kind
    var description: String
    /// Ids of the plugins it needs.
    var dependencies: [String]
  }

  private let data: String
  private let state: String

  /// The folders of this user.
  init() throws(PluginCommandProblem) {
    guard let data = UserFolders.data, let state = UserFolders.state else {
      throw PluginCommandProblem(
        "there is no home folder to keep plugins in", remedy: "set HOME, or XDG_DATA_HOME and XDG_STATE_HOME")
    }
    self.data = data
    self.state = state
  }

  // MARK: Archives

  private func archivePath(_ sha256: String) -> String { "\(data)/archives/\(sha256).tar" }
  private func signaturePath(_ sha256: String) -> String { archivePath(sha256) + ".sig" }

  /// The archive with this hash, hashed again; `nil` when it is not here.
  func archive(_ sha256: String) throws(PluginCommandProblem) -> [UInt8]? {
    let path = archivePath(sha256)
    guard let bytes = try WholeFile.read(path, limit: PluginArchive.largest) else { return nil }
    guard PluginFiles.sha256(bytes) == sha256 else {
      throw PluginCommandProblem(
        "the archive was changed since it was installed", file: path,
        remedy: "remove the file, and install the plugin again")
    }
    return bytes
  }

  /// The signature kept with an archive.
  func signature(_ sha256: String) throws(PluginCommandProblem) -> PluginSignature? {
    let path = signaturePath(sha256)
    guard let bytes = try WholeFile.read(path, limit: 4096) else { return nil }
    do { return try PluginSignature(file: bytes) } catch { throw PluginCommandProblem(error, place: path) }
  }

  func keep(_ archive: [UInt8], _ signature: PluginSignature?, sha256: String) throws(PluginCommandProblem) {
    try WholeFile.write(archive, to: archivePath(sha256))
    if let signature { try WholeFile.write(signature.file, to: signaturePath(sha256)) }
  }

  func discard(_ sha256: String) {
    unlink(archivePath(sha256))
    unlink(signaturePath(sha256))
  }

  // MARK: What was installed

  private var installedPath: String { "\(data)/installed.json" }

  /// The plugins that were installed last under each id.
  func installed() throws(PluginCommandProblem) -> [Installed] {
    guard let bytes = try WholeFile.read(installedPath, limit: 4 << 20) else { return [] }
    let damaged = PluginCommandProblem(
      "the list of installed plugins is damaged", file: installedPath,
      remedy: "remove it, and install the plugins again")
    guard let value = try? JSONValue(parsing: bytes), case .array(let rows)? = value["plugins"],
      let lock = try? PluginLock(parsing: bytes), lock.entries.count == rows.count
    else { throw damaged }
    var result: [Installed] = []
    for row in rows {
      guard let entry = lock.entries.first(where: { $0.id == row["id"]?.text }),
        let kind = row["kind"]?.text.flatMap(PluginManifest.Kind.init(rawValue:)),
        let description = row["description"]?.text, case .array(let needed)? = row["dependencies"]
      else { throw damaged }
      result.append(
        Installed(entry: entry, kind: kind, description: description, dependencies: needed.compactMap(\.text)))
    }
    return result
  }

  func write(_ installed: [Installed]) throws(PluginCommandProblem) {
    let rows = installed.sorted { $0.entry.id < $1.entry.id }.map { plugin in
      JSONValue.object([
        "id": .string(plugin.entry.id), "version": .string(plugin.entry.version.description),
        "sha256": .string(plugin.entry.sha256), "source": .string(plugin.entry.source),
        "signer": .optional(plugin.entry.signer), "kind": .string(plugin.kind.rawValue),
        "description": .string(plugin.description),
        "dependencies": .array(plugin.dependencies.sorted().map { .string($0) }),
      ])
    }
    let value: JSONValue = ["schema": .string(PluginLock.schema), "plugins": .array(rows)]
    try WholeFile.write(value.encoded(pretty: true) + [0x0A], to: installedPath)
  }

  // MARK: What the user agreed to

  private var approvalsPath: String { "\(state)/approvals.json" }

  func approvals() throws(PluginCommandProblem) -> Approvals {
    guard let bytes = try WholeFile.read(approvalsPath, limit: 4 << 20) else { return Approvals() }
    do { return try Approvals(parsing: bytes) } catch { throw PluginCommandProblem(error, place: approvalsPath) }
  }

  func write(_ approvals: Approvals) throws(PluginCommandProblem) {
    try WholeFile.write(approvals.file, to: approvalsPath)
  }
}
