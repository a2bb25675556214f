import ArgumentParser
import ArticleModel
import Corpus
import Glibc
import Reporting
import Worker

/// `workbench corpus list CORPUS`
struct CorpusListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the articles of a corpus.")

  @OptionGroup var articles: CorpusArticles

  @Flag(help: "List what was set aside, and why, instead.")
  var failures = false

  @Flag(help: "List the articles that others nearly repeat, story by story.")
  var copies = false

  @Option(help: ArgumentHelp("The most articles to list.", valueName: "number"))
  var limit: Int?

  @OptionGroup var form: TableFormOption

  func run() throws {
    try withCorpus {
      let reader = try CorpusReader(path: articles.corpus)
      var table: Table
      if failures {
        table = Table(columns: ["source", "code", "message"])
        for failure in try reader.failures() {
          table.append([.text(failure.source), .text(failure.code), .text(failure.message)])
        }
      } else if copies {
        table = Table(try reader.copies(articles.filter, limit: limit))
      } else {
        table = Table(columns: ["number", "id", "published", "publisher", "title", "tokens", "story", "source"])
        for entry in try reader.articles(articles.filter, limit: limit) {
          table.append([
            .integer(Int(entry.id)), .text(String(entry.sha256.prefix(16))), .optional(entry.published),
            .optional(entry.publisher), .optional(entry.title), .integer(entry.tokens), .integer(Int(entry.story)),
            .text(entry.source),
          ])
        }
      }
      form.show(table)
    }
  }
}

/// `workbench corpus show CORPUS ARTICLE…`
struct CorpusShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print articles of a corpus as JSON.",
    discussion: "An article is named by its number, the beginning of its id, its source or its address.")

  @Argument(help: "The corpus.", completion: .directory)
  var corpus: String

  @Argument(help: "Articles.")
  var articles: [String]

  @Flag(help: "Print the text alone.")
  var text = false

  func run() throws {
    try withCorpus {
      let reader = try CorpusReader(path: corpus)
      var status = ExitStatus.success
      var wanted: Set<Int64> = []
      for name in articles {
        let found = try reader.articles(named: name)
        if found.isEmpty {
          Streams.report(Diagnostic(.error, code: "no-article", "there is no article '\(name)' in \(corpus)"))
          status = .input
        }
        wanted.formUnion(found.map(\.id))
      }
      try reader.forEachArticle(ids: wanted) { _, article in
        if text {
          Streams.writeUntrusted(article.text.bytes + [0x0A], to: STDOUT_FILENO)
        } else {
          let json = ArticleJSON(article).value(provenance: .current).encoded(pretty: true)
          Streams.write(json + [0x0A], to: STDOUT_FILENO)
        }
      }
      try finish(status)
    }
  }
}

/// `workbench corpus export CORPUS`
struct CorpusExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Print the articles of a corpus as JSON Lines.",
    discussion: """
      One object an article, as `workbench annotate --format jsonl` prints it. With --articles only what `corpus add` \
      reads: title, text, published, publisher, author, url, source.
      """)

  @OptionGroup var articles: CorpusArticles

  @Flag(name: .customLong("articles"), help: "Leave out what was found in the articles.")
  var articlesOnly = false

  func run() throws {
    try withCorpus {
      let reader = try CorpusReader(path: articles.corpus)
      try reader.forEachArticle(articles.filter) { _, article in
        let value =
          articlesOnly ? article.plainObject : ArticleJSON(article).value(provenance: .current)
        guard Streams.write(value.encoded() + [0x0A], to: STDOUT_FILENO) else {
          throw ExitCode(ExitStatus.failure.rawValue)
        }
      }
    }
  }
}

extension Article {
  /// What `corpus add` reads of an article.
  fileprivate var plainObject: JSONValue {
    [
      "title": .optional(title), "text": .string(text.string), "published": .optional(published?.description),
      "publisher": .optional(publisher), "author": .optional(author), "url": .optional(url), "source": .string(source),
      "language": .optional(language),
    ]
  }
}

/// `workbench corpus remove CORPUS ARTICLE…`
struct CorpusRemoveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove articles from a corpus so that no byte of them is left in it.",
    discussion: "An article is named by its number, the beginning of its id, its source or its address.")

  @Argument(help: "The corpus.", completion: .directory)
  var corpus: String

  @Argument(help: "Articles.")
  var articles: [String]

  @Flag(help: "Wait while another process changes the corpus.")
  var wait = false

  func run() throws {
    try withCorpus {
      let writer = try CorpusWriter(path: corpus, waits: wait)
      let reader = try CorpusReader(path: corpus)
      var ids: Set<Int64> = []
      for name in articles {
        let found = try reader.articles(named: name)
        guard !found.isEmpty else {
          Streams.report(Diagnostic(.error, code: "no-article", "there is no article '\(name)' in \(corpus)"))
          throw ExitCode(ExitStatus.input.rawValue)
        }
        ids.formUnion(found.map(\.id))
      }
      try reader.close()
      try writer.remove(ids)
      Streams.write("\(ids.count) removed\n".utf8, to: STDOUT_FILENO)
    }
  }
}

/// `workbench corpus stats CORPUS`
struct CorpusStatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "stats", abstract: "Say how much a corpus holds.")

  @Argument(help: "The corpus.", completion: .directory)
  var corpus: String

  @OptionGroup var form: TableFormOption

  func run() throws {
    try withCorpus {
      let totals = try CorpusReader(path: corpus).totals()
      var table = Table(columns: ["what", "value"])
      func add(_ what: String, _ value: Table.Cell) { table.append([.text(what), value]) }
      add("articles", .integer(totals.articles))
      add("stories", .integer(totals.stories))
      add("first published", .optional(totals.first))
      add("last published", .optional(totals.last))
      add("tokens", .integer(totals.tokens))
      add("sentences", .integer(totals.sentences))
      for fact in totals.facts { add(fact.table, .integer(fact.rows)) }
      add("set aside", .integer(totals.failures))
      add("segments", .integer(totals.segments))
      form.show(table)
    }
  }
}

extension Table.Cell {
  /// Empty for `nil`.
  static func optional(_ text: String?) -> Table.Cell { text.map { .text($0) } ?? .empty }
}
