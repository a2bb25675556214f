import CSandbox
import Glibc
import Segments

/// Messages between a worker and its host, seen from the worker. What cannot be a message from an honest host, and a host
/// that is gone, end the worker at once.
struct HostLink {
  private var incoming = FrameBuffer()
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  /// Open files that have come and were not asked for yet.
  private var arrived: [Int32] = []
  /// The files of the job that was received last.
  private(set) var files: [SegmentMapping] = []

  func send(_ message: WorkerMessage) throws(WireError) {
    // Nobody is left to tell.
    if !Descriptor.write(try message.frame(), to: Int32(CSANDBOX_CHANNEL)) { _exit(0) }
  }

  mutating func receive() -> HostMessage {
    do {
      while true {
        if let frame = try incoming.next() { return try HostMessage(frame: frame) }
        var file: Int32 = -1
        let count = buffer.withUnsafeMutableBytes {
          Descriptor.read(into: $0, from: Int32(CSANDBOX_CHANNEL), file: &file)
        }
        if file >= 0 { arrived.append(file) }
        if count == 0 { _exit(0) }
        buffer.withUnsafeBytes { incoming.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      }
    } catch {
      Self.refuse(error.description)
    }
  }

  /// Ends the worker: the host does not speak its language.
  static func refuse(_ reason: String) -> Never {
    _ = Descriptor.write(Array("bad message from the host: \(reason)\n".utf8), to: STDERR_FILENO)
    _exit(Int32(CSANDBOX_EXIT_BAD_MESSAGE))
  }

  /// The next job, or nil when there is none.
  mutating func receiveJob() -> WorkerJob? {
    while true {
      switch receive() {
      case .job(let header): return receiveBytes(of: header)
      case .shutdown: return nil
      // Answers to a job that has ended meanwhile.
      case .goOn, .response: continue
      case .piece, .descriptor: Self.refuse("a message without a job")
      }
    }
  }

  private mutating func receiveBytes(of header: JobHeader) -> WorkerJob {
    files = []
    for _ in 0..<header.descriptors { files.append(receiveFile()) }
    var inputs: [WorkerJob.Input] = []
    for input in header.inputs { inputs.append(.init(name: input.name, bytes: receive(length: input.length))) }
    var chunks: [WorkerJob.Chunk] = []
    for chunk in header.chunks {
      chunks.append(.init(key: chunk.key, path: chunk.path, source: receive(length: chunk.length)))
    }
    return WorkerJob(
      kind: header.kind, inputs: inputs, options: header.options, chunks: chunks, arguments: header.arguments,
      limits: header.limits)
  }

  /// Maps the next file at once, so that however many come few are open.
  private mutating func receiveFile() -> SegmentMapping {
    guard case .descriptor = receive(), !arrived.isEmpty else { Self.refuse("not the files that the job announced") }
    let descriptor = arrived.removeFirst()
    defer { close(descriptor) }
    do {
      return try SegmentMapping(descriptor: descriptor)
    } catch {
      Self.refuse(error.description)
    }
  }

  private mutating func receive(length: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < length {
      guard case .piece(let piece) = receive(), !piece.isEmpty, piece.count <= length - bytes.count else {
        Self.refuse("not the bytes that the job announced")
      }
      bytes += piece
    }
    return bytes
  }
}
