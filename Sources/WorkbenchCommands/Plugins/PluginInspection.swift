import ArticleModel
import PluginKit
import Worker

/// Has archives from outside unpacked and checked in a worker.
enum PluginInspection {
  /// What `archive` holds; `place` is its name in messages.
  ///
  /// - Throws: everything that is wrong with it.
  static func describe(_ archive: [UInt8], place: String) throws(PluginCommandProblem) -> PluginDescription {
    let limits = JobLimits(cpuTime: .seconds(20), outputBytes: 16 << 20)
    let supervisor = Supervisor(WorkerConfiguration(memory: 1024 << 20))
    defer { supervisor.shutdown() }
    var result: [UInt8] = []
    var problems: [Diagnostic] = []
    let outcome = supervisor.run(
      WorkerJob(kind: JobKind.inspectPlugin, inputs: [.init(name: place, bytes: archive)], limits: limits)
    ) { event in
      switch event {
      case .result(let bytes): result += bytes
      case .diagnostic(let diagnostic): problems.append(diagnostic)
      default: break
      }
    }
    guard problems.isEmpty else { throw PluginCommandProblem(problems) }
    switch outcome {
    case .finished(0, _):
      // The host believes no worker: the hash is reckoned again.
      guard let description = PluginDescription(result, place: place),
        description.sha256 == PluginFiles.sha256(archive)
      else { throw PluginCommandProblem("the plugin could not be read", file: place) }
      return description
    case .finished: throw PluginCommandProblem("the plugin could not be read", file: place)
    case .failed(let failure, _):
      throw PluginCommandProblem(
        Diagnostic(.error, code: "plugin", failure.message, file: failure.file ?? place, line: failure.line))
    case .died(let death): throw PluginCommandProblem(death.explanation, file: place)
    }
  }
}
