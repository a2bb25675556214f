import Glibc

/// Seconds of a clock.
func seconds(of clock: clockid_t) -> Double {
  var time = timespec()
  clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The least CPU time of `runs` runs of `body` in this thread: noise only ever adds.
func leastCPU(_ runs: Int = 5, _ body: () -> Void) -> Double {
  (0..<runs).map { _ in
    let start = seconds(of: CLOCK_THREAD_CPUTIME_ID)
    body()
    return seconds(of: CLOCK_THREAD_CPUTIME_ID) - start
  }.min() ?? 0
}

/// The least time on the clock of the wall.
func leastWall(_ runs: Int = 5, _ body: () -> Void) -> Double {
  (0..<runs).map { _ in
    let start = seconds(of: CLOCK_MONOTONIC)
    body()
    return seconds(of: CLOCK_MONOTONIC) - start
  }.min() ?? 0
}

/// What a program took, its children included.
struct ProgramCost {
  var wall = 0.0
  var cpu = 0.0
  /// Bytes of the largest process.
  var memory = 0
  var output = ""

  /// The least of each over `runs` runs; the program stops when one fails.
  static func least(_ arguments: [String], runs: Int) -> ProgramCost {
    let costs = (0..<runs).map { _ in ProgramCost(running: arguments) }
    return ProgramCost(
      wall: costs.map(\.wall).min() ?? 0, cpu: costs.map(\.cpu).min() ?? 0, memory: costs.map(\.memory).max() ?? 0,
      output: costs.last?.output ?? "")
  }

  private init(wall: Double, cpu: Double, memory: Int, output: String) {
    (self.wall, self.cpu, self.memory, self.output) = (wall, cpu, memory, output)
  }

  /// Runs a program with its errors thrown away.
  init(running arguments: [String]) {
    let path = "/tmp/workbench-measure-\(getpid()).out"
    defer { unlink(path) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let words = arguments.map { (word: String) in strdup(word) }
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    let start = seconds(of: CLOCK_MONOTONIC)
    guard posix_spawnp(&process, arguments[0], &actions, nil, words + [nil], environ) == 0 else {
      fatalError("cannot start \(arguments[0])")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    wall = seconds(of: CLOCK_MONOTONIC) - start
    guard status == 0 else { fatalError("\(arguments.joined(separator: " ")) failed with status \(status)") }
    cpu = Self.inSeconds(usage.ru_utime) + Self.inSeconds(usage.ru_stime)
    memory = Int(usage.ru_maxrss) << 10
    output = String(decoding: bytes(path), as: UTF8.self)
  }

  private static func inSeconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
}
