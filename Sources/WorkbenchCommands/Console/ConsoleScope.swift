import ArticleModel
import Corpus
import Glibc
import Worker

/// What a console is about: an article, several, or a corpus.
final class ConsoleScope {
  /// What there is.
  enum Kind { case nothing, article, files, corpus }

  let kind: Kind
  /// The plugins in use.
  var plugins: [String] = []
  private let articles: any ScriptArticles
  private let corpus: ArticlesOfCorpus?
  private let answers: ArticleAnswers?
  /// Finds the articles in files that are named later.
  private let sources: ([String]) throws(InputFile.Problem) -> ArticleSources

  /// The articles that `arguments` name, files or folders of them.
  init(
    _ arguments: [String], _ sources: @escaping ([String]) throws(InputFile.Problem) -> ArticleSources
  ) throws(InputFile.Problem) {
    let named = try sources(arguments)
    let files = ArticlesInFiles(named)
    self.sources = sources
    articles = files
    answers = ArticleAnswers(files)
    corpus = nil
    // A folder is a corpus, also with one article in it.
    kind = named.paths.isEmpty ? .nothing : named.paths == arguments && files.count == 1 ? .article : .files
  }

  /// The articles of a corpus.
  init(_ corpus: ArticlesOfCorpus, _ sources: @escaping ([String]) throws(InputFile.Problem) -> ArticleSources) {
    articles = corpus
    self.corpus = corpus
    self.sources = sources
    answers = nil
    kind = .corpus
  }

  var count: Int { articles.count }

  // MARK: For people

  /// How a session reaches the articles, in a sentence.
  var help: String {
    switch kind {
    case .nothing: "There is no article yet: `:open FILE` opens one."
    case .article: "The article is `article`."
    case .files, .corpus: "The articles are `corpus`; `:open` makes one of them `article`."
    }
  }

  /// A corpus in a line: how much there is, and from when.
  private var summary: String? {
    guard let corpus, let totals = try? corpus.reader.outline() else { return nil }
    let isWhole = corpus.ids == nil
    var parts = ["\(Self.grouped(count)) article\(count == 1 ? "" : "s")"]
    if isWhole {
      parts.append("\(Self.rounded(totals.tokens)) words")
    } else {
      parts.append("of \(Self.grouped(totals.articles)) in the corpus")
    }
    if isWhole, let first = totals.first, let last = totals.last { parts.append("\(first) … \(last)") }
    if !plugins.isEmpty { parts.append("\(plugins.count) plugin\(plugins.count == 1 ? "" : "s")") }
    return parts.joined(separator: " · ")
  }

  /// `2,274`.
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }

  /// `1.4 M`.
  static func rounded(_ number: Int) -> String {
    number < 1_000_000 ? grouped(number) : "\((number + 50_000) / 100_000 / 10).\((number + 50_000) / 100_000 % 10) M"
  }

  // MARK: For the session

  /// Completes the job that begins a session.
  func complete(_ job: inout WorkerJob) -> ExitStatus {
    if let corpus {
      job.options[JobOption.corpus] = "yes"
      job.descriptors = corpus.descriptors
      if let ids = corpus.ids { job.inputs.append(.articles(ids)) }
      job.options[SessionOption.summary] = summary
    } else if kind == .article {
      job.options[SessionOption.single] = "yes"
      return articles.give(0, to: &job)
    } else {
      job.inputs = (0..<articles.count).map { .init(name: articles.name($0), bytes: []) }
    }
    return .success
  }

  /// Answers what a session asks for: an article, read when it comes to it.
  func answer(_ name: String, _ body: [UInt8]) -> [UInt8]? { answers?.answer(name, body) }

  /// Gives `job` the article that somebody calls `name`: by its number, its source or a part of it, its title's words, or
  /// the path of a file. A status that is no success has been reported.
  func open(_ name: String, in job: inout WorkerJob) -> ExitStatus {
    if let position = position(of: name) { return articles.give(position, to: &job) }
    guard ArticleFiles.exists(name) else {
      Streams.report(
        Diagnostic(
          .error, code: "unreadable", "there is no article '\(name)'",
          remedy: "give its number, a part of its source's name, or a file"))
      return .input
    }
    do {
      return ArticlesInFiles(try sources([name])).give(0, to: &job)
    } catch {
      Streams.report(error.diagnostic)
      return .input
    }
  }

  private func position(of name: String) -> Int? {
    if let corpus {
      let reader = corpus.reader
      if let entry = (try? reader.articles(named: name))?.first { return corpus.position(ofArticle: entry.id) }
      if ArticleFiles.exists(name) { return nil }
      let folded = name.lowercased()
      let entries = (try? reader.articles()) ?? []
      let entry = entries.first {
        $0.source.lowercased().contains(folded) || $0.title?.lowercased().contains(folded) == true
      }
      return entry.flatMap { corpus.position(ofArticle: $0.id) }
    }
    if let number = Int(name) { return number >= 1 && number <= count ? number - 1 : nil }
    let names = (0..<count).map { articles.name($0) }
    if let exact = names.firstIndex(of: name) { return exact }
    return ArticleFiles.exists(name)
      ? nil : names.firstIndex { $0.hasSuffix(name) } ?? names.firstIndex { $0.contains(name) }
  }

  /// The names by which articles can be opened, those that begin so.
  func names(withPrefix prefix: String) -> [String] {
    if let corpus { return (try? corpus.reader.sources(withPrefix: prefix, limit: 1_000)) ?? [] }
    return (0..<count).map { articles.name($0) }.filter { $0.hasPrefix(prefix) }
  }
}
