import Analysis
import ArticleLoading
import ArticleModel
import Evaluation

/// Compares what the program finds with gold, over all inputs together.
///
/// Gold in JSON is followed by the article's text where that lies in a file of its own.
struct EvaluateJob {
  private let channel: JobChannel
  private let options: [String: String]
  private let selection: Selection
  private let wanted: Set<Layer>?
  private let given: Set<Layer>
  private var links = GoldLinks()
  private var report = EvaluationReport()
  private var articles = 0
  private var sentences = 0

  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    var evaluation = try EvaluateJob(job.options, channel)
    return try evaluation.run(job.inputs)
  }

  private init(_ options: [String: String], _ channel: JobChannel) throws(WorkerFailure) {
    self.channel = channel
    self.options = options
    do { selection = try Selection(only: options[JobOption.only], part: options[JobOption.part]) } catch {
      throw WorkerFailure(.input, error.message)
    }
    func layers(_ name: String) -> Set<Layer>? {
      options[name].map { Set($0.split(separator: ",").map { Layer(String($0)) }) }
    }
    wanted = layers(JobOption.layers)
    given = layers(JobOption.given) ?? []
    report.showsErrors = options[JobOption.errors] != nil
    report.showsCalibration = options[JobOption.calibration] != nil
  }

  private mutating func run(_ inputs: [WorkerJob.Input]) throws -> Int32 {
    var index = 0
    while index < inputs.count {
      let input = inputs[index]
      index += 1
      let (name, kind) = Self.split(input.name)
      do {
        switch kind {
        case "json":
          var text: WorkerJob.Input?
          if index < inputs.count, Self.split(inputs[index].name) == (name, "txt") {
            text = inputs[index]
            index += 1
          }
          guard selection.contains(name) else { continue }
          let gold = try GoldArticle(
            name: name, json: input.bytes, text: try text.map { try ArticleText(gold: $0) })
          try compare(gold, text?.bytes, done: index, of: inputs.count)
        case "jsonl":
          for gold in try GoldArticle.list(name: name, jsonLines: input.bytes) where selection.contains(gold.name) {
            try compare(gold, nil, done: index, of: inputs.count)
          }
        case "tsv": links = try GoldLinks(tsv: input.bytes)
        case "conllu": try compare(try GoldTreebank(name: name, conllu: input.bytes))
        case "bio": try compare(try GoldTreebank(name: name, bio: input.bytes))
        default: continue
        }
      } catch let problem as GoldProblem {
        throw WorkerFailure(.input, "this is no gold: \(problem.message)", file: input.name)
      }
    }
    guard articles + sentences > 0 else {
      throw WorkerFailure(.input, "none of the articles is chosen\n  see --only and --part")
    }
    report.subject = subject
    if options[JobOption.format] == "json" {
      try channel.writeResult(report.json.encoded(pretty: true) + [0x0A])
    } else {
      try channel.write(report.text, to: .standardOutput)
    }
    return 0
  }

  private var subject: String {
    var parts: [String] = []
    if articles > 0 { parts.append("\(articles) articles") }
    if sentences > 0 { parts.append("\(sentences) sentences") }
    var subject = parts.joined(separator: " and ")
    if let part = options[JobOption.part] { subject += ", part \(part)" }
    if !given.isEmpty { subject += ", given gold \(given.map(\.name).sorted().joined(separator: ", "))" }
    return subject
  }

  // MARK: Articles

  private mutating func compare(_ gold: GoldArticle, _ bytes: [UInt8]?, done: Int, of total: Int) throws {
    try channel.report(WorkerEvent.Progress(done: done, total: total, label: gold.name))
    var article: Article
    do {
      article = try ArticleLoader.load(
        bytes: bytes ?? gold.article.text.bytes, source: gold.name,
        options: LoadingOptions(published: gold.article.published, publisher: gold.article.publisher))
    } catch {
      throw WorkerFailure(input: error.diagnostic)
    }
    let fed = GivenLayers(gold, layers: given)
    let language = Language.named(article.language ?? "und") ?? .undetermined
    let plugins = EnabledPlugins.current
    let pipeline = language.code == "und" ? Pipeline.minimal : try plugins.pipeline()
    pipeline.analyze(
      &article, language: plugins.extended(language), wanted: given.isEmpty ? needed : nil, given: fed.layers,
      fill: fed.fill)
    let layers = (wanted ?? Set(ArticlePair.layers)).subtracting(fed.layers)
    let pair = ArticlePair(gold: gold, found: article)
    report.add(pair.compare(layers))
    if wanted?.contains(.links) ?? true, let result = pair.compare(links[gold.name]) { report.add([result]) }
    for layer in layers.intersection(gold.article.layers).subtracting(article.layers)
    where ArticlePair.layers.contains(layer) {
      report.missing.insert(layer.name)
    }
    articles += 1
  }

  /// The layers to make: comparing any needs the entities, to know who is who.
  private var needed: Set<Layer>? { wanted.map { $0.union([.sentences, .entities]) } }

  // MARK: Sentences

  private mutating func compare(_ treebank: GoldTreebank) throws {
    let layers: Set<Layer> =
      treebank.hasMorphology
      ? [.tokens, .sentences, .partsOfSpeech, .lemmas, .dependencies] : [.tokens, .sentences, .mentions]
    for sentence in treebank.sentences where selection.contains(sentence.name) {
      if sentences % 100 == 0 {
        try channel.report(WorkerEvent.Progress(done: sentences, label: "\(treebank.name): \(sentence.name)"))
      }
      var article = Article(source: sentence.name, sha256: "", text: sentence.text)
      Pipeline.standard.analyze(&article, language: .french, wanted: layers)
      let results = TreebankMeasure(sentence, article).compare(hasMorphology: treebank.hasMorphology)
      report.add(results.filter { wanted?.contains(Layer($0.layer)) ?? true })
      sentences += 1
    }
  }

  private static func split(_ path: String) -> (name: String, kind: String) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = file.lastIndex(of: ".") else { return (file, "") }
    return (String(file[..<dot]), String(file[file.index(after: dot)...]))
  }
}

extension ArticleText {
  /// The text of an article beside its gold, whose offsets are for a decoded file without byte-order mark.
  fileprivate init(gold input: WorkerJob.Input) throws(GoldProblem) {
    let isMarked = input.bytes.starts(with: [0xEF, 0xBB, 0xBF])
    guard let text = ArticleText(validating: isMarked ? Array(input.bytes.dropFirst(3)) : input.bytes) else {
      throw GoldProblem("the text beside it, \(input.name), is not UTF-8")
    }
    self = text
  }
}
