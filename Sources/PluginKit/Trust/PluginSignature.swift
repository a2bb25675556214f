import Crypto
import FoundationEssentials

/// A detached Ed25519 signature (RFC 8032) over what a plugin is and may do.
public struct PluginSignature: Hashable, Sendable {
  /// The signer's public key, 32 bytes.
  public let key: [UInt8]
  private let signature: [UInt8]

  /// What is signed: id, version, capabilities and hash, a line each.
  public static func message(for manifest: PluginManifest, sha256: String) -> [UInt8] {
    let capabilities = manifest.capabilities.sorted().map(\.description).joined(separator: " ")
    return Array(
      "workbench plugin signature 1\n\(manifest.id)\n\(manifest.version)\n\(capabilities)\n\(sha256)\n".utf8)
  }

  /// Signs with `privateKey`, 32 bytes.
  public init(_ manifest: PluginManifest, sha256: String, privateKey: [UInt8]) throws(PluginProblem) {
    do {
      let signer = try Curve25519.Signing.PrivateKey(rawRepresentation: privateKey)
      key = Array(signer.publicKey.rawRepresentation)
      signature = Array(try signer.signature(for: Self.message(for: manifest, sha256: sha256)))
    } catch {
      throw PluginProblem("the signing key is no Ed25519 key")
    }
  }

  /// A new private key, 32 bytes.
  public static func makePrivateKey() -> [UInt8] { Array(Curve25519.Signing.PrivateKey().rawRepresentation) }

  /// The signature in a `.sig` file: `ed25519`, public key and signature in hexadecimal, parted by spaces.
  public init(file: [UInt8]) throws(PluginProblem) {
    let words = String(decoding: file.prefix(1024), as: UTF8.self).split { $0 == " " || $0 == "\n" }
    guard words.count == 3, words[0] == "ed25519", let key = Self.bytes(words[1], 32),
      let signature = Self.bytes(words[2], 64)
    else { throw PluginProblem("the signature file is damaged") }
    self.key = key
    self.signature = signature
  }

  /// The file's bytes.
  public var file: [UInt8] { Array("ed25519 \(Self.hexadecimal(key)) \(Self.hexadecimal(signature))\n".utf8) }

  /// The public key in hexadecimal, as lock files and messages name the signer.
  public var signer: String { Self.hexadecimal(key) }

  /// Whether the holder of the key signed this plugin with these capabilities and this hash.
  public func isValid(for manifest: PluginManifest, sha256: String) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
    return key.isValidSignature(signature, for: Self.message(for: manifest, sha256: sha256))
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private static func bytes(_ text: Substring, _ count: Int) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count == 2 * count else { return nil }
    var result: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else {
        return nil
      }
      result.append(byte)
    }
    return result
  }
}
