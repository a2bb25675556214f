import Analysis
import ArticleLoading
import ArticleModel
import PatternQuery
import Segments
import Testing

@Suite("Segments")
struct SegmentTests {
  static let queries = [
    #"[lemma="attaqu.*"]"#, #"[lemma="ministre"] []{0,3} [pos="VERB"] within s"#, #"[pos="DET"] [pos="NOUN"]"#,
    #"[word="a"] [lemma="déclarer"]"#, #"<ent type="LOC"/>"#, #"[ent="PER"]+ []{0,5} [lemma="déclarer"] within s"#,
    #"[word="la"%c]"#, #"<s> []"#, #"[entity=".*Barro"]"#, #"[lemma="nulle part"]"#, #"x:[pos="NOUN"] [] y:[]"#,
    #"[word="eau" | word="route"]"#, #"[lemma="déclarer"] within quote"#, #"[]{2} </s>"#,
  ]

  private func expected(_ query: PatternQuery, _ articles: [Article]) -> [PatternMatch] {
    var first = 0
    var result: [PatternMatch] = []
    for article in articles {
      func moved(_ range: Range<Int>) -> Range<Int> { (range.lowerBound + first)..<(range.upperBound + first) }
      result += query.matches(in: ArticleTokenSource(article)).map {
        PatternMatch(range: moved($0.range), labels: $0.labels.map { $0.map(moved) })
      }
      first += article.tokens.count
    }
    return result
  }

  private func form(_ article: Article) -> String {
    let value = ArticleJSON(article, wanted: Set(ArticleJSON.layerNames)).value(
      provenance: Provenance(workbench: "1", model: "m"))
    return String(decoding: value.encoded(), as: UTF8.self)
  }

  @Test("An article comes back as it went in, whichever layers it has", arguments: [nil, [Layer.lemmas], [.dates]])
  func roundTrip(wanted: Set<Layer>?) throws {
    var articles: [Article] = []
    for (number, text) in Prepared.texts.enumerated() {
      var article = try ArticleLoader.load(bytes: Array(text.utf8), source: "a\(number).txt")
      article.title = "Titre \(number)"
      article.published = CalendarDate(year: 2024, month: 2, day: 28 + number % 2)
      Pipeline.standard.analyze(&article, language: .french, wanted: wanted)
      articles.append(article)
    }
    let segment = try Prepared.segment(Prepared.builder(articles))
    for (index, article) in articles.enumerated() {
      let back = try segment.article(index)
      #expect(form(back) == form(article))
      #expect(ArticleRecord.encode(back) == ArticleRecord.encode(article))
      var heading = try ArticleHeading(record: segment.record(ofArticle: index).bindMemory(to: UInt8.self))
      heading.tokens = article.tokens.count
      #expect(heading == ArticleHeading(article))
    }
    let related = SegmentSearch(try PatternQuery(#"[deprel="nsubj"]"#), segment).matches()
    #expect(related.isEmpty == !articles[0].layers.contains(.dependencies))
  }

  @Test("A query finds in a segment what it finds in its articles, however the segment was made", arguments: queries)
  func sameMatches(query: String) throws {
    let query = try PatternQuery(query)
    let articles = try Prepared.articles()
    let expected = expected(query, articles)
    let whole = try Prepared.segment(Prepared.builder(articles))
    #expect(SegmentSearch(query, whole).matches() == expected)
    #expect(query.matches(in: SegmentTokenSource(whole)) == expected)
    #expect((0..<3).flatMap { SegmentSearch(query, whole).matches(inArticles: $0..<($0 + 1)) } == expected)

    let merged = SegmentBuilder()
    for (index, article) in articles.enumerated() {
      merged.append(try Prepared.segment(Prepared.builder([article], from: Int64(index + 1))))
    }
    #expect(try Prepared.bytes(of: merged).count > 0)
    #expect(SegmentSearch(query, try Prepared.segment(merged)).matches() == expected)

    let without = SegmentBuilder()
    without.append(whole) { $0 != 2 }
    let rest = [articles[0], articles[2]]
    #expect(SegmentSearch(query, try Prepared.segment(without)).matches() == self.expected(query, rest))
  }

  @Test("A rare word is looked up, a frequent class is walked over")
  func index() throws {
    let segment = try Prepared.segment(Prepared.builder(Prepared.articles()))
    #expect(SegmentSearch(try PatternQuery(#"[word="puits"]"#), segment).usesIndex)
    #expect(!SegmentSearch(try PatternQuery(#"[pos="NOUN"]"#), segment).usesIndex)
  }

  @Test("What a segment left out is not in the file")
  func nothingLeft() throws {
    let articles = try Prepared.articles()
    let whole = try Prepared.segment(Prepared.builder(articles))
    let without = SegmentBuilder()
    without.append(whole) { $0 != 2 }
    let text = String(decoding: try Prepared.bytes(of: without), as: UTF8.self)
    for word in ["Dessin", "Moulard", "budget", "Dakar"] { #expect(!text.contains(word)) }
    #expect(text.contains("Barro"))
  }

  @Test("Equal articles make equal files, merged or not")
  func sameBytes() throws {
    let articles = try Prepared.articles()
    let once = try Prepared.bytes(of: Prepared.builder(articles))
    #expect(try Prepared.bytes(of: Prepared.builder(articles)) == once)
  }

  @Test("A damaged file is refused or read, never followed out of its bounds")
  func damage() throws {
    let bytes = try Prepared.bytes(of: Prepared.builder(Prepared.articles()))
    for length in [1, 7, 8, 24, bytes.count / 2, bytes.count - 1] {
      #expect(throws: SegmentError.self) { try Segment(Prepared.mapping(Array(bytes.prefix(length)))) }
    }
    for step in 0..<300 {
      var damaged = bytes
      // The directory and the trailer are at the end.
      damaged[bytes.count - 1 - step] ^= 0x5A
      _ = try? Segment(Prepared.mapping(damaged))
    }
  }

  @Test("A damaged record is refused, never followed out of its bounds")
  func damagedRecord() throws {
    let article = try Prepared.articles()[0]
    let record = ArticleRecord.encode(article)
    for index in record.indices {
      var damaged = record
      damaged[index] ^= 0xFF
      if let back = try? ArticleRecord.decode(damaged, text: article.text) { _ = ArticleRecord.encode(back) }
      #expect(throws: RecordError.self) { try ArticleRecord.decode(Array(record.prefix(index)), text: article.text) }
    }
  }
}

@Suite("Near-copies")
struct NearCopyTests {
  private let story = (0..<120).map { "mot\($0) d'une dépêche qui court \($0 * 7 % 31)" }.joined(separator: " ")

  @Test("A story with a new headline and a shorter end resembles itself, another does not")
  func similarity() throws {
    let first = try #require(NearCopySignature(Prepared.article(story)))
    let edited = "Un autre titre pour la même chose. " + String(story.dropLast(story.count / 12))
    let second = try #require(NearCopySignature(Prepared.article(edited)))
    let other = try #require(NearCopySignature(Prepared.article(String(story.reversed()))))
    #expect(first.similarity(to: second) >= 75)
    #expect(!Set(first.bandKeys).isDisjoint(with: second.bandKeys))
    #expect(first.similarity(to: other) < 20)
    #expect(NearCopySignature(bytes: first.bytes) == first)
  }

  @Test("A few words are no story")
  func short() throws { #expect(try NearCopySignature(Prepared.article("Trois mots seulement.")) == nil) }
}
