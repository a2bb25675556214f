public import ArticleModel

/// What a job hands out while it runs, in order.
public enum WorkerEvent: Hashable, Sendable {
  /// Where output is meant to go.
  public enum Stream: UInt8, Sendable, CaseIterable {
    case standardOutput = 1
    case standardError
  }

  /// How far a job is.
  public struct Progress: Hashable, Sendable {
    public var done: Int
    public var total: Int?
    public var label: String

    /// Progress.
    public init(done: Int, total: Int? = nil, label: String) {
      self.done = done
      self.total = total
      self.label = label
    }
  }

  /// Bytes that the script wrote, not escaped for a terminal.
  case output(Stream, [UInt8])
  /// A report file begins; the name is relative and stays beneath its folder.
  case fileBegin(name: String)
  /// The next bytes of the file that was begun.
  case fileData([UInt8])
  /// The file is complete.
  case fileEnd
  case diagnostic(Diagnostic)
  /// The next bytes of the result.
  case result([UInt8])
  case progress(Progress)
  /// The job waits for `Supervisor.goOn()`.
  case paused
  /// The job waits for `Supervisor.respond(to:with:)`.
  case request(id: UInt32, name: String, body: [UInt8])
}
