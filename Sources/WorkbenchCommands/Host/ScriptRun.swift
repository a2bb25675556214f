import Glibc
import Worker

/// Runs a script over articles in the way that it is written for: `map` on all processors, once an article, or once over
/// all of them.
struct ScriptRun {
  private let command: ScriptOptions
  /// The script's path, for messages.
  private let script: String
  private let chunks: [WorkerJob.Chunk]
  private let options: [String: String]
  private let output: OutputFolder?

  init(
    _ command: ScriptOptions, script: String, _ chunks: [WorkerJob.Chunk], _ options: [String: String],
    _ output: OutputFolder?
  ) {
    self.command = command
    self.script = script
    self.chunks = chunks
    self.options = options
    self.output = output
  }

  private var limits: JobLimits { command.limits.jobLimits }

  private func job(_ kind: String, _ limits: JobLimits) -> WorkerJob {
    WorkerJob(kind: kind, options: options, chunks: chunks, arguments: ScriptArguments.given, limits: limits)
  }

  /// - Parameter isOne: whether the user named a single article, which the script sees as `article`.
  func run(_ articles: any ScriptArticles, isOne: Bool) -> ExitStatus {
    if MapRun.applies(to: chunks) {
      let run = MapRun(
        chunks, options: options, limits: command.limits, workers: command.workers.count, output: output)
      return run.run(articles)
    }
    let runner = JobRunner(command.limits.workerConfiguration, output: output)
    return command.each || isOne ? runEach(articles, runner) : runOnce(articles, runner)
  }

  private func runEach(_ articles: any ScriptArticles, _ runner: JobRunner) -> ExitStatus {
    var outputs = EachOutput(
      isText: command.format == "text", isCSV: command.format == "csv", count: articles.count)
    var status = ExitStatus.success
    for position in 0..<articles.count where status != .interrupted {
      var job = job(JobKind.run, limits)
      var own = articles.give(position, to: &job)
      if own == .success {
        let name = articles.name(position)
        outputs.begin(name)
        runner.filter = { outputs.filter($0) }
        own = runner.run(job, about: name)
      }
      if status == .success || own == .interrupted { status = own }
    }
    return status
  }

  /// Runs the script over all articles at once, as `corpus`; articles are read when the script comes to them.
  private func runOnce(_ articles: any ScriptArticles, _ runner: JobRunner) -> ExitStatus {
    var limits = limits
    limits.cpuTime = limits.cpuTime.map { min($0 * max(articles.count, 1), .seconds(86_400)) }
    var job = job(JobKind.runCorpus, limits)
    if let corpus = articles as? ArticlesOfCorpus {
      job.options[JobOption.corpus] = "yes"
      job.descriptors = corpus.descriptors
      if let ids = corpus.ids { job.inputs.append(.articles(ids)) }
    } else if let files = articles as? ArticlesInFiles {
      job.inputs = (0..<articles.count).map { .init(name: articles.name($0), bytes: []) }
      runner.answer = ArticleAnswers(files).answer
    }
    return runner.run(job, about: script)
  }
}

extension WorkerJob.Input {
  /// The articles that a job over segments means.
  static func articles(_ ids: [Int64]) -> WorkerJob.Input {
    WorkerJob.Input(
      name: JobInput.articles, bytes: ids.flatMap { id in withUnsafeBytes(of: id.littleEndian) { Array($0) } })
  }
}

/// What `--each` prints: each article's output under a heading, or, as CSV, under one line of column names as long as
/// the columns are the same.
private struct EachOutput {
  let isText: Bool
  let isCSV: Bool
  let count: Int
  private var names: [UInt8]?
  private var isAtBeginning = true

  init(isText: Bool, isCSV: Bool, count: Int) {
    self.isText = isText
    self.isCSV = isCSV
    self.count = count
  }

  mutating func begin(_ path: String) {
    isAtBeginning = true
    if isText, count > 1 { Streams.writeUntrusted(Array("== \(path) ==\n".utf8), to: STDOUT_FILENO) }
  }

  /// What remains of a piece of output.
  mutating func filter(_ bytes: [UInt8]) -> [UInt8] {
    guard isCSV, isAtBeginning, !bytes.isEmpty else { return bytes }
    isAtBeginning = false
    let end = bytes.firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    let line = Array(bytes[..<end])
    if line == names { return Array(bytes[end...]) }
    names = line
    return bytes
  }
}
