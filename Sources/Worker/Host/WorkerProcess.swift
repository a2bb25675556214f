import CSandbox
import Glibc

/// One worker process as its host holds it: started, signalled and waited for exactly once.
final class WorkerProcess {
  private let worker: csandbox_worker
  private var ended: Ending?

  /// How the process ended.
  enum Ending {
    case exit(Int32)
    case signal(Int32)
  }

  /// The reason why a worker could not be started.
  struct StartError: Error {
    var reason: String
  }

  init(_ configuration: WorkerConfiguration) throws(StartError) {
    var started = csandbox_worker()
    let texts = ["workbench", WorkerMain.argument, String(configuration.memory)]
    var arguments = texts.map { (text: String) in strdup(text) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    let failure = csandbox_spawn(configuration.executable, arguments, UInt64(2 * Lockdown.minimumStack), &started)
    guard failure == 0 else { throw StartError(reason: String(cString: strerror(failure))) }
    worker = started
  }

  deinit {
    kill()
    wait()
    for descriptor in [worker.process_descriptor, worker.channel, worker.output, worker.errors] { close(descriptor) }
  }

  var identifier: Int32 { worker.process }
  var channel: Int32 { worker.channel }
  var output: Int32 { worker.output }
  var errors: Int32 { worker.errors }
  /// Readable when the process has ended.
  var endDescriptor: Int32 { worker.process_descriptor }

  /// CPU time of its life in microseconds; 0 once it was waited for.
  var cpuMicroseconds: Int64 { ended == nil ? max(0, csandbox_cpu_time(worker.process)) : 0 }

  /// The kernel's own stop, should the host not be there to kill it: CPU seconds of the worker's life.
  func limitCPU(toSeconds seconds: Int64) { _ = csandbox_limit_cpu(worker.process, UInt64(clamping: seconds)) }

  /// Arms the interrupt in the worker.
  func interrupt() { signal(SIGUSR1) }

  func kill() { signal(SIGKILL) }

  /// The number cannot have been given to another process as long as nobody has waited.
  private func signal(_ number: Int32) { if ended == nil { _ = Glibc.kill(worker.process, number) } }

  /// Waits for the end of a process that has ended or was killed.
  @discardableResult
  func wait() -> Ending {
    if let ended { return ended }
    var status: Int32 = 0
    while waitpid(worker.process, &status, 0) < 0, errno == EINTR {}
    let ending: Ending = status & 0x7f == 0 ? .exit(status >> 8 & 0xff) : .signal(status & 0x7f)
    ended = ending
    return ending
  }

  /// Waits until the process has ended, at most that long.
  func hasEnded(within limit: Duration) -> Bool {
    let deadline = microseconds(of: CLOCK_MONOTONIC) + limit.microseconds
    var entry = pollfd(fd: worker.process_descriptor, events: Int16(POLLIN), revents: 0)
    while true {
      let rest = max(0, deadline - microseconds(of: CLOCK_MONOTONIC))
      let count = poll(&entry, 1, Int32(clamping: (rest + 999) / 1000))
      if count >= 0 { return count > 0 }
      if errno != EINTR { return false }
    }
  }
}
