import ArticleModel
import Testing

@Suite("The JSON form")
struct ArticleJSONTests {
  private func article() -> Article {
    var article = Article(source: "a.txt", sha256: String(repeating: "ab", count: 32), text: ArticleText("Été à Gao."))
    let span = Span(9, 12)
    let evidence = Evidence(by: "names", version: "1", confidence: Confidence(hundredths: 7), spans: [span])
    article.mentions = [Mention(span: span, type: .location, entity: 0, evidence: evidence)]
    article.entities = [
      Entity(
        type: .location, name: "Gao", mentions: [0],
        link: Link(geonames: 1, latitude: 162_717, longitude: -447, country: "ML"), evidence: evidence)
    ]
    return article
  }

  private func json(_ wanted: Set<String>? = nil) -> String {
    let provenance = Provenance(workbench: "1", model: "sha256:0")
    return String(
      decoding: ArticleJSON(article(), wanted: wanted).value(provenance: provenance).encoded(), as: UTF8.self)
  }

  @Test("Offsets are code points, confidence has two decimals, keys are sorted")
  func offsets() {
    #expect(
      json().contains(
        #""mentions":[{"by":"names","confidence":0.07,"end":9,"entity":"e1","evidence":[{"end":9,"start":6}],"id":"m1","reason":null,"start":6,"type":"LOC"}]"#
      ))
    #expect(json().contains(#""lat":16.2717,"lon":-0.0447"#))
  }

  @Test("Layers that are not asked for stay out, and tokens stay out unless asked for")
  func layers() {
    #expect(!json().contains("\"tokens\""))
    let only = json(["mentions"])
    #expect(only.contains("\"mentions\"") && !only.contains("\"entities\"") && only.contains("\"text\""))
  }

  @Test("Strings are escaped so that any text is one line of valid JSON")
  func escaping() {
    let value = JSONValue.string("a\"\\\n\r\t\u{1}\u{7F}é")
    #expect(String(decoding: value.encoded(), as: UTF8.self) == #""a\"\\\n\r\t\u0001\u007fé""#)
  }
}
