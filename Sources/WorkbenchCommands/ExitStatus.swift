/// What the program's exit status means; the manual page and the README list the same.
enum ExitStatus: Int32 {
  case success = 0
  /// A script raised an error, or a check failed.
  case failure = 1
  /// A limit was passed: time, memory, output.
  case limit = 2
  /// An input cannot be read or is no article.
  case input = 3
  /// The worker process died.
  case workerDied = 4
  /// The worker's protections are not available; nothing was run.
  case unprotected = 5
  /// The command line is wrong (sysexits.h EX_USAGE).
  case usage = 64
  case interrupted = 130
}
