import ArgumentParser
import ArticleModel
import Glibc
import PluginKit
import Worker

/// `workbench report NAME [option…] ARTICLE…`
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Run a report: a plugin that prints or writes something over articles.",
    discussion: """
      `workbench report NAME --help` shows the options of a report. All options of `workbench run` hold as well.
      """,
    helpNames: [])

  @Argument(help: "The report: an installed plugin, or its folder or archive.") var name: String?

  @Argument(parsing: .allUnrecognized, help: "The report's own options, and articles or folders of them.")
  var rest: [String] = []

  @OptionGroup var options: ScriptOptions

  func run() throws {
    guard let name, !["--help", "-h"].contains(name) else {
      Streams.write((Self.helpMessage() + "\n").utf8, to: STDOUT_FILENO)
      return
    }
    try reportingPlugins {
      var chosen = ChosenPlugins()
      try chosen.add(named: name)
      for plugin in options.plugins.plugins { try chosen.add(named: plugin) }
      if !options.plugins.noPlugins { try chosen.addLock(trusted: options.plugins.trustLock) }
      let parcels = try chosen.parcels()
      guard let own = parcels.first else { return }
      let report = try PluginInspection.describe(own.archive, place: own.place)
      guard report.manifest.kind == .report else {
        throw PluginCommandProblem(
          "'\(report.manifest.id)' is no report, but of the kind '\(report.manifest.kind.rawValue)'", file: own.place,
          remedy: "`workbench run` and `annotate` use it with --plugin \(name)")
      }
      let arguments = try ReportArguments(rest, report.manifest)
      if arguments.wantsHelp {
        Streams.writeUntrusted(Array(ReportArguments.help(report.manifest).utf8), to: STDOUT_FILENO)
        return
      }
      let articles = arguments.articles
      guard !articles.isEmpty else {
        throw PluginCommandProblem(
          "name at least one article", remedy: "`workbench report \(name) --help` shows its options")
      }
      try run(report, parcels, arguments, articles)
    }
  }

  private func run(
    _ report: PluginDescription, _ parcels: [PluginParcel], _ arguments: ReportArguments, _ articles: [String]
  ) throws {
    let entry = report.manifest.entry ?? "init.lua"
    let script = WorkerJob.Chunk(key: "script", path: "\(parcels[0].place)/\(entry)", source: report.entrySource)
    // A report is run as a script is; what is the report's own travels in the settings.
    let settings = [JobOption.report: report.manifest.id, JobOption.reportOptions: arguments.encoded]
    try reportingFiles {
      try options.run(
        script.path, [script] + parcels.map(\.chunk), over: articles, filter: FilterOptions.parse(arguments.filter),
        settings: settings)
    }
  }
}

/// The arguments of a report, read as its manifest says.
struct ReportArguments {
  private(set) var articles: [String] = []
  private(set) var wantsHelp = false
  private(set) var encoded = "{}"
  /// Options that say which articles of a corpus are meant, where the report has none of the same name.
  private(set) var filter: [String] = []
  private static let filters: Set<String> = ["since", "until", "source", "person", "place"]

  init(_ arguments: [String], _ manifest: PluginManifest) throws(PluginCommandProblem) {
    var values: [String: JSONValue] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.count > 2 else {
        if argument == "-h" { wantsHelp = true } else { articles.append(argument) }
        continue
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      if name == "help" {
        wantsHelp = true
        continue
      }
      if Self.filters.contains(name), !manifest.options.contains(where: { $0.name == name }) {
        filter.append(argument)
        if parts.count == 1, let next = rest.popFirst() { filter.append(next) }
        continue
      }
      guard let option = manifest.options.first(where: { $0.name == name }) else {
        throw PluginCommandProblem(
          "the report '\(manifest.id)' has no option --\(name)",
          remedy: "`workbench report \(manifest.id) --help` lists its options")
      }
      let text: String
      if parts.count > 1 {
        text = String(parts[1])
      } else if option.kind == .flag {
        text = "true"
      } else if let next = rest.popFirst() {
        text = next
      } else {
        throw PluginCommandProblem("--\(name) takes a value", remedy: option.help)
      }
      do { values[name] = try ReportOptions.value(text, for: option) } catch {
        throw PluginCommandProblem(error.message, remedy: option.help)
      }
    }
    do { encoded = try ReportOptions.encoded(manifest, given: values) } catch {
      throw PluginCommandProblem(error.message, remedy: "this is a mistake of the report's manifest")
    }
  }

  /// What the report is and which options it has.
  static func help(_ manifest: PluginManifest) -> String {
    var text = "\(manifest.id) \(manifest.version): \(manifest.description)\n\n"
    text += "USAGE: workbench report \(manifest.id) [options] ARTICLE…\n"
    if !manifest.options.isEmpty { text += "\nOPTIONS:\n" }
    for option in manifest.options {
      let head = option.kind == .flag ? "--\(option.name)" : "--\(option.name) <\(option.kind.rawValue)>"
      let standard = option.standard.map { " (default: \($0))" } ?? ""
      text += "  \(head)" + String(repeating: " ", count: max(1, 26 - head.count)) + option.help + standard + "\n"
    }
    return text + "\nAll options of `workbench run` hold as well: --format, --output, --each, --published, --plugin.\n"
  }
}
