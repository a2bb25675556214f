public import Analysis
import ArticleModel
import LuaRuntime
public import PluginKit

extension PluginState {
  /// The kinds of events that an extractor's code declares with `plugin.frame`.
  ///
  /// The analyser of events must know them before it reads an article, so the code is run once without one.
  public static func declaredFrames(
    of plugin: Plugin, libraries: [Plugin], granted: Set<Capability>
  ) throws -> [EventFrameFile] {
    guard plugin.mayDeclareFrames else { return [] }
    let article = Article(source: plugin.id, sha256: "", text: ArticleText(""))
    let state = try PluginState(
      plugin, libraries: libraries, granted: granted, article: article, limits: LuaLimits(cpuSeconds: 2),
      cache: PluginQueryCache()
    ) { _ in }
    return try state.declare()
  }
}

extension ArticleBinding {
  /// `plugin.frame "name" { … }`: fields are the lines of a frame file; a list gives several.
  func addFrame(_ name: String, _ call: LuaCall, of plugin: Plugin, to rules: PluginRules) throws {
    guard case .table(let fields) = try call.value(1, limits: LuaConversionLimits(depth: 4, values: 10_000)) else {
      throw call.typeFailure(1, "table of a frame's lines")
    }
    var lines: [(key: String, value: String)] = []
    for field in fields {
      guard let key = field.key.text else {
        throw LuaFailure("a frame's lines have names, such as trigger = …", argument: 1)
      }
      for value in try Self.values(of: field.value, key) {
        lines.append((key, value))
      }
    }
    let file = EventFrameFile(
      frame: name, lines, by: plugin.id, version: plugin.versionWithHash,
      lists: rules.lists.merging(plugin.wordLists) { own, _ in own })
    if let problem = file.problems.first {
      throw LuaFailure("the frame '\(name)': \(problem.message)" + (problem.remedy.map { "; \($0)" } ?? ""))
    }
    rules.frames.append(file)
  }

  /// What stands behind a key: text; a list, whose elements are lines of their own for queries, and choices elsewhere;
  /// `type` in it says which entities may take part.
  private static func values(of value: LuaValue, _ key: String) throws(LuaFailure) -> [String] {
    var words: [String] = []
    var types: String?
    switch value {
    case .string(let bytes): return [String(decoding: bytes, as: UTF8.self)]
    case .integer(let number): return [String(number)]
    case .array(let elements): words = elements.compactMap(\.text)
    case .table(let fields):
      for field in fields {
        guard let text = field.value.text else { continue }
        if case .integer = field.key { words.append(text) } else if field.key.text == "type" { types = text }
      }
    default: break
    }
    guard !words.isEmpty else { throw LuaFailure("'\(key)' of a frame is text, or a list of texts", argument: 1) }
    if key == "trigger" { return words }
    return [words.joined(separator: " | ") + (types.map { " (\($0))" } ?? "")]
  }
}
