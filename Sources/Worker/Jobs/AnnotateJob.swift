import ArticleModel

/// Analyses an article and hands over its JSON form.
struct AnnotateJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let input = job.inputs.first else { throw WorkerFailure(.unsupported, "no article") }
    let article = try ArticlePreparation(job.options).article(from: input)
    let wanted = job.options[JobOption.layers].map { Set($0.split(separator: ",").map(String.init)) }
    let value = ArticleJSON(article, wanted: wanted).value(provenance: .withPlugins)
    try channel.count(facts: article.factCount)
    try channel.writeResult(value.encoded(pretty: job.options[JobOption.style] == "pretty"))
    for diagnostic in article.diagnostics { try channel.report(diagnostic) }
    return 0
  }
}

extension Article {
  /// How many facts it holds, annotations included.
  var factCount: Int {
    mentions.count + entities.count + roles.count + dates.count + quotes.count + events.count + annotations.count
  }
}
