import ArgumentParser
import ArticleModel
import Glibc
import Worker

/// `workbench annotate FILE…`
struct AnnotateCommand: ParsableCommand {
  /// How several articles follow each other.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, jsonl
  }

  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Print what is found in articles as JSON.",
    discussion: "One object an article; docs/article.schema.json describes it.")

  @Argument(help: "Files with articles (docs/loading.md); - reads standard input.", completion: .file())
  var files: [String]

  @Option(help: ArgumentHelp("json (indented) or jsonl (one line an article).", valueName: "form"))
  var format = Format.json

  @Flag(help: "Wrap the objects in one JSON array.")
  var array = false

  @Option(
    help: ArgumentHelp(
      "Layers to print, divided by commas: \(ArticleJSON.layerNames.joined(separator: ", ")).", valueName: "layers"))
  var layers: String?

  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("name at least one article, or - for standard input") }
    for layer in layers?.split(separator: ",") ?? [] where !ArticleJSON.layerNames.contains(String(layer)) {
      throw ValidationError("no such layer: \(layer); there are \(ArticleJSON.layerNames.joined(separator: ", "))")
    }
  }

  func run() throws {
    try reportingPlugins { try run(plugins.parcels()) }
  }

  private func run(_ plugins: [PluginParcel]) throws {
    let sources = try readSources(files, article, limits)
    let runner = JobRunner(limits.workerConfiguration)
    var options = article.jobOptions
    options[JobOption.layers] = layers
    if format == .json { options[JobOption.style] = "pretty" }
    if array { Streams.write("[\n".utf8, to: STDOUT_FILENO) }
    var isFirst = true
    let status = sources.paths.reduce(sources.status) { status, path in
      let own = sources.attempt(path) { article in
        let job = WorkerJob(
          kind: JobKind.annotate, inputs: [.init(name: path, bytes: article.bytes)], options: article.options(options),
          limits: limits.jobLimits)
        let own = runner.run(job.with(plugins), about: path)
        guard own == .success else { return own }
        if array, !isFirst { Streams.write(",\n".utf8, to: STDOUT_FILENO) }
        isFirst = false
        // JSON escapes controls itself, and a direction mark in the text must reach the reader unchanged.
        Streams.write(runner.result + [UInt8(ascii: "\n")], to: STDOUT_FILENO)
        return own
      }
      return status == .success ? own : status
    }
    if array { Streams.write("]\n".utf8, to: STDOUT_FILENO) }
    try finish(status)
  }
}
