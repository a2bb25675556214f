import Analysis
import ArticleModel
import Testing

private func analyzed(_ text: String, language: Language = .french, published: CalendarDate? = nil) -> Article {
  var article = Article(source: "test", sha256: "", text: ArticleText(text))
  article.published = published
  if let end = text.firstRange(of: "\n\n")?.lowerBound {
    let length = text[..<end].utf8.count
    article.regions = [
      Region(.headline, Span(0, length)), Region(.body, Span(length + 2, text.utf8.count)),
    ]
  }
  Pipeline.standard.analyze(&article, language: language, wanted: [.events])
  return article
}

private func events(_ text: String) -> [Event] { analyzed(text).events }

@Suite("Events")
struct EventAnalyzerTests {
  @Test("A verb that a frame names is an event")
  func verb() throws {
    let event = try #require(events("Des hommes armés ont attaqué le village.").first)
    #expect(event.type == "attack")
    #expect(event.code == "ASSAULT")
    #expect(event.status == "happened")
  }

  @Test("What is denied did not happen")
  func denied() throws {
    let event = try #require(events("Les soldats n'ont pas attaqué le village.").first)
    #expect(event.status == "denied")
  }

  @Test("What is to come is announced")
  func announced() throws {
    let event = try #require(events("Les délégués signeront la convention.").first)
    #expect(event.status == "announced")
  }

  @Test("Victims are counted")
  func numbers() throws {
    let event = try #require(events("L'attaque a fait 12 morts dans le marché.").first { !$0.numbers.isEmpty })
    #expect(event.numbers.first?.value == 12)
    #expect(event.numbers.first?.what == "mort")
  }

  @Test("A text without events has none")
  func nothing() { #expect(events("Le ciel est bleu.").isEmpty) }

  @Test("Who signs, with whom, where and when come from the clause")
  func slots() throws {
    let article = analyzed(
      """
      Un accord sur l'eau

      Awa Diarra a signé un accord avec Moussa Koné à Bamako, le 12 mars 2024. Le fleuve est bas depuis des mois.
      """)
    let event = try #require(article.events.first { $0.type == "agreement" && !$0.participants.isEmpty })
    #expect(event.isMain)
    #expect(event.participants.map { article.entities[$0.entity].name } == ["Awa Diarra", "Moussa Koné"])
    #expect(event.place.map { article.entities[$0].name } == "Bamako")
    #expect(event.date.flatMap { article.dates[$0].value } == "2024-03-12")
  }

  @Test("A verb that only says that something took place is one event with its noun")
  func support() throws {
    let meetings = events("Un atelier s'est tenu mardi à Dakar.")
    #expect(meetings.count == 1)
    #expect(meetings.first?.type == "meeting")
  }

  @Test("A reporting verb is a statement of its speaker, by its stance")
  func reported() throws {
    let article = analyzed(
      "Le maire parle\n\nLe maire, Paul Ouédraogo, a salué « une belle victoire ». Il a plu toute la nuit.")
    let event = try #require(article.events.first { $0.type == "statement" })
    #expect(event.evidence.rule == "praise")
    #expect(event.participants.map { article.entities[$0.entity].name } == ["Paul Ouédraogo"])
  }

  @Test("What is named again is one event, with all the places that name it")
  func merged() throws {
    let article = analyzed(
      """
      Attaque à Djibo

      Une attaque a fait deux morts lundi 4 mars 2024 à Djibo. L'attaque a duré une heure. Le marché est resté fermé.
      """)
    let attacks = article.events.filter { $0.type == "attack" }
    #expect(attacks.count == 1)
    let event = try #require(attacks.first)
    #expect(event.isMain)
    #expect(event.evidence.spans.count >= 3)
    #expect(event.evidence.reason != nil)
  }

  @Test("Two meetings with different dates stay apart, each with its own place and date")
  func apart() throws {
    let article = analyzed(
      """
      Les ministres à Niamey

      La réunion des ministres s'est tenue à Niamey le 12 mars 2024. Elle suit la réunion des experts tenue à Lomé en \
      janvier 2024.
      """)
    let meetings = article.events.filter { $0.type == "meeting" && $0.date != nil }
    let places = meetings.map { $0.place.map { article.entities[$0].name } ?? "" }
    #expect(places == ["Niamey", "Lomé"])
    #expect(meetings.map { $0.date.flatMap { article.dates[$0].value } ?? "" } == ["2024-03-12", "2024-01"])
  }

  @Test("Of what the article tells at most a few events are main ones, and the headline's is among them")
  func main() throws {
    let body = (0..<60).map { "Le \($0 % 28 + 1) mai, la police a arrêté un homme à Thiès." }.joined(separator: " ")
    let article = analyzed("Un pont inauguré à Thiès\n\nLe ministre a inauguré un pont à Thiès. " + body)
    let chosen = article.events.filter(\.isMain)
    #expect((1...5).contains(chosen.count))
    #expect(chosen.contains { article.text[$0.span].contains("inauguré") })
  }

  @Test("Every event says by which frame it was found and how sure that is")
  func evidence() {
    let article = analyzed("Grève à Cotonou\n\nLes dockers ont manifesté mardi à Cotonou.")
    for event in article.events {
      #expect(event.evidence.by == "events")
      #expect(event.evidence.rule != nil)
      #expect(event.evidence.spans.contains(event.span))
    }
  }
}

@Suite("Frame files")
struct EventFrameFileTests {
  private static let launch = """
    frame rocket launch
      type: other
      code: LAUNCH
      trigger: [lemma="fusée"] []{0,3} [lemma="décoller"]
      agent: subject
      place: at
      date: when
      weight: 3
    """

