import Glibc

/// The files of a corpus: `corpus.db`, `corpus.lock`, and the folder `segments`. All belong to the user alone (0600).
struct CorpusFolder: Sendable {
  let path: String

  var database: String { path + "/corpus.db" }
  var segments: String { path + "/segments" }
  private var lock: String { path + "/corpus.lock" }

  func segment(_ name: String) -> String { "\(segments)/\(name)" }

  /// Makes the folder and an empty database file.
  func create() throws(CorpusError) {
    guard mkdir(path, 0o700) == 0 || (errno == EEXIST && Self.entries(of: path)?.isEmpty == true) else {
      if errno == EEXIST {
        throw CorpusError(
          .exists, "\(path) exists already", remedy: "choose another name, or add to it if it is a corpus")
      }
      throw .system(path, code: errno)
    }
    guard mkdir(segments, 0o700) == 0 else { throw .system(segments, code: errno) }
    // SQLite gives its other files the mode of this one.
    for file in [database, lock] {
      let descriptor = open(file, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw .system(file, code: errno) }
      close(descriptor)
    }
  }

  /// Checks that this looks like a corpus.
  func require() throws(CorpusError) {
    guard access(database, F_OK) == 0, access(segments, F_OK) == 0 else {
      throw CorpusError(
        .notACorpus, "\(path) is no corpus", remedy: "make one with `workbench corpus create \(path)`")
    }
  }

  /// The names in a folder, sorted, without those that begin with a point; `nil` when it cannot be read.
  static func entries(of path: String) -> [String]? {
    guard let stream = opendir(path) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes what was renamed or removed in a folder last.
  static func synchronize(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Takes the lock of the one process that may write; it is given back when the value goes, or the process dies.
  func lockForWriting() throws(CorpusError) -> WriterLock {
    let descriptor = open(lock, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .system(lock, code: errno) }
    // A child that this process is just starting holds what its parent holds, for a moment.
    var isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    for _ in 0..<5 where !isLocked && errno == EWOULDBLOCK {
      usleep(10_000)
      isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0
    }
    guard isLocked else {
      let code = errno
      var buffer = [UInt8](repeating: 0, count: 20)
      let count = pread(descriptor, &buffer, buffer.count, 0)
      close(descriptor)
      guard code == EWOULDBLOCK else { throw .system(lock, code: code) }
      let holder = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
      throw CorpusError(
        .locked, "another process\(holder.isEmpty ? "" : " (\(holder))") is changing \(path)",
        remedy: "wait until it has ended, or say --wait")
    }
    ftruncate(descriptor, 0)
    let holder = Array(String(getpid()).utf8)
    pwrite(descriptor, holder, holder.count, 0)
    return WriterLock(descriptor)
  }
}

/// The right to change a corpus.
final class WriterLock {
  private let descriptor: Int32
  init(_ descriptor: Int32) { self.descriptor = descriptor }
  deinit { close(descriptor) }
}
