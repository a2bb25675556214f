import PluginKit
import Testing

@Suite struct TrustTests {
  private func manifest(_ version: String = "1.2.0", capabilities: String? = nil) throws -> PluginManifest {
    var text = ManifestReaderTests.whole.replacing("\"1.2.0\"", with: "\"\(version)\"")
    if let capabilities { text.replace("\"data\"", with: capabilities) }
    return try #require(ManifestReader.read(Array(text.utf8), file: "plugin.json").manifest)
  }

  private let hash = String(repeating: "ab", count: 32)
  private let other = String(repeating: "cd", count: 32)

  private func entry(_ version: String) throws -> PluginLock.Entry {
    PluginLock.Entry(
      id: "river-levels", version: try #require(SemanticVersion(version)), sha256: hash, source: "x", signer: nil)
  }

  @Test("A signature holds for one plugin, version, set of capabilities and content")
  func signatures() throws {
    let manifest = try manifest()
    let signature = try PluginSignature(manifest, sha256: hash, privateKey: PluginSignature.makePrivateKey())
    let read = try PluginSignature(file: signature.file)
    #expect(read == signature)
    #expect(read.isValid(for: manifest, sha256: hash))
    #expect(!read.isValid(for: manifest, sha256: other))
    #expect(!read.isValid(for: try self.manifest("1.2.1"), sha256: hash))
    #expect(!read.isValid(for: try self.manifest(capabilities: "\"data\", \"reports\""), sha256: hash))
  }

  @Test("A damaged signature file is refused", arguments: ["", "ed25519 00 11", "rsa aa bb", "ed25519"])
  func damagedSignature(text: String) {
    #expect(throws: PluginProblem.self) { try PluginSignature(file: Array(text.utf8)) }
  }

  @Test("A first installation asks for all capabilities, an update for those that are new")
  func consent() throws {
    let manifest = try manifest()
    let first = UpdateCheck(current: nil, knownSigner: nil)
    #expect(try first.admit(manifest, sha256: hash, signature: nil) == manifest.capabilities.sorted())
    let update = UpdateCheck(current: try entry("1.1.0"), agreed: manifest.capabilities, knownSigner: nil)
    #expect(try update.admit(manifest, sha256: other, signature: nil).isEmpty)
    let more = try self.manifest(capabilities: "\"data\", \"reports\"")
    #expect(try update.admit(more, sha256: other, signature: nil) == [.reports])
  }

  @Test("A downgrade needs leave, and other content under the same version is refused")
  func downgrade() throws {
    let check = UpdateCheck(current: try entry("1.3.0"), knownSigner: nil)
    #expect(throws: PluginProblem.self) { try check.admit(try manifest(), sha256: other, signature: nil) }
    let allowed = UpdateCheck(current: try entry("1.3.0"), knownSigner: nil, allowsDowngrade: true)
    _ = try allowed.admit(try manifest(), sha256: other, signature: nil)
    let same = UpdateCheck(current: try entry("1.2.0"), knownSigner: nil)
    #expect(throws: PluginProblem.self) { try same.admit(try manifest(), sha256: other, signature: nil) }
  }

  @Test("The first signer's key stays the plugin's key")
  func trustOnFirstUse() throws {
    let manifest = try manifest()
    let owner = try PluginSignature(manifest, sha256: hash, privateKey: PluginSignature.makePrivateKey())
    let stranger = try PluginSignature(manifest, sha256: hash, privateKey: PluginSignature.makePrivateKey())
    let check = UpdateCheck(current: nil, knownSigner: owner.signer)
    _ = try check.admit(manifest, sha256: hash, signature: owner)
    #expect(throws: PluginProblem.self) { try check.admit(manifest, sha256: hash, signature: stranger) }
    #expect(throws: PluginProblem.self) { try check.admit(manifest, sha256: hash, signature: nil) }
  }

  @Test("A forged signature is refused")
  func forged() throws {
    let manifest = try manifest()
    var bytes = try PluginSignature(manifest, sha256: hash, privateKey: PluginSignature.makePrivateKey()).file
    let last = bytes.count - 2
    bytes[last] = bytes[last] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
    let forged = try PluginSignature(file: bytes)
    let check = UpdateCheck(current: nil, knownSigner: nil)
    #expect(throws: PluginProblem.self) { try check.admit(manifest, sha256: hash, signature: forged) }
  }

  @Test("Lock and approvals come back from their files")
  func files() throws {
    var lock = PluginLock()
    lock.pin(try entry("1.0.0"))
    lock.pin(try entry("1.2.0"))
    #expect(lock.entries.count == 1)
    #expect(try PluginLock(parsing: lock.file) == lock)
    var approvals = Approvals()
    approvals.approve(sha256: hash, [.data, .add(layer: "events")])
    approvals.trust(other, for: "river-levels")
    let read = try Approvals(parsing: approvals.file)
    #expect(read == approvals)
    #expect(read.covers(sha256: hash, [.data]))
    #expect(!read.covers(sha256: hash, [.data, .reports]))
    #expect(!read.covers(sha256: other, []))
  }

  @Test(
    "A lock that is damaged or says a thing twice is refused",
    arguments: [
      "", "{}", "{\"schema\": \"workbench.lock/2\", \"plugins\": []}",
      "{\"schema\": \"workbench.lock/1\", \"schema\": \"workbench.lock/1\", \"plugins\": []}",
      "{\"schema\": \"workbench.lock/1\", \"plugins\": [{\"id\": \"../x\", \"version\": \"1.0.0\", \"sha256\": \"0\"}]}",
    ])
  func damagedLock(text: String) {
    #expect(throws: PluginProblem.self) { try PluginLock(parsing: Array(text.utf8)) }
  }

  @Test("Plugins are ordered by what they depend on, and what does not fit is said")
  func order() throws {
    func plugin(_ id: String, _ version: String, _ needs: [String: String]) throws -> PluginManifest {
      var manifest = try manifest(version)
      manifest.id = id
      manifest.dependencies = try needs.mapValues { try #require(VersionRange($0)) }
      return manifest
    }
    let base = try plugin("zebra", "2.1.0", [:])
    let middle = try plugin("middle", "1.0.0", ["zebra": "^2.0.0"])
    let top = try plugin("alpha", "1.0.0", ["middle": "*", "zebra": "^2.0.0"])
    #expect(try DependencyOrder.sort([top, middle, base]).map(\.id) == ["zebra", "middle", "alpha"])
    #expect(throws: PluginProblem.self) { try DependencyOrder.sort([top, base]) }
    #expect(throws: PluginProblem.self) { try DependencyOrder.sort([middle, try plugin("zebra", "3.0.0", [:])]) }
    let one = try plugin("one", "1.0.0", ["two": "*"])
    let two = try plugin("two", "1.0.0", ["one": "*"])
    #expect(throws: PluginProblem.self) { try DependencyOrder.sort([one, two]) }
  }
}
