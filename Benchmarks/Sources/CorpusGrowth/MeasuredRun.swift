import Glibc

/// A program that was run to its end, with what it took.
struct MeasuredRun {
  private(set) var status: Int32 = -1
  private(set) var seconds = 0.0
  /// CPU time of the program and of those that it started and waited for.
  private(set) var cpuSeconds = 0.0
  /// The most memory that the program and its workers held at once, in bytes, looked at twenty times a second; pages that
  /// several share count once.
  private(set) var mostMemory = 0

  init(_ command: [String]) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    let words = command.map { (word: String) in strdup(word) }
    defer { words.forEach { free($0) } }
    var process: pid_t = 0
    let start = Self.now
    guard posix_spawn(&process, command[0], &actions, nil, words + [nil], environ) == 0 else { return }
    var usage = rusage()
    var ending: Int32 = 0
    while wait4(process, &ending, WNOHANG, &usage) == 0 {
      mostMemory = max(mostMemory, Self.memory(of: process))
      usleep(50_000)
    }
    seconds = Self.now - start
    cpuSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
    status = ending & 0x7F == 0 ? (ending >> 8) & 0xFF : -1
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

  private static func memory(of process: pid_t) -> Int {
    // Any thread may have started a worker.
    let children = names(in: "/proc/\(process)/task").flatMap { thread in
      read("/proc/\(process)/task/\(thread)/children").split(separator: " ").compactMap { Int32($0) }
    }
    return ([process] + children).reduce(0) { $0 + proportional($1) }
  }

  /// `Pss` of a process, in bytes.
  private static func proportional(_ process: pid_t) -> Int {
    for line in read("/proc/\(process)/smaps_rollup").split(separator: "\n") where line.hasPrefix("Pss:") {
      return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) << 10
    }
    return 0
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names
  }

  private static func read(_ path: String) -> String {
    guard let file = fopen(path, "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
