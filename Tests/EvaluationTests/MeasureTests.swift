import ArticleModel
import Evaluation
import Testing

@Suite("Comparing layers with gold")
struct MeasureTests {
  @Test("What equals gold is all right, in every layer that gold holds")
  func perfect() throws {
    let gold = try Pairs.gold([
      "roles": [Pairs.row("maire de Tivara", ["person": "e1", "title": "maire de Tivara", "of": "Tivara"])],
      "dates": [Pairs.row("3 mai 2031", ["value": "2031-05-03"])],
      "quotes": [Pairs.row("Tout est prêt", ["kind": "direct", "speaker": "e1", "cue": "a dit"])],
      "events": [
        Pairs.row("a reçu", ["type": "meeting", "place": "Tivara", "date": "2031-05-03", "participants": ["Karim Lo"]])
      ],
    ])
    let results = ArticlePair(gold: gold, found: Pairs.copy(gold)).compare(Set(ArticlePair.layers))
    #expect(results.map(\.layer) == ["mentions", "entities", "roles", "dates", "quotes", "events"])
    for result in results {
      #expect(result.discrepancies.isEmpty, "\(result.discrepancies)")
      for (label, score) in result.scores where score.gold > 0 { #expect(score.f1 == 1000, "\(result.layer) \(label)") }
    }
  }

  @Test("Places are right by country, and towns by their number; one that was not found counts as missed")
  func links() throws {
    let gold = try Pairs.gold()
    var found = Pairs.copy(gold)
    found.entities[1].link = Link(geonames: 7, country: "BF")
    let links = try GoldLinks(tsv: Array("# remark\nessai\tTivara\tBF\t8\nessai\tLomiko\tTG\t-\n".utf8))
    let result = try #require(ArticlePair(gold: gold, found: found).compare(links["essai"]))
    #expect(result["country"]?.counts == [1, 1, 1, 2])
    #expect(result["town"]?.counts == [0, 1, 0, 1])
    #expect(result.discrepancies.map(\.kind) == ["town", "missed"])
    #expect(links["other"].isEmpty)
    #expect(throws: GoldProblem.self) { try GoldLinks(tsv: Array("essai\tTivara\n".utf8)) }
  }

  @Test("A layer that gold lacks or nobody makes is not compared")
  func absentLayers() throws {
    let gold = try Pairs.gold()
    var found = Pairs.copy(gold)
    #expect(try Pairs.compare(gold, found, .dates) == nil)
    found.layers = []
    #expect(try Pairs.compare(gold, found, .mentions) == nil)
  }

  @Test("Names need the exact span and the type")
  func mentions() throws {
    let gold = try Pairs.gold()
    var found = Pairs.copy(gold)
    found.mentions[0].span.end -= 2
    found.mentions[1].type = .organization
    found.mentions.remove(at: 2)
    let result = try #require(try Pairs.compare(gold, found, .mentions))
    #expect(result["all"]?.counts == [1, 3, 1, 4])
    #expect(result["span alone"]?.counts == [2, 3, 2, 4])
    #expect(result.discrepancies.map(\.kind).sorted() == ["boundaries", "missed", "type"])
  }

  @Test("A date without value in gold counts for the span alone")
  func openDates() throws {
    let gold = try Pairs.gold(["dates": [Pairs.row("3 mai 2031", ["value": .null])]])
    var found = Pairs.copy(gold)
    found.dates[0].value = "2031-05-03"
    let result = try #require(try Pairs.compare(gold, found, .dates))
    #expect(result["all (value)"]?.counts == [0, 0, 0, 0])
    #expect(result["overlapping span"]?.counts == [1, 1, 1, 1])
  }

  @Test("A wrong value is found and not right; a duration is neither")
  func dateValues() throws {
    let gold = try Pairs.gold(["dates": [Pairs.row("3 mai 2031", ["value": "2031-05-03"])]])
    var found = Pairs.copy(gold)
    found.dates[0].value = "2031-05-04"
    found.dates.append(
      TimeExpression(
        span: Span(0, 3), kind: "duration", value: "P1D", precision: "day", evidence: Pairs.evidence()))
    let result = try #require(try Pairs.compare(gold, found, .dates))
    #expect(result["all (value)"]?.counts == [0, 1, 0, 1])
    #expect(result["overlapping span"]?.counts == [1, 1, 1, 1])
  }

  @Test(
    "Quotes match at 0.3 and at 0.8 of their characters", arguments: [(13, 1, 1), (11, 1, 1), (6, 1, 0), (3, 0, 0)])
  func quoteOverlap(_ characters: Int, _ loose: Int, _ strict: Int) throws {
    let gold = try Pairs.gold(["quotes": [Pairs.row("Tout est prêt", ["kind": "direct", "speaker": "e1"])]])
    var found = Pairs.copy(gold)
    found.quotes[0].span.end = found.quotes[0].span.start + (characters == 13 ? 14 : characters)
    let result = try #require(try Pairs.compare(gold, found, .quotes))
    #expect(result["all (overlap 0.3)"]?.right == loose)
    #expect(result["all (overlap 0.8)"]?.right == strict)
  }

  @Test("Two speakers on one span are two rows, each matched with its own")
  func jointSpeakers() throws {
    let words = "Tout est prêt"
    let gold = try Pairs.gold([
      "quotes": [
        Pairs.row(words, ["kind": "direct", "speaker": "e1"]), Pairs.row(words, ["kind": "direct", "speaker": "e3"]),
      ]
    ])
    var found = Pairs.copy(gold)
    found.quotes.reverse()
    let result = try #require(try Pairs.compare(gold, found, .quotes))
    #expect(result["speaker, in matched quotes"]?.counts == [2, 2, 2, 2])
  }

  @Test("Speakers are the same when they share a mention, however they are called")
  func speakers() throws {
    let gold = try Pairs.gold(["quotes": [Pairs.row("Tout est prêt", ["kind": "direct", "speaker": "e1"])]])
    var found = Pairs.copy(gold)
    found.entities[0].name = "Sidibé"
    found.entities[0].aliases = []
    #expect(try Pairs.compare(gold, found, .quotes)?["speaker, in matched quotes"]?.right == 1)
    found.quotes[0].speaker = 2
    #expect(try Pairs.compare(gold, found, .quotes)?["speaker, in matched quotes"]?.right == 0)
    found.quotes[0].speaker = nil
    #expect(try Pairs.compare(gold, found, .quotes)?["speaker, where there is one"]?.counts == [0, 0, 0, 1])
  }

  @Test("Half of a role's words are enough, and the person must be right")
  func roles() throws {
    let gold = try Pairs.gold([
      "roles": [Pairs.row("maire de Tivara", ["person": "e1", "title": "maire de Tivara", "of": "Tivara"])]
    ])
    var found = Pairs.copy(gold)
    found.roles[0].title = "maire de la ville"
    #expect(try Pairs.compare(gold, found, .roles)?["all"]?.counts == [1, 1, 1, 1])
    found.roles[0].title = "maire"
    #expect(try Pairs.compare(gold, found, .roles)?["all"]?.right == 0)
    found.roles[0] = gold.article.roles[0]
    found.roles[0].person = 2
    let result = try #require(try Pairs.compare(gold, found, .roles))
    #expect(result["all"]?.right == 0)
    #expect(result.discrepancies.map(\.kind) == ["person"])
  }

  @Test("Events need their type and an overlapping trigger; lesser events count apart")
  func events() throws {
    let gold = try Pairs.gold(["events": [Pairs.row("a reçu", ["type": "meeting", "participants": ["Karim Lo"]])]])
    var found = Pairs.copy(gold)
    found.events[0].span.start += 2
    #expect(try Pairs.compare(gold, found, .events)?["all (main events)"]?.counts == [1, 1, 1, 1])
    found.events[0].isMain = false
    let result = try #require(try Pairs.compare(gold, found, .events))
    #expect(result["all (main events)"]?.counts == [0, 0, 0, 1])
    #expect(result["with lesser events"]?.counts == [1, 1, 1, 1])
    #expect(result.discrepancies.map(\.kind) == ["not taken as main"])
  }

  @Test("An entity that is split loses recall, not precision")
  func splitEntity() throws {
    let gold = try Pairs.gold()
    var found = Pairs.copy(gold)
    found.entities.append(found.entities[0])
    found.mentions[3].entity = 3
    let score = try #require(try Pairs.compare(gold, found, .entities)?["all (B³)"])
    #expect(score.precision == 1000)
    #expect(score.recall == 750)
  }

  @Test("A difference shows its sentence with both places marked")
  func context() throws {
    let gold = try Pairs.gold()
    var found = Pairs.copy(gold)
    found.mentions[0].span.end -= 8
    let result = try #require(try Pairs.compare(gold, found, .mentions))
    #expect(result.discrepancies.first?.context.hasPrefix("⟦‹Awa› Sidibé⟧") == true)
  }
}
