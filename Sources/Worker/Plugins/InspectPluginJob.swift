import Analysis
import ArticleModel
import PluginKit
import Scripting

/// Unpacks the archive in the first input, checks all of it, and tells what it is: the result is a `PluginDescription`.
///
/// Runs none of its code; that what it has is Lua is a matter of its tests.
struct InspectPluginJob {
  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let input = job.inputs.first else { throw WorkerFailure(.unsupported, "no plugin") }
    let plugin: Plugin
    do {
      plugin = try Plugin(archive: input.bytes, place: input.name)
    } catch {
      for problem in error.problems { try channel.report(problem) }
      return JobStatus.input
    }
    var additions = LanguageAdditions()
    let problems = plugin.addTables(to: &additions)
    for problem in problems { try channel.report(problem) }
    if !problems.isEmpty { return JobStatus.input }
    try channel.writeResult(PluginDescription(plugin).encoded)
    return 0
  }
}
