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
      let files = Folder.exists(path) ? gold(in: path) : [path]
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

  private static func gold(in folder: String) -> [String] {
    let names = (Folder.names(in: folder) ?? []).filter { name in
      !name.hasPrefix(".") && kinds.contains { name.hasSuffix($0) }
    }
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { prefix + $0 }
  }
}
