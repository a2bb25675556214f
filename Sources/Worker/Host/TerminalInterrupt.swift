import CSandbox

/// Ctrl-C at the terminal. It does not reach a worker; while it is redirected, every supervisor with a running job passes
/// it on as an interrupt, and a second Ctrl-C that no supervisor acted on ends the program.
public enum TerminalInterrupt {
  /// Redirects Ctrl-C to running jobs.
  public static func redirect() { _ = csandbox_count_terminal_interrupts() }

  /// Lets Ctrl-C end the program again.
  public static func restore() { _ = csandbox_stop_counting_terminal_interrupts() }

  /// How often Ctrl-C was pressed while it was redirected.
  public static var count: UInt64 { csandbox_terminal_interrupts() }

  /// Takes what was pressed so far as acted on, so that it does not end the program.
  public static func acknowledge() { csandbox_acknowledge_terminal_interrupts() }
}
