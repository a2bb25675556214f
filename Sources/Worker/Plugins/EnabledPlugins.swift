import Analysis
import ArticleModel
import LuaRuntime
import PluginKit
import Scripting

/// The plugins of the job under way: unpacked, checked, in order, and with the pipeline and the language that they make.
///
/// Kept from job to job as long as the parcels are the same.
final class EnabledPlugins {
  /// A plugin with what it may do.
  struct Member {
    let plugin: Plugin
    let granted: Set<Capability>
  }

  /// In an order in which each comes after those that it depends on.
  let members: [Member]
  /// What all tables of the plugins add.
  private let additions: LanguageAdditions
  private let parcels: [PluginParcel]
  private var languages: [String: Language] = [:]
  private var pipelineMade: Pipeline?
  /// The reports, libraries and extractors by id.
  private let byID: [String: Member]

  // A worker has one thread and one job at a time.
  nonisolated(unsafe) private(set) static var current = EnabledPlugins()
  nonisolated(unsafe) static var channel: JobChannel?

  private init() {
    (members, additions, parcels, byID) = ([], LanguageAdditions(), [], [:])
  }

  /// Makes the plugins of `job` the current ones, and takes them out of its chunks.
  static func enable(for job: inout WorkerJob, _ channel: JobChannel) throws(WorkerFailure) {
    self.channel = channel
    // The lines of a session go on with the plugins it was opened with.
    if SessionJob.continuing.contains(job.kind) { return }
    let parcels = job.takePlugins()
    if parcels != current.parcels { current = parcels.isEmpty ? EnabledPlugins() : try EnabledPlugins(parcels) }
  }

  private init(_ parcels: [PluginParcel]) throws(WorkerFailure) {
    self.parcels = parcels
    var byID: [String: Member] = [:]
    for parcel in parcels {
      let plugin: Plugin
      do {
        plugin = try Plugin(archive: parcel.archive, place: parcel.place)
      } catch {
        throw WorkerFailure(plugin: error.problems)
      }
      // What the user was asked about is what the archive says.
      let excess = plugin.manifest.capabilities.subtracting(parcel.granted).sorted()
      guard excess.isEmpty else {
        throw WorkerFailure(
          .input, "the plugin asks for what it was not granted: \(excess.map(\.description).joined(separator: ", "))",
          file: parcel.place)
      }
      if byID.updateValue(Member(plugin: plugin, granted: plugin.manifest.capabilities), forKey: plugin.id) != nil {
        throw WorkerFailure(.input, "two plugins are called '\(plugin.id)'", file: parcel.place)
      }
    }
    self.byID = byID
    do {
      members = try DependencyOrder.sort(byID.values.map(\.plugin.manifest)).compactMap { byID[$0.id] }
    } catch {
      throw WorkerFailure(plugin: [error.diagnostic(in: "plugins")])
    }
    var additions = LanguageAdditions()
    for member in members { try Self.add(member.plugin, to: &additions) }
    for member in members where member.plugin.manifest.kind == .extractor {
      do {
        let libraries = Self.dependencies(of: member.plugin, among: members)
        let frames = try PluginState.declaredFrames(of: member.plugin, libraries: libraries, granted: member.granted)
        for file in frames { additions.add(file) }
      } catch let error as LuaError {
        throw WorkerFailure(error)
      } catch {
        throw WorkerFailure(.runtime, "\(error)", file: member.plugin.place)
      }
    }
    self.additions = additions
  }

  /// Adds the tables of a plugin, other than that of names, which is the plugin's own analyser.
  private static func add(_ plugin: Plugin, to additions: inout LanguageAdditions) throws(WorkerFailure) {
    let problems = plugin.addTables(to: &additions)
    if !problems.isEmpty { throw WorkerFailure(plugin: problems) }
  }

  /// The plugin called `id`.
  func member(_ id: String) -> Member? { byID[id] }

  /// All that `plugin` depends on, each after those that it depends on itself.
  func dependencies(of plugin: Plugin) -> [Plugin] { Self.dependencies(of: plugin, among: members) }

  private static func dependencies(of plugin: Plugin, among members: [Member]) -> [Plugin] {
    var needed = Set(plugin.manifest.dependencies.keys)
    var found: [Plugin] = []
    for member in members.reversed() where needed.contains(member.plugin.id) {
      needed.formUnion(member.plugin.manifest.dependencies.keys)
      found.insert(member.plugin, at: 0)
    }
    return found
  }

