import ArticleModel
import PatternQuery
import Testing

@Suite("Queries over the layers of an article")
struct ArticleTokenSourceTests {
  private let article: Article

  init() {
    let text = "Crue à Vireux. « Nous tiendrons », a dit Odile Marchetti à Vireux."
    var article = Article(source: "crue.txt", sha256: "00", text: ArticleText(text))
    func span(_ words: String, after offset: Int = 0) -> Span {
      let bytes = Array(text.utf8)
      let wanted = Array(words.utf8)
      let start = (offset...).first { Array(bytes[$0..<($0 + wanted.count)]) == wanted }!
      return Span(start, start + wanted.count)
    }
    var offset = 0
    for word in [
      "Crue", "à", "Vireux", ".", "«", "Nous", "tiendrons", "»", ",", "a", "dit", "Odile", "Marchetti", "à", "Vireux",
      ".",
    ] {
      let place = span(word, after: offset)
      var word = word
      word.withUTF8 { article.tokens.append(place, form: $0) }
      offset = place.end
    }
    article.tokens.lemmas[10] = article.tokens.strings.intern("dire")
    article.tokens.partsOfSpeech[10] = .verb
    article.tokens.features[10] = article.tokens.strings.intern("Tense=Past|VerbForm=Part")
    article.sentenceTokens = [0..<4, 4..<16]
    let evidence = Evidence(by: "test", version: "1", confidence: .certain, spans: [span("Crue")])
    article.regions = [Region(.headline, Span(0, 15)), Region(.body, Span(16, text.utf8.count))]
    article.entities = [
      Entity(type: .location, name: "Vireux", evidence: evidence),
      Entity(type: .person, name: "Odile Marchetti", evidence: evidence),
    ]
    article.mentions = [
      Mention(span: span("Vireux"), type: .location, entity: 0, evidence: evidence),
      Mention(span: span("Odile Marchetti"), type: .person, entity: 1, evidence: evidence),
      Mention(span: span("Vireux", after: 30), type: .location, entity: 0, evidence: evidence),
    ]
    article.quotes = [Quote(span: span("Nous tiendrons"), kind: "direct", speaker: 1, cue: "dire", evidence: evidence)]
    article.events = [Event(span: span("Crue"), type: "other", place: 0, evidence: evidence)]
    article.annotations = [
      Annotation(
        layer: "alerte", span: span("Crue à Vireux"),
        attributes: ["niveau": .integer(3), "mots": .list([.string("crue"), .string("eau")])], evidence: evidence)
    ]
    self.article = article
  }

  @Test(
    "every layer can be asked for",
    arguments: [
      ("[lemma=\"dire\" & pos=\"VERB\" & Tense=\"Past\"]", [10..<11]),
      ("[ent=\"PER\"]+", [11..<12, 12..<13]),
      ("(?longest) [ent=\"PER\"]+", [11..<13]),
      ("[entity=\"Vireux\"]", [2..<3, 14..<15]),
      ("<ent type=\"PER\"/>", [11..<13]),
      ("\"à\" <ent entity=\"Vireux\"/> within headline", [1..<3]),
      ("\"à\" <ent/> within <region kind=\"body\"/>", [13..<15]),
      ("<quote speaker=\"Odile .*\"/>", [5..<7]),
      ("<event type=\"other\" place=\"Vireux\"/> [] []", [0..<3]),
      ("<alerte niveau=\"3\" mots contains \"eau\"/>", [0..<3]),
      ("<alerte niveau=\"4\"/>", []),
      ("<s/> containing <quote/>", [4..<16]),
      ("a:[ent=\"LOC\"] []* b:[ent=\"LOC\"] :: a.entity = b.entity", [2..<15]),
      ("[pos=\"\" & word=\"Crue\"]", [0..<1]),
    ])
  func layers(query: String, expected: [Range<Int>]) throws {
    let query = try PatternQuery(query, vocabulary: ArticleTokenSource.vocabulary(of: article))
    #expect(query.matches(in: ArticleTokenSource(article)).map(\.range) == expected)
  }

  @Test("the vocabulary of another article does not know this one's layers")
  func otherVocabulary() {
    let error = #expect(throws: QueryError.self) { try PatternQuery("<alerte/>") }
    #expect(error?.message == "unknown structure `alerte`")
  }

  @Test("an article without any token matches nothing")
  func empty() throws {
    let empty = ArticleTokenSource(Article(source: "-", sha256: "00", text: ArticleText("")))
    for query in ["[]", "[]*", "<s/>", "\"a\" within s", "a:[] :: a.word = \"\"", "[] !containing <s/>"] {
      #expect(try PatternQuery(query).matches(in: empty).isEmpty)
    }
    #expect(try PatternSetMatcher(PatternSet([PatternQuery("\"a\""), PatternQuery("[]")])).matches(in: empty).isEmpty)
  }
}
