import CSandbox
import Glibc

/// A program of somebody else's that turns bytes into other bytes: it reads its standard input and writes its standard
/// output, without network, without other processes, and with no file but those that programs are made of.
public struct SandboxedProgram: Sendable {
  /// How a run ended.
  public enum Outcome: Hashable, Sendable {
    /// With this exit status.
    case exited(Int32)
    /// By a signal: it crashed, or passed a limit on memory or CPU time.
    case killed(Int32)
    /// It took too long or wrote too much.
    case stopped(String)
    /// It could not be started.
    case notStarted(String)
  }

  /// What a run left behind.
  public struct Result: Sendable {
    public var outcome: Outcome
    public var output: [UInt8] = []
    /// The beginning of what it wrote to standard error.
    public var errors: [UInt8] = []
  }

  /// Where the program lies.
  public var path: String
  public var arguments: [String]
  /// Bytes of memory, seconds of CPU time, bytes of output.
  public var memory = 1 << 30
  public var cpuSeconds = 30
  public var outputBytes = 32 << 20

  private static let errorBytes = 4096

  /// The program at `path`, an absolute one.
  public init(path: String, arguments: [String]) {
    self.path = path
    self.arguments = arguments
  }

  /// The program called `name` in one of the folders of `PATH`.
  public static func find(_ name: String) -> String? {
    guard let variable = getenv("PATH") else { return nil }
    for folder in String(cString: variable).split(separator: ":") where folder.hasPrefix("/") {
      let path = "\(folder)/\(name)"
      if access(path, X_OK) == 0 { return path }
    }
    return nil
  }

  /// Runs the program over `input`.
  public func run(_ input: [UInt8]) -> Result {
    var program = csandbox_worker()
    var words = ([path] + arguments).map { (word: String) in strdup(word) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var limits = csandbox_program_limits(data_bytes: UInt64(memory), cpu_seconds: UInt64(cpuSeconds))
    let failure = csandbox_spawn_program(path, words, &limits, &program)
    guard failure == 0 else { return Result(outcome: .notStarted(String(cString: strerror(failure)))) }
    var exchange = Exchange(program, deadline: .seconds(4 * cpuSeconds))
    let stopped = exchange.run(input, outputBytes: outputBytes, errorBytes: Self.errorBytes)
    if stopped != nil { kill(program.process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(program.process, &status, 0) < 0, errno == EINTR {}
    close(program.process_descriptor)
    var result = Result(outcome: .exited(0), output: exchange.output, errors: exchange.errors)
    if let stopped {
      result.outcome = .stopped(stopped)
    } else if status & 0x7F != 0 {
      result.outcome = .killed(status & 0x7F)
    } else if status >> 8 & 0xFF == WorkerMain.notLockedStatus {
      result.outcome = .notStarted("its protections are not available")
    } else {
      result.outcome = .exited(status >> 8 & 0xFF)
    }
    return result
  }

  /// Bytes on their way to and from the program.
  private struct Exchange {
    private(set) var output: [UInt8] = []
    private(set) var errors: [UInt8] = []
    /// The host's ends; -1 when closed.
    private var input: Int32
    private var streams: [Int32]
    private let end: Int64

    init(_ program: csandbox_worker, deadline: Duration) {
      input = program.channel
      streams = [program.output, program.errors]
      end = microseconds(of: CLOCK_MONOTONIC) + deadline.microseconds
    }

    /// Returns why the program must be stopped, `nil` when it has closed its output.
    mutating func run(_ bytes: [UInt8], outputBytes: Int, errorBytes: Int) -> String? {
      defer { for descriptor in [input] + streams where descriptor >= 0 { close(descriptor) } }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      var sent = 0
      if bytes.isEmpty { closeInput() }
      while streams[0] >= 0 {
        let left = end - microseconds(of: CLOCK_MONOTONIC)
        if left <= 0 { return "it took too long" }
        if TerminalInterrupt.count > 0 { return "interrupted" }
        var polled = [
          pollfd(fd: input, events: Int16(POLLOUT), revents: 0),
          pollfd(fd: streams[0], events: Int16(POLLIN), revents: 0),
          pollfd(fd: streams[1], events: Int16(POLLIN), revents: 0),
        ]
        if poll(&polled, 3, Int32(clamping: min(left / 1000 + 1, 1000))) < 0 { continue }
        if polled[0].revents != 0 {
          let count = bytes[sent...].withUnsafeBytes {
            send(input, $0.baseAddress, min($0.count, 1 << 20), Int32(MSG_NOSIGNAL))
          }
          if count > 0 { sent += count }
          // A program that reads no more has seen enough.
          if sent == bytes.count || count < 0 && errno != EAGAIN && errno != EINTR { closeInput() }
        }
        for stream in 0..<2 where polled[stream + 1].revents != 0 {
          let count = read(streams[stream], &buffer, buffer.count)
          if count < 0, errno == EAGAIN || errno == EINTR { continue }
          if count <= 0 {
            close(streams[stream])
            streams[stream] = -1
          } else if stream == 0 {
            output += buffer[..<count]
            if output.count > outputBytes { return "it wrote more than \(outputBytes >> 20) MiB" }
          } else {
            errors += buffer[..<count].prefix(max(0, errorBytes - errors.count))
          }
        }
      }
      return nil
    }

    private mutating func closeInput() {
      close(input)
      input = -1
    }
  }
}
