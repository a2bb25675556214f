import GRDB

/// The tables and views of `corpus.db`; docs/corpus.md describes each for people who read them with other tools.
///
/// A change of the tables is a new migration at the end, never a change of an old one.
enum CorpusSchema {
  /// Marks the file as a corpus (`PRAGMA application_id`): "WBCO".
  static let applicationID = 0x5742_434F

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: articles, facts, segments") { database in
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      for table in tables { try database.execute(sql: table) }
    }
    migrator.registerMigration("1: views") { database in
      for view in views { try database.execute(sql: view) }
    }
    migrator.registerMigration("2: times, topics") { database in
      for table in laterTables { try database.execute(sql: table) }
    }
    return migrator
  }

  /// Tables with a row for each fact of an article; a removed article is removed from each.
  static let factTables = FactTable.all.map(\.name)

  private static let tables = [
    """
    CREATE TABLE analyses(
      id INTEGER PRIMARY KEY, workbench TEXT NOT NULL, model TEXT NOT NULL, analyzers TEXT NOT NULL,
      UNIQUE(workbench, model, analyzers))
    """,
    """
    CREATE TABLE articles(
      id INTEGER PRIMARY KEY AUTOINCREMENT, sha256 TEXT NOT NULL UNIQUE, source TEXT NOT NULL, url TEXT, title TEXT,
      author TEXT, publisher TEXT, published TEXT, language TEXT, text TEXT NOT NULL, tokens INTEGER NOT NULL,
      sentences INTEGER NOT NULL, story INTEGER NOT NULL, analysis INTEGER NOT NULL REFERENCES analyses(id))
    """,
    "CREATE INDEX articles_published ON articles(published)",
    "CREATE INDEX articles_source ON articles(source)",
    "CREATE INDEX articles_publisher ON articles(publisher)",
    "CREATE INDEX articles_story ON articles(story)",
    """
    CREATE TABLE entities(
      article INTEGER NOT NULL, number INTEGER NOT NULL, type TEXT NOT NULL, name TEXT NOT NULL, geonames INTEGER,
      latitude REAL, longitude REAL, country TEXT, mentions INTEGER NOT NULL, by TEXT NOT NULL,
      confidence REAL NOT NULL, PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    "CREATE INDEX entities_name ON entities(name)",
    """
    CREATE TABLE aliases(
      article INTEGER NOT NULL, entity INTEGER NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL,
      PRIMARY KEY(article, entity, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE mentions(
      article INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      type TEXT NOT NULL, entity INTEGER, by TEXT NOT NULL, confidence REAL NOT NULL,
      PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE article_references(
      article INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      kind TEXT NOT NULL, entity INTEGER, candidates TEXT NOT NULL, by TEXT NOT NULL, confidence REAL NOT NULL,
      PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE roles(
      article INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      person INTEGER NOT NULL, title TEXT NOT NULL, "of" INTEGER, class TEXT, status TEXT, by TEXT NOT NULL,
      confidence REAL NOT NULL, PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE dates(
      article INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      kind TEXT NOT NULL, value TEXT, first TEXT, last TEXT, precision TEXT NOT NULL, anchor TEXT, by TEXT NOT NULL,
      confidence REAL NOT NULL, PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE quotes(
      article INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      kind TEXT NOT NULL, speaker INTEGER, speaker_start INTEGER, speaker_end INTEGER, cue TEXT, cue_start INTEGER,
      cue_end INTEGER, stance TEXT, by TEXT NOT NULL, confidence REAL NOT NULL,
      PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE events(
      article INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      type TEXT NOT NULL, code TEXT, status TEXT, main INTEGER NOT NULL, place INTEGER, date INTEGER, by TEXT NOT NULL,
      confidence REAL NOT NULL, PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE participants(
      article INTEGER NOT NULL, event INTEGER NOT NULL, number INTEGER NOT NULL, entity INTEGER NOT NULL,
      part TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      PRIMARY KEY(article, event, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE event_numbers(
      article INTEGER NOT NULL, event INTEGER NOT NULL, number INTEGER NOT NULL, value INTEGER NOT NULL,
      what TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      PRIMARY KEY(article, event, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE annotations(
      article INTEGER NOT NULL, number INTEGER NOT NULL, layer TEXT NOT NULL, start INTEGER NOT NULL,
      "end" INTEGER NOT NULL, attributes TEXT NOT NULL, by TEXT NOT NULL, confidence REAL NOT NULL,
      PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE words USING fts5(
      title, text, content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2')
    """,
    """
    CREATE TABLE segments(
      id INTEGER PRIMARY KEY AUTOINCREMENT, file TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL, bytes INTEGER NOT NULL,
      articles INTEGER NOT NULL, tokens INTEGER NOT NULL, first_article INTEGER NOT NULL,
      last_article INTEGER NOT NULL)
    """,
    "CREATE TABLE signatures(article INTEGER PRIMARY KEY, bins BLOB NOT NULL)",
    "CREATE TABLE bands(key INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(key, article)) WITHOUT ROWID",
    """
    CREATE TABLE near_copies(
      article INTEGER NOT NULL, other INTEGER NOT NULL, similarity REAL NOT NULL,
      PRIMARY KEY(article, other)) WITHOUT ROWID
    """,
    // What a process that was stopped has left to do.
    "CREATE TABLE pending(task TEXT PRIMARY KEY) WITHOUT ROWID",
    """
    CREATE TABLE failures(
      sha256 TEXT PRIMARY KEY, source TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL) WITHOUT ROWID
    """,
  ]

  private static let laterTables = [
    """
    CREATE TABLE times(
      article INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      kind TEXT NOT NULL, value TEXT, first TEXT, last TEXT, by TEXT NOT NULL, confidence REAL NOT NULL,
      PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    """
    CREATE TABLE topics(
      article INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
      kind TEXT NOT NULL, name TEXT NOT NULL, score INTEGER NOT NULL, by TEXT NOT NULL, confidence REAL NOT NULL,
      PRIMARY KEY(article, number)) WITHOUT ROWID
    """,
    "CREATE INDEX topics_name ON topics(name)",
    """
    CREATE VIEW about AS
    SELECT t.article, a.published, a.publisher, t.kind, t.name, t.score, a.title
    FROM topics t JOIN articles a ON a.id = t.article
    """,
  ]

  private static let views = [
    """
    CREATE VIEW people AS
    SELECT e.article, a.published, a.publisher, e.name, r.title AS role, o.name AS "of", r.status, e.mentions, a.title
    FROM entities e JOIN articles a ON a.id = e.article
    LEFT JOIN roles r ON r.article = e.article AND r.person = e.number
    LEFT JOIN entities o ON o.article = r.article AND o.number = r."of"
    WHERE e.type = 'PER'
    """,
    """
    CREATE VIEW places AS
    SELECT e.article, a.published, a.publisher, e.name, e.geonames, e.latitude, e.longitude, e.country, e.mentions,
      a.title
    FROM entities e JOIN articles a ON a.id = e.article WHERE e.type = 'LOC'
    """,
    """
    CREATE VIEW said AS
    SELECT q.article, a.published, a.publisher, e.name AS speaker, q.cue, q.kind, q.stance,
      substr(a.text, q.start + 1, q."end" - q.start) AS quote, a.title
    FROM quotes q JOIN articles a ON a.id = q.article
    LEFT JOIN entities e ON e.article = q.article AND e.number = q.speaker
    """,
    """
    CREATE VIEW happened AS
    SELECT v.article, a.published, a.publisher, v.type, v.code, v.status, v.main, d.value AS date, p.name AS place,
      substr(a.text, v.start + 1, v."end" - v.start) AS "trigger", a.title
    FROM events v JOIN articles a ON a.id = v.article
    LEFT JOIN dates d ON d.article = v.article AND d.number = v.date
    LEFT JOIN entities p ON p.article = v.article AND p.number = v.place
    """,
    """
    CREATE VIEW stories AS
    SELECT story, count(*) AS articles, count(DISTINCT publisher) AS publishers, min(published) AS first_published
    FROM articles GROUP BY story
    """,
  ]
}
