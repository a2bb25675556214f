import ArticleModel
public import LuaRuntime
public import PluginKit

extension ArticleBinding {
  /// Gives the state of a report its modules, its libraries and `require "plugin"`.
  public func register(
    _ report: Plugin, granted: Set<Capability>, libraries: [Plugin]
  ) throws(LuaError) {
    register(report, granted: granted, rules: nil)
    try load(libraries, for: report, granted: granted)
  }

  /// Gives the state of a plugin its own modules and `require "plugin"`.
  ///
  /// - Parameter rules: takes the rules that the code states; without it the code can state none.
  func register(_ plugin: Plugin, granted: Set<Capability>, rules: PluginRules?) {
    let module = LuaModule("plugin", "What a plugin's code says of itself: rules, and the data that comes with it.")
    module.constant("id", "string", "The plugin's id.", .string(plugin.id))
    module.constant("version", "string", "The plugin's version.", .string(plugin.manifest.version.description))
    if let rules {
      module.function(
        "rule", "(name: string) -> function",
        "`plugin.rule \"name\" { match = [[query]], … }`: what each match is (`event`, `layer`) or what to do (`action`)."
      ) { [unowned self] call in
        let name = try call.string(1)
        guard !name.isEmpty, name.utf8.count <= 64 else {
          throw LuaFailure("a rule's name has 1 to 64 bytes", argument: 1)
        }
        call.pushFunction("rule") { [unowned self] call in try addRule(name, call, to: rules) }
      }
    }
    if let rules, access.adds(.events) {
      module.function(
        "frame", "(name: string) -> function",
        "`plugin.frame \"name\" { trigger = [[query]], agent = \"subject\", … }`: a kind of event, as docs/events.md describes it."
      ) { [unowned self] call in
        let name = try call.string(1)
        call.pushFunction("frame") { [unowned self] call in try addFrame(name, call, of: plugin, to: rules) }
      }
    }
    if granted.contains(.data) {
      for entry in Self.dataFunctions(plugin, rules) { module.function(entry.name, entry.type, entry.text, entry.body) }
    }
    state.register(module)
    for (name, file) in plugin.modules {
      state.addSourceModule(name, source: plugin.file(file) ?? [], path: plugin.path(of: file))
    }
  }

  /// Registers `require "plugin"` for the API reference alone.
  func registerForReference() {
    let manifest = PluginManifest(
      id: "plugin", version: PluginManifest.currentAPI, api: VersionRange("*")!, kind: .extractor, entry: nil,
      authors: [],
      licence: "MIT", description: "")
    register(Plugin(reference: manifest), granted: [.data], rules: PluginRules())
  }

  private typealias DataFunction = (name: String, type: String, text: String, body: LuaFunctionBody)

  /// Functions that read the data files of `plugin`.
  private static func dataFunctions(_ plugin: Plugin, _ rules: PluginRules?) -> [DataFunction] {
    func bytes(_ call: LuaCall) throws -> (name: String, bytes: [UInt8]) {
      let name = try call.string(1)
      for candidate in [name, "lexicons/" + name] {
        if let bytes = plugin.file(candidate) { return (candidate, bytes) }
      }
      let nearest = Spelling.nearest(to: name, among: plugin.files.names)
      throw LuaFailure(
        "the plugin has no file '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? ""), argument: 1)
    }
    return [
      (
        "lexicon", "(file: string) -> list of string",
        "The first column of a table in `lexicons/`; rules may then call it `$name`, `meeting-nouns.tsv` as `$meeting_nouns`.",
        { call in
          let (file, content) = try bytes(call)
          let words = Plugin.rows(content).map { String($0[0]) }.filter { !$0.isEmpty }
          rules?.lists[Plugin.listName(of: file)] = words
          call.pushList(words.map { .string($0) })
        }
      ),
      (
        "rows", "(file: string) -> list of list of string", "The rows of a table, each a list of its columns.",
        { call in
          call.pushList(Plugin.rows(try bytes(call).bytes).map { .array($0.map { .string(String($0)) }) })
        }
      ),
      (
        "text", "(file: string) -> string", "The content of a file of the plugin.",
        { call in try bytes(call).bytes.withUnsafeBytes { call.push(bytes: $0) } }
      ),
    ]
  }

  // MARK: Libraries

  /// Runs the libraries of `plugin` and lets its code require them.
  ///
  /// A library has globals of its own, in which it finds nothing of the plugin's; `require "plugin"` there gives its own
  /// data, where both are granted that. What it may do to facts is what it is handed.
  func load(_ libraries: [Plugin], for plugin: Plugin, granted: Set<Capability>) throws(LuaError) {
    for library in libraries where library.manifest.kind == .library {
      for (name, file) in library.modules {
        state.addSourceModule("\(library.id).\(name)", source: library.file(file) ?? [], path: library.path(of: file))
      }
      let shared = granted.intersection(library.manifest.capabilities)
      let environment = LuaEnvironment(state)
      let prelude = try state.load(Array(Self.libraryPrelude.utf8), path: "library", in: environment)
      try prelude.call(results: 0) { call in
        call.pushTable { table in
          table.set("id", .string(library.id))
          table.set("version", .string(library.manifest.version.description))
          guard shared.contains(.data) else { return }
          for entry in Self.dataFunctions(library, nil) {
            table.set(entry.name) { $0.pushFunction(entry.name, entry.body) }
          }
        }
      }
      let entry = library.manifest.entry ?? "init.lua"
      let path = library.path(of: entry)
      let body = try state.load(library.file(entry) ?? [], path: path, in: environment)
      let keep = try state.load(Array("local body, keep = ... keep(body())".utf8), path: "library", in: environment)
      var kept: LuaTable?
      try keep.call(results: 0) { call in
        call.push(body)
        call.pushFunction("keep") { call in kept = call.type(1) == .table ? try call.table(1) : nil }
      }
      guard let kept else {
        throw LuaError(kind: .runtime, path: path, message: "a library returns a table of what it offers")
      }
      state.addModule(library.id, kept)
    }
  }

  private static let libraryPrelude = """
    local inner, own = require, ...
    function require(name)
      if name == "plugin" then return own end
      return inner(name)
    end
    """
}
