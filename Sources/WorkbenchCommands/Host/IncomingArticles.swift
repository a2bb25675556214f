import Glibc

/// An article on its way in: its bytes and what the user knows them by.
struct IncomingArticle {
  var name: String
  var bytes: [UInt8]
  /// Whether the bytes are one JSON object.
  var isObject = false
}

/// The articles in files, folders and JSON Lines, one after the other; only one file's line or one file is in memory.
final class IncomingArticles {
  /// Bytes of all files together, where their size is known.
  let totalBytes: Int
  /// Bytes of what was given out so far.
  private(set) var bytesRead = 0
  private var paths: [String]
  private var lines: LineReader?
  private let report: (InputFile.Problem) -> Void

  /// The articles in `paths`; what cannot be read is reported and left out.
  init(_ paths: [String], report: @escaping (InputFile.Problem) -> Void) {
    self.report = report
    let files = paths.flatMap { path in Self.files(at: path) }
    totalBytes = files.reduce(0) { $0 + Self.size(of: $1) }
    self.paths = files.reversed()
  }

  /// The next article, or `nil` when there are no more.
  func next() -> IncomingArticle? {
    while true {
      if let reader = lines {
        do {
          if let line = try reader.next() {
            bytesRead += line.bytes.count + 1
            return IncomingArticle(name: "\(reader.path):\(line.number)", bytes: line.bytes, isObject: true)
          }
        } catch {
          report(error)
        }
        lines = nil
      }
      guard let path = paths.popLast() else { return nil }
      do {
        if ["jsonl", "ndjson"].contains(Self.suffix(of: path)) {
          lines = try LineReader(path)
          continue
        }
        let bytes = try InputFile.read(path)
        bytesRead += bytes.count
        return IncomingArticle(name: path, bytes: bytes, isObject: Self.suffix(of: path) == "json")
      } catch {
        report(error)
      }
    }
  }

  static func suffix(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last.map { $0.lowercased() } ?? ""
  }

  private static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The files at `path`: itself, or those in the folder and the folders in it, by name; hidden ones are left out.
  private static func files(at path: String, depth: Int = 0) -> [String] {
    var status = stat()
    guard depth < 64, path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      let stream = opendir(path)
    else { return [path] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    let folder = path.hasSuffix("/") ? path : path + "/"
    return names.sorted().flatMap { files(at: folder + $0, depth: depth + 1) }
  }
}

/// Reads a file line by line, whatever its size.
final class LineReader {
  let path: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var number = 0
  private var isAtEnd = false

  init(_ path: String) throws(InputFile.Problem) {
    self.path = path
    descriptor = try InputFile.open(path)
  }

  deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

  /// The next line that is not empty, without its end, and its number; `nil` at the end.
  func next() throws(InputFile.Problem) -> (number: Int, bytes: [UInt8])? {
    while true {
      if let end = buffer[position...].firstIndex(of: 0x0A) {
        let line = buffer[position..<end]
        position = end + 1
        number += 1
        if line.contains(where: { $0 > 0x20 }) { return (number, Array(line)) }
        continue
      }
      if isAtEnd {
        let rest = buffer[position...]
        position = buffer.count
        number += 1
        return rest.contains { $0 > 0x20 } ? (number, Array(rest)) : nil
      }
      buffer.removeSubrange(..<position)
      position = 0
      guard buffer.count <= InputFile.maximumSize else {
        throw InputFile.Problem(
          "too-large", "line \(number + 1) is larger than \(InputFile.maximumSize >> 20) MiB",
          remedy: "each line is one article", path)
      }
      try fill()
    }
  }

  private func fill() throws(InputFile.Problem) {
    let piece = [UInt8](unsafeUninitializedCapacity: 1 << 18) { space, count in
      repeat { count = read(descriptor, space.baseAddress, space.count) } while count < 0 && errno == EINTR
      count = max(count, 0)
    }
    if piece.isEmpty { isAtEnd = true }
    buffer += piece
  }
}
