/// Why a Lua program ended before its end.
public struct LuaError: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind of failure; more kinds may come.
  public struct Kind: Sendable, Equatable, Hashable, CustomStringConvertible {
    private let name: String
    public var description: String { name }
    /// The text is no Lua.
    public static let syntax = Kind(name: "syntax")
    /// The program raised an error.
    public static let runtime = Kind(name: "runtime")
    /// The CPU time is used up, or the wall-clock limit reached (the message says which).
    public static let timeLimit = Kind(name: "timeLimit")
    /// The memory is used up.
    public static let memoryLimit = Kind(name: "memoryLimit")
    /// Somebody pressed Ctrl-C.
    public static let interrupted = Kind(name: "interrupted")
    /// Anything else: a value that cannot be converted, no timers on this machine.
    public static let other = Kind(name: "other")
  }

  /// One line of a traceback.
  public struct Frame: Sendable, Equatable, CustomStringConvertible {
    /// Full path of the chunk; `nil` for functions of the host.
    public var path: String?
    /// Line that was running, from 1 on; `nil` for functions of the host.
    public var line: Int?
    /// Name of the function where one is known; `main chunk` for a chunk.
    public var function: String?

    public var description: String {
      let place = path.map { path in line.map { "\(path):\($0)" } ?? path } ?? "[host]"
      return function.map { "\(place): in \($0)" } ?? place
    }
  }

  public var kind: Kind
  /// Full path of the chunk in which it happened.
  public var path: String?
  /// Line, from 1 on.
  public var line: Int?
  /// The message without its position.
  public var message: String
  /// Innermost first; at most 24 frames.
  public var traceback: [Frame]
  /// The message as Lua raised it, with short names, so that it can go on through outer calls.
  var raised: String?

  public init(kind: Kind, path: String? = nil, line: Int? = nil, message: String, traceback: [Frame] = []) {
    self.kind = kind
    self.path = path
    self.line = line
    self.message = message
    self.traceback = traceback
  }

  /// `path:line: message`, as far as they are known.
  public var description: String {
    guard let path else { return message }
    guard let line else { return "\(path): \(message)" }
    return "\(path):\(line): \(message)"
  }
}

/// What a Swift function throws to raise a Lua error; the position of the calling line is put before the message.
public struct LuaFailure: Error, Sendable, Equatable {
  /// The message without position.
  public var message: String
  /// The argument at fault, from 1 on; the message then becomes `bad argument #1 to 'name' (message)`.
  public var argument: Int?

  public init(_ message: String) { self.message = message }

  public init(_ message: String, argument: Int) {
    self.message = message
    self.argument = argument
  }
}
