import Foundation
import GRDB
import Segments

/// Finds the articles that a new one is a near-copy of, and the story they all tell.
struct NearCopies {
  private let findBand, addBand, addSignature, findSignature, addLink: Statement
  private let database: Database
  /// A band that more articles share than this says nothing: boilerplate, not a story.
  private static let mostInBand = 50

  init(_ database: Database) throws {
    self.database = database
    findBand = try database.makeStatement(sql: "SELECT article FROM bands WHERE key = ? LIMIT \(Self.mostInBand)")
    addBand = try database.makeStatement(sql: "INSERT OR IGNORE INTO bands VALUES (?,?)")
    addSignature = try database.makeStatement(sql: "INSERT INTO signatures VALUES (?,?)")
    findSignature = try database.makeStatement(
      sql: "SELECT s.bins, a.story FROM signatures s JOIN articles a ON a.id = s.article WHERE s.article = ?")
    addLink = try database.makeStatement(sql: "INSERT OR REPLACE INTO near_copies VALUES (?,?,?)")
  }

  /// Files the signature of article `id`, links it to its near-copies, and returns its story: the first article of which
  /// it is a near-copy, at one remove or more, or itself.
  mutating func add(_ signature: NearCopySignature?, id: Int64) throws -> Int64 {
    guard let signature else { return id }
    var candidates: Set<Int64> = []
    for key in signature.bandKeys {
      candidates.formUnion(try Int64.fetchAll(findBand, arguments: [key]))
      try addBand.execute(arguments: [key, id])
    }
    var story = id
    for candidate in candidates.sorted() {
      guard let row = try Row.fetchOne(findSignature, arguments: [candidate]),
        let other = NearCopySignature(bytes: row["bins"] as Data)
      else { continue }
      let similarity = signature.similarity(to: other)
      guard similarity >= NearCopySignature.threshold else { continue }
      try addLink.execute(arguments: [id, candidate, Double(similarity) / 100])
      let theirs: Int64 = row["story"]
      if story != id, theirs != story {
        // The new article joins two stories.
        try database.execute(
          sql: "UPDATE articles SET story = ? WHERE story = ?", arguments: [min(story, theirs), max(story, theirs)])
        story = min(story, theirs)
      } else {
        story = min(story, theirs)
      }
    }
    try addSignature.execute(arguments: [id, Data(signature.bytes)])
    return story
  }

  /// Forgets article `id`; the story it began is named after the next article that tells it.
  static func remove(_ id: Int64, _ database: Database) throws {
    if let row = try Row.fetchOne(database, sql: "SELECT bins FROM signatures WHERE article = ?", arguments: [id]),
      let signature = NearCopySignature(bytes: row["bins"] as Data)
    {
      for key in signature.bandKeys {
        try database.execute(sql: "DELETE FROM bands WHERE key = ? AND article = ?", arguments: [key, id])
      }
    }
    try database.execute(sql: "DELETE FROM signatures WHERE article = ?", arguments: [id])
    try database.execute(sql: "DELETE FROM near_copies WHERE article = ? OR other = ?", arguments: [id, id])
    try database.execute(
      sql: """
        UPDATE articles SET story = (SELECT min(id) FROM articles WHERE story = ?1 AND id <> ?1)
        WHERE story = ?1 AND id <> ?1
        """, arguments: [id])
  }
}
