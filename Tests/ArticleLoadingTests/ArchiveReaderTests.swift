import ArticleLoading
import ArticleModel
import Testing

@Suite("Archives")
struct ArchiveReaderTests {
  private static let text = Array((Sample.title + "\n\n" + Sample.text).utf8)
  private static let archive = zip([
    ("dossier/un.txt", text),
    ("dossier/tout.csv", Array("titre,texte\nA,Le maire a parlé.\nB,La mairie a fermé.\n".utf8)),
    ("photo.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]), ("__MACOSX/._un.txt", text),
    ("dedans.zip", zip([("x.txt", text)])), ("page.html", Array(Sample.page.utf8)),
  ])

  @Test("The articles of an archive are numbered over its entries; what is none is noted")
  func entries() throws {
    let (found, notes) = try articles(in: Self.archive, "a.zip")
    #expect(found.map(\.source) == (1...4).map { "a.zip#\($0)" })
    #expect(found.map(\.title) == [Sample.title, "A", "B", Sample.title])
    let note = try #require(notes.first)
    #expect(notes.count == 1 && note.severity == .note && note.message.hasPrefix("2 entries"))
    #expect(note.message.contains("'dedans.zip'") && note.message.contains("'photo.png'"))
  }

  @Test("An archive that is cut off anywhere ends in a diagnostic")
  func truncated() throws {
    for length in stride(from: 4, to: Self.archive.count, by: 101) {
      #expect(try collectionFailure(Array(Self.archive.prefix(length)), "a.zip").code == "damaged-file")
    }
  }

  @Test("An archive with damaged bytes gives articles or diagnostics")
  func damaged() throws {
    for place in stride(from: 4, to: Self.archive.count, by: 7) {
      var bytes = Self.archive
      bytes[place] ^= 0x5A
      _ = try? articles(in: bytes, "a.zip")
    }
  }

  @Test("Data that grows beyond all measure, or less than it says, ends in a diagnostic")
  func bombs() throws {
    let zeros = [UInt8](repeating: 0x61, count: 24 << 20)
    #expect(try collectionFailure(zip([("x", []), ("a.txt", zeros)]), "a.zip").code == "bomb")
    // The directory says that the text is small: more than that is not unpacked.
    var lying = zip([("x", []), ("a.txt", zeros)])
    let end = lying.count - 22
    let entry = (0..<end).last { lying[$0...].starts(with: [0x50, 0x4B, 1, 2]) }!
    lying.replaceSubrange((entry + 24)..<(entry + 28), with: [100, 0, 0, 0])
    let (none, notes) = try articles(in: lying, "a.zip")
    #expect(none.isEmpty && notes.map(\.code) == ["damaged-file", "left-out"])
  }

  @Test("Entries that lie over each other are no archive")
  func overlapping() throws {
    let one = zip([("a.txt", Self.text)])
    let start = (0..<one.count).last { one[$0...].starts(with: [0x50, 0x4B, 1, 2]) }!
    let directory = Array(one[start..<(one.count - 22)])
    var end = Array(one.suffix(22))
    end[8] = 2
    end[10] = 2
    end[12] = UInt8(2 * directory.count)
    #expect(try collectionFailure(one[..<start] + directory + directory + end, "a.zip").code == "bomb")
  }

  @Test("Encrypted entries are named, and the others read")
  func encrypted() throws {
    let (found, notes) = try articles(in: zip([("a.txt", Self.text)], flags: 1), "a.zip")
    #expect(found.isEmpty && notes.map(\.code) == ["encrypted"])
  }
}

@Suite("Web archives")
struct WebArchiveReaderTests {
  private static func record(_ number: Int, fields: String = "", body: [UInt8]? = nil, status: Int = 200) -> [UInt8] {
    let answer =
      Array("HTTP/1.1 \(status) OK\r\nContent-Type: text/html; charset=utf-8\r\n\(fields)\r\n".utf8)
      + (body ?? Array(Sample.page.utf8))
    let head = """
      WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://exemple.org/\(number)\r\n\
      Content-Type: application/http; msgtype=response\r\nContent-Length: \(answer.count)\r\n\r\n
      """
    return Array(head.utf8) + answer + Array("\r\n\r\n".utf8)
  }

  private static let records: [[UInt8]] = {
    let page = Array(Sample.page.utf8)
    let chunked = Array("\(String(page.count, radix: 16))\r\n".utf8) + page + Array("\r\n0\r\n\r\n".utf8)
    return [
      Array("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 5\r\n\r\nhallo\r\n\r\n".utf8), record(1),
      record(2, fields: "Transfer-Encoding: chunked\r\n", body: chunked), record(3, status: 404),
      record(4, fields: "Content-Encoding: gzip\r\n", body: deflated(page, window: 31)),
    ]
  }()

  @Test("Pages of a web archive become articles with their addresses, plain and compressed")
  func pages() throws {
    let plain = Self.records.flatMap(\.self)
    let compressed = Self.records.flatMap { deflated($0, window: 31) }
    for (bytes, name) in [(plain, "a.warc"), (compressed, "a.warc.gz"), (deflated(plain, window: 31), "b.warc.gz")] {
      let (found, _) = try articles(in: bytes, name)
      #expect(found.map(\.url) == [1, 2, 4].map { "https://exemple.org/\($0)" })
      #expect(found.map(\.title) == [Sample.title, Sample.title, Sample.title])
      #expect(found.allSatisfy { $0.text.string == Sample.title + "\n\n" + Sample.text })
    }
  }

  @Test("A web archive that is cut off gives what comes before, then a diagnostic")
  func truncated() throws {
    let plain = Self.records.flatMap(\.self)
    #expect(try collectionFailure(Array(plain.dropLast(20)), "a.warc").code == "damaged-file")
    let compressed = Self.records.flatMap { deflated($0, window: 31) }
    for length in stride(from: 60, to: compressed.count - 30, by: 41) {
      let collection = try ArticleCollection(
        FileBytes(Array(compressed.prefix(length))), .webArchive, source: "a.warc.gz")
      while (try? collection.next()) != nil {}
    }
    #expect(try collectionFailure(Array(compressed.dropLast(30)), "a.warc.gz").code == "damaged-file")
  }

  @Test("Compressed data that grows beyond all measure ends in a diagnostic")
  func bombs() throws {
    let zeros = [UInt8](repeating: 0, count: 40 << 20)
    let head = Array("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: \(zeros.count)\r\n\r\n".utf8)
    #expect(try collectionFailure(deflated(head + zeros, window: 31), "a.warc.gz").code == "bomb")
    let record = Self.record(1, fields: "Content-Encoding: gzip\r\n", body: deflated(zeros, window: 31))
    let (found, notes) = try articles(in: record, "a.warc")
    #expect(found.isEmpty && notes.map(\.code) == ["left-out"])
  }
}
