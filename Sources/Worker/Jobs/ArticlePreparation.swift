import Analysis
import ArticleLoading
import ArticleModel

/// Bytes to analysed article: what every job about an article begins with.
struct ArticlePreparation {
  /// The job's settings that bear on an article.
  private var loading: LoadingOptions
  let wanted: Set<Layer>?

  init(_ options: [String: String]) throws(WorkerFailure) {
    loading = LoadingOptions(publisher: options[JobOption.publisher])
    if let text = options[JobOption.published] {
      guard let date = CalendarDate(iso: text) else { throw WorkerFailure(.unsupported, "no day: \(text)") }
      loading.published = date
    }
    loading.fields = options[JobOption.columns].flatMap { FieldMapping($0) }
    loading.isPrintedText = options[JobOption.form] == "printed"
    loading.sha256 = options[JobOption.digest]
    loading.url = options[JobOption.url]
    loading.charset = options[JobOption.charset]
    wanted = options[JobOption.layers].map { list in
      let layers = Set(list.split(separator: ",").map { Layer(String($0)) })
      // A token is shown with everything that is known of it.
      return layers.contains(.tokens) ? layers.union([.partsOfSpeech, .lemmas, .dependencies]) : layers
    }
  }

  /// The article in `input`, loaded and analysed.
  func article(from input: WorkerJob.Input) throws(WorkerFailure) -> Article {
    var article: Article
    do {
      article = try ArticleLoader.load(bytes: input.bytes, source: input.name, options: loading)
    } catch {
      throw WorkerFailure(input: error.diagnostic)
    }
    try analyze(&article)
    return article
  }

  func analyze(_ article: inout Article) throws(WorkerFailure) {
    let code = article.language ?? "und"
    guard let language = Language.named(code) else {
      let known = Language.supported.joined(separator: ", ")
      article.diagnostics.append(
        Diagnostic(
          .warning, code: "unsupported-language",
          "the article's language (\(code)) is not supported: it gets tokens and sentences only",
          remedy: "supported languages: \(known)", file: article.source))
      Pipeline.minimal.analyze(&article, language: .undetermined, wanted: wanted)
      return
    }
    let plugins = EnabledPlugins.current
    let pipeline = try plugins.pipeline()
    var wanted = wanted
    // "layers" stands for all that plugins add.
    if wanted?.contains(Layer("layers")) == true {
      wanted?.formUnion(pipeline.provides.subtracting(Layer.standard))
    }
    pipeline.analyze(&article, language: plugins.extended(language), wanted: wanted)
    if EnabledPlugins.channel?.isInterrupted == true { throw WorkerFailure(.interrupted, "interrupted") }
  }
}

extension WorkerFailure {
  /// Input that nobody can read, with the remedy behind the message.
  init(input diagnostic: Diagnostic) {
    self.init(
      .input, diagnostic.message + (diagnostic.remedy.map { "\n  \($0)" } ?? ""), file: diagnostic.file,
      line: diagnostic.line)
  }
}
