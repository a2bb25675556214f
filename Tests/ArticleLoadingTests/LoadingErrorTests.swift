import ArticleLoading
import ArticleModel
import Testing

@Suite("Files that are no articles")
struct LoadingErrorTests {
  @Test(
    "An empty file, white space and a lone byte-order mark are empty", arguments: ["", " \n\t\r\n\u{A0}", "\u{FEFF}"])
  func rejectsEmptyFiles(text: String) throws {
    let diagnostic = try failure(Array(text.utf8))
    #expect(diagnostic.code == "empty-file")
    #expect(diagnostic.file == "test.txt")
    #expect(diagnostic.remedy != nil)
  }

  static let signatures: [([UInt8], String)] = [
    (Array("%PDF-1.7\n%âãÏÓ".utf8), "PDF"), ([0x50, 0x4B, 5, 6, 20, 0], "ZIP"),
    ([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], "PNG"), ([0x7F, 0x45, 0x4C, 0x46, 2, 1], "ELF"),
    ([0x1F, 0x8B, 8, 0], "gzip"), (Array("{\\rtf1\\ansi".utf8), "RTF"),
  ]

  @Test("A file of a known format is named, with a way to its text", arguments: signatures)
  func namesFormats(bytes: [UInt8], name: String) throws {
    let diagnostic = try failure(bytes)
    #expect(diagnostic.code == "binary-file")
    #expect(diagnostic.message.contains(name))
    #expect(diagnostic.remedy != nil)
  }

  @Test("Zero bytes and control characters are binary data")
  func rejectsBinaryData() throws {
    #expect(try failure(Array("un\0deux et trois".utf8)).code == "binary-file")
    #expect(try failure(Array("\u{1}\u{2}\u{3}\u{4}abc".utf8)).code == "binary-file")
  }

  @Test("Text that happens to begin with the letters of a format is text")
  func acceptsCoincidences() throws {
    #expect(try load("ID3 est le nom d'un format de fichiers.").language == "fr")
  }

  @Test("A file above the limit is refused, one at the limit is not")
  func rejectsLargeFiles() throws {
    #expect(try failure(Array("12345678901".utf8), options: LoadingOptions(maximumSize: 10)).code == "too-large")
    #expect(try load("1234567890", options: LoadingOptions(maximumSize: 10)).text.count == 10)
  }

  @Test("A web page without an article is refused")
  func refusesEmptyPages() throws {
    #expect(throws: LoadingError.self) { try load("<!DOCTYPE html>\n<p>Bonjour</p>") }
  }
}
