import ArgumentParser
import ArticleLoading
import ArticleModel
import Glibc
import Worker

/// The articles that the user names: files as they are, folders as the files in them, collections as their articles, which
/// are called `file#number`.
final class ArticleSources {
  /// The articles in the order given, a folder's in the order of their names. What cannot be read stays in the list:
  /// reading it says why.
  private(set) var paths: [String] = []
  /// What was wrong with a collection.
  private(set) var status = ExitStatus.success

  private struct Member {
    var collection: Int
    var number: Int
  }
  private struct Collection {
    var path: String
    var format: CollectionFormat
  }
  private var members: [String: Member] = [:]
  private var collections: [Collection] = []
  private var standardInput: [UInt8]?
  private var current: (collection: Int, last: Int, splitter: CollectionSplitter)?
  private let columns: String?
  private let limits: LimitOptions

  /// The articles that `arguments` stand for.
  ///
  /// - Parameters:
  ///   - columns: where JSON and tables keep the parts of an article.
  ///   - limits: for the workers that take collections apart.
  init(_ arguments: [String], columns: String?, limits: LimitOptions) throws(InputFile.Problem) {
    self.columns = columns
    self.limits = limits
    for path in try ArticleFiles.expanded(arguments) { add(path) }
  }

  private func add(_ path: String) {
    if let format = format(of: path) {
      addMembers(of: path, format)
    } else if let (base, number) = Self.member(path), access(path, F_OK) != 0, let format = format(of: base) {
      collections.append(Collection(path: base, format: format))
      members[path] = Member(collection: collections.count - 1, number: number)
      paths.append(path)
    } else {
      paths.append(path)
    }
  }

  /// "articles.csv#3" as the file and the number.
  private static func member(_ path: String) -> (String, Int)? {
    guard let mark = path.lastIndex(of: "#"), let number = Int(path[path.index(after: mark)...]), number > 0 else {
      return nil
    }
    return (String(path[..<mark]), number)
  }

  private func format(of path: String) -> CollectionFormat? {
    if path == "-" {
      guard let bytes = try? InputFile.read(path) else { return nil }
      standardInput = bytes
      return CollectionFormat.detect(name: path, beginning: Array(bytes.prefix(CollectionFormat.sampleSize)))
    }
    return Self.format(ofFile: path)
  }

  static func format(ofFile path: String) -> CollectionFormat? {
    guard let descriptor = try? InputFile.open(path) else { return nil }
    defer { close(descriptor) }
    // What is no file has no beginning that could be read twice.
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var beginning = [UInt8](repeating: 0, count: CollectionFormat.sampleSize)
    let count = pread(descriptor, &beginning, beginning.count, 0)
    return CollectionFormat.detect(name: path, beginning: Array(beginning.prefix(max(0, count))))
  }

  private func addMembers(of path: String, _ format: CollectionFormat) {
    collections.append(Collection(path: path, format: format))
    guard let splitter = try? splitter(collections.count - 1, isCounting: true) else {
      return paths.append(path)
    }
    while splitter.next() != nil {}
    for line in String(decoding: splitter.result, as: UTF8.self).split(separator: "\n") {
      guard let number = Int(line) else { continue }
      let name = "\(path)#\(number)"
      members[name] = Member(collection: collections.count - 1, number: number)
      paths.append(name)
    }
    splitter.reportProblems(isEmpty: splitter.result.isEmpty, &status)
  }

  private func splitter(
    _ collection: Int, first: Int = 0, isCounting: Bool = false
  ) throws(InputFile.Problem) -> CollectionSplitter {
    let (path, format) = (collections[collection].path, collections[collection].format)
    let contents: CollectionSplitter.Contents =
      if path == "-" { .bytes(standardInput ?? []) } else { try .open(path) }
    return CollectionSplitter(
      contents, format, path: path, columns: columns, limits: limits, first: first, isCounting: isCounting)
  }

  /// The article at `path`, one of `paths`.
  func read(_ path: String) throws(InputFile.Problem) -> SourceArticle {
    guard let member = members[path] else {
      let bytes: [UInt8]
      if path == "-", let input = standardInput { bytes = input } else { bytes = try InputFile.read(path) }
      return try SourceArticle(file: bytes, path, columns: columns)
    }
    // Articles are mostly asked for in their order, which needs one walk through the file.
    if current?.collection != member.collection || current!.last >= member.number {
      current = nil
      current = (member.collection, 0, try splitter(member.collection, first: member.number))
    }
    while let item = current?.splitter.next() {
      current!.last = item.number
      if item.number == member.number { return try SourceArticle(item: item, path, columns: columns) }
      if item.number > member.number { break }
    }
    current = nil
    throw InputFile.Problem(
      "unreadable", "there is no such article in the file", remedy: "its articles are numbered from 1 on", path)
  }

  /// Reads `path` and goes on with it; what cannot be read is reported.
  func attempt(_ path: String, _ body: (SourceArticle) -> ExitStatus) -> ExitStatus {
    do {
      return body(try read(path))
    } catch {
      Streams.report(error.diagnostic)
      return .input
    }
  }
}

extension CollectionSplitter.Contents {
  /// The file at `path`, open.
  static func open(_ path: String) throws(InputFile.Problem) -> Self {
    let descriptor = try InputFile.open(path)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      throw InputFile.Problem("unreadable", "cannot be read", remedy: "try again", path)
    }
    return .file(descriptor: descriptor, size: Int(status.st_size))
  }
}

extension CollectionSplitter {
  /// Tells the user what was left out and how the work ended.
  func reportProblems(isEmpty: Bool, _ status: inout ExitStatus) {
    for diagnostic in diagnostics {
      Streams.report(diagnostic)
      if diagnostic.severity == .error, status == .success { status = .input }
    }
    let problem: Diagnostic
    switch outcome {
    case .failed(let failure, _)?:
      if failure.kind == .interrupted {
        status = .interrupted
        return
      }
      problem = Diagnostic(
        .error, code: "\(failure.kind)", failure.message, file: failure.file ?? path, line: failure.line)
      if status == .success { status = failure.kind.isLimit ? .limit : .input }
    case .died(let death)?:
      problem = Diagnostic(.error, code: "worker", death.explanation, file: path)
      if status == .success { status = death.status }
    default:
      // What was wrong with all that is in it has been told.
      guard isEmpty, !diagnostics.contains(where: { $0.severity == .error }) else { return }
      problem = Diagnostic(
        .error, code: "empty-file", "the file holds no articles", remedy: "give a file that holds some", file: path)
      if status == .success { status = .input }
    }
    Streams.report(problem)
  }
}

extension ParsableCommand {
  /// The articles that `arguments` stand for; ends the program where there are none.
  func readSources(
    _ arguments: [String], _ article: ArticleOptions, _ limits: LimitOptions
  ) throws -> ArticleSources {
    do {
      return try ArticleSources(arguments, columns: article.columns, limits: limits)
    } catch {
      Streams.report(error.diagnostic)
      throw ExitCode(ExitStatus.input.rawValue)
    }
  }
}
