/// What a host tells a worker.
enum HostMessage: Hashable, Sendable {
  /// A job begins; its open files follow, then its byte strings as pieces, inputs first, then chunks, each cut where it must be.
  case job(JobHeader)
  /// The next bytes of the job.
  case piece([UInt8])
  /// A paused job goes on.
  case goOn
  /// No more jobs.
  case shutdown
  /// The answer to the job's question; nil refuses.
  case response(id: UInt32, body: [UInt8]?)
  /// An open file of the job, which travels with the message's first byte.
  case descriptor
}

/// A job without its byte strings.
struct JobHeader: Hashable, Sendable {
  struct Input: Hashable, Sendable {
    var name: String
    var length: Int
  }
  struct Chunk: Hashable, Sendable {
    var key, path: String
    var length: Int
  }

  var kind: String
  var inputs: [Input]
  var options: [String: String]
  var chunks: [Chunk]
  var arguments: [String]
  var limits: JobLimits
  /// How many open files follow.
  var descriptors = 0
}

extension HostMessage {
  private enum Tag: UInt8 {
    case job = 1
    case piece, goOn, shutdown, response, descriptor
  }

  /// The message as a frame.
  func frame() throws(WireError) -> [UInt8] {
    var writer: WireWriter
    switch self {
    case .job(let header):
      writer = WireWriter(tag: Tag.job.rawValue)
      header.write(to: &writer)
    case .piece(let bytes):
      writer = WireWriter(tag: Tag.piece.rawValue)
      writer.put(bytes)
    case .goOn: writer = WireWriter(tag: Tag.goOn.rawValue)
    case .shutdown: writer = WireWriter(tag: Tag.shutdown.rawValue)
    case .response(let id, let body):
      writer = WireWriter(tag: Tag.response.rawValue)
      writer.put(id)
      writer.put(body) { $0.put($1) }
    case .descriptor: writer = WireWriter(tag: Tag.descriptor.rawValue)
    }
    return try writer.frame()
  }

  /// The message in a frame without its length.
  init(frame: ArraySlice<UInt8>) throws(WireError) {
    var reader = WireReader(frame)
    guard let tag = Tag(rawValue: try reader.byte()) else { throw WireError("a message of an unknown kind") }
    switch tag {
    case .job: self = .job(try JobHeader(from: &reader))
    case .piece: self = .piece(try reader.byteString())
    case .goOn: self = .goOn
    case .shutdown: self = .shutdown
    case .response:
      let id = try reader.uint32()
      let body = try reader.optional { (reader: inout WireReader) throws(WireError) in try reader.byteString() }
      self = .response(id: id, body: body)
    case .descriptor: self = .descriptor
    }
    try reader.end()
  }
}

extension JobHeader {
  init(_ job: WorkerJob) {
    kind = job.kind
    inputs = job.inputs.map { Input(name: $0.name, length: $0.bytes.count) }
    options = job.options
    chunks = job.chunks.map { Chunk(key: $0.key, path: $0.path, length: $0.source.count) }
    arguments = job.arguments
    limits = job.limits
    descriptors = job.descriptors.count
  }

  fileprivate func write(to writer: inout WireWriter) {
    writer.put(kind)
    writer.putList(inputs) {
      $0.put($1.name)
      $0.put($1.length)
    }
    writer.putList(options.sorted { $0.key < $1.key }) {
      $0.put($1.key)
      $0.put($1.value)
    }
    writer.putList(chunks) {
      $0.put($1.key)
      $0.put($1.path)
      $0.put($1.length)
    }
    writer.putList(arguments) { $0.put($1) }
    limits.write(to: &writer)
    writer.put(descriptors)
  }

  fileprivate init(from reader: inout WireReader) throws(WireError) {
    kind = try reader.string()
    inputs = try reader.list { (reader: inout WireReader) throws(WireError) in
      Input(name: try reader.string(), length: try reader.count())
    }
    options = [:]
    let pairs = try reader.list { (reader: inout WireReader) throws(WireError) in
      (try reader.string(), try reader.string())
    }
    for (key, value) in pairs {
      guard options.updateValue(value, forKey: key) == nil else { throw WireError("an option is given twice") }
    }
    chunks = try reader.list { (reader: inout WireReader) throws(WireError) in
      Chunk(key: try reader.string(), path: try reader.string(), length: try reader.count())
    }
    arguments = try reader.list { (reader: inout WireReader) throws(WireError) in try reader.string() }
    limits = try JobLimits(from: &reader)
    descriptors = try reader.count()
  }
}

extension JobLimits {
  fileprivate func write(to writer: inout WireWriter) {
    writer.put(cpuTime.map { Int($0.microseconds) })
    for value in [memory, outputBytes, facts, diagnostics, files] { writer.put(value) }
  }

  fileprivate init(from reader: inout WireReader) throws(WireError) {
    let cpuTime = try reader.optional { (reader: inout WireReader) throws(WireError) in try reader.count() }
    self.init(
      cpuTime: cpuTime.map { .microseconds($0) }, memory: try reader.count(), outputBytes: try reader.count(),
      facts: try reader.count(), diagnostics: try reader.count(), files: try reader.count())
  }
}
