import ArticleLoading
import Glibc

/// An article on its way in, and what the user knows it by.
struct IncomingArticle {
  var name: String
  var source: SourceArticle
  /// Whether it is all of a file.
  var isOwnFile = true
}

/// The articles in files, folders and collections, one after the other; only one article is in memory.
final class IncomingArticles {
  /// Bytes of all files together, where their size is known.
  let totalBytes: Int
  private var bytesDone = 0
  private var paths: [String]
  private var splitter: CollectionSplitter?
  private var splitterGave = false
  private let columns: String?
  private let limits: LimitOptions
  private let report: ((inout ExitStatus) -> Void) -> Void

  /// The articles in `paths`. What cannot be read is left out: `report` gets what tells the user, and how bad it is.
  init(
    _ paths: [String], columns: String?, limits: LimitOptions,
    report: @escaping (_ tell: (inout ExitStatus) -> Void) -> Void
  ) {
    self.columns = columns
    self.limits = limits
    self.report = report
    let files = paths.flatMap { path in Self.files(at: path) }
    totalBytes = files.reduce(0) { $0 + Self.size(of: $1) }
    self.paths = files.reversed()
  }

  /// Bytes of what was given out so far.
  var bytesRead: Int { bytesDone + (splitter?.bytesRead ?? 0) }

  /// The next article, or `nil` when there are no more.
  func next() -> IncomingArticle? {
    while true {
      do {
        if let splitter {
          if let article = try next(of: splitter) { return article }
          continue
        }
        guard let path = paths.popLast() else { return nil }
        if let article = try open(path) { return article }
      } catch {
        report { status in
          Streams.report(error.diagnostic)
          if status == .success { status = .input }
        }
      }
    }
  }

  /// The article at `path`; `nil` when there are several, which come next.
  private func open(_ path: String) throws(InputFile.Problem) -> IncomingArticle? {
    if path != "-", let format = ArticleSources.format(ofFile: path) {
      begin(try .open(path), format, path)
      return nil
    }
    let bytes = try InputFile.read(path)
    if path == "-",
      let format = CollectionFormat.detect(name: path, beginning: Array(bytes.prefix(CollectionFormat.sampleSize)))
    {
      begin(.bytes(bytes), format, path)
      return nil
    }
    bytesDone += bytes.count
    return IncomingArticle(name: path, source: try SourceArticle(file: bytes, path, columns: columns))
  }

  private func begin(_ contents: CollectionSplitter.Contents, _ format: CollectionFormat, _ path: String) {
    splitter = CollectionSplitter(contents, format, path: path, columns: columns, limits: limits)
    splitterGave = false
  }

  private func next(of splitter: CollectionSplitter) throws(InputFile.Problem) -> IncomingArticle? {
    guard let item = splitter.next() else {
      self.splitter = nil
      bytesDone += Self.size(of: splitter.path)
      report { splitter.reportProblems(isEmpty: !splitterGave, &$0) }
      return nil
    }
    splitterGave = true
    let name = "\(splitter.path)#\(item.number)"
    return IncomingArticle(
      name: name, source: try SourceArticle(item: item, name, columns: columns), isOwnFile: false)
  }

  private static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The files at `path`: itself, or those in the folder and the folders in it, by name; hidden ones are left out.
  private static func files(at path: String, depth: Int = 0) -> [String] {
    guard depth < 64, path != "-", Folder.exists(path), let all = Folder.names(in: path) else { return [path] }
    let names = all.filter { !$0.hasPrefix(".") }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return names.sorted().flatMap { files(at: folder + $0, depth: depth + 1) }
  }
}
