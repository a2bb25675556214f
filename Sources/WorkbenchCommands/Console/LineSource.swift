import Glibc
import Worker

/// Where a console's lines come from.
protocol LineSource: AnyObject {
  /// Reads a line, without its end.
  func read(prompt: String) -> LineInput
  /// Makes a line one that can be called back.
  func remember(_ line: String)
}

/// What reading a line came to.
enum LineInput: Equatable {
  case line(String)
  /// Ctrl-C at the prompt.
  case interrupted
  /// There are no more lines.
  case end
}

/// Lines as they come: from a file, a pipe, or a terminal that can do no more than that.
final class PlainLineReader: LineSource {
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// Where prompts go; `nil` when nobody waits for one.
  private let prompts: Int32?

  init() {
    let isTerminal = isatty(STDIN_FILENO) != 0
    prompts = isTerminal ? (isatty(STDOUT_FILENO) != 0 ? STDOUT_FILENO : STDERR_FILENO) : nil
  }

  func read(prompt: String) -> LineInput {
    if let prompts { Streams.write(prompt.utf8, to: prompts) }
    while true {
      if let end = buffer[start...].firstIndex(of: 0x0A) {
        defer { start = end + 1 }
        return .line(text(start..<end))
      }
      if isAtEnd {
        guard start < buffer.count else { return .end }
        defer { start = buffer.count }
        return .line(text(start..<buffer.count))
      }
      buffer.removeSubrange(..<start)
      start = 0
      let interrupts = TerminalInterrupt.count
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = Glibc.read(STDIN_FILENO, &piece, piece.count)
      if count > 0 {
        buffer += piece[..<count]
      } else if count == 0 || errno != EINTR {
        isAtEnd = true
      } else if TerminalInterrupt.count > interrupts {
        TerminalInterrupt.acknowledge()
        if let prompts { Streams.write("\n".utf8, to: prompts) }
        buffer = []
        return .interrupted
      }
    }
  }

  func remember(_ line: String) {}

  private func text(_ range: Range<Int>) -> String {
    var bytes = buffer[range]
    if bytes.last == 0x0D { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
