import CSandbox
import Glibc

/// A worker process as its host sees it: three descriptors to talk through, one that tells when it has ended.
///
/// Nothing here blocks but `wait`, which watches both directions at once, so full pipes cannot deadlock.
final class WorkerProcess {
  private let worker: csandbox_worker
  private var incoming = FrameBuffer()
  private var outgoing: [UInt8] = []
  private var sent = 0
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)
  private var isChannelOpen = true
  private var openStreams: [Int32]
  /// The status of the process once it was waited for.
  private var status: Int32?
  /// What the worker wrote past its channel; the runtime's last words, mostly.
  private(set) var strayOutput: [UInt8] = []
  private(set) var report: ProtectionReport?

  private static let strayLimit = 4 << 10
  private static let stack: UInt64 = 64 << 20

  /// Starts a worker.
  init(_ configuration: WorkerConfiguration) throws(WorkerDeath) {
    var worker = csandbox_worker()
    let words: [String] = ["workbench", WorkerMain.argument, String(configuration.memory)]
    let arguments = words.map { (word: String) in strdup(word) }
    defer { arguments.forEach { free($0) } }
    let failure = csandbox_spawn(configuration.executable, arguments + [nil], Self.stack, &worker)
    guard failure == 0 else { throw .couldNotStart(String(cString: strerror(failure))) }
    self.worker = worker
    openStreams = [worker.output, worker.errors]
  }

  deinit {
    if status == nil {
      Glibc.kill(worker.process, SIGKILL)
      reap()
    }
    for descriptor in [worker.channel, worker.output, worker.errors, worker.process_descriptor] { close(descriptor) }
  }

  var process: pid_t { worker.process }

  /// Waits for the worker's first message.
  func waitUntilReady(limit: Duration) throws(WorkerDeath) -> ProtectionReport {
    let deadline = microseconds(of: CLOCK_MONOTONIC) + limit.microseconds
    while true {
      if let message = try nextMessage() {
        guard case .ready(let report) = message else { throw kill(as: .brokeProtocol("a message before the first")) }
        self.report = report
        return report
      }
      let left = deadline - microseconds(of: CLOCK_MONOTONIC)
      if left <= 0 { throw kill(as: .couldNotStart("it was not ready in time")) }
      try wait(atMost: left)
    }
  }

  /// Sends `message` as soon as the worker takes it.
  func enqueue(_ message: HostMessage) throws(WireError) { outgoing += try message.frame() }

  /// The next message that has arrived, or nil.
  func nextMessage() throws(WorkerDeath) -> WorkerMessage? {
    do {
      return try incoming.next().map { frame throws(WireError) in try WorkerMessage(frame: frame) }
    } catch {
      throw kill(as: .brokeProtocol(error.description))
    }
  }

  /// Waits until something was received or sent, or the time is over. Throws when the worker has ended and every
  /// message of it was taken.
  func wait(atMost limit: Int64) throws(WorkerDeath) {
    if status != nil { throw death }
    var events = [pollfd(fd: worker.process_descriptor, events: Int16(POLLIN), revents: 0)]
    if isChannelOpen {
      let wanted = sent < outgoing.count ? POLLIN | POLLOUT : POLLIN
      events.append(pollfd(fd: worker.channel, events: Int16(wanted), revents: 0))
    }
    for stream in openStreams { events.append(pollfd(fd: stream, events: Int16(POLLIN), revents: 0)) }
    let milliseconds = Int32(clamping: min(limit, 3_600_000_000) / 1000 + 1)
    let count = poll(&events, nfds_t(events.count), milliseconds)
    // A signal of the host, such as Ctrl-C: the caller looks at its clocks.
    guard count > 0 else { return }
    for event in events.dropFirst() where event.revents != 0 {
      if event.fd == worker.channel {
        if event.revents & Int16(POLLOUT) != 0 { send() }
        receive()
      } else {
        readStray(event.fd)
      }
    }
    if events[0].revents != 0 {
      // What it said before its end still counts.
      while isChannelOpen, receive() {}
      reap()
    }
  }

  /// Ends the worker for `reason`, which is returned.
  func kill(as reason: WorkerDeath) -> WorkerDeath {
    Glibc.kill(worker.process, SIGKILL)
    reap()
    return reason
  }

  /// Asks the worker to stop its job.
  func interrupt() { Glibc.kill(worker.process, SIGUSR1) }

  private func send() {
    let count = outgoing.withUnsafeBytes {
      Glibc.send(worker.channel, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
    }
    if count > 0 { sent += count }
    if sent == outgoing.count {
      outgoing = []
      sent = 0
    }
  }

  /// Reads what is there; false when nothing was.
  @discardableResult private func receive() -> Bool {
    let count = buffer.withUnsafeMutableBytes { read(worker.channel, $0.baseAddress, $0.count) }
    if count > 0 {
      buffer.withUnsafeBytes { incoming.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      return true
    }
    if count == 0 || (errno != EAGAIN && errno != EINTR) { isChannelOpen = false }
    return false
  }

  private func readStray(_ stream: Int32) {
    let count = buffer.withUnsafeMutableBytes { read(stream, $0.baseAddress, $0.count) }
    if count > 0 {
      strayOutput += buffer[..<min(count, max(0, Self.strayLimit - strayOutput.count))]
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      openStreams.removeAll { $0 == stream }
    }
  }

  private func reap() {
    guard status == nil else { return }
    var result: Int32 = 0
    while waitpid(worker.process, &result, 0) < 0, errno == EINTR {}
    status = result
  }

  /// What the status of the ended process means.
  private var death: WorkerDeath {
    guard let status else { return .killed }
    let signal = status & 0x7F
    guard signal == 0 else {
      switch signal {
      case SIGSYS: return .forbiddenCall
      case SIGXCPU: return .cpuTime
      case SIGKILL: return .killed
      default: return .crashed(signal: signal)
      }
    }
    switch (status >> 8) & 0xFF {
    case Int32(CSANDBOX_EXIT_NOT_LOCKED): return .refusedToRun
    case Int32(CSANDBOX_EXIT_OUT_OF_MEMORY): return .outOfMemory
    case Int32(CSANDBOX_EXIT_BAD_MESSAGE): return .brokeProtocol("the worker did not understand its host")
    case let status: return .exited(status: status)
    }
  }
}
