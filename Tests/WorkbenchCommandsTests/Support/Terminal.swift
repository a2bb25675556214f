import Glibc

/// The program on a terminal of its own: what a person types and sees.
final class Terminal {
  private let master: Int32
  private let process: pid_t
  /// Everything that has appeared so far.
  private(set) var screen = ""
  private var hasEnded = false

  // TIOCSPTLCK and TIOCGPTN of <asm-generic/ioctls.h>, POSIX_SPAWN_SETSID of <spawn.h>: Swift does not see them.
  private static let unlock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  /// Starts the program on a new terminal.
  init?(
    _ arguments: [String], home: String, term: String = "xterm", rows: UInt16 = 40, columns: UInt16 = 100,
    variables: [String] = []
  ) {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: Int32 = 0
    var isLocked: Int32 = 0
    guard master >= 0, ioctl(master, Self.unlock, &isLocked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
      return nil
    }
    let name = "/dev/pts/\(number)"
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens is the one that controls it.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.newSession)
    let words = ([Program().executable] + arguments).map { (word: String) in strdup(word) }
    let environment = (["PATH=/usr/bin:/bin", "HOME=\(home)", "TERM=\(term)"] + variables)
      .map { (word: String) in strdup(word) }
    defer { (words + environment).forEach { free($0) } }
    var process: pid_t = 0
    guard posix_spawn(&process, words[0]!, &actions, &attributes, words + [nil], environment + [nil]) == 0 else {
      return nil
    }
    self.process = process
  }

  deinit {
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    close(master)
  }

  /// Types.
  func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) } }

  /// Waits until `text` appears behind what had appeared at the last call, and returns all that came; `nil` when it does
  /// not come.
  @discardableResult
  func wait(for text: String, seconds: Int = 20) -> String? {
    var seen: [UInt8] = []
    let wanted = Array(text.utf8)
    for _ in 0..<(seconds * 20) {
      var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 50) > 0 else { continue }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { break }
      seen += buffer[..<count]
      if Self.contains(seen, wanted) {
        screen += String(decoding: seen, as: UTF8.self)
        return String(decoding: seen, as: UTF8.self)
      }
    }
    screen += String(decoding: seen, as: UTF8.self)
    return nil
  }

  /// Types a line, and waits for the next prompt.
  func answer(to line: String) -> String? {
    type(line + "\n")
    return wait(for: "\n> ")
  }

  /// Waits for the end; the exit status.
  func end() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    hasEnded = true
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
  }

  /// Kills the worker of the program.
  func killWorker() {
    let children = TemporaryFolder.read("/proc/\(process)/task/\(process)/children")
    var all = children
    // A worker belongs to the thread that has started it.
    if let folder = opendir("/proc/\(process)/task") {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if !name.hasPrefix(".") { all += " " + TemporaryFolder.read("/proc/\(process)/task/\(name)/children") }
      }
      closedir(folder)
    }
    for child in Set(all.split(separator: " ").compactMap { Int32($0) }) { kill(child, SIGKILL) }
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}
