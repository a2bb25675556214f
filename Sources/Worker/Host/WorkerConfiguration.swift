/// How workers are started and stopped.
public struct WorkerConfiguration: Hashable, Sendable {
  /// The program; it must call `WorkerMain.run` when its first argument is `WorkerMain.argument`.
  public var executable: String
  /// Bytes of heap and private mappings of a worker, its own data included: the hard stop.
  public var memory: Int
  /// How long after the CPU limit a worker may still end by itself.
  public var grace: Duration
  /// How long after an interrupt a worker may still end its job by itself.
  public var interruptGrace: Duration
  /// How long a new worker may take to lock itself down.
  public var startLimit: Duration

  /// The program itself as worker, 1 GiB, 0.3 s of grace.
  public init(
    executable: String = "/proc/self/exe", memory: Int = 1 << 30, grace: Duration = .milliseconds(300),
    interruptGrace: Duration = .seconds(2), startLimit: Duration = .seconds(20)
  ) {
    self.executable = executable
    self.memory = memory
    self.grace = grace
    self.interruptGrace = interruptGrace
    self.startLimit = startLimit
  }
}
