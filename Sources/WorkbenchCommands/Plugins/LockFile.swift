import Glibc
import PluginKit

/// The `workbench.lock` of the folder one works in, or of the nearest folder above it that has one.
struct LockFile {
  let path: String
  var lock: PluginLock

  /// The nearest lock going up from the current folder; `nil` when there is none.
  static func nearest() throws(PluginCommandProblem) -> LockFile? {
    guard var folder = currentFolder else { return nil }
    while true {
      let path = (folder == "/" ? "" : folder) + "/" + PluginLock.fileName
      if let bytes = try WholeFile.read(path, limit: 1 << 20) {
        do {
          return LockFile(path: path, lock: try PluginLock(parsing: bytes))
        } catch {
          throw PluginCommandProblem(error, place: path)
        }
      }
      guard folder != "/", let slash = folder.lastIndex(of: "/") else { return nil }
      folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
    }
  }

  /// The nearest lock, or an empty one for the current folder.
  static func nearestOrNew() throws(PluginCommandProblem) -> LockFile {
    if let found = try nearest() { return found }
    return LockFile(
      path: (currentFolder.map { $0 == "/" ? "" : $0 } ?? ".") + "/" + PluginLock.fileName, lock: PluginLock())
  }

  /// Writes it back, readable for all who share the folder.
  func write() throws(PluginCommandProblem) { try WholeFile.write(lock.file, to: path, mode: 0o644) }

  private static var currentFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
