import ArgumentParser
import ArticleModel
import Glibc
import Worker

/// `workbench map --script SCRIPT`
struct MapCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Run a script over articles that come as JSON Lines on standard input, for cluster engines.",
    discussion: """
      Each line is an object with text and, where known, id, title, author, publisher, published and url. Exactly one \
      line goes out for each that comes in, in the same order: {"id", "seq", "out": [value]} with what map returned, or \
      {"id", "seq", "error": {"code", "message"}} with one of the codes invalid_utf8, bad_json, script_error, limit. \
      seq is the line's number, from 1 on. A script without map is run over the article, and out holds the lines it \
      prints. The exit status is 0 when all input was processed, whatever is in the envelopes.
      """)

  @Option(help: "The Lua script.", completion: .file(extensions: ["lua"]))
  var script: String

  @OptionGroup var workers: WorkerOptions
  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() throws {
    try reportingPlugins { try run(plugins.parcels()) }
  }

  private func run(_ plugins: [PluginParcel]) throws {
    do {
      let chunks = try ScriptFiles.chunks(for: script) + plugins.map(\.chunk)
      // A script that does not parse is wrong once, not once a line.
      var lines = InputLines(STDIN_FILENO)
      var number = 0
      var isComplete = true
      let pool = WorkerPool(limits.workerConfiguration, count: workers.count)
      TerminalInterrupt.redirect()
      try pool.run(
        next: { () -> (WorkerJob, WorkerJob)? in
          guard let line = lines.next() else { return nil }
          number += 1
          let job = job(line, number, chunks)
          return (job, job)
        },
        deliver: { job, finished in
          let envelope = envelope(finished, job)
          guard let envelope, Streams.write(envelope + [0x0A], to: STDOUT_FILENO) else {
            isComplete = false
            throw Stop()
          }
        })
      try finish(isComplete ? .success : .failure)
    } catch let problem as InputFile.Problem {
      Streams.report(problem.diagnostic)
      throw ExitCode(ExitStatus.input.rawValue)
    } catch is Stop {
      throw ExitCode(ExitStatus.failure.rawValue)
    }
  }

  private struct Stop: Error {}

  private func job(_ line: InputLines.Line, _ number: Int, _ chunks: [WorkerJob.Chunk]) -> WorkerJob {
    var options = [JobOption.sequence: String(number)]
    var bytes = line.bytes
    if line.isTooLong {
      // What is left of it is no object, so the envelope would say bad_json.
      bytes = Array("{}".utf8)
      options[JobOption.errorCode] = "limit"
      options[JobOption.errorMessage] = "the line is longer than \(InputLines.maximumLength >> 20) MiB"
    }
    return WorkerJob(
      kind: JobKind.mapLine, inputs: [.init(name: "line \(number)", bytes: bytes)], options: options, chunks: chunks,
      arguments: ScriptArguments.given, limits: limits.jobLimits)
  }

  /// The line's envelope; `nil` when the work cannot go on.
  private func envelope(_ finished: WorkerPool.Finished, _ job: WorkerJob) -> [UInt8]? {
    var finished = finished
    if case .died(.killed) = finished.outcome { finished = WorkerPool.once(job, limits.workerConfiguration) }
    switch finished.outcome {
    case .finished where !finished.result.isEmpty: return finished.result
    case .failed(let failure, _):
      if failure.kind == .interrupted { return nil }
      return failed(job, failure.kind.isLimit ? "limit" : "script_error", failure.message)
    case .died(let death):
      switch death {
      case .refusedToRun, .ignoredInterrupt, .couldNotStart:
        Streams.report(Diagnostic(.error, code: "worker", death.explanation, file: job.inputs[0].name))
        return nil
      case .outOfMemory, .cpuTime, .wallClock: return failed(job, "limit", death.explanation)
      default: return failed(job, "script_error", death.explanation)
      }
    default: return failed(job, "script_error", "the worker gave no result")
    }
  }

  /// The envelope of a line over which a worker died: another one reads the line's id.
  private func failed(_ job: WorkerJob, _ code: String, _ message: String) -> [UInt8]? {
    var again = job
    again.options[JobOption.errorCode] = code
    again.options[JobOption.errorMessage] = message
    let finished = WorkerPool.once(again, limits.workerConfiguration)
    if case .finished = finished.outcome, !finished.result.isEmpty { return finished.result }
    let sequence = job.options[JobOption.sequence].flatMap { Int($0) } ?? 0
    let envelope: JSONValue = [
      "id": .null, "seq": .integer(sequence), "error": ["code": .string(code), "message": .string(message)],
    ]
    return envelope.encoded()
  }
}

/// The lines of a stream, read as they are asked for.
struct InputLines {
  struct Line {
    var bytes: [UInt8]
    var isTooLong = false
  }

  static let maximumLength = InputFile.maximumSize
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next line without its end; `nil` at the end of the stream.
  mutating func next() -> Line? {
    var line = Line(bytes: [])
    while true {
      if let end = buffer[position...].firstIndex(of: 0x0A) {
        line.take(buffer[position..<end])
        position = end + 1
        return line
      }
      line.take(buffer[position...])
      let hadBytes = position < buffer.count
      position = 0
      buffer = isAtEnd ? [] : read()
      if buffer.isEmpty {
        isAtEnd = true
        return hadBytes || !line.bytes.isEmpty ? line : nil
      }
    }
  }

  private func read() -> [UInt8] {
    while true {
      var count = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, length in
        count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        length = max(count, 0)
      }
      if count < 0, errno == EINTR { continue }
      return bytes
    }
  }
}

extension InputLines.Line {
  fileprivate mutating func take(_ more: ArraySlice<UInt8>) {
    if bytes.count + more.count > InputLines.maximumLength { isTooLong = true }
    if !isTooLong { bytes += more }
  }
}
