import ArticleModel
import Glibc
import Reporting
import Scripting
import Worker

extension Console {
  /// Does what a line that begins with a colon says.
  func obey(_ word: String, _ argument: String) {
    guard let command = ConsoleCommandName.named(word) else {
      let nearest = Spelling.nearest(to: word, among: ConsoleCommandName.all.map(\.name))
      return fail(
        Diagnostic(
          .error, code: "command", "there is no command ':\(word)'",
          remedy: nearest.map { "did you mean ':\($0)'?" } ?? ":help lists the commands"))
    }
    if argument.isEmpty, command.argument != .none, !command.usage.hasPrefix("[") {
      return fail(
        Diagnostic(.error, code: "command", "':\(command.name)' needs more: :\(command.name) \(command.usage)"))
    }
    switch command.name {
    case "help":
      if argument.isEmpty {
        Streams.write(ConsoleCommandName.help(scope: scope.help).utf8, to: STDOUT_FILENO)
      } else {
        ask(.help, argument)
      }
    case "open": open(argument)
    case "time": evaluate(argument, isWhole: true, timed: true)
    case "run": runScript(argument)
    case "edit": edit(argument)
    case "save": save(argument)
    case "reload": reload(argument)
    case "quit": quit()
    default: if let action = SessionAction(rawValue: command.name) { ask(action, argument) }
    }
  }

  private func reload(_ plugin: String) {
    guard plugin.isEmpty || scope.plugins.contains(plugin) else {
      let used = scope.plugins.isEmpty ? "no plugin is in use" : "in use: \(scope.plugins.joined(separator: ", "))"
      return fail(
        Diagnostic(
          .error, code: "plugin", "the plugin '\(plugin)' is not in use",
          remedy: "\(used); start the console with --plugin NAME for others"))
    }
    if !session.restart() { fail(Diagnostic(.error, code: "worker", "nothing was reloaded")) }
  }

  private func runScript(_ path: String) {
    do {
      let chunks = try ScriptFiles.chunks(for: path)
      evaluate(
        String(decoding: chunks[0].source, as: UTF8.self), isWhole: true, name: path,
        modules: Array(chunks.dropFirst()))
    } catch {
      fail(error.diagnostic, .input)
    }
  }

  /// Writes the session as a script; a file that is there stays as it is.
  private func save(_ path: String) {
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      return fail(
        Diagnostic(
          .error, code: "output", "cannot be written: \(String(cString: strerror(errno)))",
          remedy: errno == EEXIST ? "give another name: :save overwrites nothing" : nil, file: path))
    }
    defer { close(file) }
    guard Streams.write(session.record.script.utf8, to: file), fsync(file) == 0 else {
      return fail(Diagnostic(.error, code: "output", "cannot be written", file: path))
    }
    let count = session.record.lines.count
    Streams.write("\(count) line\(count == 1 ? "" : "s") written to \(path)\n".utf8, to: STDOUT_FILENO)
  }

  // MARK: Editing

  /// Has the user's editor change a script, or the last line, and runs what comes of it.
  private func edit(_ path: String) {
    guard isInteractive else {
      return fail(Diagnostic(.error, code: "command", "':edit' needs a terminal"))
    }
    if !path.isEmpty { return Self.runEditor(on: path) ? runScript(path) : editorFailed() }
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array("\(folder)/workbench-XXXXXX.lua".utf8CString)
    // Only its user can read it, and it is gone when the editor has ended.
    let file = mkstemps(&name, 4)
    guard file >= 0 else {
      return fail(Diagnostic(.error, code: "output", "no file can be made in \(folder)"))
    }
    let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(temporary) }
    let before = session.record.lines.last?.source ?? ""
    Streams.write((before + "\n").utf8, to: file)
    close(file)
    guard Self.runEditor(on: temporary), let bytes = try? InputFile.read(temporary, limit: 1 << 20) else {
      return editorFailed()
    }
    let source = String(decoding: bytes, as: UTF8.self)
    guard source.contains(where: { !$0.isWhitespace }) else { return }
    Streams.writeUntrusted(Array(source.utf8), to: STDOUT_FILENO)
    evaluate(source.last == "\n" ? String(source.dropLast()) : source, isWhole: true)
  }

  private func editorFailed() {
    fail(Diagnostic(.error, code: "editor", "the editor did not end well", remedy: "EDITOR names the editor"))
  }

  private static func runEditor(on path: String) -> Bool {
    let named = ["VISUAL", "EDITOR"].compactMap { (name: String) in getenv(name).map { String(cString: $0) } }
    let editor = named.first { !$0.isEmpty } ?? "vi"
    let words = ["/bin/sh", "-c", editor + " \"$1\"", "sh", path].map { (word: String) in strdup(word) }
    defer { words.forEach { free($0) } }
    // Ctrl-C belongs to the editor meanwhile.
    signal(SIGINT, SIG_IGN)
    defer { TerminalInterrupt.redirect() }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    posix_spawnattr_setsigdefault(&attributes, &interrupt)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var process: pid_t = 0
    guard posix_spawn(&process, "/bin/sh", nil, &attributes, words + [nil], environ) == 0 else { return false }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status == 0
  }
}
