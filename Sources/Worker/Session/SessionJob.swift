/// The jobs of a session: a Lua state that stays in its worker from line to line. They come one after the other on one
/// worker, the first of them `open`.
public enum SessionJob {
  /// Begins a session: over the one article in its input, over several whose names are its inputs and which the host is
  /// asked for, or over the segments of a corpus. The output says what there is.
  public static let open = "session-open"
  /// Runs the first chunk, an expression or statements, or a whole script if its key is `script`; the others are modules. What it prints and what an
  /// expression gives are output; the result is a `SessionReply`.
  public static let evaluate = "session-evaluate"
  /// The result is how the source in the first chunk may go on, a `Completion` in `CompletionCoding`.
  public static let complete = "session-complete"
  /// Does what the option `SessionOption.action` says with `SessionOption.argument`; the answer is output.
  public static let command = "session-command"
  /// Makes the first input the session's article.
  public static let article = "session-article"

  /// The key of a chunk that is a script.
  public static let script = "script"

  static let kinds = continuing.union([open])
  /// Those that go on with the session that is open.
  static let continuing: Set = [evaluate, complete, command, article]
}

/// The settings of a session's jobs besides those of every job.
public enum SessionOption {
  /// Present when the session is about the one article in its input.
  public static let single = "single"
  /// What there is in a corpus, in a line.
  public static let summary = "summary"
  /// Lines of a page.
  public static let lines = "lines"
  /// Present when neither output nor values are shown: a line is run again.
  public static let silent = "silent"
  /// The number of the first result, where a line is run again.
  public static let firstResult = "first-result"
  /// Which command.
  public static let action = "action"
  /// What the command is about.
  public static let argument = "argument"
}

/// What a session answers to `SessionJob.command`.
public enum SessionAction: String, CaseIterable, Sendable {
  case describe, help, why, query, more, results, limits
}

/// What became of a line.
public enum SessionLine: String, Sendable {
  /// It is the beginning of something longer.
  case incomplete
  /// Statements, or an expression without value.
  case statement
  /// An expression, whose value was shown.
  case value
}

/// The answer to a line.
public struct SessionReply: Equatable, Sendable {
  public var line: SessionLine
  /// The numbers of the results it has given.
  public var results: Range<Int>

  /// An answer.
  public init(line: SessionLine, results: Range<Int>) {
    self.line = line
    self.results = results
  }

  var encoded: [UInt8] { Array("\(line.rawValue) \(results.lowerBound) \(results.count)".utf8) }

  /// The answer in what a worker sent; `nil` when it is none.
  public init?(_ bytes: [UInt8]) {
    let parts = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    guard parts.count == 3, let line = SessionLine(rawValue: String(parts[0])), let first = Int(parts[1]),
      let count = Int(parts[2]), (0...(1 << 40)).contains(first), (0...100_000).contains(count)
    else { return nil }
    self.line = line
    results = first..<(first + count)
  }
}
