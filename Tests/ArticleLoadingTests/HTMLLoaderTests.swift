import ArticleLoading
import ArticleModel
import Testing

@Suite("Web pages")
struct HTMLLoaderTests {
  private static let paragraphs = [
    "La mairie de Port-Clair a ouvert lundi un marché couvert de deux cents places, attendu depuis six ans par les vendeuses.",
    "« Nous voulions un toit avant les pluies », a déclaré la présidente des vendeuses, Mme Odile Tarvan, devant la halle.",
    "Le chantier, confié à une entreprise de la ville, a coûté 3 millions, dont la moitié vient de la région &amp; du port.",
    "Une seconde halle, plus petite, doit suivre l&rsquo;an prochain près de la gare, selon le directeur des marchés.",
  ]

  private static let page = """
    <!DOCTYPE html>
    <html lang="fr"><head><meta charset="utf-8"><title>Port-Clair a son marché - La Rade</title>
    <meta property="og:title" content="Port-Clair a son marché"><meta property="og:site_name" content="La Rade">
    <link rel="canonical" href="https://rade.example/marche">
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"X"},
    {"@type":"NewsArticle","headline":"Port-Clair a son marché","datePublished":"2024-05-06T10:00:00+01:00",
    "author":[{"@type":"Person","name":"Lise Amadou"}],"publisher":{"@type":"Organization","name":"La Rade"}}]}</script>
    <style>p { color: red }</style></head>
    <body class="single menu-open"><header class="site-header"><nav><ul><li><a href="/">Accueil</a><li><a href="/s">Sport,
    culture, et tout le reste de nos rubriques, chaque jour, pour tous</a></ul></nav></header>
    <div class="cookie-banner"><p>Nous utilisons des cookies, pour mesurer, pour adapter, et pour d'autres choses encore,
    acceptez-vous tout cela ?</p></div>
    <main><article><h1>Port-Clair a son marché</h1><time datetime="2024-05-06">6 mai 2024</time>
    <div class="share-buttons"><a href="#">Partager</a> <a href="#">Tweeter</a></div>
    <div class="entry-content"><p>\(paragraphs[0])</p><p>\(paragraphs[1])<div class="related"><p>Lire aussi, sur le même
    sujet, notre long article sur les marchés, les halles, et les ports</p></div><h2>Le prix</h2><p>\(paragraphs[2])</p>
    <ul><li>\(paragraphs[3])</li></ul></div></article></main>
    <section id="comments"><p>Très bon article, vraiment, merci, je le partage avec tous mes amis, et ma famille !</p></section>
    <footer><p>La Rade, société de presse, 12 rue du Quai, Port-Clair, tous droits réservés, 2024</p></footer></body></html>
    """

  private func load(_ html: String) throws -> Article {
    try ArticleLoader.load(bytes: Array(html.utf8), source: "page.html")
  }

  @Test("Of a page the article is read, and none of what the site puts around it")
  func page() throws {
    let article = try load(Self.page)
    #expect(
      article.text.string == """
        Port-Clair a son marché

        \(Self.paragraphs[0])

        \(Self.paragraphs[1])

        Le prix

        \(Self.paragraphs[2].replacing("&amp;", with: "&"))

        \(Self.paragraphs[3].replacing("&rsquo;", with: "’"))
        """)
    #expect(article.title == "Port-Clair a son marché")
    #expect(article.author == "Lise Amadou")
    #expect(article.publisher == "La Rade")
    #expect(article.published == CalendarDate(iso: "2024-05-06"))
    #expect(article.url == "https://rade.example/marche")
    #expect(article.language == "fr")
  }

  @Test("A page without markup for its parts is read by where its prose is")
  func plainPage() throws {
    let cells = (0..<30).map { "<td><a href='/\($0)'>Rubrique \($0)</a></td>" }.joined()
    let html = """
      <html><head><title>Un marché</title></head><body><table><tr>\(cells)</tr><tr><td><font>\(Self.paragraphs[0])<br><br>
      \(Self.paragraphs[1])</font></td></tr></table></body></html>
      """
    let text = try load(html).text.string
    #expect(text.contains("deux cents places") && text.contains("Odile Tarvan"))
    #expect(!text.contains("Rubrique"))
  }

  @Test(
    "Hostile pages end, with an article or a diagnostic",
    arguments: [
      String(repeating: "<div>", count: 100_000) + "du texte" + String(repeating: "</div>", count: 100_000),
      String(repeating: "<b><p>", count: 50_000) + String(repeating: "</i></table>", count: 100_000),
      String(repeating: "<a b=", count: 100_000), String(repeating: "<!--", count: 100_000),
      String(repeating: "<script>", count: 50_000), String(repeating: "&amp", count: 200_000),
      "<p " + String(repeating: "x='1' ", count: 100_000) + ">", "<title>" + String(repeating: "<", count: 200_000),
      String(repeating: "<p>a, b, c", count: 100_000), "<p a='", "<", "</", "<!", "<a/", "<p>&#xFFFFFFFFF;&#0;",
    ])
  func hostile(body: String) {
    let bytes = Array(("<html><body>" + body).utf8)
    do {
      _ = try ArticleLoader.load(bytes: bytes, source: "page.html")
    } catch {
      #expect(error.diagnostic.code == "no-text" || error.diagnostic.code == "empty-file")
    }
  }

  @Test("JSON is read where its parts stand")
  func object() throws {
    let fields = try #require(FieldMapping("text=contenu"))
    let json =
      #"{"headline": "Un marché", "contenu": "Il ouvre.", "date": "Mon, 06 May 2024 10:00:00 +0100", "link": "u"}"#
    let article = try ArticleLoader.load(
      bytes: Array(json.utf8), source: "a.jsonl:1", options: LoadingOptions(fields: fields))
    #expect(article.text.string == "Un marché\n\nIl ouvre.")
    #expect(article.published == CalendarDate(iso: "2024-05-06"))
    #expect(article.url == "u")
    #expect(throws: LoadingError.self) {
      try ArticleLoader.load(bytes: Array("{}".utf8), source: "a", options: LoadingOptions(fields: .standard))
    }
  }
}
