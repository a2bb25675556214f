import ArgumentParser
import ArticleModel
import Worker

/// `workbench why ARTICLE [ID]`
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Show why a fact is in an article: its sentences, the evidence underlined, and how it was found.",
    discussion: """
      Ids are those of the JSON form and of Lua: m (mentions), e (entities), f (references), r (roles), d (dates), \
      q (quotes), v (events), g (regions), each with a number. Without an id the facts are listed with theirs. The fact \
      itself is underlined with ^, what else it was read from with ~. The article must be the same file, read with the \
      same --published, as where the id comes from.
      """)

  @Argument(help: "An article; - reads standard input.", completion: .file())
  var file: String

  @Argument(help: "The id of a fact, such as q2.")
  var id: String?

  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Article") var article: ArticleOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func run() throws {
    try reportingPlugins { try run(plugins.parcels()) }
  }

  private func run(_ plugins: [PluginParcel]) throws {
    var options = article.jobOptions
    options[JobOption.fact] = id
    options[JobOption.width] = Streams.terminalWidth.map(String.init)
    let runner = JobRunner(limits.workerConfiguration)
    let sources = try readSources([file], article, limits)
    guard sources.paths.count == 1, let path = sources.paths.first else {
      let count = sources.paths.count
      if count > 1 {
        Streams.report(
          Diagnostic(
            .error, code: "many-articles", "the file holds \(count) articles",
            remedy: "say which one is meant, such as \(sources.paths[0])", file: file))
      }
      throw ExitCode((count > 1 ? ExitStatus.usage : sources.status).rawValue)
    }
    try finish(
      sources.attempt(path) { article in
        runner.run(
          WorkerJob(
            kind: JobKind.why, inputs: [.init(name: path, bytes: article.bytes)], options: article.options(options),
            limits: limits.jobLimits
          ).with(plugins), about: path)
      })
  }
}
