import ArticleModel
import Glibc

/// Reads what the user names, or says what is wrong with it.
enum InputFile {
  /// Larger files are refused before they are read.
  static let maximumSize = 32 << 20

  /// The bytes of the file at `path`; `-` is standard input.
  static func read(_ path: String, limit: Int = maximumSize) throws(Problem) -> [UInt8] {
    let descriptor = try open(path)
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw problem(path, code: errno) }
    if status.st_mode & S_IFMT == S_IFDIR {
      throw Problem("unreadable", "this is a folder", remedy: "name the files in it, such as \(path)/*.txt", path)
    }
    if status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) > limit { throw tooLarge(path, limit) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(Int(status.st_size), limit))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw problem(path, code: errno) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { throw tooLarge(path, limit) }
    }
  }

  /// The open file at `path`; `-` is standard input.
  static func open(_ path: String) throws(Problem) -> Int32 {
    let descriptor = path == "-" ? STDIN_FILENO : Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(path, code: errno) }
    return descriptor
  }

  /// A file that cannot be used.
  struct Problem: Error {
    let diagnostic: Diagnostic

    init(_ code: String, _ message: String, remedy: String, _ file: String) {
      diagnostic = Diagnostic(.error, code: code, message, remedy: remedy, file: file)
    }
  }

  private static func tooLarge(_ path: String, _ limit: Int) -> Problem {
    Problem(
      "too-large", "larger than \(limit >> 20) MiB, which is more than any article",
      remedy: "split it into one file an article", path)
  }

  private static func problem(_ path: String, code: Int32) -> Problem {
    let reason = String(cString: strerror(code))
    let remedy =
      switch code {
      case ENOENT: "check the spelling of the name, and the folder you are in"
      case EACCES, EPERM: "ask the file's owner for the right to read it"
      default: "try again, or copy the file elsewhere"
      }
    return Problem("unreadable", "cannot be read: \(reason)", remedy: remedy, path)
  }
}
