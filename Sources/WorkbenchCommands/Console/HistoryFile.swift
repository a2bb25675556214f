import Glibc

/// The lines of earlier runs, in a file that only its user can read.
struct HistoryFile {
  private let path: String
  /// The most lines that are kept.
  private static let most = 5_000

  /// The history in `$XDG_STATE_HOME/workbench` or `~/.local/state/workbench`, whose folders are made; `nil` when there
  /// is no home.
  init?() {
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    guard let state = variable("XDG_STATE_HOME") ?? variable("HOME").map({ $0 + "/.local/state" }) else { return nil }
    path = state + "/workbench/console-history"
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      mkdir(folder, 0o700)
    }
  }

  /// The lines, oldest first. A file that has grown too long is cut.
  func lines() -> [String] {
    guard let bytes = try? InputFile.read(path, limit: 16 << 20) else { return [] }
    var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    if lines.count > 2 * Self.most {
      lines = Array(lines.suffix(Self.most))
      rewrite(lines)
    }
    return lines.suffix(Self.most)
  }

  /// Adds a line.
  func append(_ line: String) {
    let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    defer { close(file) }
    // A file that others could read, from whatever time, is made private again.
    fchmod(file, 0o600)
    Streams.write((line + "\n").utf8, to: file)
  }

  private func rewrite(_ lines: [String]) {
    let temporary = "\(path).\(getpid()).part"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return }
    let isWritten = Streams.write((lines.joined(separator: "\n") + "\n").utf8, to: file)
    close(file)
    if !isWritten || rename(temporary, path) != 0 { unlink(temporary) }
  }
}
