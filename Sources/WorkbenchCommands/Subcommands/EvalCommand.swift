import ArgumentParser
import ArticleModel
import Evaluation
import Glibc
import Worker

/// `workbench eval GOLD…`
struct EvalCommand: ParsableCommand {
  /// The forms of the report.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Compare what is found with what people marked.",
    discussion: """
      Gold is JSON in the form that `annotate` prints, with the text in a .txt file beside it or within; JSON Lines; \
      a treebank in CoNLL-U (.conllu); or tokens with name tags (.bio). The publication date and the publisher of gold \
      are always fed to the program.
      """)

  @Argument(help: "Gold files, or folders that hold them.", completion: .file())
  var gold: [String]

  @Option(help: ArgumentHelp("Layers to compare, divided by commas.", valueName: "layers"))
  var layers: String?

  @Option(
    help: ArgumentHelp(
      "Layers of gold to feed in place of the program's own: "
        + "\(GivenLayers.possible.map(\.name).joined(separator: ", ")).", valueName: "layers"))
  var given: String?

  @Option(
    help: ArgumentHelp(
      "A table of where places lie: article, place, country, GeoNames id of a town or -.", valueName: "file.tsv"),
    completion: .file(extensions: ["tsv"]))
  var links: String?

  @Option(help: ArgumentHelp("Articles to take, by name; * and ? stand for other characters.", valueName: "names"))
  var only: String?

  @Option(help: ArgumentHelp("Part i of n equal parts, chosen by hash of the name, such as 0/2.", valueName: "i/n"))
  var part: String?

  @Flag(help: "The half of the articles that --part 0/2 takes.") var even = false
  @Flag(help: "The half of the articles that --part 1/2 takes.") var odd = false
  @Flag(help: "List every difference with its sentence.") var errors = false
  @Flag(help: "Set how sure facts are beside how often they are right, by step and by rule.") var calibration = false

  @Option(help: ArgumentHelp("text or json.", valueName: "form"))
  var format = Format.text

  @OptionGroup(title: "Plugins") var plugins: PluginOptions
  @OptionGroup(title: "Limits") var limits: LimitOptions

  func validate() throws {
    guard !gold.isEmpty else { throw ValidationError("name a folder of gold") }
    guard [part != nil, even, odd].count(where: { $0 }) <= 1 else {
      throw ValidationError("--part, --even and --odd exclude each other")
    }
    do { _ = try Selection(only: only, part: part) } catch { throw ValidationError(error.message) }
    for name in given?.split(separator: ",") ?? [] where !GivenLayers.possible.contains(Layer(String(name))) {
      throw ValidationError(
        "the layer \(name) cannot be given; there are \(GivenLayers.possible.map(\.name).joined(separator: ", "))")
    }
  }

  func run() throws {
    try reportingPlugins { try run(plugins.parcels()) }
  }

  private func run(_ plugins: [PluginParcel]) throws {
    do {
      var options: [String: String] = [:]
      options[JobOption.layers] = layers
      options[JobOption.given] = given
      options[JobOption.only] = only
      options[JobOption.part] = part ?? (even ? "0/2" : odd ? "1/2" : nil)
      if errors { options[JobOption.errors] = "yes" }
      if calibration { options[JobOption.calibration] = "yes" }
      options[JobOption.format] = format.rawValue
      var inputs = try GoldFiles.inputs(gold)
      // Before the articles, which are compared as they come.
      if let links { inputs.insert(try GoldFiles.links(links), at: 0) }
      var jobLimits = limits.jobLimits
      // The limit is for an article, and a treebank is many.
      jobLimits.cpuTime = jobLimits.cpuTime.map { $0 * max(inputs.count, 60) }
      let runner = JobRunner(limits.workerConfiguration)
      let job = WorkerJob(kind: JobKind.evaluate, inputs: inputs, options: options, limits: jobLimits)
      let status = runner.run(job.with(plugins), about: gold.joined(separator: " "))
      Streams.write(runner.result, to: STDOUT_FILENO)
      try finish(status)
    } catch let problem as InputFile.Problem {
      Streams.report(problem.diagnostic)
      throw ExitCode(ExitStatus.input.rawValue)
    }
  }
}
