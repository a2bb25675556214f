import Glibc

/// How far a long piece of work is, on one line of a terminal; nothing when standard error is no terminal.
struct ProgressBar {
  private let isShown = isatty(STDERR_FILENO) != 0
  private var lastDrawn: UInt64 = 0
  private var isDrawn = false

  /// Draws the bar, at most ten times a second.
  mutating func show(_ done: Int, of total: Int, _ label: String) {
    guard isShown else { return }
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    let now = UInt64(time.tv_sec) * 10 + UInt64(time.tv_nsec) / 100_000_000
    guard now != lastDrawn else { return }
    lastDrawn = now
    let width = 24
    let filled = total > 0 ? min(width, done * width / total) : 0
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    Streams.write("\r\(bar) \(label)\u{1B}[K".utf8, to: STDERR_FILENO)
    isDrawn = true
  }

  /// Takes the bar away, before something else is written or the work is over.
  mutating func clear() {
    if isDrawn { Streams.write("\r\u{1B}[K".utf8, to: STDERR_FILENO) }
    isDrawn = false
  }
}
