import Analysis
import ArticleModel
import Segments

/// Loads and analyses an article and hands over all that a corpus keeps of it.
struct PrepareJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let input = job.inputs.first else { throw WorkerFailure(.unsupported, "no article") }
    let article = try ArticlePreparation(job.options).article(from: input)
    try channel.count(facts: article.factCount)
    try channel.writeResult(PreparedArticle.encode(article))
    return 0
  }

  /// The same for an article that was analysed before: what its file and its page said of it stays, and so do the layers
  /// whose analysers know no more than they did.
  static func runAgain(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard job.inputs.count >= 2, let text = ArticleText(validating: job.inputs[0].bytes) else {
      throw WorkerFailure(.unsupported, "no article")
    }
    var article: Article
    if job.inputs.count > 2 {
      article = try articleOfOlderVersion(job, text)
    } else {
      article = try ArticleRecord.decode(job.inputs[1].bytes, text: text)
      try analyzeAgain(&article, known: job.options[JobOption.analysis] ?? "")
    }
    try channel.count(facts: article.factCount)
    try channel.writeResult(PreparedArticle.encode(article))
    return 0
  }

  private static func analyzeAgain(_ article: inout Article, known: String) throws {
    let plugins = EnabledPlugins.current
    let known = Set(known.split(separator: "\n").map(String.init))
    let current = try plugins.signatures()
    func id(_ signature: String) -> String { String(signature.prefix { $0 != " " }) }
    let gone = Set(known.map(id)).subtracting(current.map(id))
    let changed = Set(current.filter { !known.contains($0) }.map(id))
    if let language = article.language.flatMap(Language.named), gone.isEmpty, !known.isEmpty {
      article.diagnostics.removeAll { diagnostic in
        diagnostic.code == "plugin-failed" && changed.contains { diagnostic.message.contains("'\($0)'") }
      }
      return try plugins.pipeline().analyzeAgain(&article, language: plugins.extended(language), changed: changed)
    }
    // Whose facts are whose cannot be told where somebody is gone.
    let old = article
    article = Article(source: old.source, sha256: old.sha256, text: old.text)
    article.language = old.language
    article.title = old.title
    article.author = old.author
    article.publisher = old.publisher
    article.published = old.published
    article.url = old.url
    article.regions = old.regions
    article.layers = [.regions]
    article.diagnostics = old.diagnostics.filter { !["unsupported-language", "plugin-failed"].contains($0.code) }
    try ArticlePreparation([:]).analyze(&article)
  }

  /// An article whose record cannot be read any more: its page is read again, and what its file said of it is in the
  /// third input.
  private static func articleOfOlderVersion(_ job: WorkerJob, _ text: ArticleText) throws -> Article {
    let heading = try JSONValue(parsing: job.inputs[2].bytes)
    func member(_ name: String) -> String? { heading[name]?.text }
    var options: [String: String] = [:]
    options[JobOption.digest] = member("sha256")
    options[JobOption.published] = member("published")
    options[JobOption.publisher] = member("publisher")
    var article = try ArticlePreparation(options).article(
      from: .init(name: member("source") ?? "", bytes: text.bytes))
    article.title = member("title") ?? article.title
    article.author = member("author") ?? article.author
    article.url = member("url") ?? article.url
    return article
  }
}
