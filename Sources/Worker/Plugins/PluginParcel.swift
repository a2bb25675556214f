public import PluginKit

/// A plugin on its way to a worker: the bytes of its archive, and what the user lets it do.
///
/// It travels among the chunks of a job, from which the worker takes it before the job begins.
public struct PluginParcel: Hashable, Sendable {
  public var archive: [UInt8]
  /// Folder or archive, as messages name it.
  public var place: String
  public var granted: Set<Capability>

  /// A parcel of these bytes.
  public init(archive: [UInt8], place: String, granted: Set<Capability>) {
    self.archive = archive
    self.place = place
    self.granted = granted
  }

  /// No script is called so.
  private static let prefix = "\u{0}plugin "

  /// The parcel as a chunk.
  public var chunk: WorkerJob.Chunk {
    let capabilities = granted.sorted().map(\.description).joined(separator: " ")
    return WorkerJob.Chunk(key: Self.prefix + capabilities, path: place, source: archive)
  }

  /// The parcel in a chunk; `nil` when it is a script.
  init?(_ chunk: WorkerJob.Chunk) {
    guard chunk.key.hasPrefix(Self.prefix) else { return nil }
    let granted = chunk.key.dropFirst(Self.prefix.count).split(separator: " ").compactMap { Capability(String($0)) }
    self.init(archive: chunk.source, place: chunk.path, granted: Set(granted))
  }
}

extension WorkerJob {
  /// The job with plugins for its articles.
  public func with(_ plugins: [PluginParcel]) -> WorkerJob {
    var job = self
    job.chunks += plugins.map(\.chunk)
    return job
  }

  /// Takes the plugins out of the chunks.
  mutating func takePlugins() -> [PluginParcel] {
    let parcels = chunks.compactMap(PluginParcel.init)
    if !parcels.isEmpty { chunks.removeAll { PluginParcel($0) != nil } }
    return parcels
  }
}
