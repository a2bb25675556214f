import ArgumentParser
import ArticleModel
import Glibc
import PluginKit
import Reporting

/// `workbench plugin …`
struct PluginCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plugin",
    abstract: "Write, test, share, install and check plugins.",
    discussion: """
      A plugin finds facts of its own, or makes a report. It runs without files, network or clock, and asks for what it \
      may read and add. `workbench.lock` in the folder you work in, or above it, says which plugins take part. \
      docs/plugins.md teaches it from the beginning.
      """,
    subcommands: [
      PluginNewCommand.self, PluginTestCommand.self, PluginPackCommand.self, PluginInstallCommand.self,
      PluginListCommand.self, PluginInfoCommand.self, PluginUpdateCommand.self, PluginRemoveCommand.self,
      PluginVerifyCommand.self, PluginSearchCommand.self, PluginIndexCommand.self, PluginKeyCommand.self,
    ])
}

/// Where names of plugins are looked up.
struct RegistryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A registry to look in: a folder or git repository with index.json. WORKBENCH_REGISTRY names more of them.",
      valueName: "registry"))
  var registry: [String] = []

  /// All registries, those named first.
  var all: [String] { PluginSource.registries(registry) }
}
