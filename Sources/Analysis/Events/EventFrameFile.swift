public import ArticleModel

/// A frame file: kinds of events, the words they refer to, and the weights by which main events are chosen.
///
/// Reading never fails: what cannot be used is left out and listed in `problems`. A plugin brings kinds of its own by
/// such a file; `Language.adding(_:)` joins it to those of the language.
public struct EventFrameFile: Sendable {
  /// Something in the file that cannot be used, and where.
  public struct Problem: Error, Hashable, Sendable, CustomStringConvertible {
    /// One-based line.
    public var line: Int
    /// One-based column in code points, where it is known.
    public var column: Int?
    /// What is wrong, in one sentence without a full stop.
    public var message: String
    /// What to do about it.
    public var remedy: String?

    public var description: String { "line \(line): \(message)" }

    /// The problem as a diagnostic about `file`.
    public func diagnostic(file: String?) -> Diagnostic {
      Diagnostic(.error, code: "bad-frame", message, remedy: remedy, file: file, line: line, column: column)
    }
  }

  /// Who brought a file.
  struct Origin: Hashable, Sendable {
    var by: String
    var version: String
  }

  /// The frames that can be used, in the order of the file.
  public private(set) var frames: [EventFrame] = []
  /// What cannot be used, in the order of the file.
  public private(set) var problems: [Problem] = []
  /// Lists of lemmas by name.
  private(set) var lists: [String: Set<String>] = [:]
  /// Weights by name.
  private(set) var weights: [String: Int] = [:]
  private let origin: Origin?
  private let words: [String: [String]]

  /// Reads the text of a frame file.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - by: who brings it, a plugin's id; the evidence of its events says so. `nil` for the language's own.
  ///   - version: that plugin's version.
  ///   - lists: the word lists that `$name` stands for in queries.
  public init(_ text: String, by: String? = nil, version: String = "", lists: [String: [String]] = [:]) {
    origin = by.map { Origin(by: $0, version: version) }
    words = lists
    var section = ""
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = line.hasSuffix("\r") ? line.dropLast() : line
      let content = line.drop { $0 == " " || $0 == "\t" }
      if content.isEmpty || content.hasPrefix("#") { continue }
      if content.startIndex == line.startIndex {
        section = begin(content, number + 1)
      } else {
        read(
          content, in: section, number + 1, indentation: line.distance(from: line.startIndex, to: content.startIndex))
      }
    }
    var checkedFrames: [EventFrame] = []
    for frame in frames { checkedFrames.append(checked(frame)) }
    frames = checkedFrames
    frames.removeAll { $0.triggers.isEmpty && $0.stances.isEmpty }
  }

  /// A file of one frame, from its lines in order: the form in which a script gives it.
  public init(
    frame name: String, _ lines: [(key: String, value: String)], by: String? = nil, version: String = "",
    lists: [String: [String]] = [:]
  ) {
    let flat = lines.map { "  \($0.key): \($0.value.split(whereSeparator: \.isNewline).joined(separator: " "))" }
    self.init((["frame \(name)"] + flat).joined(separator: "\n"), by: by, version: version, lists: lists)
  }

  func weight(_ name: String) -> Int { weights[name] ?? 0 }

  /// Joins another file: its frames come before those that are here, so that they win where both fit.
  mutating func add(_ other: EventFrameFile) {
    frames = other.frames + frames
    lists.merge(other.lists) { $0.union($1) }
    problems += other.problems
  }

  private mutating func begin(_ content: Substring, _ number: Int) -> String {
    let name = content.drop { $0 != " " }.drop { $0 == " " }
    let keyword = content.prefix { $0 != " " }
    switch keyword {
    case "frame" where !name.isEmpty:
      var frame = EventFrame(name: String(name), line: number)
      frame.origin = origin
      frames.append(frame)
      return "frame"
    case "lists" where name.isEmpty, "weights" where name.isEmpty: return String(keyword)
    default:
      problems.append(
        Problem(
          line: number, column: 1, message: "'\(content)' begins no block",
          remedy: "a block begins with 'frame NAME', 'lists' or 'weights', and its lines are indented"))
      return "?"
    }
  }

  private mutating func read(_ content: Substring, in section: String, _ number: Int, indentation: Int) {
    guard section != "?" else { return }
    func problem(_ message: String, _ remedy: String? = nil, column: Int? = nil) -> Problem {
      Problem(line: number, column: column ?? (indentation + 1), message: message, remedy: remedy)
    }
    guard let colon = content.firstIndex(of: ":") else {
      problems.append(problem("the line has no colon", "write 'key: value'"))
      return
    }
    let key = String(content[..<colon])
    let rest = content[content.index(after: colon)...].drop { $0 == " " }
    let value = String(rest)
    switch section {
    case "frame":
      if let wrong = frames[frames.count - 1].set(key, value, lists: words) {
        let start = indentation + content.distance(from: content.startIndex, to: rest.startIndex)
        let column = wrong.offset.map { offset in
          start + 1 + String(decoding: value.utf8.prefix(offset), as: UTF8.self).unicodeScalars.count
        }
        problems.append(problem(wrong.message, wrong.remedy, column: column))
      }
    case "lists": lists[key, default: []].formUnion(value.split(separator: "|").map(String.init))
    case "weights":
      if let weight = Int(value) {
        weights[key] = weight
      } else {
        problems.append(problem("a weight is a whole number"))
      }
    default: problems.append(problem("the line belongs to no block", "begin with 'frame NAME'"))
    }
  }

  /// A frame without what is wrong with it as a whole.
  private mutating func checked(_ frame: EventFrame) -> EventFrame {
    var frame = frame
    if frame.triggers.isEmpty, frame.stances.isEmpty {
      problems.append(
        Problem(
          line: frame.line, column: 1, message: "the frame '\(frame.name)' has no trigger",
          remedy: "add a line 'trigger: [lemma=\"…\"]'"))
    }
    for part in frame.required.sorted() where !frame.parts.contains(where: { $0.name == part }) {
      problems.append(
        Problem(
          line: frame.line, column: 1,
          message: "the frame '\(frame.name)' requires '\(part)', which is none of its parts"))
      frame.required.remove(part)
    }
    return frame
  }
}
