import ArticleModel
import LuaRuntime
import Scripting

/// Runs a script over an article.
struct ScriptJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let input = job.inputs.first else { throw WorkerFailure(.unsupported, "a script and an article are needed") }
    let article = try ArticlePreparation(job.options).article(from: input)
    // The article's own problems come first; the script may add to them.
    for diagnostic in article.diagnostics { try channel.report(diagnostic) }
    let session = try ScriptSession(job, channel, article: article, seed: input.bytes)
    try session.run()
    for diagnostic in session.binding.article.diagnostics.dropFirst(article.diagnostics.count) {
      try channel.report(diagnostic)
    }
    try channel.count(facts: session.binding.article.annotations.count)
    return 0
  }
}

/// Runs a script without `map` over several articles, which it walks as `corpus`.
struct CorpusScriptJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    // The inputs are names alone: each article is asked for when the script comes to it.
    let names = job.inputs.map(\.name)
    let preparation = try ArticlePreparation(job.options)
    var status: Int32 = 0
    let series = ArticleSeries(names) { position in
      guard let bytes = try channel.pull(HostRequest.article, argument: position) else {
        status = JobStatus.input
        return nil
      }
      do {
        let article = try preparation.article(from: .init(name: names[position], bytes: bytes))
        for var diagnostic in article.diagnostics {
          diagnostic.file = diagnostic.file ?? names[position]
          try channel.report(diagnostic)
        }
        return article
      } catch let failure as WorkerFailure where failure.kind == .input {
        try channel.report(
          Diagnostic(.error, code: "input", failure.message, file: failure.file ?? names[position], line: failure.line))
        status = JobStatus.input
        return nil
      }
    }
    let session = try ScriptSession(
      job, channel, article: .none, seed: [], scope: .corpus(series), wallClock: false)
    try session.run()
    return status
  }
}

extension Article {
  /// Stands where a script has no article.
  static let none = Article(source: "", sha256: "", text: ArticleText(""))
}
