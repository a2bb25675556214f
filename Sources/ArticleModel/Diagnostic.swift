/// Something wrong with what the user gave, as a value: how bad, where, what, and what to do about it.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  public var severity: Severity
  /// Short stable name for programs, such as `no-date`.
  public var code: String
  /// What is wrong, in one sentence without a full stop.
  public var message: String
  /// What to do about it.
  public var remedy: String?
  /// The file it is about, as the user named it.
  public var file: String?
  /// One-based.
  public var line, column: Int?
  /// The place in an article's text, when it is about one.
  public var span: Span?

  /// A diagnostic.
  public init(
    _ severity: Severity, code: String, _ message: String, remedy: String? = nil, file: String? = nil,
    line: Int? = nil, column: Int? = nil, span: Span? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.remedy = remedy
    self.file = file
    self.line = line
    self.column = column
    self.span = span
  }

  /// `file:line:column: error: message`, then the remedy on a line of its own.
  public var rendered: String {
    var place = ""
    if let file {
      place = file
      if let line { place += ":\(line)" }
      if line != nil, let column { place += ":\(column)" }
      place += ": "
    }
    return place + "\(severity.rawValue): \(message)" + (remedy.map { "\n  \($0)" } ?? "")
  }
}
