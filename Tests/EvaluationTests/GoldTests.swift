import ArticleModel
import Evaluation
import Testing

@Suite("Reading gold")
struct GoldTests {
  @Test("Offsets are code points, spans are bytes")
  func offsets() throws {
    let gold = try Pairs.gold(["dates": [Pairs.row("3 mai 2031", ["value": "2031-05-03"])]])
    #expect(gold.article.text[gold.article.dates[0].span] == "3 mai 2031")
    #expect(gold.article.mentions.map { gold.article.text[$0.span] } == ["Awa Sidibé", "Tivara", "Karim Lo", "Sidibé"])
    #expect(gold.article.entities[0].aliases == ["Sidibé"])
  }

  @Test(
    "What is no gold says why",
    arguments: [
      ("{", "no JSON"), ("{}", "no text"),
      (#"{"text": "abc", "mentions": [{"type": "PER", "start": 1, "end": 9}]}"#, "within the text"),
      (#"{"text": "abc", "roles": [{"person": "e9", "start": 0, "end": 1}]}"#, "no entity"),
    ])
  func refused(_ json: String, _ reason: String) {
    #expect {
      try GoldArticle(name: "x", json: Array(json.utf8))
    } throws: { ($0 as? GoldProblem)?.message.contains(reason) == true }
  }

  @Test("JSON Lines are several articles, each by its id")
  func jsonLines() throws {
    let lines = #"{"id": "a", "text": "Un."}"# + "\n\n" + #"{"text": "Deux."}"# + "\n"
    let articles = try GoldArticle.list(name: "lot", jsonLines: Array(lines.utf8))
    #expect(articles.map(\.name) == ["a", "lot-3"])
  }

  private static let conllu = """
    # sent_id = s1
    # text = Il parle au maire.
    1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\t_
    2\tparle\tparler\tVERB\t_\tMood=Ind\t0\troot\t_\t_
    3-4\tau\t_\t_\t_\t_\t_\t_\t_\t_
    3\tà\tà\tADP\t_\t_\t5\tcase\t_\t_
    4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_
    5\tmaire\tmaire\tNOUN\t_\t_\t2\tobl:arg\t_\tSpaceAfter=No
    6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

    """

  @Test("A contraction is one token with the analysis of its first word")
  func contraction() throws {
    let treebank = try GoldTreebank(name: "t", conllu: Array(Self.conllu.utf8))
    let tokens = try #require(treebank.sentences.first).tokens
    #expect(tokens.map(\.lemma) == ["il", "parler", "à", "maire", "."])
    #expect(tokens.map(\.head) == [1, -1, 3, 1, 1])
  }

  @Test("A sentence is compared token by token; one that was not found is wrong in everything")
  func treebankScores() throws {
    let sentence = try #require(try GoldTreebank(name: "t", conllu: Array(Self.conllu.utf8)).sentences.first)
    var found = Article(source: "t", sha256: "", text: sentence.text)
    for token in sentence.tokens.dropLast(2) {
      Array(found.text[token.span].utf8).withUnsafeBufferPointer { found.tokens.append(token.span, form: $0) }
    }
    found.sentences = [found.text.span]
    found.layers = [.tokens, .partsOfSpeech]
    for index in 0..<3 { found.tokens.partsOfSpeech[index] = [.pron, .verb, .adp][index] }
    let results = TreebankMeasure(sentence, found).compare(hasMorphology: true)
    #expect(results.map(\.layer) == ["tokens", "pos", "features"])
    #expect(results[0]["all"]?.counts == [3, 3, 3, 5])
    #expect(results[1]["all"]?.recall == 600)
  }

  @Test("Name tags become spans over text with its spaces put back")
  func nameTags() throws {
    let bio = "À\tO\nPort\tB-LOC\nBelo\tI-LOC\n,\tO\nl'\tO\nONG\tO\nVigie\tB-ORG\nAwa\tB-PERS\n"
    let sentence = try #require(try GoldTreebank(name: "t", bio: Array(bio.utf8)).sentences.first)
    #expect(sentence.text.string == "À Port Belo, l'ONG Vigie Awa")
    #expect(sentence.mentions?.map { sentence.text[$0.span] } == ["Port Belo", "Vigie", "Awa"])
    #expect(sentence.mentions?.map(\.type) == [.location, .organization, .person])
  }
}
