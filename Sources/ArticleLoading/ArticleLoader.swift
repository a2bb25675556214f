public import ArticleModel
import Crypto

/// Turns the bytes of a file into an article.
public enum ArticleLoader {
  /// The formats, in the order in which they are asked; the last one takes everything.
  private static func formats(_ options: LoadingOptions) -> [any FormatLoader] {
    if let fields = options.fields { return [JSONLoader(mapping: fields)] }
    if options.isPrintedText { return [PDFTextLoader()] }
    return [
      OfficeLoader(), MailLoader(), HTMLLoader(charset: options.charset), PlainTextLoader(charset: options.charset),
    ]
  }

  /// Decodes `bytes`, reads the structure of the page and detects its language.
  ///
  /// - Parameters:
  ///   - bytes: The whole file, from a source that need not be trusted.
  ///   - source: What the user calls the file; messages and `Article.source` use it.
  ///   - options: What the caller knows better, and the largest size that is read.
  /// - Returns: The article with its text, regions, language and what its page says about it.
  /// - Throws: `LoadingError` when the file is empty, binary or too large.
  public static func load(
    bytes: [UInt8], source: String, options: LoadingOptions = LoadingOptions()
  ) throws(LoadingError) -> Article {
    guard bytes.count <= options.maximumSize else {
      throw LoadingError(
        Diagnostic(
          .error, code: "too-large",
          "the file has \(bytes.count) bytes; articles of up to \(options.maximumSize) bytes are read",
          remedy: "split the file into its articles, or raise the limit", file: source))
    }
    guard !bytes.isEmpty else { throw empty("the file is empty", source) }
    guard let format = formats(options).first(where: { $0.recognises(bytes) }) else {
      preconditionFailure("no last format")
    }
    let content = try format.read(bytes, source: source)

    let paragraphs = Paragraphs(content.text)
    guard !paragraphs.list.isEmpty else { throw empty("the file holds nothing but white space", source) }
    var article = Article(
      source: content.source ?? source, sha256: options.sha256 ?? hexadecimal(SHA256.hash(data: bytes)),
      text: content.text)
    article.diagnostics = content.diagnostics
    let page = PageStructure(content.text, paragraphs)
    article.regions = page.regions
    article.layers.insert(.regions)
    article.title = content.title ?? page.title
    article.author = content.author ?? page.author
    article.publisher = options.publisher ?? content.publisher ?? page.publisher
    article.published = options.published ?? content.published ?? page.published ?? content.fallbackPublished
    article.url = content.url ?? options.url
    article.language = content.language ?? LanguageDetector.language(of: content.text, in: page.regions)
    if let day = content.fallbackPublished, options.published == nil, content.published == nil, page.published == nil {
      article.diagnostics.append(
        Diagnostic(
          .note, code: "likely-date",
          "the text names no day of publication; \(day), from the document's properties or running head, is taken",
          remedy: "if it is another day, say --published YYYY-MM-DD", file: source))
    }
    if article.published == nil {
      article.diagnostics.append(
        Diagnostic(
          .warning, code: "no-date", "no date of publication was found, so relative dates stay open",
          remedy: "give the day with --published YYYY-MM-DD", file: source))
    }
    return article
  }

  private static func empty(_ message: String, _ source: String) -> LoadingError {
    LoadingError(
      Diagnostic(.error, code: "empty-file", message, remedy: "give a file that holds an article's text", file: source))
  }

  private static func hexadecimal(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
