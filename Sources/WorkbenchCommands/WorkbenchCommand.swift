public import ArgumentParser
import Worker

/// The program: its commands, or the worker that a command starts.
public struct WorkbenchCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "workbench",
    abstract: "Facts with evidence from press articles, and Lua over them.",
    discussion: """
      Exit status: 0 all went well, 1 a script raised an error or a check failed, 2 a limit was passed, 3 an input \
      cannot be read or is no article, 4 the worker process died, 5 its protections are not available, 64 the command \
      line is wrong, 130 interrupted.
      """,
    version: WorkbenchVersion.current,
    subcommands: [
      RunCommand.self, MapCommand.self, AnnotateCommand.self, QueryCommand.self, WhyCommand.self, CorpusCommand.self,
      ConsoleCommand.self, CountCommand.self, PluginCommand.self, ReportCommand.self, EvalCommand.self, APICommand.self,
      DoctorCommand.self,
    ])

  public init() {}

  /// Runs the program with the arguments it was started with.
  public static func start() {
    if CommandLine.arguments.dropFirst().first == WorkerMain.argument { ArticleWorker.run() }
    let arguments = Array(CommandLine.arguments.dropFirst())
    let end = arguments.firstIndex(of: "--") ?? arguments.count
    ScriptArguments.given = Array(arguments.dropFirst(end + 1))
    main(Array(arguments[..<end]))
  }
}

/// What the user wrote behind `--`. The argument parser cannot tell it from articles, so it is taken off before.
enum ScriptArguments {
  // Written once, before any command runs.
  nonisolated(unsafe) static var given: [String] = []
}
