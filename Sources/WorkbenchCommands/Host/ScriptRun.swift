import ArgumentParser
import ArticleModel
import Glibc
import Reporting
import Worker

/// Runs a script over articles: once, as `corpus`, or, where it defines `map`, on all processors.
struct ScriptRun {
  /// The script's path, for messages.
  let script: String
  /// The script, its modules, and plugins.
  let chunks: [WorkerJob.Chunk]
  let articles: [String]
  var options: [String: String]
  let format: String
  let output: String?
  let each: Bool
  let workers: WorkerOptions
  let limits: LimitOptions

  /// Runs it; a status other than success is thrown.
  func run() throws {
    do {
      let folder = try output.map(OutputFolder.init)
      var options = options
      options[JobOption.format] = format
      options[JobOption.width] = Streams.terminalWidth.map(String.init)
      if folder != nil { options[JobOption.files] = "yes" }
      let paths = try ArticleFiles.expanded(articles)
      if MapRun.applies(to: chunks) {
        let run = MapRun(chunks, options: options, limits: limits, workers: workers.count, output: folder)
        return try finish(run.run(paths))
      }
      let runner = JobRunner(limits.workerConfiguration, output: folder)
      // A folder is a corpus, also with one article in it.
      guard each || paths == articles && paths.count == 1 else {
        return try finish(runCorpus(paths, options, runner))
      }
      var outputs = EachOutput(isText: format == "text", isCSV: format == "csv", count: paths.count)
      try finish(
        paths.reduce(.success) { status, path in
          let own = InputFile.attempt(path) { bytes in
            let job = WorkerJob(
              kind: JobKind.run, inputs: [.init(name: path, bytes: bytes)], options: options, chunks: chunks,
              arguments: ScriptArguments.given, limits: limits.jobLimits)
            outputs.begin(path)
            runner.filter = { outputs.filter($0) }
            return runner.run(job, about: path)
          }
          return status == .success ? own : status
        })
    } catch let problem as InputFile.Problem {
      Streams.report(problem.diagnostic)
      throw ExitCode(ExitStatus.input.rawValue)
    } catch let problem as OutputFolder.Problem {
      Streams.report(Diagnostic(.error, code: "output", problem.message))
      throw ExitCode(ExitStatus.failure.rawValue)
    }
  }

  private func finish(_ status: ExitStatus) throws {
    if status != .success { throw ExitCode(status.rawValue) }
  }

  /// Runs the script over all articles at once, as `corpus`; articles are read when the script comes to them.
  private func runCorpus(_ paths: [String], _ options: [String: String], _ runner: JobRunner) -> ExitStatus {
    var jobLimits = limits.jobLimits
    jobLimits.cpuTime = jobLimits.cpuTime.map { min($0 * paths.count, .seconds(86_400)) }
    var last: (position: Int, bytes: [UInt8])?
    runner.answer = { name, body in
      guard name == HostRequest.article, let (position, offset) = HostRequest.read(body), position < paths.count else {
        return nil
      }
      if offset == 0 {
        last = nil
        _ = InputFile.attempt(paths[position]) { bytes in
          last = (position, bytes)
          return .success
        }
      }
      guard let last, last.position == position else { return nil }
      return HostRequest.piece(of: last.bytes, from: offset)
    }
    return runner.run(
      WorkerJob(
        kind: JobKind.runCorpus, inputs: paths.map { .init(name: $0, bytes: []) }, options: options, chunks: chunks,
        arguments: ScriptArguments.given, limits: jobLimits), about: script)
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
