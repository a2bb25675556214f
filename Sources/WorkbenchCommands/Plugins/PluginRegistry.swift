import ArticleModel
import Glibc
import PluginKit
import Worker

/// A folder whose `index.json` lists plugins: archives, or folders that are packed when somebody wants them.
struct PluginRegistry {
  struct Row: Hashable {
    var id: String
    var version: SemanticVersion
    var kind: String
    var description: String
    var categories: [String]
    /// Archive or folder, relative to the registry.
    var path: String
    /// Of the archive.
    var sha256: String
  }

  static let fileName = "index.json"
  private static let schema = "workbench.registry/1"

  let folder: String
  let rows: [Row]

  /// Whether there is one in the folder at `path`.
  static func isOne(_ path: String) -> Bool { access("\(path)/\(fileName)", F_OK) == 0 }

  /// Reads the index in `folder`.
  init(_ folder: String) throws(PluginCommandProblem) {
    let path = "\(folder)/\(Self.fileName)"
    let damaged = PluginCommandProblem(
      "this is no index of plugins", file: path, remedy: "`workbench plugin index DIR` writes one")
    guard let bytes = try WholeFile.read(path, limit: 16 << 20), let value = try? JSONValue(parsing: bytes),
      value["schema"]?.text == Self.schema, case .array(let list)? = value["plugins"], list.count <= 100_000
    else { throw damaged }
    var rows: [Row] = []
    for item in list {
      guard let id = item["id"]?.text, PluginName.isID(id),
        let version = item["version"]?.text.flatMap(SemanticVersion.init), let path = item["path"]?.text,
        PluginName.problem(withPath: path) == nil, let sha256 = item["sha256"]?.text, PluginLock.isHash(sha256)
      else { throw damaged }
      var categories: [String] = []
      if case .array(let words)? = item["categories"] { categories = words.compactMap(\.text) }
      rows.append(
        Row(
          id: id, version: version, kind: item["kind"]?.text ?? "", description: item["description"]?.text ?? "",
          categories: categories, path: path, sha256: sha256))
    }
    self.folder = folder
    self.rows = rows
  }

  private init(folder: String, rows: [Row]) {
    self.folder = folder
    self.rows = rows
  }

  /// The newest version of the plugin called `id`; releases before pre-releases.
  func newest(_ id: String) -> Row? {
    let own = rows.filter { $0.id == id }
    let releases = own.filter { $0.version.prerelease.isEmpty }
    return (releases.isEmpty ? own : releases).max { $0.version < $1.version }
  }

  /// The index of the archives and plugin folders in `folder`.
  static func index(of folder: String) throws(PluginCommandProblem) -> PluginRegistry {
    var rows: [Row] = []
    for name in try PluginFolder.names(in: folder) where !name.hasPrefix(".") {
      let path = "\(folder)/\(name)"
      if PluginFolder.isOne(path) {
        let (plugin, _) = try PluginFolder.plugin(path)
        rows.append(Row(plugin.manifest, path: name, sha256: plugin.sha256))
      } else if name.hasSuffix(".tar"), let bytes = try WholeFile.read(path, limit: PluginArchive.largest) {
        let description = try PluginInspection.describe(bytes, place: path)
        rows.append(Row(description.manifest, path: name, sha256: description.sha256))
      }
    }
    rows.sort { $0.id != $1.id ? $0.id < $1.id : $0.version < $1.version }
    return PluginRegistry(folder: folder, rows: rows)
  }

  /// The bytes of `index.json`.
  var file: [UInt8] {
    let list = rows.map { row in
      JSONValue.object([
        "id": .string(row.id), "version": .string(row.version.description), "kind": .string(row.kind),
        "description": .string(row.description), "categories": .array(row.categories.map { .string($0) }),
        "path": .string(row.path), "sha256": .string(row.sha256),
      ])
    }
    let value: JSONValue = ["schema": .string(Self.schema), "plugins": .array(list)]
    return value.encoded(pretty: true) + [0x0A]
  }
}

extension PluginRegistry.Row {
  fileprivate init(_ manifest: PluginManifest, path: String, sha256: String) {
    self.init(
      id: manifest.id, version: manifest.version, kind: manifest.kind.rawValue, description: manifest.description,
      categories: manifest.categories, path: path, sha256: sha256)
  }
}
