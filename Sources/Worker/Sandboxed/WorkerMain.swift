import CSandbox
import Glibc

/// The worker process: locks itself down before it reads its first byte, then runs jobs until the host is gone.
public enum WorkerMain {
  /// The first argument that makes a program a worker; `WorkerConfiguration.executable` must then call `run`.
  public static let argument = "__worker"

  /// Exit status of a worker that lacks a mandatory protection.
  public static var notLockedStatus: Int32 { Int32(CSANDBOX_EXIT_NOT_LOCKED) }
  /// Exit status of a worker whose allocation failed.
  public static var outOfMemoryStatus: Int32 { Int32(CSANDBOX_EXIT_OUT_OF_MEMORY) }
  /// Exit status of a worker that was sent something that is not a message.
  public static var badMessageStatus: Int32 { Int32(CSANDBOX_EXIT_BAD_MESSAGE) }

  /// Ends the worker as a failed allocation does; for allocators that count for themselves, on which nothing may return
  /// a null pointer.
  public static func exitOutOfMemory() -> Never { csandbox_out_of_memory() }

  /// Runs jobs for ever.
  ///
  /// The handler may keep state between jobs. It returns the job's exit status; a `WorkerFailure` it throws is told to
  /// the host, another error becomes one of kind `internal`. Whatever it needs from a file must be read before.
  /// - Parameters:
  ///   - arguments: the program's arguments; the second one after the name is the memory limit in bytes.
  ///   - interrupted: called in a signal handler when the user stops the job, so it must be C that is safe there.
  ///   - handler: runs one job.
  public static func run(
    arguments: [String] = CommandLine.arguments, interrupted: (@convention(c) () -> Void)? = nil,
    handler: (WorkerJob, JobChannel) throws -> Int32
  ) -> Never {
    let link = HostLink()
    do {
      guard arguments.count == 3, let memory = Int(arguments[2]), memory > 0 else {
        throw Lockdown.Refusal(reason: "a worker is started by its host only")
      }
      let report = try Lockdown.apply(memory: memory, interrupted: interrupted)
      try link.send(.ready(report))
    } catch {
      let reason = (error as? Lockdown.Refusal)?.reason ?? "\(error)"
      _ = Descriptor.write(Array("worker: refused to run: \(reason)\n".utf8), to: STDERR_FILENO)
      _exit(notLockedStatus)
    }

    let channel = JobChannel(link)
    while let job = channel.nextJob() {
      do {
        let status = try handler(job, channel)
        channel.finish(.success(status))
      } catch let failure as WorkerFailure {
        channel.finish(.failure(failure))
      } catch {
        channel.finish(.failure(WorkerFailure(.internal, "\(error)")))
      }
    }
    _exit(0)
  }
}
