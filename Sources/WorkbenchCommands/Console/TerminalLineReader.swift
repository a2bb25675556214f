import CLineEditor
import Glibc
import Reporting
import Scripting

/// Lines from a terminal, with editing, history and completion.
final class TerminalLineReader: LineSource {
  private var editor: OpaquePointer?
  private let complete: (String) -> Completion
  private let history: HistoryFile?
  private var last: String?

  /// A reader on standard input and output; `nil` when the terminal can do no more than lines.
  ///
  /// - Parameters:
  ///   - history: where lines are kept from one run to the next.
  ///   - complete: how the line up to the cursor may go on.
  init?(history: HistoryFile?, complete: @escaping (String) -> Completion) {
    self.complete = complete
    self.history = history
    guard isatty(STDIN_FILENO) != 0, isatty(STDOUT_FILENO) != 0, let terminal = getenv("TERM"),
      !["", "dumb"].contains(String(cString: terminal))
    else { return nil }
    let context = Unmanaged.passUnretained(self).toOpaque()
    let completer: line_editor_completer = { editor, context, line, length, cursor in
      let reader = Unmanaged<TerminalLineReader>.fromOpaque(context).takeUnretainedValue()
      let bytes = UnsafeRawBufferPointer(start: line, count: min(cursor, length))
      reader.complete(String(decoding: bytes, as: UTF8.self), editor)
    }
    guard let editor = line_editor_new("workbench", completer, context, 1) else { return nil }
    self.editor = editor
    for line in history?.lines() ?? [] { line_editor_remember(editor, line) }
  }

  deinit { if let editor { line_editor_free(editor) } }

  func read(prompt: String) -> LineInput {
    guard let editor else { return .end }
    return prompt.withCString { prompt in
      var line: UnsafePointer<CChar>?
      var length = 0
      switch Int(line_editor_read(editor, prompt, &line, &length)) {
      case LINE_EDITOR_LINE:
        return .line(String(decoding: UnsafeRawBufferPointer(start: line, count: length), as: UTF8.self))
      case LINE_EDITOR_INTERRUPTED: return .interrupted
      default:
        Streams.write("\n".utf8, to: STDOUT_FILENO)
        return .end
      }
    }
  }

  func remember(_ line: String) {
    guard let editor, line != last, line.contains(where: { !$0.isWhitespace }) else { return }
    last = line
    line_editor_remember(editor, line)
    history?.append(line)
  }

  // MARK: Completion

  /// The most candidates that are listed.
  private static let mostListed = 200

  private func complete(_ line: String, _ editor: OpaquePointer) {
    let completion = complete(line)
    // What comes from a worker is shown, never obeyed: nothing that would steer the terminal is inserted.
    let candidates = completion.candidates.filter { candidate in
      candidate.text.hasPrefix(completion.prefix) && TerminalText.escaped(candidate.text) == candidate.text
        && !candidate.text.contains(where: \.isNewline)
    }
    guard let first = candidates.first else { return }
    let common = candidates.dropFirst().reduce(first.text) { Self.commonPrefix($0, $1.text) }
    let rest = String(common.unicodeScalars.dropFirst(completion.prefix.unicodeScalars.count))
    if candidates.count == 1 {
      line_editor_insert(editor, rest + first.ending)
    } else if rest.isEmpty {
      line_editor_list(editor, Self.columns(candidates.map(\.text), width: Streams.terminalWidth ?? 80))
    } else {
      line_editor_insert(editor, rest)
    }
  }

  private static func commonPrefix(_ a: String, _ b: String) -> String {
    var result = ""
    for (left, right) in zip(a, b) {
      guard left == right else { break }
      result.append(left)
    }
    return result
  }

  /// Words in as many columns as the terminal has room for, read downwards.
  static func columns(_ words: [String], width: Int) -> String {
    let shown = words.prefix(mostListed).map { DisplayWidth.truncated($0, to: max(width - 2, 8)) }
    let widest = shown.reduce(0) { max($0, DisplayWidth.columns(of: $1)) } + 2
    let count = max(1, width / widest)
    let rows = (shown.count + count - 1) / count
    var text = ""
    for row in 0..<rows {
      var line = ""
      for index in stride(from: row, to: shown.count, by: rows) {
        line += shown[index] + String(repeating: " ", count: widest - DisplayWidth.columns(of: shown[index]))
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return words.count > shown.count ? text + "… \(words.count - shown.count) more; type another letter\n" : text
  }
}
