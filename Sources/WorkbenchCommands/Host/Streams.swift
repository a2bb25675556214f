import ArticleModel
import Glibc
import Reporting

/// The user's terminal, or the files and pipes in its place.
enum Streams {
  /// Writes all of `bytes`; false when the other end is gone or the disk is full.
  @discardableResult
  static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Writes what came from an article or a script: on a terminal, nothing in it may steer the terminal.
  @discardableResult
  static func writeUntrusted(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    guard isatty(descriptor) != 0 else { return write(bytes, to: descriptor) }
    return write(TerminalText.escaped(String(decoding: bytes, as: UTF8.self)).utf8, to: descriptor)
  }

  /// Writes a diagnostic to standard error, its severity in colour on a terminal.
  static func report(_ diagnostic: Diagnostic) {
    var text = TerminalText.escaped(diagnostic.rendered)
    if usesColour {
      let colour = diagnostic.severity == .error ? "31" : diagnostic.severity == .warning ? "33" : "36"
      let word = "\(diagnostic.severity.rawValue):"
      if let range = text.firstRange(of: word) {
        text.replaceSubrange(range, with: "\u{1B}[1;\(colour)m\(word)\u{1B}[0m")
      }
    }
    write((text + "\n").utf8, to: STDERR_FILENO)
  }

  /// Columns of the terminal that standard output is; `nil` when it is none.
  static var terminalWidth: Int? {
    guard isatty(STDOUT_FILENO) != 0 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Lines of the terminal that standard output is; `nil` when it is none.
  static var terminalHeight: Int? {
    guard isatty(STDOUT_FILENO) != 0 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else { return 24 }
    return Int(size.ws_row)
  }

  /// Whether standard output shows styles: a terminal whose user has not asked for none (no-color.org).
  static var usesStyles: Bool { isatty(STDOUT_FILENO) != 0 && getenv("NO_COLOR") == nil }

  private static var usesColour: Bool { isatty(STDERR_FILENO) != 0 && getenv("NO_COLOR") == nil }
}
