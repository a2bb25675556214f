import ArticleLoading
import ArticleModel
import Glibc
import Worker

/// An article that a worker took out of a collection.
struct CollectionItem {
  var number: Int
  var form: ArticleItem.Form
  var bytes: [UInt8]
  var url: String?
  var charset: String?

  init?(package: [UInt8]) {
    guard let (bytes, settings) = ArticlePackage.unpacked(package),
      let number = settings["number"].flatMap({ Int($0) }),
      let form = settings["form"].flatMap(ArticleItem.Form.init(rawValue:))
    else { return nil }
    self.number = number
    self.form = form
    self.bytes = bytes
    url = settings[JobOption.url]
    charset = settings[JobOption.charset]
  }
}

/// A file that holds many articles, taken apart by a worker that gets its bytes in pieces and gives one article at a time.
final class CollectionSplitter {
  /// The file: an open one, or bytes that came from standard input.
  enum Contents {
    case file(descriptor: Int32, size: Int)
    case bytes([UInt8])

    var size: Int {
      switch self {
      case .file(_, let size): size
      case .bytes(let bytes): bytes.count
      }
    }
  }

  let path: String
  private let contents: Contents
  private let supervisor: Supervisor
  private var waiting: UInt32?
  private var package: [UInt8] = []
  private(set) var result: [UInt8] = []
  /// What was said about the file so far.
  private(set) var diagnostics: [Diagnostic] = []
  /// The furthest byte that was asked for.
  private(set) var bytesRead = 0

  /// Begins to take `contents` apart, from the article with the number `first` on.
  init(
    _ contents: Contents, _ format: CollectionFormat, path: String, columns: String?, limits: LimitOptions,
    first: Int = 0, isCounting: Bool = false
  ) {
    self.path = path
    self.contents = contents
    supervisor = Supervisor(limits.workerConfiguration)
    var options = [JobOption.collection: format.rawValue, JobOption.length: String(contents.size)]
    options[JobOption.columns] = columns
    options[JobOption.first] = String(first)
    if isCounting { options[JobOption.counts] = "yes" }
    var jobLimits = limits.jobLimits
    // The limit is for an article, and this is a file of them: a second more for each 2 MiB.
    jobLimits.cpuTime = jobLimits.cpuTime.map { min($0 + .seconds(contents.size >> 21), .seconds(86_400)) }
    supervisor.begin(
      WorkerJob(kind: JobKind.split, inputs: [.init(name: path, bytes: [])], options: options, limits: jobLimits))
  }

  deinit {
    supervisor.shutdown()
    if case .file(let descriptor, _) = contents, descriptor != STDIN_FILENO { close(descriptor) }
  }

  /// The next article; `nil` when there are no more, or when the rest cannot be read, which `diagnostics` tells.
  func next() -> CollectionItem? {
    if let request = waiting {
      waiting = nil
      supervisor.respond(to: request, with: [])
    }
    while true {
      for event in supervisor.takeEvents() { handle(event) }
      if waiting != nil {
        defer { package = [] }
        if let item = CollectionItem(package: package) { return item }
        return nil
      }
      if supervisor.outcome != nil { return nil }
      Supervisor.poll([supervisor])
    }
  }

  private func handle(_ event: WorkerEvent) {
    switch event {
    case .request(let id, HostRequest.range, let body): supervisor.respond(to: id, with: range(body))
    case .request(let id, HostRequest.item, let body):
      package += body.dropFirst()
      let isTooLarge = package.count > 2 * InputFile.maximumSize
      if body.first == 1, !isTooLarge { supervisor.respond(to: id, with: []) } else { waiting = id }
    case .request(let id, _, _): supervisor.respond(to: id, with: nil)
    case .paused: supervisor.goOn()
    case .result(let bytes): result += bytes
    case .diagnostic(let diagnostic): diagnostics.append(diagnostic)
    case .output, .fileBegin, .fileData, .fileEnd, .progress: break
    }
  }

  private func range(_ body: [UInt8]) -> [UInt8]? {
    guard let (offset, count) = HostRequest.read(body), offset <= contents.size, count <= 1 << 20 else { return nil }
    bytesRead = max(bytesRead, min(offset + count, contents.size))
    switch contents {
    case .bytes(let bytes): return Array(bytes.dropFirst(offset).prefix(count))
    case .file(let descriptor, _):
      var piece = [UInt8](repeating: 0, count: count)
      var length = 0
      while length < count {
        let got = piece.withUnsafeMutableBytes {
          pread(descriptor, $0.baseAddress! + length, count - length, off_t(offset + length))
        }
        if got < 0, errno == EINTR { continue }
        if got < 0 { return nil }
        if got == 0 { break }
        length += got
      }
      return Array(piece[..<length])
    }
  }

  /// How the work ended; only when `next` has given `nil`.
  var outcome: WorkerOutcome? { supervisor.outcome }
}
