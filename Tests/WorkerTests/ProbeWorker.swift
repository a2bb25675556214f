import Glibc
import Worker

/// The worker whose jobs misbehave, built beside the tests.
enum ProbeWorker {
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let tests = String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (tests.split(separator: "/", omittingEmptySubsequences: false).dropLast() + ["worker-probe"])
      .joined(separator: "/")
  }()

  static var configuration: WorkerConfiguration { WorkerConfiguration(executable: path) }

  static func supervisor() -> Supervisor { Supervisor(configuration) }
}

/// A job's end with all it handed out.
struct Completed {
  var outcome: WorkerOutcome
  var events: [WorkerEvent] = []

  /// The result's bytes.
  var resultBytes: [UInt8] {
    events.flatMap { event -> [UInt8] in if case .result(let bytes) = event { bytes } else { [] } }
  }

  /// The result as text.
  var result: String { String(decoding: resultBytes, as: UTF8.self) }

  func output(_ wanted: WorkerEvent.Stream) -> String {
    let bytes = events.flatMap { event -> [UInt8] in
      if case .output(wanted, let bytes) = event { bytes } else { [] }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  var status: Int32? { if case .finished(let status, _) = outcome { status } else { nil } }
  var failure: WorkerFailure? { if case .failed(let failure, _) = outcome { failure } else { nil } }
  var death: WorkerDeath? { if case .died(let death) = outcome { death } else { nil } }
}

extension Supervisor {
  /// Runs a job and keeps what it hands out.
  func complete(_ job: WorkerJob, _ receive: (WorkerEvent) -> Void = { _ in }) -> Completed {
    var events: [WorkerEvent] = []
    let outcome = run(job) { event in
      events.append(event)
      receive(event)
    }
    return Completed(outcome: outcome, events: events)
  }

  func complete(_ kind: String, _ arguments: [String] = []) -> Completed {
    complete(WorkerJob(kind: kind, arguments: arguments))
  }

  /// Whether the host can go on with an honest job.
  var goesOn: Bool { complete("echo", ["still here"]).output(.standardOutput) == "still here\n" }
}
