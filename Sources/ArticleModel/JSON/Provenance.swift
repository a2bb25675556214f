/// Which program, model and plugins made the facts of an article.
public struct Provenance: Sendable, Hashable {
  /// A plugin that took part.
  public struct Plugin: Sendable, Hashable {
    public var id: String
    public var version: String
    public var sha256: String

    /// A plugin by id, version and hash.
    public init(id: String, version: String, sha256: String) {
      self.id = id
      self.version = version
      self.sha256 = sha256
    }
  }

  public var workbench: String
  /// `sha256:` and the hash over all models.
  public var model: String
  public var plugins: [Plugin]

  /// The program in version `workbench` with `model`.
  public init(workbench: String, model: String, plugins: [Plugin] = []) {
    self.workbench = workbench
    self.model = model
    self.plugins = plugins
  }

  var json: JSONValue {
    [
      "workbench": .string(workbench), "model": .string(model),
      "plugins": .array(
        plugins.map { ["id": .string($0.id), "version": .string($0.version), "sha256": .string($0.sha256)] }),
    ]
  }
}
