import CLuaShim

/// What a Lua program may use.
public struct LuaLimits: Sendable, Equatable {
  /// CPU time of the Lua thread an entry may use, in seconds; 0 for no limit.
  public var cpuSeconds: Double
  /// Elapsed time an entry may take, in seconds; 0 for no limit. Ten times the CPU limit unless given.
  public var wallSeconds: Double
  /// Bytes of Lua and bridge memory past which the program ends with a memory-limit error.
  public var memoryBytes: Int
  /// Bytes past which the process ends with `memoryExitStatus`, because no clean error is possible any more.
  public var hardMemoryBytes: Int
  /// Exit status of a process that passed the hard memory limit, or whose `malloc` failed.
  public var memoryExitStatus: Int32

  /// The exit status that says "out of memory" unless another is configured.
  public static let defaultMemoryExitStatus: Int32 = 86
  /// Longest source text of a chunk, in bytes.
  public static let sourceBytes = 1 << 20

  /// Limits; the wall limit is ten times the CPU limit and the hard memory limit four times the soft one unless given.
  public init(
    cpuSeconds: Double = 5, wallSeconds: Double? = nil, memoryBytes: Int = 256 << 20, hardMemoryBytes: Int? = nil,
    memoryExitStatus: Int32 = defaultMemoryExitStatus
  ) {
    self.cpuSeconds = cpuSeconds
    self.wallSeconds = wallSeconds ?? cpuSeconds * 10
    self.memoryBytes = memoryBytes
    self.hardMemoryBytes = hardMemoryBytes ?? memoryBytes * 4
    self.memoryExitStatus = memoryExitStatus
  }

  func cLimits(seed: UInt64) -> lr_limits {
    lr_limits(
      cpu_nanoseconds: Self.nanoseconds(cpuSeconds), wall_nanoseconds: Self.nanoseconds(wallSeconds),
      memory_soft: UInt64(max(memoryBytes, 0)), memory_hard: UInt64(max(hardMemoryBytes, memoryBytes, 0)),
      memory_exit_status: memoryExitStatus, seed: seed)
  }

  private static func nanoseconds(_ seconds: Double) -> Int64 {
    seconds > 0 ? max(Int64(min(seconds, 1e9) * 1e9), 1) : 0
  }
}

/// Arms the end of a running Lua program from another thread or from a signal handler.
public final class LuaInterrupt: @unchecked Sendable {
  // The C part is reference-counted and all atomic; it outlives the state.
  private let handle: OpaquePointer

  init(_ runtime: OpaquePointer) {
    handle = lr_interrupt_of(runtime)
    lr_interrupt_retain(handle)
  }

  deinit { lr_interrupt_release(handle) }

  /// Ends the entry that runs now with an error of kind `.interrupted`; nothing happens when none does.
  public func send() { lr_interrupt_send(handle) }
}
