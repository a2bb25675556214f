import Glibc
import PluginKit

/// Reads the folder of a plugin.
enum PluginFolder {
  /// Whether `path` is a folder with a manifest.
  static func isOne(_ path: String) -> Bool {
    Folder.exists(path) && access(path + "/" + PluginManifest.fileName, F_OK) == 0
  }

  /// The files of the folder at `path`. What begins with a dot belongs to editors and version control, and is left out.
  static func files(_ path: String) throws(PluginCommandProblem) -> PluginFiles {
    guard Folder.exists(path) else { throw PluginCommandProblem("this is no folder of a plugin", file: path) }
    var files = PluginFiles()
    try add(path, prefix: "", depth: 0, to: &files)
    return files
  }

  /// The plugin in the folder at `path`, its archive, and everything that is wrong with it.
  static func plugin(_ path: String) throws(PluginCommandProblem) -> (plugin: Plugin, archive: [UInt8]) {
    let files = try files(path)
    let place = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    do {
      return (try Plugin(files, place: place), PluginArchive.pack(files))
    } catch {
      throw PluginCommandProblem(error.problems)
    }
  }

  private static func add(
    _ folder: String, prefix: String, depth: Int, to files: inout PluginFiles
  ) throws(PluginCommandProblem) {
    guard depth < 8 else { throw PluginCommandProblem("the folders lie more than 8 deep", file: folder) }
    for name in try names(in: folder) where !name.hasPrefix(".") {
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { throw PluginCommandProblem("cannot be read", file: path) }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try add(path, prefix: prefix + name + "/", depth: depth + 1, to: &files)
      case S_IFREG:
        let bytes = try WholeFile.read(path, limit: PluginFiles.Limit.file) ?? []
        do { try files.add(prefix + name, bytes) } catch { throw PluginCommandProblem(error, place: folder) }
      case S_IFLNK: throw PluginCommandProblem("links are refused", file: path, remedy: "put a copy in its place")
      default: throw PluginCommandProblem("only plain files are accepted", file: path)
      }
    }
  }

  /// The names in a folder, sorted.
  static func names(in folder: String) throws(PluginCommandProblem) -> [String] {
    guard let names = Folder.names(in: folder) else {
      throw PluginCommandProblem("cannot be read: \(String(cString: strerror(errno)))", file: folder)
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
