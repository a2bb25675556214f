import Glibc

/// The user's own folders, as the XDG Base Directory Specification places them.
enum UserFolders {
  /// Installed plugins: what can be fetched again.
  static var data: String? { folder("XDG_DATA_HOME", "/.local/share") }
  /// What the user agreed to: nobody else's business.
  static var state: String? { folder("XDG_STATE_HOME", "/.local/state") }

  private static func folder(_ variable: String, _ standard: String) -> String? {
    if let path = environment(variable), path.hasPrefix("/") { return path + "/workbench" }
    return environment("HOME").flatMap { $0.hasPrefix("/") ? $0 + standard + "/workbench" : nil }
  }

  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// What came with the program, next to it: `share/workbench`.
  static var shared: String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return nil }
    let path = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let parts = path.split(separator: "/")
    guard parts.count >= 2, parts[parts.count - 2] == "bin" else { return nil }
    return "/" + parts.dropLast(2).joined(separator: "/") + "/share/workbench"
  }
}

/// Files that appear whole or not at all.
enum WholeFile {
  /// Writes `bytes` to `path`; its folder is made when it does not exist.
  static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o600) throws(PluginCommandProblem) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    makeFolders(folder)
    let temporary = "\(path).\(getpid()).part"
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw problem(path) }
    let isWritten = Streams.write(bytes, to: descriptor) && fsync(descriptor) == 0
    close(descriptor)
    guard isWritten, rename(temporary, path) == 0 else {
      let problem = problem(path)
      unlink(temporary)
      throw problem
    }
  }

  /// The bytes of the file at `path`; `nil` when there is none.
  static func read(_ path: String, limit: Int) throws(PluginCommandProblem) -> [UInt8]? {
    guard access(path, F_OK) == 0 else { return nil }
    do { return try InputFile.read(path, limit: limit) } catch { throw PluginCommandProblem(error.diagnostic) }
  }

  /// Makes the folder at `path` and those above it, for the user alone.
  static func makeFolders(_ path: String) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o700)
    }
  }

  private static func problem(_ path: String) -> PluginCommandProblem {
    PluginCommandProblem("cannot be written: \(String(cString: strerror(errno)))", file: path)
  }
}
