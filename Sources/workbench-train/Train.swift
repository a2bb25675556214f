import ArgumentParser

/// Trains the models that the analysis ships and prints their scores.
@main struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workbench-train",
    abstract: "Train the models that workbench ships.",
    subcommands: [
      Clusters.self, DocumentFrequencies.self, GazetteersCommand.self, LexiconCommand.self, NamesCommand.self,
      ParserCommand.self, Tags.self, Tokenization.self,
    ])
}
