/// A piece of work for a worker: the bytes it is about, the scripts to run, and what they may use.
public struct WorkerJob: Hashable, Sendable {
  /// Bytes from outside with the name the user gave them.
  public struct Input: Hashable, Sendable {
    public var name: String
    public var bytes: [UInt8]

    /// An input.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// A script or plugin file.
  public struct Chunk: Hashable, Sendable {
    /// The short chunk name that Lua sees.
    public var key: String
    /// The full path, for messages.
    public var path: String
    /// The source text.
    public var source: [UInt8]

    /// A chunk.
    public init(key: String, path: String, source: [UInt8]) {
      self.key = key
      self.path = path
      self.source = source
    }
  }

  /// What to do; the worker's handler knows the words.
  public var kind: String
  /// Articles and other data, in order.
  public var inputs: [Input]
  /// Settings by name.
  public var options: [String: String]
  /// Scripts and plugins, in order.
  public var chunks: [Chunk]
  /// The script's own arguments.
  public var arguments: [String]
  public var limits: JobLimits
  /// Open files that the worker is to map read-only, which the host keeps open until the job has ended; the worker finds
  /// them in its channel's `files`.
  public var descriptors: [Int32]

  /// A job.
  public init(
    kind: String, inputs: [Input] = [], options: [String: String] = [:], chunks: [Chunk] = [], arguments: [String] = [],
    limits: JobLimits = JobLimits(), descriptors: [Int32] = []
  ) {
    self.kind = kind
    self.inputs = inputs
    self.options = options
    self.chunks = chunks
    self.arguments = arguments
    self.limits = limits
    self.descriptors = descriptors
  }
}
