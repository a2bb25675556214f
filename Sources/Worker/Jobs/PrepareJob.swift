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

  /// The same for an article that was analysed before: what its file and its page said of it stays.
  static func runAgain(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard job.inputs.count == 2, let text = ArticleText(validating: job.inputs[0].bytes) else {
      throw WorkerFailure(.unsupported, "no article")
    }
    let old = try ArticleRecord.decode(job.inputs[1].bytes, text: text)
    var article = Article(source: old.source, sha256: old.sha256, text: text)
    article.language = old.language
    article.title = old.title
    article.author = old.author
    article.publisher = old.publisher
    article.published = old.published
    article.url = old.url
    article.regions = old.regions
    article.layers = [.regions]
    article.diagnostics = old.diagnostics.filter { $0.code != "unsupported-language" }
    try ArticlePreparation([:]).analyze(&article)
    try channel.count(facts: article.factCount)
    try channel.writeResult(PreparedArticle.encode(article))
    return 0
  }
}
