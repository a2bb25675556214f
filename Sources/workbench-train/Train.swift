import ArgumentParser

@main struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workbench-train", abstract: "Train and evaluate the models that workbench ships.",
    subcommands: [GazetteersCommand.self])
}
