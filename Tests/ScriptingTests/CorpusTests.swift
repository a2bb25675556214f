import Analysis
import ArticleLoading
import ArticleModel
import LuaRuntime
import Scripting
import Testing

/// Articles that are made when they are asked for, and counted.
private final class MadeArticles: ArticleSeries {
  let texts: [String]
  var made = 0
  /// The text of the article there changes once it was made.
  var changing: Int?
  var unreadable: Set<Int> = []

  init(_ texts: [String]) { self.texts = texts }

  var count: Int { texts.count }
  var isComplete: Bool { unreadable.isEmpty }

  func heading(_ position: Int) throws -> ArticleHeading {
    try article(position).map { ArticleHeading($0) }
      ?? ArticleHeading(Article(source: "gone", sha256: "", text: ArticleText("")))
  }

  func article(_ position: Int) throws -> Article? {
    if unreadable.contains(position) { return nil }
    made += 1
    let text = texts[position] + (changing == position ? " \(made)" : "")
    var article = try ArticleLoader.load(bytes: Array(text.utf8), source: "a\(position + 1).txt")
    Pipeline.standard.analyze(&article, language: .french)
    article.language = "fr"
    article.published = CalendarDate(year: 2020 + position % 3, month: 1, day: 2)
    return article
  }
}

@Suite("corpus in scripts")
struct CorpusTests {
  private static let names = ["Armand Zelkov", "Ursule Ypsil", "Basile Corvo"]

  private func articles(_ count: Int = 6) -> MadeArticles {
    MadeArticles(
      (0..<count).map {
        "Le préfet \(Self.names[$0 % 3]) a déclaré lundi que le pont \($0 + 1) serait fermé. La crue menace la ville."
      })
  }

  private func run(_ script: String, over series: MadeArticles) throws -> String {
    var output: [UInt8] = []
    let state = try LuaState(.init(output: { output += $0 }))
    let binding = ArticleBinding(
      Article(source: "", sha256: "", text: ArticleText("")), in: state, scriptName: "test.lua", scope: .corpus(series),
      declaredLayers: ["bridge"])
    defer { withExtendedLifetime(binding) {} }
    try state.run(script, path: "test.lua", in: LuaEnvironment(state))
    return String(decoding: output, as: UTF8.self)
  }

