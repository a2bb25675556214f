import ArgumentParser
import ArticleModel
import PluginKit

/// Why a plugin command does not do what it was asked: what to tell the user.
struct PluginCommandProblem: Error {
  var diagnostics: [Diagnostic]

  init(_ diagnostic: Diagnostic) { diagnostics = [diagnostic] }

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  init(_ message: String, file: String? = nil, remedy: String? = nil) {
    diagnostics = [Diagnostic(.error, code: "plugin", message, remedy: remedy, file: file)]
  }

  init(_ problem: PluginProblem, place: String) { diagnostics = [problem.diagnostic(in: place)] }
}

extension ParsableCommand {
  /// Runs `body`; what goes wrong with plugins is told, and ends the command with the status for bad input.
  func reportingPlugins(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let problem as PluginCommandProblem {
      problem.diagnostics.forEach(Streams.report)
      throw ExitCode(ExitStatus.input.rawValue)
    }
  }
}
