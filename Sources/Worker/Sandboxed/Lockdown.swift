import CSandbox
import Glibc

/// Turns this process into one that can compute and talk to its host, and nothing else. Fails closed.
enum Lockdown {
  /// A mandatory protection that could not be put on.
  struct Refusal: Error {
    var reason: String
  }

  /// The least stack of the worker's thread in bytes: deep Lua calls go through C.
  static let minimumStack = 8 << 20
  /// Room for descriptors that the host passes later.
  static let descriptors = 64

  /// Puts every protection on, in the order in which each still can be.
  static func apply(memory: Int, interrupted: (@convention(c) () -> Void)?) throws(Refusal) -> ProtectionReport {
    // Landlock and the filter bind the calling thread only: with another one running they would be a door left open.
    let threads = Int(csandbox_thread_count())
    guard threads == 1 else { throw Refusal(reason: "expected one thread, found \(threads)") }
    try require(csandbox_close_other_descriptors(), "the channel to the host")
    guard csandbox_dies_with_parent() else { throw Refusal(reason: "the worker would outlive its host") }
    let stack = csandbox_stack_limit()
    guard stack >= UInt64(minimumStack) else { throw Refusal(reason: "a stack of \(stack) bytes is too small") }

    csandbox_exit_when_out_of_memory()
    try require(csandbox_catch_interrupt(interrupted), "the interrupt signal")
    try require(csandbox_forbid_dumping(), "forbidding core dumps and debuggers")
    var limits = csandbox_limits(data_bytes: UInt64(memory), descriptors: UInt64(descriptors))
    try require(csandbox_set_limits(&limits), "resource limits")
    try require(csandbox_forbid_new_privileges(), "no_new_privs")
    var landlock: Int32 = 0
    try require(csandbox_deny_file_system(&landlock), "Landlock")
    try require(csandbox_filter_system_calls(), "the system call filter")

    return ProtectionReport(
      noNewPrivileges: true, systemCallFilter: true, diesWithHost: true, notDumpable: true,
      landlockVersion: Int(landlock), memory: memory, stack: Int(clamping: stack), descriptors: descriptors,
      threads: threads)
  }

  private static func require(_ failure: Int32, _ what: String) throws(Refusal) {
    guard failure == 0 else { throw Refusal(reason: "\(what): \(String(cString: strerror(failure)))") }
  }
}
