import Analysis
import ArticleLoading
import ArticleModel
@testable import Corpus
import Glibc
import Segments
import Testing

/// A corpus in a folder that is gone when the test is over.
final class TemporaryCorpus {
  let path = "/tmp/workbench-corpus-\(getpid())-\(UInt64.random(in: 0 ... .max))"
  init() throws { try CorpusWriter.create(at: path) }
  deinit { _ = system("rm -rf '\(path)'") }

  func writer(_ model: String = "m") throws -> CorpusWriter {
    try CorpusWriter(path: path, provenance: Provenance(workbench: "1", model: model), analyzers: ["tokens \(model)"])
  }

  func reader() throws -> CorpusReader { try CorpusReader(path: path) }

  static func prepared(_ text: String, name: String = "a.txt", url: String? = nil) throws -> PreparedArticle {
    var article = try ArticleLoader.load(bytes: Array(text.utf8), source: name)
    article.url = url
    Pipeline.standard.analyze(&article, language: .french)
    return try PreparedArticle(decoding: PreparedArticle.encode(article))
  }

  /// Whether any file of the corpus holds these bytes.
  func holds(_ text: String) -> Bool { system("grep -rqaF -- '\(text)' '\(path)'") == 0 }

  static func text(_ number: Int) -> String {
    "Le préfet de la zone \(number), M. Armand Zelkov\(number), a déclaré lundi que le pont \(number) serait fermé."
  }
}

