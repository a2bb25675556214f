import Glibc

/// The files that the user names: themselves, and for folders the files in them that hold articles.
enum ArticleFiles {
  /// The paths of the articles, in the order given, a folder's in the order of their names. What cannot be read stays
  /// in the list: reading it says why.
  static func expanded(_ paths: [String]) throws(InputFile.Problem) -> [String] {
    var files: [String] = []
    for path in paths {
      guard isFolder(path) else {
        files.append(path)
        continue
      }
      let found = texts(in: path, depth: 0)
      if found.isEmpty {
        throw InputFile.Problem(
          "unreadable", "this folder holds no articles", remedy: "docs/loading.md says which files are read", path)
      }
      files += found
    }
    return files
  }

  /// Folders in folders further down than this are left out, so that a circle of links ends.
  private static let maximumDepth = 16

  private static func texts(in folder: String, depth: Int) -> [String] {
    guard depth < maximumDepth, let all = Folder.names(in: folder) else { return [] }
    let names = all.filter { !$0.hasPrefix(".") }
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.flatMap { name -> [String] in
      let path = base + name
      if isFolder(path) { return texts(in: path, depth: depth + 1) }
      return isArticle(name) ? [path] : []
    }
  }

  /// JSON is left out: beside articles it is mostly something else.
  private static let suffixes = [
    ".txt", ".html", ".htm", ".xhtml", ".pdf", ".docx", ".odt", ".eml", ".mbox", ".csv", ".tsv", ".jsonl", ".ndjson",
    ".rss", ".atom", ".zip", ".warc", ".warc.gz",
  ]

  private static func isArticle(_ name: String) -> Bool {
    let lower = name.lowercased()
    return suffixes.contains { lower.hasSuffix($0) }
  }

  /// Whether there is something at `path`.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func isFolder(_ path: String) -> Bool { path != "-" && Folder.exists(path) }
}
