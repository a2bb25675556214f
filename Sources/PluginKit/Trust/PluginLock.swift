import ArticleModel

/// `workbench.lock`: which plugins a folder of work uses, each pinned to its bytes.
public struct PluginLock: Hashable, Sendable {
  /// One plugin.
  public struct Entry: Hashable, Sendable {
    public var id: String
    public var version: SemanticVersion
    /// Of the archive, lower-case hexadecimal.
    public var sha256: String
    /// Where it was installed from, as the user named it.
    public var source: String
    /// The signer's public key, or `nil` when it was unsigned.
    public var signer: String?

    /// A pinned plugin.
    public init(id: String, version: SemanticVersion, sha256: String, source: String, signer: String?) {
      self.id = id
      self.version = version
      self.sha256 = sha256
      self.source = source
      self.signer = signer
    }
  }

  public static let fileName = "workbench.lock"
  /// What the file says it is; the list of installed plugins has the same form.
  public static let schema = "workbench.lock/1"

  /// By id.
  public private(set) var entries: [Entry] = []

  /// A lock without plugins.
  public init() {}

  /// Pins `entry` in place of any other version of the plugin.
  public mutating func pin(_ entry: Entry) {
    entries.removeAll { $0.id == entry.id }
    entries.append(entry)
    entries.sort { $0.id < $1.id }
  }

  /// Forgets the plugin called `id`; returns whether it was there.
  @discardableResult public mutating func remove(_ id: String) -> Bool {
    let count = entries.count
    entries.removeAll { $0.id == id }
    return entries.count < count
  }

  /// The lock in the bytes of a file.
  public init(parsing bytes: [UInt8]) throws(PluginProblem) {
    let damaged = PluginProblem(
      "the lock file is damaged", file: Self.fileName, remedy: "install the plugins again, or restore the file")
    guard bytes.count <= 1 << 20, let (value, places) = try? JSONValue.located(bytes), places.repeated.isEmpty,
      value["schema"]?.text == Self.schema, case .array(let rows)? = value["plugins"], rows.count <= 256
    else { throw damaged }
    for row in rows {
      guard let id = row["id"]?.text, PluginName.isID(id),
        let version = row["version"]?.text.flatMap(SemanticVersion.init),
        let hash = row["sha256"]?.text, Self.isHash(hash), let source = row["source"]?.text
      else { throw damaged }
      let signer = row["signer"]?.text
      guard signer.map(Self.isHash) ?? true, !entries.contains(where: { $0.id == id }) else { throw damaged }
      pin(Entry(id: id, version: version, sha256: hash, source: source, signer: signer))
    }
  }

  /// Whether `text` is a SHA-256 or a key as files write it.
  public static func isHash(_ text: String) -> Bool {
    text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// The file's bytes.
  public var file: [UInt8] {
    let rows = entries.map { entry in
      JSONValue.object([
        "id": .string(entry.id), "version": .string(entry.version.description), "sha256": .string(entry.sha256),
        "source": .string(entry.source), "signer": .optional(entry.signer),
      ])
    }
    let value: JSONValue = ["schema": .string(Self.schema), "plugins": .array(rows)]
    return value.encoded(pretty: true) + Array("\n".utf8)
  }
}
