public import ArticleModel

/// What is wrong with a query, where, and what to write instead.
public struct QueryError: Error, Hashable, Sendable, CustomStringConvertible {
  /// UTF-8 offset into the query's source.
  public let offset: Int
  /// One-based line.
  public let line: Int
  /// One-based column, counted in code points.
  public let column: Int
  /// What is wrong, in one sentence without a full stop.
  public let message: String
  /// What could stand here, or `nil`.
  public let expected: String?
  /// What to do about it, or `nil`.
  public let remedy: String?
  /// The source line the error is in.
  public let sourceLine: String

  /// `line:column: message (expected …)`.
  public var description: String { "\(line):\(column): \(message)" + (expected.map { " (expected \($0))" } ?? "") }

  /// The description, the source line with a caret under the place, and the remedy.
  public var rendered: String {
    let indentation = sourceLine.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? "\t" : " " }.joined()
    return description + "\n  " + sourceLine + "\n  " + indentation + "^" + (remedy.map { "\n  " + $0 } ?? "")
  }

  /// The error as a diagnostic about `file`, where the query begins at line `firstLine`.
  public func diagnostic(file: String? = nil, firstLine: Int = 1) -> Diagnostic {
    Diagnostic(
      .error, code: "bad-query", message + (expected.map { " (expected \($0))" } ?? ""), remedy: remedy, file: file,
      line: firstLine + line - 1, column: column)
  }
}

/// The bytes of a query, which know how to say where in them something is wrong.
struct QuerySource {
  let bytes: [UInt8]

  func error(at offset: Int, _ message: String, expected: String? = nil, remedy: String? = nil) -> QueryError {
    let offset = min(max(offset, 0), bytes.count)
    let (line, column) = ArticleText(String(decoding: bytes, as: UTF8.self)).position(of: offset)
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return QueryError(
      offset: offset, line: line, column: column, message: message, expected: expected, remedy: remedy,
      sourceLine: String(decoding: bytes[start..<max(start, end)], as: UTF8.self))
  }
}
