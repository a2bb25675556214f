import CSandbox
import Glibc

extension Supervisor {
  /// The most bytes of stray output that are kept.
  private static let maximumStray = 64 << 10

  /// Waits until something happens to any of the workers, at most a tenth of a second; moves bytes in both directions and
  /// enforces the limits.
  public static func poll(_ supervisors: [Supervisor]) {
    var entries: [pollfd] = []
    var owners: [(supervisor: Supervisor, first: Int)] = []
    // Ctrl-C may be counted on another thread than this one, so the wait is never long.
    var timeout: Int64 = 100_000
    for supervisor in supervisors {
      guard let process = supervisor.process else { continue }
      if let next = supervisor.job?.deadline(of: process).next { timeout = min(timeout, next) }
      owners.append((supervisor, entries.count))
      entries += supervisor.pollEntries(of: process)
    }
    if owners.isEmpty || supervisors.contains(where: { !$0.events.isEmpty }) { timeout = 0 }
    // Rounded up, so that waiting for the last half millisecond is no busy loop.
    let milliseconds = Int32((timeout + 999) / 1000)
    if Glibc.poll(&entries, nfds_t(entries.count), milliseconds) < 0 {
      for index in entries.indices { entries[index].revents = 0 }
    }
    for (supervisor, first) in owners { supervisor.serve(entries[first..<first + 4].map { $0.revents != 0 }) }
  }

  private func pollEntries(of process: WorkerProcess) -> [pollfd] {
    let channelEvents = Int16(POLLIN) | (outgoing.isEmpty ? 0 : Int16(POLLOUT))
    return [
      pollfd(fd: areOpen[0] ? process.channel : -1, events: channelEvents, revents: 0),
      pollfd(fd: areOpen[1] ? process.output : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: areOpen[2] ? process.errors : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: process.endDescriptor, events: Int16(POLLIN), revents: 0),
    ]
  }

  /// Does what `poll` found to do; `isReady` as in `pollEntries`.
  private func serve(_ isReady: [Bool]) {
    guard let process else { return }
    if isReady[1] { readStray(process.output, stream: 1) }
    if isReady[2] { readStray(process.errors, stream: 2) }
    if isReady[0] {
      outgoing.write(to: process.channel)
      receive(from: process)
    }
    guard self.process != nil else { return }
    if isReady[3] { return processEnded(process) }
    if !areOpen[0] {
      // A process that ends closes its descriptors a moment before.
      guard process.hasEnded(within: .seconds(1)) else { return die(.brokeProtocol("it closed its channel")) }
      return processEnded(process)
    }

    passOnTerminalInterrupt()
    if let passed = job?.deadline(of: process).passed { die(passed) }
  }

  private func passOnTerminalInterrupt() {
    let count = csandbox_terminal_interrupts()
    if count > seenInterrupts {
      seenInterrupts = count
      csandbox_acknowledge_terminal_interrupts()
      interrupt()
    } else if job?.isInterrupted == true {
      // The first signal may have come before the worker had begun its job.
      process?.interrupt()
    }
  }

  // MARK: Reading

  /// Whether there was something to read.
  @discardableResult
  private func readStray(_ descriptor: Int32, stream: Int) -> Bool {
    let chunk = [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, count in
      let got = read(descriptor, buffer.baseAddress, buffer.count)
      if got == 0 { areOpen[stream] = false }
      count = max(0, got)
    }
    strayOutput += chunk.prefix(Self.maximumStray - strayOutput.count)
    return !chunk.isEmpty
  }

  /// Reads what is there, at most a few frames, so that no worker keeps the host from the others. Whether
  /// there was something.
  @discardableResult
  private func receive(from process: WorkerProcess) -> Bool {
    for round in 0..<16 {
      let chunk = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
        let got = read(process.channel, buffer.baseAddress, buffer.count)
        if got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR) { areOpen[0] = false }
        count = max(0, got)
      }
      if chunk.isEmpty { return round > 0 }
      chunk.withUnsafeBytes { incoming.append($0) }
      do {
        while let frame = try incoming.next() {
          try handle(WorkerMessage(frame: frame), from: process)
        }
      } catch let failure as WorkerFailure {
        let usage = JobUsage(cpuMicroseconds: job?.cpuUsed(by: process) ?? 0)
        // What the worker counts itself it stops itself, so one that does not stop is not to be trusted with a next job.
        stop()
        finish(.failed(failure, usage))
        return false
      } catch {
        die(.brokeProtocol("\(error)"))
        return false
      }
    }
    return true
  }

  private func handle(_ message: WorkerMessage, from process: WorkerProcess) throws {
    if case .ready(let report) = message {
      guard protections == nil else { throw WireError("a second greeting") }
      protections = report
      job?.started(by: process)
      return
    }
    guard protections != nil, job != nil else { throw WireError("a message out of turn") }
    switch message {
    case .ready: throw WireError("a message out of turn")
    case .event(let event):
      try job?.accept(event)
      events.append(event)
    case .facts(let count): try job?.accept(facts: count)
    case .done(let status, let usage):
      try job?.acceptEnd(isSuccess: true)
      finish(.finished(status: status, usage))
    case .failed(let failure, let usage):
      try job?.acceptEnd(isSuccess: false)
      finish(.failed(failure, usage))
    }
  }

  // MARK: Ends

  private func finish(_ result: WorkerOutcome) {
    guard job != nil else { return }
    job = nil
    outcome = result
  }

  /// Kills the worker and ends the job with `death`.
  func die(_ death: WorkerDeath) {
    stop()
    finish(.died(death))
  }

  private func processEnded(_ process: WorkerProcess) {
    // What it said before it died still counts.
    while areOpen[0], receive(from: process) {}
    guard self.process != nil else { return }
    for (stream, descriptor) in [(1, process.output), (2, process.errors)] {
      while areOpen[stream], readStray(descriptor, stream: stream) {}
    }
    let ending = process.wait()
    stop()
    finish(.died(Self.death(ending)))
  }

  private static func death(_ ending: WorkerProcess.Ending) -> WorkerDeath {
    switch ending {
    case .exit(WorkerMain.notLockedStatus): .refusedToRun
    case .exit(WorkerMain.outOfMemoryStatus): .outOfMemory
    case .exit(let status): .exited(status: status)
    case .signal(SIGSYS): .forbiddenCall
    case .signal(SIGXCPU): .cpuTime
    case .signal(SIGKILL): .killed
    case .signal(let signal): .crashed(signal: signal)
    }
  }

  /// Kills the worker, if there is one, and forgets it.
  func stop() {
    process = nil
    protections = nil
    outgoing = OutgoingQueue()
    incoming = FrameBuffer()
    areOpen = [true, true, true]
  }

  /// Makes sure that a living worker is there; otherwise ends the job.
  func startIfNeeded() -> Bool {
    if let process, process.hasEnded(within: .zero) {
      let kept = outgoing
      stop()
      outgoing = kept
    }
    guard process == nil else { return true }
    do throws(WorkerProcess.StartError) {
      process = try WorkerProcess(configuration)
      workersStarted += 1
      return true
    } catch {
      die(.couldNotStart(error.reason))
      return false
    }
  }

  /// Queues a message that is known to fit.
  func enqueue(_ message: HostMessage) {
    try? outgoing.append(message)
  }
}
