import ArgumentParser
import ArticleModel
import Glibc
import PluginKit
import Scripting

/// `workbench plugin new NAME`
struct PluginNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a working plugin to start from.",
    discussion: """
      An extractor finds facts, a report prints or writes something over articles, a lexicon adds names, offices and \
      verbs without code, a library holds Lua that other plugins share. Editors with the Lua language server or luacheck \
      know the API through the files .luarc.json and .luacheckrc.
      """)

  @Argument(help: "The plugin's name: small letters, digits and hyphens. Its folder is made where you are.")
  var name: String

  @Option(help: ArgumentHelp("extractor, report, lexicon or library.", valueName: "kind")) var kind = "extractor"
  @Option(help: ArgumentHelp("Who wrote it.", valueName: "name")) var author: String?

  func validate() throws {
    guard PluginManifest.Kind(rawValue: kind) != nil else {
      throw ValidationError("no such kind: \(kind); there are extractor, report, lexicon, library")
    }
  }

  func run() throws {
    try reportingPlugins {
      let folder = name.hasSuffix("/") ? String(name.dropLast()) : name
      let id = folder.split(separator: "/").last.map(String.init) ?? folder
      guard PluginName.isID(id) else {
        throw PluginCommandProblem(
          "'\(id)' is no name for a plugin", remedy: "use small letters, digits and hyphens, such as arms-seizures")
      }
      guard access(folder, F_OK) != 0 else {
        throw PluginCommandProblem("there is such a file or folder already", file: folder)
      }
      let writer = author ?? UserFolders.environment("USER") ?? "the author"
      let template = PluginTemplate(id: id, author: writer, kind: PluginManifest.Kind(rawValue: kind) ?? .extractor)
      for (file, text) in template.files { try WholeFile.write(Array(text.utf8), to: "\(folder)/\(file)", mode: 0o644) }
      for (file, text) in try Self.editorFiles() {
        try WholeFile.write(Array(text.utf8), to: "\(folder)/\(file)", mode: 0o644)
      }
      var text = "wrote \(folder)/\n"
      for (file, _) in template.files { text += "  \(folder)/\(file)\n" }
      text += "next: workbench plugin test \(folder)\n"
      Streams.write(text.utf8, to: STDOUT_FILENO)
    }
  }

  /// Definitions for editors; they begin with a dot, and so are not packed.
  private static func editorFiles() throws(PluginCommandProblem) -> [(String, String)] {
    do {
      let reference = try APIReference.plugins()
      let settings = """
        {
          "runtime.version": "Lua 5.4",
          "workspace.library": [".workbench"],
          "workspace.checkThirdParty": false
        }

        """
      return [
        (".luarc.json", settings), (".luacheckrc", reference.luacheck),
        (".workbench/workbench.lua", reference.languageServer),
      ]
    } catch {
      throw PluginCommandProblem("the API cannot be listed: \(error)")
    }
  }
}