  @Test("A file adds kinds of events to those of the language, found in the name of who brought it")
  func adding() throws {
    var additions = LanguageAdditions()
    let file = EventFrameFile(Self.launch, by: "space", version: "1.0.0")
    #expect(file.problems.isEmpty)
    additions.add(file)
    let article = analyzed("La fusée a décollé jeudi de Kourou.", language: .french.adding(additions))
    let event = try #require(article.events.first)
    #expect(event.evidence.by == "space")
    #expect(event.evidence.version == "1.0.0")
    #expect(event.evidence.rule == "rocket launch")
    #expect(event.code == "LAUNCH")
  }

  @Test(
    "What is wrong is said with its line, and the rest is read",
    arguments: [
      ("frame a\n  type: nonsense\n  trigger: [lemma=\"x\"]", 2),
      ("frame a\n  trigger: [lemma=", 2),
      ("frame a\n  trigger [lemma=\"x\"]", 2),
      ("frame a\n  trigger: [lemma=\"x\"]\n  agent:", 3),
      ("frame a\n  trigger: [lemma=\"x\"]\n  agent: subject (NONE)", 3),
      ("frame a\n  trigger: [lemma=\"x\"]\n  weight: heavy", 3),
      ("frame a\n  trigger: [lemma=\"x\"]\n  requires: agent", 1),
      ("frame a\n  type: legal", 1), ("nonsense\n  x: y", 1), ("  x: y", 1), ("lists\n  of", 2),
      ("weights\n  most: x", 2),
    ])
  func problems(text: String, line: Int) throws {
    let file = EventFrameFile(text)
    #expect(file.problems.map(\.line) == [line] || file.problems.first?.line == line)
  }

  @Test("A problem in a query points into the line")
  func column() throws {
    let problem = try #require(EventFrameFile("frame a\n  trigger: [lemma=\"x\"] [lemma=").problems.first)
    #expect(problem.line == 2)
    #expect(try #require(problem.column) > 24)
    #expect(problem.diagnostic(file: "a.frames").file == "a.frames")
  }

  @Test("Queries may use word lists, and a frame may come from a table of lines")
  func lists() {
    let file = EventFrameFile(
      frame: "launch", [("trigger", "[lemma=$rockets]"), ("participants", "subject with (ORG)")],
      lists: ["rockets": ["fusée", "missile"]])
    #expect(file.problems.isEmpty)
    #expect(file.frames.map(\.name) == ["launch"])
  }
}
