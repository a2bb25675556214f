import ArticleLoading
import ArticleModel
import Testing

@Suite("Feeds")
struct FeedReaderTests {
  private static func rss(_ items: String) -> [UInt8] {
    Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0"><channel><title>Le Quotidien fictif</title><image><title>Logo</title></image>
      <language>fr-FR</language>\(items)</channel></rss>
      """.utf8)
  }

  @Test("Items of RSS become articles, the whole text before the summary, the feed's title as publisher")
  func rss() throws {
    let items = (1...2).map { number in
      """
      <item><title>\(Sample.title) &amp; plus \(number)</title><link>https://exemple.org/\(number)</link>
      <dc:creator>Nadège Ouvrard</dc:creator><media:title>Photo</media:title>
      <pubDate>Tue, 1\(number) May 2024 10:00:00 GMT</pubDate><description>court</description>
      <content:encoded><![CDATA[\(Sample.html)]]></content:encoded></item>
      """
    }
    let (found, _) = try articles(in: Self.rss(items.joined()), "fil.xml")
    #expect(found.map(\.title) == (1...2).map { "\(Sample.title) & plus \($0)" })
    #expect(found.map(\.author) == ["Nadège Ouvrard", "Nadège Ouvrard"])
    #expect(found.map(\.publisher) == ["Le Quotidien fictif", "Le Quotidien fictif"])
    #expect(found.map(\.published) == [CalendarDate(iso: "2024-05-11"), CalendarDate(iso: "2024-05-12")])
    #expect(found.map(\.url) == ["https://exemple.org/1", "https://exemple.org/2"])
    #expect(found[0].text.string.hasSuffix(Sample.text))
  }

  @Test("Entries of Atom become articles, XHTML content included")
  func atom() throws {
    let feed = """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Le Quotidien fictif</title>
      <entry><title type="html">\(Sample.title)</title><link rel="self" href="x"/><link href="https://exemple.org/1"/>
      <author><name>Nadège Ouvrard</name><email>n@exemple.org</email></author><updated>2024-05-20T10:00:00Z</updated>
      <published>2024-05-14T10:00:00Z</published>
      <content type="xhtml"><div>\(Sample.html)<p>2 &lt; 3</p></div></content></entry></feed>
      """
    let article = try #require(try articles(in: Array(feed.utf8), "fil.atom").articles.first)
    #expect(article.title == Sample.title && article.author == "Nadège Ouvrard")
    #expect(article.published == CalendarDate(iso: "2024-05-14") && article.url == "https://exemple.org/1")
    #expect(article.text.string.hasSuffix(Sample.text + "\n\n2 < 3"))
  }

  @Test("Entities are not expanded and nothing is fetched")
  func entities() throws {
    var document = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\">"
    for (name, other) in zip("bcdefghij", "abcdefghi") {
      document += "<!ENTITY \(name) \"" + String(repeating: "&\(other);", count: 10) + "\">"
    }
    document += "<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    document += "<rss><channel><item><description>Le maire &j; et &x; sont là.</description></item></channel></rss>"
    let article = try #require(try articles(in: Array(document.utf8), "fil.rss").articles.first)
    #expect(article.text.string == "Le maire &j; et &x; sont là.")
  }

  @Test("Elements 100,000 deep are read without harm, in a feed, an item and a document")
  func deepElements() throws {
    let open = String(repeating: "<x>", count: 100_000)
    let close = String(repeating: "</x>", count: 100_000)
    let item = "<item><description>\(open)Le maire a parlé.\(close)</description></item>"
    #expect(try articles(in: Self.rss(item), "a.rss").articles.count == 1)
    #expect(
      try articles(in: Self.rss(open + "<item><description>Le maire.</description></item>"), "a.rss").articles.count
        == 1)
    let document = Array("<w:document>\(open)<w:p><w:r><w:t>Le maire a parlé.</w:t></w:r></w:p>".utf8)
    let docx = zip([("[Content_Types].xml", []), ("word/document.xml", document)])
    #expect(try ArticleLoader.load(bytes: docx, source: "a.docx").text.string == "Le maire a parlé.")
    let page = String(repeating: "<div>", count: 100_000) + "<p>" + Sample.text
    #expect(try load("<html><body>" + page).text.string.contains("Le maire Odilon"))
  }
}