  @Test("A corpus is a list of articles, each made when a script comes to it")
  func list() throws {
    let series = articles()
    #expect(try run("print(#corpus, corpus.count, corpus)", over: series) == "6\t6\tcorpus of 6 articles\n")
    #expect(series.made == 0)
    #expect(
      try run("print(corpus[2].source, corpus[7], corpus[2] == corpus[2], corpus[2] == corpus[3])", over: series)
        == "a2.txt\tnil\ttrue\tfalse\n")
    #expect(series.made == 1)
    #expect(
      try run("for i, a in ipairs(corpus) do io = (io or '') .. a.source .. ' ' end print(io)", over: series)
        == "a1.txt a2.txt a3.txt a4.txt a5.txt a6.txt \n")
    #expect(
      try run("print(corpus:where { published = '2021-01-02' }:map('source')[2])", over: series) == "a5.txt\n")
  }

  @Test("What a script has taken of an article stays good while it goes on to others, however many they are")
  func staying() throws {
    let series = articles(40)
    let printed = try run(
      """
      local persons, mentions, spans, seen = {}, {}, {}, {}
      for article in corpus:articles() do
        local person = article.persons[1]
        persons[#persons + 1] = person
        mentions[#mentions + 1] = person.mentions[1]
        spans[#spans + 1] = article:span(1, 9)
        seen[person] = #persons
      end
      for i = 40, 1, -1 do
        assert(persons[i].name == ({ "Armand Zelkov", "Ursule Ypsil", "Basile Corvo" })[(i - 1) % 3 + 1])
        assert(mentions[i].entity == persons[i] and seen[mentions[i].entity] == i)
        assert(spans[i].text == "Le préfe" and persons[i] == corpus[i].persons[1])
        assert(mentions[i].sentence == corpus[i].sentences[1])
      end
      local n = 0
      for person, i in pairs(seen) do n = n + 1 assert(i == n) end
      print(n, persons[1] == persons[4], persons[1].name == persons[4].name)
      """, over: series)
    #expect(printed == "40\tfalse\ttrue\n")
  }

  @Test("Walks over one article go on beside walks over others")
  func nested() throws {
    let series = articles(12)
    let printed = try run(
      """
      local words = {}
      local first = corpus[1]:match "[]"
      for match, article in corpus:match [[ "pont" n:[] ]] do
        local inner
        for other in corpus[13 - tonumber(match.n.text)]:match [[ "pont" n:[] ]] do inner = other end
        words[#words + 1] = match.n.text .. inner.n.text .. first().text .. article.source
      end
      print(words[2], words[4], #words)
      """, over: series)
    #expect(printed == "211préfeta2.txt\t49Zelkova4.txt\t12\n")
  }

  @Test("Annotations stay with their article, also when it was left for long")
  func annotations() throws {
    let series = articles(40)
    let printed = try run(
      """
      for match, article in corpus:match [[ "pont" n:[] ]] do
        if tonumber(match.n.text) % 10 == 0 then article:annotate("bridge", match, { number = match.n.value }) end
      end
      for _, article in ipairs(corpus) do assert(#article.tokens > 0) end
      local found = {}
      for match, article in corpus:match [[ <bridge/> ]] do
        found[#found + 1] = article.source .. " " .. article.layers.bridge[1].number
      end
      print(table.concat(found, ", "))
      print(pcall(function() corpus[1]:annotate("bridge", corpus[2].sentences[1]) end))
      """, over: series)
    #expect(
      printed == """
        a10.txt 10, a20.txt 20, a30.txt 30, a40.txt 40
        false\ttest.lua:10: bad argument #2 to 'annotate' (it belongs to another article)\n
        """)
  }

  @Test("find gives the articles that hold all words, best first")
  func find() throws {
    let series = MadeArticles([
      "La crue menace Gao. La crue monte encore.", "Le préfet parle de la crue.", "Le préfet se tait à Mopti.",
      "L'inondation a détruit des ponts ; le préfet parle longuement de tout autre chose et de la crue, dit-on.",
    ])
    #expect(try run("print(#corpus:find 'CRUE', corpus:find('crue')[1].source)", over: series) == "3\ta1.txt\n")
    #expect(
      try run("for _, a in ipairs(corpus:find 'crue prefet') do print(a.source) end", over: series)
        == "a2.txt\na4.txt\n")
    #expect(try run("print(corpus:find('\"le préfet se\"')[1].source)", over: series) == "a3.txt\n")
    #expect(
      try run("print(corpus:find(\"l'inondation pont\")[1].source, #corpus:find 'inond*')", over: series)
        == "a4.txt\t1\n")
    #expect(try run("print(#corpus:find 'a.o', #corpus:find 'volcan')", over: series) == "0\t0\n")
    #expect(throws: LuaError.self) { try run("corpus:find ' '", over: series) }
  }

  @Test("frequency counts by time, by source and by value")
  func frequency() throws {
    let series = articles(6)
    #expect(
      try run("print(corpus:frequency { lemma = 'préfet', by = 'year' }:csv())", over: series).split(separator: "\r\n")
        .map { $0.split(separator: ",").prefix(3).joined(separator: " ") }.prefix(4)
        == ["year occurrences articles", "2020 2 2", "2021 2 2", "2022 2 2"])
    #expect(
      try run(
        "for _, row in ipairs(corpus:frequency { query = '<ent type=\"PER\"/>', by = 'word', limit = 2 }.rows) do print(row.word, row.occurrences, row.articles) end",
        over: series) == "Armand Zelkov\t2\t2\nBasile Corvo\t2\t2\n")
    #expect(throws: LuaError.self) { try run("corpus:frequency { lema = 'préfet' }", over: series) }
    #expect(throws: LuaError.self) { try run("corpus:frequency { by = 'century' }", over: series) }
  }

  @Test("An article that cannot be read is nil in the list and left out of walks")
  func unreadable() throws {
    let series = articles(4)
    series.unreadable = [1]
    #expect(
      try run(
        "print(#corpus, corpus[2], corpus[3].source) for a in corpus:articles() do print(a.source) end", over: series)
        == "4\tnil\ta3.txt\na1.txt\na3.txt\na4.txt\n")
  }

  @Test("A file that changes under a script is an error, not another article's facts")
  func changing() throws {
    let series = articles(40)
    series.changing = 0
    #expect(throws: LuaError.self) {
      try run(
        "local a = corpus[1] print(a.title) for _, b in ipairs(corpus) do print(b.title) end print(a.title)",
        over: series)
    }
  }
}