@Suite("Changing a corpus")
struct CorpusWriterTests {
  @Test("What was added is there for others, once, in order")
  func adding() throws {
    let corpus = try TemporaryCorpus()
    let writer = try corpus.writer()
    for number in 0..<5 { #expect(try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(number))) != nil) }
    #expect(try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(3))) == nil)
    #expect(try corpus.reader().articles().isEmpty)
    try writer.flush()
    #expect(try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(4))) == nil)
    try writer.flush()
    let reader = try corpus.reader()
    #expect(try reader.articles().map(\.id) == [1, 2, 3, 4, 5])
    var texts: [String] = []
    try reader.forEachArticle { _, article in texts.append(article.text.string) }
    #expect(texts == (0..<5).map(TemporaryCorpus.text))
    #expect(try reader.problems() == [])
  }

  @Test("A second writer is told, a reader works meanwhile")
  func twoWriters() throws {
    let corpus = try TemporaryCorpus()
    let writer = try corpus.writer()
    #expect { try corpus.writer() } throws: { ($0 as? CorpusError)?.isLocked == true }
    try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(1)))
    try writer.flush()
    #expect(try corpus.reader().articles().count == 1)
    withExtendedLifetime(writer) {}
  }

  @Test("Of a removed article no byte is left in the folder")
  func removing() throws {
    let corpus = try TemporaryCorpus()
    let secret = "Le dossier Quatorzebis sera rendu à Xylophanie par Mme Ursule Ypsiloune, dit-on."
    do {
      let writer = try corpus.writer()
      for number in 0..<30 { try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(number))) }
      try writer.add(TemporaryCorpus.prepared(secret, name: "secret-name.txt", url: "https://example.org/ypsiloune"))
      for number in 30..<60 { try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(number))) }
      try writer.flush()
      #expect(corpus.holds("Quatorzebis") && corpus.holds("quatorzebis"))
      let entry = try #require(try corpus.reader().articles(named: "secret-name.txt").first)
      try writer.remove([entry.id])
    }
    for word in ["Quatorzebis", "quatorzebis", "Xylophanie", "xylophanie", "Ypsiloune", "ypsiloune", "secret-name"] {
      #expect(!corpus.holds(word), "\(word) is left")
    }
    let reader = try corpus.reader()
    #expect(try reader.problems() == [])
    #expect(try reader.articles().count == 60)
  }

  @Test("Near-copies tell one story, also when its first article goes")
  func stories() throws {
    let corpus = try TemporaryCorpus()
    let writer = try corpus.writer()
    let story = (0..<80).map { "mot\($0) d'une dépêche qui court \($0 * 7 % 31)" }.joined(separator: " ")
    try writer.add(TemporaryCorpus.prepared(story))
    try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(1)))
    try writer.add(TemporaryCorpus.prepared("Autre titre. " + story))
    try writer.add(TemporaryCorpus.prepared(story + " Fin de la dépêche."))
    try writer.flush()
    #expect(try corpus.reader().articles().map(\.story) == [1, 2, 1, 1])
    #expect(try corpus.reader().totals().stories == 2)
    try writer.remove([1])
    #expect(try corpus.reader().articles().map(\.story) == [2, 3, 3])
    #expect(try corpus.reader().problems() == [])
  }

  @Test("Files of a process that died before its commit are removed")
  func orphans() throws {
    let corpus = try TemporaryCorpus()
    let path = corpus.path + "/segments/00000099.segment"
    close(open(path, O_CREAT | O_WRONLY, 0o600))
    #expect(try corpus.reader().problems().count == 1)
    #expect(try corpus.writer().removedOrphans == ["00000099.segment"])
    #expect(try corpus.reader().problems() == [])
  }

  @Test("Damage is found")
  func damage() throws {
    let corpus = try TemporaryCorpus()
    do {
      let writer = try corpus.writer()
      try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(1)))
      try writer.flush()
    }
    let file = corpus.path + "/segments/00000001.segment"
    let descriptor = open(file, O_WRONLY)
    pwrite(descriptor, [UInt8(7)], 1, 200)
    close(descriptor)
    #expect(try corpus.reader().problems() == ["segments/00000001.segment: its bytes do not have the hash they had"])
    unlink(file)
    #expect(try corpus.reader().problems().first?.hasPrefix("segments/00000001.segment: ") == true)
  }

  @Test("All files are the user's alone")
  func modes() throws {
    let corpus = try TemporaryCorpus()
    let writer = try corpus.writer()
    try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(1)))
    try writer.flush()
    #expect(system("test -z \"$(find '\(corpus.path)' -type f ! -perm 600)\"") == 0)
    #expect(system("test -z \"$(find '\(corpus.path)' -type d ! -perm 700)\"") == 0)
  }

  @Test("Small segments grow together, and the articles stay in order")
  func merging() throws {
    let corpus = try TemporaryCorpus()
    let writer = try corpus.writer()
    for number in 0..<40 {
      try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(number)))
      try writer.flush()
    }
    let reader = try corpus.reader()
    #expect(try reader.totals().segments < 16)
    #expect(try reader.articles().map(\.id) == Array(1...40))
    #expect(try reader.problems() == [])
  }

  @Test("Only what another version analysed is analysed again")
  func rewriting() throws {
    let corpus = try TemporaryCorpus()
    do {
      let writer = try corpus.writer("old")
      try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(1)))
    }
    do {
      let writer = try corpus.writer("old")
      try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(1)))
      try writer.flush()
    }
    let writer = try corpus.writer("new")
    try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(2)))
    let rewrites = try writer.rewrites().map(writer.begin)
    #expect(rewrites.count == 1)
    let rewrite = try #require(rewrites.first)
    #expect(rewrite.outdatedArticle(0) != nil)
    rewrite.append(0, try TemporaryCorpus.prepared(TemporaryCorpus.text(1)))
    try writer.finish(rewrite)
    #expect(try writer.rewrites().map(writer.begin).isEmpty)
    #expect(try corpus.reader().problems() == [])
  }

  @Test("Filters mean the articles they name")
  func filters() throws {
    let corpus = try TemporaryCorpus()
    let writer = try corpus.writer()
    for number in 0..<3 {
      try writer.add(TemporaryCorpus.prepared(TemporaryCorpus.text(number), name: "f\(number)_.txt"))
    }
    try writer.flush()
    let reader = try corpus.reader()
    var filter = ArticleFilter()
    filter.source = "f1*"
    #expect(try reader.articleIDs(filter) == [2])
    filter.source = "f1%"
    #expect(try reader.articleIDs(filter) == [])
    filter = ArticleFilter()
    filter.words = "zelkov2"
    #expect(try reader.articleIDs(filter) == [3])
    filter.words = nil
    filter.since = CalendarDate(iso: "2020-01-01")
    #expect(try reader.articleIDs(filter) == [])
  }
}

@Suite("Which segments are merged")
struct MergePlanTests {
  @Test("However much is added, the segments stay few and each token is copied a few times")
  func bounds() throws {
    for batch in [600, 5_000, 200_000] {
      var segments: [Int] = []
      var copied = 0
      for _ in 0..<2_000 {
        segments.append(batch)
        while let run = MergePlan.run(tokens: segments) {
          let sum = segments[run].reduce(0, +)
          copied += sum
          segments.replaceSubrange(run, with: [sum])
          #expect(sum <= MergePlan.largest)
        }
      }
      #expect(copied < 2_000 * batch * 6)
      #expect(segments.count <= 2_000 * batch / (MergePlan.largest / 3) + 8 * 4)
    }
  }
}