  /// The plugins as the provenance of facts states them.
  var provenance: [Provenance.Plugin] {
    members.map { .init(id: $0.plugin.id, version: $0.plugin.manifest.version.description, sha256: $0.plugin.sha256) }
      .sorted { $0.id < $1.id }
  }

  // MARK: Analysis

  /// `language` with what the plugins add to it.
  func extended(_ language: Language) -> Language {
    if let known = languages[language.code] { return known }
    let extended = language.adding(additions)
    languages[language.code] = extended
    return extended
  }

  /// The pipeline with the plugins in it.
  func pipeline() throws(WorkerFailure) -> Pipeline {
    if let pipelineMade { return pipelineMade }
    var analyzers: [any Analyzer] = []
    for member in members {
      if !member.plugin.names.isEmpty { analyzers.append(ListedNames(of: member.plugin)) }
      if member.plugin.manifest.kind == .extractor {
        analyzers.append(PluginAnalyzer(member.plugin, member.granted, libraries: dependencies(of: member.plugin)))
      }
    }
    do {
      let pipeline = try Pipeline.standard.adding(analyzers)
      pipelineMade = pipeline
      return pipeline
    } catch {
      throw WorkerFailure(.input, error.pluginMessage, file: "plugins")
    }
  }
}

extension Plugin {
  /// Adds the tables in `lexicons/` that speak of the language; what is wrong with them, each with its line.
  func addTables(to additions: inout LanguageAdditions) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    for table in LexiconFile.allCases where table != .names {
      guard let bytes = file(table.fileName) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      let found =
        switch table {
        case .names: [LanguageAdditions.Problem]()
        case .aliases: additions.addAliases(text)
        case .offices: additions.addOffices(text)
        case .reportingVerbs: additions.addReportingVerbs(text)
        }
      problems += found.map { Diagnostic($0, in: path(of: table.fileName)) }
    }
    for name in files.names where LexiconFile.isFrameFile(name) {
      let text = String(decoding: file(name) ?? [], as: UTF8.self)
      let frames = EventFrameFile(text, by: id, version: versionWithHash, lists: wordLists)
      problems += frames.problems.map { $0.diagnostic(file: path(of: name)) }
      additions.add(frames)
    }
    var names = LanguageAdditions()
    problems += nameProblems(&names)
    return problems
  }

  private func nameProblems(_ names: inout LanguageAdditions) -> [Diagnostic] {
    guard let bytes = file(LexiconFile.names.fileName) else { return [] }
    return names.addNames(String(decoding: bytes, as: UTF8.self)).map {
      Diagnostic($0, in: path(of: LexiconFile.names.fileName))
    }
  }

  /// The names of its own table.
  var names: [(name: String, type: EntityType)] {
    var names = LanguageAdditions()
    _ = nameProblems(&names)
    return names.names
  }
}

extension ListedNames {
  /// The names of a plugin. An extractor's own analyser bears the plugin's id, so these get another.
  fileprivate init(of plugin: Plugin) {
    self.init(
      id: plugin.manifest.kind == .lexicon ? plugin.id : plugin.id + "/names", version: plugin.versionWithHash,
      plugin.names)
  }
}

extension Diagnostic {
  fileprivate init(_ problem: LanguageAdditions.Problem, in file: String) {
    self.init(.error, code: "lexicon", problem.message, file: file, line: problem.line)
  }
}

extension Pipeline.Problem {
  /// The problem in a plugin author's words.
  var pluginMessage: String {
    switch self {
    case .missing(let layer, let analyzer, _):
      "the plugin '\(analyzer)' requires the layer '\(layer)', which no analyser or enabled plugin makes"
    case .circle(let analyzers):
      "the plugin '\(analyzers[0])' adds to a layer that was read before it can run, by: "
        + analyzers.dropFirst().joined(separator: ", ")
    case .duplicate(let analyzer): "the plugin '\(analyzer)' bears the name of an analyser"
    }
  }
}

extension WorkerFailure {
  /// A plugin that is refused, with every reason.
  init(plugin problems: [Diagnostic]) {
    let first = problems.first ?? Diagnostic(.error, code: "plugin", "the plugin cannot be used")
    var message = first.message + (first.remedy.map { "\n  \($0)" } ?? "")
    for problem in problems.dropFirst() { message += "\n" + problem.rendered }
    self.init(.input, message, file: first.file, line: first.line)
  }
}
