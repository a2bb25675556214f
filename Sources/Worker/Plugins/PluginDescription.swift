import ArticleModel
public import PluginKit

/// What an archive holds, as the worker that unpacked it tells the host.
public struct PluginDescription: Sendable {
  public let manifest: PluginManifest
  /// Of the archive.
  public let sha256: String
  /// Names and sizes, sorted.
  public let files: [(name: String, size: Int)]
  /// The source of its entry, to see whether a report defines `map`; empty for a lexicon.
  public let entrySource: [UInt8]

  init(_ plugin: Plugin) {
    manifest = plugin.manifest
    sha256 = plugin.sha256
    files = plugin.files.names.map { ($0, plugin.file($0)?.count ?? 0) }
    entrySource = plugin.manifest.entry.flatMap(plugin.file) ?? []
    manifestBytes = plugin.file(PluginManifest.fileName) ?? []
  }

  private let manifestBytes: [UInt8]

  var encoded: [UInt8] {
    let value: JSONValue = [
      "sha256": .string(sha256), "manifest": .string(String(decoding: manifestBytes, as: UTF8.self)),
      "entry": .string(String(decoding: entrySource, as: UTF8.self)),
      "files": .array(files.map { ["name": .string($0.name), "size": .integer($0.size)] }),
    ]
    return value.encoded()
  }

  /// Reads what a worker told. What it says is checked again: the manifest is read anew.
  public init?(_ bytes: [UInt8], place: String) {
    guard let value = try? JSONValue(parsing: bytes), let sha256 = value["sha256"]?.text,
      let text = value["manifest"]?.text, let entry = value["entry"]?.text, case .array(let rows)? = value["files"],
      let manifest = ManifestReader.read(Array(text.utf8), file: "\(place)/\(PluginManifest.fileName)").manifest
    else { return nil }
    self.manifest = manifest
    self.sha256 = sha256
    entrySource = Array(entry.utf8)
    manifestBytes = Array(text.utf8)
    files = rows.compactMap { row in
      guard let name = row["name"]?.text, PluginName.problem(withPath: name) == nil,
        case .integer(let size)? = row["size"]
      else { return nil }
      return (name, size)
    }
  }
}
