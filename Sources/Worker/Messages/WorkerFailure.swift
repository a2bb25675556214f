/// Why a job ended without success, as the worker tells it: a Lua error with its place, a limit, or input nobody can read.
public struct WorkerFailure: Error, Hashable, Sendable {
  /// What sort of failure it is.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// The script does not parse.
    case syntax = 1
    /// The script raised an error.
    case runtime
    /// The CPU time ran out.
    case cpuTime
    /// The script's memory ran out.
    case memory
    /// Too much output, too many facts, diagnostics or files.
    case quota
    /// The user stopped it.
    case interrupted
    /// The input cannot be read.
    case input
    /// The job asks for something that this worker does not do.
    case unsupported
    /// A fault of the program itself.
    case `internal`

    /// Whether a limit ended the job, not its own mistake.
    public var isLimit: Bool { self == .cpuTime || self == .memory || self == .quota }
  }

  public var kind: Kind
  /// What happened, in one sentence without place.
  public var message: String
  /// The file it is about: a script's path, or the input's name.
  public var file: String?
  /// One-based.
  public var line: Int?
  /// The Lua stack, one line a level.
  public var traceback: String?

  /// A failure.
  public init(_ kind: Kind, _ message: String, file: String? = nil, line: Int? = nil, traceback: String? = nil) {
    self.kind = kind
    self.message = message
    self.file = file
    self.line = line
    self.traceback = traceback
  }
}
