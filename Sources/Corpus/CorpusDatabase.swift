import GRDB
import Glibc

/// How `corpus.db` is opened.
enum CorpusDatabase {
  static func configuration(readonly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readonly
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA cache_size = -16384")
      if readonly { return }
      // What is deleted is overwritten; what is committed is on the disk.
      try database.execute(sql: "PRAGMA secure_delete = ON; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL")
    }
    return configuration
  }

  static func open(_ folder: CorpusFolder, readonly: Bool) throws -> DatabaseQueue {
    try folder.require()
    let queue = try DatabaseQueue(path: folder.database, configuration: configuration(readonly: readonly))
    if readonly {
      try queue.read { database in
        guard try Int.fetchOne(database, sql: "PRAGMA application_id") == CorpusSchema.applicationID else {
          throw CorpusError(.notACorpus, "\(folder.database) is no corpus database")
        }
        guard try CorpusSchema.migrator.hasCompletedMigrations(database) else {
          throw CorpusError(
            .newer, "\(folder.path) is of another version of workbench",
            remedy: "`workbench corpus update \(folder.path)` brings an older one up to date")
        }
      }
    } else {
      let isNewer = try queue.read { try CorpusSchema.migrator.hasBeenSuperseded($0) }
      if isNewer {
        throw CorpusError(
          .newer, "\(folder.path) was made by a newer version of workbench", remedy: "use that version, or a newer one")
      }
      try CorpusSchema.migrator.migrate(queue)
    }
    return queue
  }
}
