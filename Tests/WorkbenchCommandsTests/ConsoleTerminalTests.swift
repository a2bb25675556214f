import Glibc
import Testing

@Suite("workbench console on a terminal", .serialized)
struct ConsoleTerminalTests {
  private let folder = TemporaryFolder()
  private let article: String

  init() {
    article = folder.file(
      "a.txt",
      """
      Le pont de Tessaoua

      « Le pont tiendra bien », a déclaré Rahila Moussa-Dan, à Tessaoua.
      """)
  }

  private func open(_ more: [String] = [], term: String = "xterm", variables: [String] = []) throws -> Terminal {
    let terminal = try #require(
      Terminal(["console", article] + more, home: folder.path, term: term, variables: variables))
    try #require(terminal.wait(for: "\n> ") != nil, "\(terminal.screen)")
    return terminal
  }

  private var history: String { folder.path + "/.local/state/workbench/console-history" }

  @Test("It says what there is, answers, and ends with Ctrl-D")
  func conversation() throws {
    let terminal = try open()
    #expect(terminal.screen.contains("Le pont de Tessaoua"))
    #expect(terminal.screen.contains(":help explains"))
    #expect(terminal.answer(to: "1 + 1")?.contains("\r\n2\r\n") == true)
    #expect(terminal.answer(to: "print('é')")?.contains("\r\né\r\n") == true)
    terminal.type("\u{4}")
    #expect(terminal.end() == 0)
  }

  @Test("Tab completes globals, fields, methods, names in strings, and commands")
  func completion() throws {
    let terminal = try open()
    for (typed, completed) in [
      ("artic\t", "le"), ("article.quo\t", "es"), ("article.quotes[1].speaker.ali\t", "ases"),
      ("article.quotes:so\t", "ted"), ("article.persons:where{ name = \"Rahi\t", "oussa-Dan\""), (":des\t", "ribe "),
      ("report.hea\t", "ding"), ("article:ann\t", "otate"), ("string.form\t", "at"), (":query [lem\t", "a=\""),
    ] {
      terminal.type(typed)
      #expect(
        terminal.wait(for: completed, seconds: 5) != nil, "\(typed): \(terminal.screen.suffix(200).debugDescription)")
      terminal.type("\u{3}")
      #expect(terminal.wait(for: "\n> ") != nil)
    }
    terminal.type("article.p\t")
    #expect(terminal.wait(for: "published", seconds: 5) != nil, "the ways to go on are listed")
  }

  @Test("Ctrl-C stops a line and keeps the session; at the prompt it gives up the line")
  func interrupt() throws {
    let terminal = try open()
    #expect(terminal.answer(to: "x = 7") != nil)
    for line in ["while true do end", "while true do pcall(error) end", "repeat local s = ('x'):rep(1000) until false"]
    {
      terminal.type(line + "\n")
      usleep(300_000)
      terminal.type("\u{3}")
      #expect(terminal.wait(for: "\n> ", seconds: 5)?.contains("interrupted") == true, "\(terminal.screen)")
      #expect(terminal.answer(to: "x")?.contains("\r\n7\r\n") == true)
    }
    terminal.type("garbage(")
    terminal.type("\u{3}")
    #expect(terminal.wait(for: "\n> ") != nil)
    terminal.type("for i = 1, 2 do\n")
    #expect(terminal.wait(for: ">> ") != nil)
    terminal.type("\u{3}")
    #expect(terminal.wait(for: "\n> ") != nil)
    #expect(terminal.answer(to: "x")?.contains("\r\n7\r\n") == true)
  }

  @Test("A killed worker is replaced, which is said, and what was defined is there again")
  func killedWorker() throws {
    let terminal = try open()
    #expect(terminal.answer(to: "x = 41") != nil)
    #expect(terminal.answer(to: "function f() return x + 1 end") != nil)
    #expect(terminal.answer(to: "#article.quotes") != nil)
    #expect(terminal.answer(to: "y = _") != nil)
    terminal.killWorker()
    usleep(100_000)
    let answer = try #require(terminal.answer(to: "f(), y"))
    #expect(answer.contains("a new worker has the session; 4 lines were run again"), "\(answer)")
    #expect(answer.contains("\r\n42\r\n1\r\n"), "\(answer)")
  }

  @Test("Lines come back in the next run, from a file for the user alone")
  func keptHistory() throws {
    let first = try open()
    #expect(first.answer(to: "memorable = 1") != nil)
    first.type("\u{4}")
    #expect(first.end() == 0)
    var status = stat()
    #expect(stat(history, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let second = try open()
    second.type("\u{10}")
    #expect(second.wait(for: "memorable", seconds: 5) != nil)
    second.type("\u{3}\u{4}")
    #expect(second.end() == 0)
    #expect(TemporaryFolder.read(history) == "memorable = 1\n")
  }

  @Test("--no-history leaves no trace")
  func noHistory() throws {
    let terminal = try open(["--no-history"])
    #expect(terminal.answer(to: "secret = 1") != nil)
    terminal.type("\u{4}")
    #expect(terminal.end() == 0)
    #expect(access(history, F_OK) != 0)
  }

  @Test("A dumb terminal does as well")
  func dumb() throws {
    let terminal = try open(term: "dumb")
    #expect(terminal.answer(to: "6 * 7")?.contains("\r\n42\r\n") == true)
    terminal.type("while true do end\n")
    usleep(300_000)
    terminal.type("\u{3}")
    #expect(terminal.wait(for: "\n> ", seconds: 5)?.contains("interrupted") == true)
    terminal.type("half a li\u{3}")
    #expect(terminal.wait(for: "\n> ", seconds: 5) != nil)
    #expect(terminal.answer(to: "6 * 7")?.contains("\r\n42\r\n") == true)
    terminal.type("\u{4}")
    #expect(terminal.end() == 0)
  }

  @Test("Nothing that a line prints steers the terminal")
  func escaped() throws {
    let terminal = try open()
    let answer = try #require(terminal.answer(to: "print('\\27[31mred\\7')"))
    #expect(answer.contains("\\u{1b}[31mred\\u{7}"), "\(answer.debugDescription)")
    #expect(terminal.answer(to: "'\\27]0;title\\7'")?.contains("\\u{1b}]0;title") == true)
    #expect(terminal.answer(to: "_G['\\27[2J'] = 1") != nil)
    terminal.type("_G.\t")
    #expect(terminal.wait(for: "\u{1B}[2J", seconds: 1) == nil)
  }

  @Test("The editor changes the last line, which is then run")
  func edit() throws {
    let editor = folder.file("editor.sh", "#!/bin/sh\nsed -i s/40/50/ \"$1\"\n")
    chmod(editor, 0o700)
    let terminal = try open(variables: ["EDITOR=\(editor)"])
    #expect(terminal.answer(to: "x = 40 + 2") != nil)
    #expect(terminal.answer(to: ":edit")?.contains("x = 50 + 2") == true)
    #expect(terminal.answer(to: "x")?.contains("\r\n52\r\n") == true)
  }

  @Test("Wide tables are cut to the terminal, long ones to its height")
  func room() throws {
    let terminal = try open()
    let answer = try #require(terminal.answer(to: "article.tokens"))
    #expect(answer.split(separator: "\r\n").allSatisfy { $0.count <= 100 })
    #expect(terminal.answer(to: "string.rep('x', 400), 1")?.contains("…") == true)
  }
}
