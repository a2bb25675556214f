import ArticleModel

/// What a user has agreed to: which plugins, by hash, with which capabilities, and whose keys belong to which plugin.
///
/// Lives in the user's own state folder, so that no folder of a stranger can bring its own consent along.
public struct Approvals: Hashable, Sendable {
  private static let schema = "workbench.approvals/1"

  /// Capabilities agreed to, by the hash of the archive.
  private var capabilities: [String: Set<Capability>] = [:]
  /// The key that first signed each plugin (trust on first use), by plugin id.
  private var signers: [String: String] = [:]

  /// Nothing agreed to.
  public init() {}

  /// Notes that the user agrees to the plugin with this hash and these capabilities.
  public mutating func approve(sha256: String, _ capabilities: Set<Capability>) {
    self.capabilities[sha256] = capabilities
  }

  /// What the user agreed to for the plugin with this hash; `nil` when they were not asked, or said no.
  public func capabilities(of sha256: String) -> Set<Capability>? { capabilities[sha256] }

  /// Forgets that the user agreed to the plugin with this hash.
  public mutating func forget(sha256: String) { capabilities[sha256] = nil }

  /// Whether the user agreed to the plugin with this hash and all of these capabilities.
  public func covers(sha256: String, _ capabilities: Set<Capability>) -> Bool {
    self.capabilities[sha256].map(capabilities.isSubset) ?? false
  }

  /// The key known for the plugin called `id`.
  public func signer(of id: String) -> String? { signers[id] }

  /// Notes whose key a plugin is signed with, the first time it is seen.
  public mutating func trust(_ signer: String, for id: String) { signers[id] = signer }

  /// Forgets the key of a plugin.
  public mutating func forgetSigner(of id: String) { signers[id] = nil }

  /// Reads the bytes of the file.
  public init(parsing bytes: [UInt8]) throws(PluginProblem) {
    let damaged = PluginProblem(
      "the file of approvals is damaged", remedy: "remove it; you will be asked again for each plugin")
    guard let (value, places) = try? JSONValue.located(bytes), places.repeated.isEmpty,
      value["schema"]?.text == Self.schema, case .object(let plugins)? = value["plugins"],
      case .object(let keys)? = value["signers"]
    else { throw damaged }
    for (hash, list) in plugins {
      guard PluginLock.isHash(hash), case .array(let texts) = list else { throw damaged }
      var set: Set<Capability> = []
      for text in texts {
        guard let capability = text.text.flatMap(Capability.init) else { throw damaged }
        set.insert(capability)
      }
      capabilities[hash] = set
    }
    for (id, key) in keys {
      guard PluginName.isID(id), let key = key.text, PluginLock.isHash(key) else { throw damaged }
      signers[id] = key
    }
  }

  /// The file's bytes.
  public var file: [UInt8] {
    let plugins = capabilities.mapValues { set in JSONValue.array(set.sorted().map { .string($0.description) }) }
    let value: JSONValue = [
      "schema": .string(Self.schema), "plugins": .object(plugins),
      "signers": .object(signers.mapValues { .string($0) }),
    ]
    return value.encoded(pretty: true) + Array("\n".utf8)
  }
}
