import ArticleLoading
import ArticleModel
import Testing

@Suite("Documents of word processors")
struct OfficeLoaderTests {
  private static let docx: [UInt8] = {
    var body = "<w:p><w:pPr><w:pStyle w:val=\"Titre\"/></w:pPr><w:r><w:t>\(Sample.title)</w:t></w:r></w:p>"
    for paragraph in Sample.paragraphs {
      body += """
        <w:p><w:r><w:t xml:space="preserve">\(paragraph.prefix(12))</w:t></w:r><w:del><w:r><w:delText>rayé</w:delText></w:r></w:del>
        <w:r><w:t>\(paragraph.dropFirst(12))</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>
        """
    }
    return zip([
      ("[Content_Types].xml", Array("<Types/>".utf8)),
      ("word/document.xml", Array("<?xml version=\"1.0\"?><w:document><w:body>\(body)</w:body></w:document>".utf8)),
      (
        "docProps/core.xml",
        Array("<x><dc:creator>poste3</dc:creator><dcterms:created>2024-05-14T10:00:00Z</dcterms:created></x>".utf8)
      ),
    ])
  }()

  @Test("DOCX gives its paragraphs, its title, and the day it was made where the text names none")
  func wordprocessing() throws {
    let article = try ArticleLoader.load(bytes: Self.docx, source: "a.docx")
    #expect(article.text.string == Sample.title + "\n\n" + Sample.text)
    #expect(article.title == Sample.title && article.author == nil)
    #expect(article.published == CalendarDate(iso: "2024-05-14"))
    #expect(article.diagnostics.map(\.code) == ["likely-date"])
  }

  @Test("ODT gives its paragraphs without notes and comments")
  func openDocument() throws {
    var body = "<text:h text:style-name=\"P1\">\(Sample.title)</text:h>"
    for paragraph in Sample.paragraphs {
      body +=
        "<text:p>\n  \(paragraph)<text:note><text:note-body><text:p>Note</text:p></text:note-body></text:note></text:p>"
    }
    let content = """
      <office:document-content><office:automatic-styles><style:style style:name="P1" style:parent-style-name="Title"/>
      </office:automatic-styles><office:body><office:text>\(body)</office:text></office:body></office:document-content>
      """
    let bytes = zip([
      ("mimetype", Array("application/vnd.oasis.opendocument.text".utf8)), ("content.xml", Array(content.utf8)),
    ])
    let article = try ArticleLoader.load(bytes: bytes, source: "a.odt")
    #expect(article.text.string == Sample.title + "\n\n" + Sample.text && article.title == Sample.title)
  }

  @Test("A document that is cut off anywhere ends in a diagnostic")
  func truncated() throws {
    for length in stride(from: 4, to: Self.docx.count, by: 37) {
      #expect(try failure(Array(Self.docx.prefix(length))).code == "damaged-file")
    }
  }

  @Test("A document with damaged bytes loads or ends in a diagnostic")
  func damaged() throws {
    for place in stride(from: 0, to: Self.docx.count, by: 11) {
      var bytes = Self.docx
      bytes[place] ^= 0x55
      _ = try? ArticleLoader.load(bytes: bytes, source: "a.docx")
    }
  }

  @Test("A document without text and an archive that is none say so")
  func noText() throws {
    let empty = zip([("[Content_Types].xml", []), ("word/document.xml", Array("<w:document/>".utf8))])
    #expect(try failure(empty).code == "no-text")
    #expect(try failure(zip([("xl/workbook.xml", [])])).code == "binary-file")
  }
}
