import Analysis
import PluginKit

/// Says who would analyse with the plugins of the job: a signature a line, as a corpus keeps them.
struct SignaturesJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    try channel.writeResult(Array(try EnabledPlugins.current.signatures().joined(separator: "\n").utf8))
    return 0
  }
}

extension EnabledPlugins {
  /// The signatures of the analysers, plugins among them. Where a plugin has tables that analysers read, they are part of
  /// what these know.
  func signatures() throws(WorkerFailure) -> [String] {
    let tables = members.filter { member in
      LexiconFile.allCases.contains { $0 != .names && member.plugin.file($0.fileName) != nil }
        || member.plugin.bringsFrames
    }
    let additions = tables.map { " +\($0.plugin.id) \($0.plugin.versionWithHash)" }.sorted().joined()
    return try pipeline().analyzers.map { $0.signature + ($0.readsAdditions ? additions : "") }
  }
}
