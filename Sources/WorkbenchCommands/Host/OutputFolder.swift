import Glibc
import Worker

/// The folder that `--output` names: files appear in it whole or not at all, and never outside it.
final class OutputFolder {
  /// A file that cannot be written.
  struct Problem: Error {
    let message: String
  }

  private let root: Int32
  private let path: String
  private var open: (directory: Int32, temporary: String, name: String, descriptor: Int32)?

  /// Opens the folder at `path`, which is made when it does not exist.
  init(_ path: String) throws(Problem) {
    mkdir(path, 0o700)
    root = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    self.path = path
    guard root >= 0 else { throw Problem(message: "the output folder \(path) cannot be opened: \(Self.reason)") }
  }

  deinit {
    abandon()
    if root >= 0 { close(root) }
  }

  /// Begins the file called `name`, relative to the folder. Links on the way are not followed.
  func begin(_ name: String) throws(Problem) {
    abandon()
    // The worker checked the name; what comes from a worker is checked again.
    if let problem = ReportFileName.problem(with: name) { throw Problem(message: problem) }
    let components = name.split(separator: "/").map(String.init)
    var directory = dup(root)
    for component in components.dropLast() {
      mkdirat(directory, component, 0o700)
      let next = openat(directory, component, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      close(directory)
      guard next >= 0 else { throw Problem(message: "\(path)/\(name) cannot be written: \(Self.reason)") }
      directory = next
    }
    let file = components[components.count - 1]
    let temporary = ".\(file.prefix(200)).\(getpid()).part"
    let descriptor = openat(directory, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = Self.reason
      close(directory)
      throw Problem(message: "\(path)/\(name) cannot be written: \(reason)")
    }
    open = (directory, temporary, file, descriptor)
  }

  /// Appends to the file that was begun.
  func write(_ bytes: [UInt8]) throws(Problem) {
    guard let open else { return }
    guard Streams.write(bytes, to: open.descriptor) else {
      let reason = Self.reason
      abandon()
      throw Problem(message: "\(path)/\(open.name) cannot be written: \(reason)")
    }
  }

  /// Puts the file in its place.
  func finish() throws(Problem) {
    guard let open else { return }
    guard fsync(open.descriptor) == 0, renameat(open.directory, open.temporary, open.directory, open.name) == 0 else {
      let reason = Self.reason
      abandon()
      throw Problem(message: "\(path)/\(open.name) cannot be written: \(reason)")
    }
    fsync(open.directory)
    close(open.descriptor)
    close(open.directory)
    self.open = nil
  }

  /// Removes what was written of a file that will not be finished.
  func abandon() {
    guard let open else { return }
    unlinkat(open.directory, open.temporary, 0)
    close(open.descriptor)
    close(open.directory)
    self.open = nil
  }

  private static var reason: String { String(cString: strerror(errno)) }
}
