/// What one job may use.
public struct JobLimits: Hashable, Sendable {
  /// CPU time of the whole job; the host kills the worker a grace period later. Nil: no limit.
  public var cpuTime: Duration?
  /// Bytes that scripts may hold before they get a limit error; the worker's own hard stop is `WorkerConfiguration.memory`.
  public var memory: Int
  /// Bytes of output, results and files together.
  public var outputBytes: Int
  /// Facts in the result.
  public var facts: Int
  /// Diagnostics.
  public var diagnostics: Int
  /// Report files.
  public var files: Int

  /// Limits; what is not given has the documented default.
  public init(
    cpuTime: Duration? = .seconds(10), memory: Int = 256 << 20, outputBytes: Int = 64 << 20, facts: Int = 100_000,
    diagnostics: Int = 1000, files: Int = 100
  ) {
    self.cpuTime = cpuTime
    self.memory = memory
    self.outputBytes = outputBytes
    self.facts = facts
    self.diagnostics = diagnostics
    self.files = files
  }

  /// The second stop, ten times the CPU time, for a job that neither works nor ends.
  public var wallClock: Duration? { cpuTime.map { $0 * 10 } }
}
