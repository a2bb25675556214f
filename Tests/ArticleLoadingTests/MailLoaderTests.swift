import ArticleLoading
import ArticleModel
import Testing

@Suite("Mail and mailboxes")
struct MailLoaderTests {
  private static let head = """
    From: =?utf-8?q?Agence_Fictive_d=E2=80=99Info?= <depeches@exemple.org>
    To: lecteur@exemple.org
    Subject: Fwd: =?iso-8859-1?Q?Le_march=E9_de_Ville-Neuve?=
     =?utf-8?b?IHJvdXZyaXJhIGVuIGp1aW4=?=
    Date: Tue, 14 May 2024 23:30:00 +0000
    Message-ID: <1@exemple.org>
    MIME-Version: 1.0

    """

  private func mail(_ rest: String) -> [UInt8] { Array((Self.head + rest).utf8) }

  @Test("Subject, sender and day become headline, author and day of publication")
  func fields() throws {
    let article = try ArticleLoader.load(
      bytes: mail("Content-Type: text/plain; charset=utf-8\n\n\(Sample.text)\n-- \nService abonnés\n"), source: "a.eml")
    #expect(article.title == Sample.title)
    #expect(article.author == "Agence Fictive d’Info")
    #expect(article.published == CalendarDate(iso: "2024-05-14"))
    #expect(article.text.string == Sample.title + "\n\n" + Sample.text)
  }

  @Test("Quoted-printable and base64 in several encodings are read")
  func transferEncodings() throws {
    let quoted = "Le pr=E9fet a parl=E9 =\n=E0 la mairie."
    let printable = try ArticleLoader.load(
      bytes: mail(
        "Content-Type: text/plain; charset=\"ISO-8859-15\"\nContent-Transfer-Encoding: quoted-printable\n\n\(quoted)\n"),
      source: "a.eml")
    #expect(printable.text.string.hasSuffix("Le préfet a parlé à la mairie."))
    let encoded = "TGUgcHLDqWZldCBhIHBhcmzDqS4="
    let base64 = try ArticleLoader.load(
      bytes: mail("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: BASE64\n\n\(encoded)\n"),
      source: "a.eml")
    #expect(base64.text.string.hasSuffix("Le préfet a parlé."))
  }

  private static func alternative(plain: String) -> String {
    """
    Content-Type: multipart/mixed; boundary="a b"

    --a b
    Content-Type: multipart/alternative; boundary=c

    --c
    Content-Type: text/plain; charset=utf-8

    \(plain)
    --c
    Content-Type: text/html; charset=utf-8

    <html><body><table><tr><td>\(Sample.html)</td></tr></table></body></html>
    --c--
    --a b
    Content-Type: application/pdf
    Content-Disposition: attachment; filename*0*=utf-8''pi%C3%A8ce; filename*1=.pdf

    %PDF-1.4
    --a b--
    """
  }

  @Test("The plain part is taken, or the HTML part where the plain one only points at it; attachments are noted")
  func alternatives() throws {
    let whole = try ArticleLoader.load(bytes: mail(Self.alternative(plain: Sample.text)), source: "a.eml")
    #expect(whole.text.string == Sample.title + "\n\n" + Sample.text)
    let note = try #require(whole.diagnostics.first { $0.code == "attachments" })
    #expect(note.severity == .note && note.message.contains("pièce.pdf"))
    let stub = try ArticleLoader.load(
      bytes: mail(Self.alternative(plain: "Voir la version en ligne.")), source: "a.eml")
    #expect(stub.text.string == Sample.title + "\n\n" + Sample.text)
  }

  @Test("Lines that only the sender's program broke are joined where the message says so")
  func flowed() throws {
    let article = try ArticleLoader.load(
      bytes: mail("Content-Type: text/plain; format=flowed\n\nLe maire a \nparlé hier.\n\nFin.\n"), source: "a.eml")
    #expect(article.text.string.hasSuffix("Le maire a parlé hier.\n\nFin."))
  }

  @Test("A mailbox gives its messages, with quoted lines restored, and the same again when cut off")
  func mailbox() throws {
    let message = Self.head + "\nLe maire a parlé.\n>From là, tout le monde est parti.\n"
    let box =
      "From a@exemple.org Tue May 14 10:00:00 2024\n\(message)\nFrom b@exemple.org Tue May 14 11:00:00 2024\n\(message)"
    let (found, _) = try articles(in: Array(box.utf8), "boîte")
    #expect(found.map(\.source) == ["boîte#1", "boîte#2"])
    #expect(found[1].text.string.hasSuffix("Le maire a parlé.\nFrom là, tout le monde est parti."))
    #expect(try articles(in: Array(box.utf8.dropLast(30)), "boîte").articles.count == 2)
  }

  @Test("An encoding that is not known is named")
  func unknownEncoding() throws {
    let bytes = mail("Content-Type: text/plain; charset=koi8-r\n\nLe maire a parl") + [0xE9, 0x2E, 0x0A]
    let article = try ArticleLoader.load(bytes: bytes, source: "a.eml")
    #expect(article.diagnostics.contains { $0.code == "guessed-encoding" && $0.message.contains("koi8-r") })
  }

  @Test("An article that only begins like a message stays text")
  func noMail() throws {
    let article = try load("Paris : le maire a parlé.\nDate: hier\n\nLa mairie est fermée.")
    #expect(article.text.string.hasPrefix("Paris : le maire"))
  }

  @Test("Parts in parts and parts without end are read within limits")
  func deepParts() throws {
    var deep = Self.head
    for level in 0..<20_000 { deep += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
    #expect(try failure(Array((deep + "\n\nx").utf8)).code == "no-text")
    let many =
      Self.head + "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 100_000)
    #expect(throws: Never.self) { try ArticleLoader.load(bytes: Array(many.utf8), source: "a.eml") }
  }
}
