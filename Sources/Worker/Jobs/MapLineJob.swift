import ArticleLoading
import ArticleModel
import Scripting

/// Calls `map` with the article in a line of JSON; the result is the line's envelope, whatever went wrong.
///
/// The envelope is `{"id", "seq", "out": [value]}` or `{"id", "seq", "error": {"code", "message"}}`. A script without
/// `map` is run over the article, and `out` holds the lines that it prints.
struct MapLineJob {
  private let job: WorkerJob
  private let channel: JobChannel
  private var id = JSONValue.null
  private var sequence: Int { job.options[JobOption.sequence].flatMap { Int($0) } ?? 0 }

  static func run(_ job: WorkerJob, _ channel: JobChannel) throws -> Int32 {
    guard let input = job.inputs.first else { throw WorkerFailure(.unsupported, "no line") }
    var this = MapLineJob(job: job, channel: channel)
    try channel.writeResult(try this.envelope(of: input.bytes).encoded())
    return 0
  }

  private init(job: WorkerJob, channel: JobChannel) {
    self.job = job
    self.channel = channel
  }

  private mutating func envelope(of line: [UInt8]) throws -> JSONValue {
    guard String(validating: line, as: UTF8.self) != nil else {
      return error("invalid_utf8", "the line is not UTF-8")
    }
    let object: JSONValue
    do {
      object = try JSONValue(parsing: line)
    } catch {
      return self.error("bad_json", "the line is no JSON: \(error)")
    }
    guard case .object = object else { return error("bad_json", "the line is no JSON object") }
    switch object["id"] {
    case .string(let text)?: id = .string(text)
    case .integer(let number)?: id = .integer(number)
    default: break
    }
    // The host asks so when a worker died over the line.
    if let code = job.options[JobOption.errorCode] {
      return error(code, job.options[JobOption.errorMessage] ?? "stopped")
    }
    guard let text = object["text"]?.text else { return error("bad_json", "the object has no 'text'") }
    do {
      let article = try article(from: object, text: text)
      return ["id": id, "seq": .integer(sequence), "out": .array(try values(of: article, seed: line))]
    } catch let failure as WorkerFailure where failure.kind != .interrupted {
      return error(failure)
    }
  }

  private func values(of article: Article, seed: [UInt8]) throws -> [JSONValue] {
    let source = job.chunks.first?.source ?? []
    if ScriptSource.defined(["map"], in: source).contains("map") {
      return try MapJob.map(article, seed: seed, job, channel).value.map { [$0] } ?? []
    }
    let printed = ScriptSession.Printed()
    let session = try ScriptSession(job, channel, article: article, seed: seed, writesFiles: false, printed: printed)
    try session.run()
    return String(decoding: printed.bytes, as: UTF8.self).split(separator: "\n").map { .string(String($0)) }
  }

  /// The article in an object's members `text`, `title`, `author`, `publisher`, `published`, `source` or `url`.
  private func article(from object: JSONValue, text: String) throws -> Article {
    func member(_ name: String) -> String? { object[name]?.text.flatMap { $0.isEmpty ? nil : $0 } }
    var options = job.options
    options[JobOption.published] = member("published").map { String($0.prefix(10)) }.flatMap(CalendarDate.init(iso:))
      .map(\.description)
    options[JobOption.publisher] = member("publisher")
    let title = member("title")
    let whole = title.map { text.hasPrefix($0) ? text : $0 + "\n\n" + text } ?? text
    let name = member("source") ?? member("url") ?? id.text ?? "line \(sequence)"
    var article = try ArticlePreparation(options).article(from: .init(name: name, bytes: Array(whole.utf8)))
    article.title = title ?? article.title
    article.author = member("author") ?? article.author
    return article
  }

  private func error(_ failure: WorkerFailure) -> JSONValue {
    var place = ""
    if failure.kind != .input, let file = failure.file { place = failure.line.map { "\(file):\($0): " } ?? "\(file): " }
    let message = place + failure.message
    switch failure.kind {
    case .cpuTime, .memory, .quota: return error("limit", message)
    case .input: return error("bad_json", message)
    default: return error("script_error", message)
    }
  }

  private func error(_ code: String, _ message: String) -> JSONValue {
    ["id": id, "seq": .integer(sequence), "error": ["code": .string(code), "message": .string(message)]]
  }
}
