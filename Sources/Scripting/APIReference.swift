import ArticleModel
public import LuaRuntime

/// The Lua API as it is registered, in the forms in which people and editors read it.
public struct APIReference {
  private let classes: [LuaClass]
  private let modules: [LuaModule]

  /// The API of `state`.
  public init(_ state: LuaState) {
    classes = state.classes
    modules = state.modules
  }

  /// The API that every script sees.
  public static func standard() throws(LuaError) -> APIReference {
    let state = try LuaState()
    let article = Article(source: "article.txt", sha256: "", text: ArticleText(""))
    let binding = ArticleBinding(article, in: state, scriptName: "api")
    return withExtendedLifetime(binding) { APIReference(state) }
  }

  /// The same with what plugins have besides.
  public static func plugins() throws(LuaError) -> APIReference {
    let state = try LuaState()
    let article = Article(source: "article.txt", sha256: "", text: ArticleText(""))
    let binding = ArticleBinding(article, in: state, scriptName: "api", access: .everything)
    binding.registerForReference()
    return withExtendedLifetime(binding) { APIReference(state) }
  }

  /// Globals of a script besides Lua's own, with type and meaning.
  private static let globals = [
    (
      "article", "article",
      "The article the script runs over; in a script with `map` there is none, and over several files neither."
    ),
    ("corpus", "corpus", "The articles, where the script runs over several and defines no `map`."),
    ("arg", "list of string", "What the user wrote behind `--`."),
  ]

  /// Global functions of a script besides Lua's own.
  static let functions = [
    LuaDocumentation(
      name: "pattern", type: "(query: string, lists: table?) -> pattern",
      text:
        "Compiles a query (docs/query-language.md); `lists` gives the words of each `$name`, such as `{ arms = { \"fusil\", \"arme\" } }`."
    )
  ]

  /// Global functions that a script may define for the host to call.
  private static let entryPoints = [
    LuaDocumentation(
      name: "map", type: "(article: article) -> any",
      text: "Called once an article, on any processor; returns what JSON can hold, nil for nothing."),
    LuaDocumentation(
      name: "merge", type: "(a: any, b: any) -> any",
      text: "Puts two values together: a left fold in article order. Without it the values are written one a line."),
    LuaDocumentation(
      name: "finish", type: "(total: any) -> any",
      text: "Called with what merge has made, nil where there was nothing; a value it returns is written as JSON."),
  ]

  /// Markdown, one section a class and a module.
  public var markdown: String {
    var text = "# The Lua API\n\n## Globals\n\n"
    for (name, type, doc) in Self.globals { text += "- `\(name)`: \(type). \(doc)\n" }
    for function in Self.functions { text += "- `\(function.name)\(function.type)`: \(function.text)\n" }
    text += "\nA script may define:\n\n"
    for entry in Self.entryPoints { text += "- `\(entry.name)\(entry.type)`: \(entry.text)\n" }
    for type in classes {
      text += "\n## \(type.name)\n\n\(type.text)\n"
      if !type.properties.isEmpty { text += "\n| field | type | meaning |\n| --- | --- | --- |\n" }
      for property in type.properties { text += row(property.name, property.type, property.text) }
      if let fields = type.dynamicFields { text += row(fields.name, fields.type, fields.text) }
      for method in type.methods { text += "\n- `\(type.name):\(method.name)\(method.type)`: \(method.text)" }
      if !type.methods.isEmpty { text += "\n" }
    }
    for module in modules {
      text += "\n## require \"\(module.name)\"\n\n\(module.text)\n"
      for function in module.functions {
        text += "\n- `\(module.name).\(function.name)\(function.type)`: \(function.text)"
      }
      for constant in module.constants { text += "\n- `\(module.name).\(constant.name)`: \(constant.text)" }
      text += "\n"
    }
    return text
  }

  private func row(_ name: String, _ type: String, _ text: String) -> String {
    let cells = [name, type].map { "`" + $0.split(separator: "|").joined(separator: "\\|") + "`" }
    return "| \(cells[0]) | \(cells[1]) | \(text.split(separator: "|").joined(separator: "\\|")) |\n"
  }

  /// Definitions for the Lua language server (LuaLS annotations).
  public var languageServer: String {
    var text = "---@meta\n"
    for type in classes {
      text += "\n---\(type.text)\n---@class \(type.name)\n"
      for property in type.properties {
        text += "---@field \(property.name) \(Self.luaType(property.type)) \(property.text)\n"
      }
      if type.dynamicFields != nil { text += "---@field [string] any\n" }
      text += "local \(type.name) = {}\n"
      for method in type.methods { text += function("\(type.name):\(method.name)", method) }
    }
    for module in modules {
      text += "\n---\(module.text)\n---@class \(module.name)\nlocal \(module.name) = {}\n"
      for entry in module.functions { text += function("\(module.name).\(entry.name)", entry) }
    }
    for (name, type, doc) in Self.globals { text += "\n---\(doc)\n---@type \(Self.luaType(type))\n\(name) = nil\n" }
    for entry in Self.functions { text += function(entry.name, entry) }
    return text
  }

  private func function(_ name: String, _ documentation: LuaDocumentation) -> String {
    let (parameters, results) = Self.signature(documentation.type)
    var text = "\n---\(documentation.text)\n"
    for parameter in parameters { text += "---@param \(parameter.name) \(Self.luaType(parameter.type))\n" }
    for result in results { text += "---@return \(Self.luaType(result))\n" }
    return text + "function \(name)(\(parameters.map(\.name).joined(separator: ", "))) end\n"
  }

  /// Settings for luacheck: the globals that scripts have.
  public var luacheck: String {
    let globals = (Self.globals.map(\.0) + Self.functions.map(\.name)).map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      -- Globals of workbench scripts, for luacheck.
      stds.workbench = { read_globals = { \(globals) }, globals = { "map", "merge", "finish" } }
      std = "lua54+workbench"
      max_line_length = 120

      """
  }

  /// `list of person` and `string?` as the language server writes them.
  private static func luaType(_ type: String) -> String {
    if type.hasSuffix("?") { return luaType(String(type.dropLast())) + "|nil" }
    for prefix in ["list of ", "column of "] where type.hasPrefix(prefix) {
      return luaType(String(type.dropFirst(prefix.count))) + "[]"
    }
    if type == "iterator" { return "fun(): any, any" }
    return type
  }

  /// The parts of `(name: type, …) -> type, …`.
  private static func signature(_ text: String) -> (parameters: [(name: String, type: String)], results: [String]) {
    let halves = text.split(separator: ">", maxSplits: 1).map(String.init)
    let inner = halves[0].drop { $0 != "(" }.dropFirst().prefix { $0 != ")" }
    let parameters = inner.split(separator: ",").map { part in
      let pair = part.split(separator: ":", maxSplits: 1).map { $0.trimmed }
      return (pair[0], pair.count > 1 ? pair[1] : "any")
    }
    let results = halves.count > 1 ? halves[1].split(separator: ",").map { $0.trimmed } : []
    return (parameters, results)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
