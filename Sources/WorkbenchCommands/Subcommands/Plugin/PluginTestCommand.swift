import ArgumentParser
import ArticleModel
import Glibc
import PluginKit
import Reporting
import Worker

/// `workbench plugin test DIR`
struct PluginTestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run a plugin's tests, and show what it changes on its gold.",
    discussion: """
      Tests are Lua files in the folder tests; gold is articles with what they should give, in the folder gold, in the \
      form that `workbench eval` reads. Exit status 1 when a test fails.
      """)

  @Argument(help: "The plugin's folder.", completion: .directory) var folder: String
  @Flag(help: "List every difference from gold with its sentence.") var errors = false
  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() throws {
    try reportingPlugins {
      let (plugin, archive) = try PluginFolder.plugin(folder)
      var chosen = ChosenPlugins()
      try chosen.add(named: folder.contains("/") ? folder : "./" + folder)
      for name in plugins.plugins { try chosen.add(named: name) }
      let parcels = try chosen.parcels()
      _ = try PluginInspection.describe(archive, place: folder)
      var jobLimits = limits.jobLimits
      jobLimits.cpuTime = jobLimits.cpuTime.map { $0 * 30 }
      let runner = JobRunner(limits.workerConfiguration)
      let job = WorkerJob(kind: JobKind.testPlugin, options: [JobOption.plugin: plugin.id], limits: jobLimits)
      var status = runner.run(job.with(parcels), about: folder)
      let gold = plugin.files.names.filter { $0.hasPrefix("gold/") }
      if !gold.isEmpty, status == .success || status == .failure {
        let own = try compare(plugin, gold, parcels, without: archive, runner, jobLimits)
        if status == .success { status = own }
      }
      try finish(status)
    }
  }

  /// Evaluates the gold with and without the plugin.
  private func compare(
    _ plugin: Plugin, _ gold: [String], _ parcels: [PluginParcel], without archive: [UInt8],
    _ runner: JobRunner, _ jobLimits: JobLimits
  ) throws -> ExitStatus {
    let inputs = gold.map { WorkerJob.Input(name: plugin.path(of: $0), bytes: plugin.file($0) ?? []) }
    var options = [JobOption.format: "json"]
    let job = WorkerJob(kind: JobKind.evaluate, inputs: inputs, options: options, limits: jobLimits)
    let others = parcels.filter { $0.archive != archive }
    var status = runner.run(job.with(others), about: folder)
    guard status == .success else { return status }
    let before = try? JSONValue(parsing: runner.result)
    status = runner.run(job.with(parcels), about: folder)
    guard status == .success else { return status }
    let after = try? JSONValue(parsing: runner.result)
    if let before, let after { Streams.write(GoldChange(before, after).rendered.utf8, to: STDOUT_FILENO) }
    guard errors else { return status }
    options = [JobOption.errors: "yes"]
    let listing = WorkerJob(kind: JobKind.evaluate, inputs: inputs, options: options, limits: jobLimits)
    return runner.run(listing.with(parcels), about: folder)
  }
}
