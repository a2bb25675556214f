import Glibc

/// What a session prints, on its way to the host: in pieces, but not later than a person would expect.
final class SessionOutput {
  private let channel: JobChannel
  private var bytes: [UInt8] = []
  private var lastFlush: Int64 = 0
  /// Whether what is printed is dropped.
  var isSilent = false

  private static let piece = 8 << 10
  /// Microseconds.
  private static let patience = 50_000

  init(_ channel: JobChannel) { self.channel = channel }

  func add(_ more: UnsafeRawBufferPointer) throws {
    guard !isSilent else { return }
    bytes += more
    // The clock is asked for what is shown when, never for what is shown.
    let now = microseconds(of: CLOCK_MONOTONIC)
    if bytes.count >= Self.piece || now - lastFlush > Self.patience {
      lastFlush = now
      try flush()
    }
  }

  func add(_ text: String) throws {
    var text = text
    try text.withUTF8 { try add(UnsafeRawBufferPointer($0)) }
  }

  func flush() throws(WorkerFailure) {
    guard !bytes.isEmpty else { return }
    let piece = bytes
    bytes = []
    try channel.write(piece, to: .standardOutput)
  }

  /// Forgets what was not sent, of a job that has ended.
  func clear() { bytes = [] }
}
