import ArgumentParser
import ArticleModel
import Glibc
import Worker

/// Finds gold and the texts it belongs to.
enum GoldFiles {
  private static let kinds = [".json", ".jsonl", ".conllu", ".bio"]

  /// The inputs for a job, gold in the order of its names, each JSON file followed by the text beside it.
  ///
  /// A folder stands for the gold that lies in it; folders within are not searched.
  static func inputs(_ paths: [String]) throws(InputFile.Problem) -> [WorkerJob.Input] {
    var inputs: [WorkerJob.Input] = []
    for path in paths {
      let files = isFolder(path) ? gold(in: path) : [path]
      guard !files.isEmpty else {
        throw InputFile.Problem(
          "no-gold", "there is no gold in this folder", remedy: "gold is \(kinds.joined(separator: ", "))", path)
      }
      for file in files {
        guard let kind = kinds.first(where: { file.hasSuffix($0) }) else {
          throw InputFile.Problem(
            "no-gold", "this is no gold", remedy: "gold is \(kinds.joined(separator: ", "))", file)
        }
        inputs.append(.init(name: file, bytes: try InputFile.read(file)))
        let text = file.dropLast(kind.count) + ".txt"
        if kind == ".json", access(String(text), F_OK) == 0 {
          inputs.append(.init(name: String(text), bytes: try InputFile.read(String(text))))
        }
      }
    }
    return inputs
  }

  /// The table of where places lie, which the job knows by its name.
  static func links(_ path: String) throws(InputFile.Problem) -> WorkerJob.Input {
    guard path.hasSuffix(".tsv") else {
      throw InputFile.Problem("no-gold", "this is no table", remedy: "name a file whose name ends in .tsv", path)
    }
    return .init(name: path, bytes: try InputFile.read(path))
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func gold(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix("."), kinds.contains(where: { name.hasSuffix($0) }) { names.append(name) }
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { prefix + $0 }
  }
}
