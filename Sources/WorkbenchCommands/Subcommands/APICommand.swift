import ArgumentParser
import Glibc
import Scripting

/// `workbench api`
struct APICommand: ParsableCommand {
  /// The forms of the reference.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, luals, luacheck
  }

  static let configuration = CommandConfiguration(
    commandName: "api",
    abstract: "Print the reference of the Lua API, or definitions for an editor.",
    discussion: "markdown is for reading, luals for editors with the Lua language server, luacheck for .luacheckrc.")

  @Option(help: ArgumentHelp("markdown, luals or luacheck.", valueName: "form"))
  var format = Format.markdown

  func run() throws {
    let reference = try APIReference.standard()
    let text =
      switch format {
      case .markdown: reference.markdown
      case .luals: reference.languageServer
      case .luacheck: reference.luacheck
      }
    Streams.write(text.utf8, to: STDOUT_FILENO)
  }
}
