import ArticleModel
import LuaRuntime
import Scripting
import Segments

/// Runs a script over an article.
struct ScriptJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    let article = try JobArticle.article(of: job, channel)
    let session = try ScriptSession(job, channel, article: article, seed: JobArticle.seed(article))
    try session.run()
    for warning in session.binding.takeWarnings() { try channel.report(warning) }
    try channel.count(facts: session.binding.article.annotations.count)
    return 0
  }
}

/// The article that a script's job is about: in the job's input, to be analysed, or in the segment that came with it.
enum JobArticle {
  static func article(of job: WorkerJob, _ channel: JobChannel) throws -> Article {
    if let index = job.options[JobOption.article].flatMap({ Int($0) }) {
      guard let file = channel.files.first else { throw WorkerFailure(.unsupported, "no segment") }
      do {
        let segment = try Segment(file)
        guard (0..<segment.articleCount).contains(index) else { throw WorkerFailure(.unsupported, "no such article") }
        return try segment.article(index)
      } catch let failure as WorkerFailure {
        throw failure
      } catch {
        throw WorkerFailure(.input, "\(error)")
      }
    }
    guard let input = job.inputs.first else { throw WorkerFailure(.unsupported, "a script and an article are needed") }
    let article = try ArticlePreparation(job.options).article(from: input)
    // The article's own problems come first; the script may add to them. A corpus has told them when it took them in.
    for diagnostic in article.diagnostics { try channel.report(diagnostic) }
    return article
  }

  /// What random numbers depend on besides the script.
  static func seed(_ article: Article) -> [UInt8] { Array(article.sha256.utf8) }
}

/// Runs a script without `map` over several articles, which it sees as `corpus`.
struct CorpusScriptJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    if job.options[JobOption.corpus] != nil {
      let session = try ScriptSession(
        job, channel, article: .none, seed: [], scope: .corpus(SegmentSeries(try SegmentSelection(job, channel))))
      try session.run()
      for warning in session.binding.takeWarnings() { try channel.report(warning) }
      return 0
    }
    let series = try FileSeries(job, channel)
    let session = try ScriptSession(job, channel, article: .none, seed: [], scope: .corpus(series), wallClock: false)
    try session.run()
    for warning in session.binding.takeWarnings() { try channel.report(warning) }
    return series.status
  }
}

/// The articles in the job's inputs, which are names alone: each is asked for when the script comes to it.
final class FileSeries: ArticleSeries {
  private let names: [String]
  private let options: [String: String]
  private let channel: JobChannel
  private var hasFailed: Set<Int> = []
  private var isReported: Set<Int> = []

  init(_ job: WorkerJob, _ channel: JobChannel) throws {
    names = job.inputs.map(\.name)
    options = job.options
    self.channel = channel
  }

  /// How the job ends: an article that could not be read leaves a trace.
  var status: Int32 { hasFailed.isEmpty ? 0 : JobStatus.input }

  var count: Int { names.count }

  var isComplete: Bool { false }

  func source(_ position: Int) -> String { names[position] }

  func heading(_ position: Int) throws -> ArticleHeading {
    ArticleHeading(try article(position) ?? Article(source: names[position], sha256: "", text: ArticleText("")))
  }

  func article(_ position: Int) throws -> Article? {
    if hasFailed.contains(position) { return nil }
    guard let packed = try channel.pull(HostRequest.article, argument: position),
      let article = try read(packed, position)
    else {
      hasFailed.insert(position)
      return nil
    }
    guard isReported.insert(position).inserted else { return article }
    for var diagnostic in article.diagnostics {
      diagnostic.file = diagnostic.file ?? names[position]
      try channel.report(diagnostic)
    }
    return article
  }

  /// The article in `packed`; `nil` for one that cannot be read, which is reported.
  private func read(_ packed: [UInt8], _ position: Int) throws -> Article? {
    guard let (bytes, own) = ArticlePackage.unpacked(packed) else { return nil }
    do {
      let preparation = try ArticlePreparation(options.merging(own) { $1 })
      return try preparation.article(from: .init(name: names[position], bytes: bytes))
    } catch {
      guard error.kind == .input else { throw error }
      try channel.report(
        Diagnostic(.error, code: "input", error.message, file: error.file ?? names[position], line: error.line))
      return nil
    }
  }
}

extension Article {
  /// Stands where a script has no article.
  static let none = Article(source: "", sha256: "", text: ArticleText(""))
}
