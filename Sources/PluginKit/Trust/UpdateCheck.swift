/// Whether a plugin may take the place of what is installed.
public struct UpdateCheck: Sendable {
  /// The plugin's pinned entry, `nil` for a first installation.
  public var current: PluginLock.Entry?
  /// The capabilities the user agreed to for the current one.
  public var agreed: Set<Capability>
  /// The key known for this plugin.
  public var knownSigner: String?
  public var allowsDowngrade: Bool

  /// A check against what is there.
  public init(
    current: PluginLock.Entry?, agreed: Set<Capability> = [], knownSigner: String?, allowsDowngrade: Bool = false
  ) {
    self.current = current
    self.agreed = agreed
    self.knownSigner = knownSigner
    self.allowsDowngrade = allowsDowngrade
  }

  /// Checks the plugin with `manifest` and `sha256`, signed or not.
  ///
  /// - Returns: the capabilities it asks for beyond those agreed to, sorted.
  /// - Throws: a `PluginProblem` where it must be refused.
  public func admit(
    _ manifest: PluginManifest, sha256: String, signature: PluginSignature?
  ) throws(PluginProblem) -> [Capability] {
    if let signature {
      guard signature.isValid(for: manifest, sha256: sha256) else {
        throw PluginProblem(
          "the signature is not of this plugin, or the plugin was changed after it was signed",
          remedy: "get the archive and its .sig again, from the author")
      }
      if let knownSigner, knownSigner != signature.signer {
        throw PluginProblem(
          "the plugin is signed with another key than before",
          remedy: "ask the author; `workbench plugin remove \(manifest.id) --forget-signer` starts anew")
      }
    } else if knownSigner != nil {
      throw PluginProblem(
        "earlier versions of the plugin were signed, this one is not",
        remedy: "get it with its .sig file, or start anew with `workbench plugin remove \(manifest.id) --forget-signer`"
      )
    }
    if let current {
      if manifest.version < current.version, !allowsDowngrade {
        throw PluginProblem(
          "version \(manifest.version) is older than the installed \(current.version)",
          remedy: "pass --allow-downgrade if that is what you want")
      }
      if manifest.version == current.version, sha256 != current.sha256 {
        throw PluginProblem(
          "version \(manifest.version) is installed with other content",
          remedy: "the author must give changed content a new version; to replace it, remove the plugin first")
      }
    }
    return manifest.capabilities.subtracting(current == nil ? [] : agreed).sorted()
  }
}
