import ArticleModel

/// What a worker tells its host.
enum WorkerMessage: Hashable, Sendable {
  /// Locked down and waiting for jobs.
  case ready(ProtectionReport)
  case event(WorkerEvent)
  /// So many facts more are in the result.
  case facts(Int)
  case done(status: Int32, JobUsage)
  case failed(WorkerFailure, JobUsage)
}

extension WorkerMessage {
  private enum Tag: UInt8 {
    case ready = 1
    case output, fileBegin, fileData, fileEnd, diagnostic, result, progress, paused, request
    case facts, done, failed
  }

  /// The message as a frame.
  func frame() throws(WireError) -> [UInt8] {
    var writer: WireWriter
    switch self {
    case .ready(let report):
      writer = WireWriter(tag: Tag.ready.rawValue)
      report.write(to: &writer)
    case .event(let event): writer = Self.writer(of: event)
    case .facts(let count):
      writer = WireWriter(tag: Tag.facts.rawValue)
      writer.put(count)
    case .done(let status, let usage):
      writer = WireWriter(tag: Tag.done.rawValue)
      writer.put(Int(status))
      usage.write(to: &writer)
    case .failed(let failure, let usage):
      writer = WireWriter(tag: Tag.failed.rawValue)
      failure.write(to: &writer)
      usage.write(to: &writer)
    }
    return try writer.frame()
  }

  private static func writer(of event: WorkerEvent) -> WireWriter {
    var writer: WireWriter
    switch event {
    case .output(let stream, let bytes):
      writer = WireWriter(tag: Tag.output.rawValue)
      writer.put(stream.rawValue)
      writer.put(bytes)
    case .fileBegin(let name):
      writer = WireWriter(tag: Tag.fileBegin.rawValue)
      writer.put(name)
    case .fileData(let bytes):
      writer = WireWriter(tag: Tag.fileData.rawValue)
      writer.put(bytes)
    case .fileEnd: writer = WireWriter(tag: Tag.fileEnd.rawValue)
    case .diagnostic(let diagnostic):
      writer = WireWriter(tag: Tag.diagnostic.rawValue)
      diagnostic.write(to: &writer)
    case .result(let bytes):
      writer = WireWriter(tag: Tag.result.rawValue)
      writer.put(bytes)
    case .progress(let progress):
      writer = WireWriter(tag: Tag.progress.rawValue)
      writer.put(progress.done)
      writer.put(progress.total)
      writer.put(progress.label)
    case .paused: writer = WireWriter(tag: Tag.paused.rawValue)
    case .request(let id, let name, let body):
      writer = WireWriter(tag: Tag.request.rawValue)
      writer.put(id)
      writer.put(name)
      writer.put(body)
    }
    return writer
  }

  /// The message in a frame without its length.
  init(frame: ArraySlice<UInt8>) throws(WireError) {
    var reader = WireReader(frame)
    guard let tag = Tag(rawValue: try reader.byte()) else { throw WireError("a message of an unknown kind") }
    switch tag {
    case .ready: self = .ready(try ProtectionReport(from: &reader))
    case .output:
      guard let stream = WorkerEvent.Stream(rawValue: try reader.byte()) else {
        throw WireError("output to an unknown stream")
      }
      self = .event(.output(stream, try reader.byteString()))
    case .fileBegin: self = .event(.fileBegin(name: try reader.string()))
    case .fileData: self = .event(.fileData(try reader.byteString()))
    case .fileEnd: self = .event(.fileEnd)
    case .diagnostic: self = .event(.diagnostic(try Diagnostic(from: &reader)))
    case .result: self = .event(.result(try reader.byteString()))
    case .progress:
      let done = try reader.count()
      let total = try reader.optional { (reader: inout WireReader) throws(WireError) in try reader.count() }
      self = .event(.progress(.init(done: done, total: total, label: try reader.string())))
    case .paused: self = .event(.paused)
    case .request:
      self = .event(.request(id: try reader.uint32(), name: try reader.string(), body: try reader.byteString()))
    case .facts: self = .facts(try reader.count())
    case .done:
      guard let status = Int32(exactly: try reader.int64()) else { throw WireError("a status is out of range") }
      self = .done(status: status, try JobUsage(from: &reader))
    case .failed: self = .failed(try WorkerFailure(from: &reader), try JobUsage(from: &reader))
    }
    try reader.end()
  }
}
