import ArticleModel
import Reporting

/// Explains one fact of an article, or lists them all.
struct WhyJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let input = job.inputs.first else { throw WorkerFailure(.unsupported, "no article") }
    let article = try ArticlePreparation(job.options).article(from: input)
    let width = job.options[JobOption.width].flatMap { Int($0) }
    guard let id = job.options[JobOption.fact] else {
      try channel.write(article.factList.rendered(.text, width: width ?? 120), to: .standardOutput)
      return 0
    }
    guard let fact = FactID(id, in: article) else {
      try channel.report(
        Diagnostic(
          .error, code: "unknown-fact", "there is no fact '\(id)'", remedy: FactID.help(for: id, in: article)))
      return JobStatus.usage
    }
    try channel.write(Explanation(fact, in: article).rendered(width: min(width ?? 100, 120)), to: .standardOutput)
    return 0
  }
}
