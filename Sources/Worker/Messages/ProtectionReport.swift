/// Which protections a worker has put on, told by that worker itself before its first job.
public struct ProtectionReport: Hashable, Sendable {
  /// Always true in a worker that runs: without them it refuses.
  public var noNewPrivileges, systemCallFilter, diesWithHost, notDumpable: Bool
  /// The kernel's Landlock version, 0 where it has none.
  public var landlockVersion: Int
  /// Bytes of heap and private mappings before the kernel refuses more.
  public var memory: Int
  /// Bytes of stack of the only thread.
  public var stack: Int
  /// Highest number of open descriptors.
  public var descriptors: Int
  /// Threads at the moment of lock-down.
  public var threads: Int

  /// Name and state of each protection, for people.
  public var lines: [(name: String, state: String)] {
    func onOff(_ value: Bool) -> String { value ? "on" : "OFF" }
    return [
      ("no new privileges", onOff(noNewPrivileges)),
      ("system call filter", onOff(systemCallFilter)),
      ("Landlock", landlockVersion > 0 ? "on (version \(landlockVersion))" : "not in this kernel"),
      ("ends with its host", onOff(diesWithHost)),
      ("no core, no debugger", onOff(notDumpable)),
      ("memory limit", "\(memory >> 20) MiB"),
      ("stack limit", "\(stack >> 20) MiB"),
      ("descriptor limit", "\(descriptors)"),
      ("threads at lock-down", "\(threads)"),
    ]
  }
}
