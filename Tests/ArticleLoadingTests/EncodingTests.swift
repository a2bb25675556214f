import ArticleLoading
import ArticleModel
import Testing

@Suite("Encodings")
struct EncodingTests {
  private let sentence = "Le maire a promis « une école », coûte que coûte, à l’été."

  @Test("UTF-8 is kept character for character: line ends, soft hyphens, no-break spaces, marks, decomposed accents")
  func keepsEveryCharacter() throws {
    let text = "Titre\r\n\r\nLa co\u{AD}opérative\u{A0}: \u{200E}cafe\u{301}\u{202F}!\r\n"
    let article = try load(text)
    #expect(article.text.bytes == Array(text.utf8))
    #expect(article.diagnostics.allSatisfy { $0.code == "no-date" })
  }

  @Test("A byte-order mark at the beginning goes, one within the text stays")
  func removesLeadingMark() throws {
    #expect(try load("\u{FEFF}Un\u{FEFF}deux").text.string == "Un\u{FEFF}deux")
  }

  @Test("UTF-16 is read in either byte order, with a mark and without", arguments: [true, false], [true, false])
  func readsUTF16(isLittleEndian: Bool, hasMark: Bool) throws {
    var bytes: [UInt8] = []
    for unit in ((hasMark ? "\u{FEFF}" : "") + sentence + " 😀").utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes += isLittleEndian ? [low, high] : [high, low]
    }
    let article = try ArticleLoader.load(bytes: bytes, source: "test.txt")
    #expect(article.text.string == sentence + " 😀")
    let guesses = article.diagnostics.filter { $0.code == "guessed-encoding" }
    #expect(guesses.count == (hasMark ? 0 : 1))
  }

  @Test("Windows-1252 is recognised by its quotation marks and named in a note")
  func readsWindows1252() throws {
    let bytes = Array("L'\u{0153}uvre : ".unicodeScalars.map { $0.value == 0x153 ? 0x9C : UInt8($0.value) })
    let article = try ArticleLoader.load(bytes: bytes + [0x93, 0xE9, 0x74, 0xE9, 0x94, 0x20, 0x80], source: "test.txt")
    #expect(article.text.string == "L'œuvre : “été” €")
    let note = try #require(article.diagnostics.first { $0.code == "guessed-encoding" })
    #expect(note.message.contains("Windows-1252"))
    #expect(note.remedy != nil)
  }

  @Test("Latin-1 is named as such when no byte is peculiar to Windows")
  func readsLatin1() throws {
    let article = try ArticleLoader.load(bytes: Array("Une ann".utf8) + [0xE9, 0x65], source: "test.txt")
    #expect(article.text.string == "Une année")
    #expect(article.diagnostics.contains { $0.message.contains("ISO-8859-1") })
  }

  @Test("A byte that Windows-1252 does not define becomes U+FFFD and is reported")
  func replacesUndefinedBytes() throws {
    let article = try ArticleLoader.load(bytes: [0x61, 0xE9, 0x81, 0x62], source: "test.txt")
    #expect(article.text.string == "aé\u{FFFD}b")
    #expect(article.diagnostics.contains { $0.code == "invalid-characters" })
  }

  @Test("A bad byte within UTF-8 becomes U+FFFD, and the warning says where")
  func repairsUTF8() throws {
    let bytes = Array("Été à Bèlla.\nDeuxième ".utf8) + [0xE9] + Array(" ligne".utf8)
    let article = try ArticleLoader.load(bytes: bytes, source: "test.txt")
    #expect(article.text.string == "Été à Bèlla.\nDeuxième \u{FFFD} ligne")
    let warning = try #require(article.diagnostics.first { $0.code == "invalid-characters" })
    #expect(warning.severity == .warning)
    #expect(warning.line == 2)
    #expect(warning.column == 10)
    #expect(warning.span.map { article.text[$0] } == "\u{FFFD}")
  }

  @Test("Lone surrogates and an odd last byte of UTF-16 become U+FFFD")
  func repairsUTF16() throws {
    let bytes: [UInt8] = [0xFF, 0xFE, 0x61, 0, 0x00, 0xD8, 0x62, 0, 0x00, 0xDC, 0x63, 0, 0x64]
    let article = try ArticleLoader.load(bytes: bytes, source: "test.txt")
    #expect(article.text.string == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
  }
}
