import LuaRuntime
import Testing

@Suite struct ErrorTests {
  static let longPath =
    "/" + String(repeating: "répertoire-très-long/", count: 8) + String(repeating: "n", count: 70) + ".lua"

  @Test(
    "errors and tracebacks show the full path, however long",
    arguments: ["/a/b.lua", longPath, "plain", "/x/odd:3: name.lua"])
  func paths(path: String) throws {
    let sandbox = try Sandbox()
    let error = try #require(sandbox.failure("local function inner() error('broken') end\n\ninner()", path: path))
    #expect(error.kind == .runtime)
    #expect(error.path == path)
    #expect(error.line == 1)
    #expect(error.message == "broken")
    #expect(error.description == "\(path):1: broken")
    #expect(error.traceback.filter { $0.path == path }.map(\.line) == [1, 3])
    #expect(error.traceback.last?.function == "main chunk")
  }

  @Test("syntax errors have path and line")
  func syntax() throws {
    let error = try #require(try Sandbox().failure("x = 1\ny = = 2", path: "/a/b.lua"))
    #expect(error.kind == .syntax)
    #expect(error.description == "/a/b.lua:2: unexpected symbol near '='")
  }

  @Test("files of the same name are told apart")
  func sameName() throws {
    let sandbox = try Sandbox()
    #expect(sandbox.failure("error 'a'", path: "/one/init.lua")?.path == "/one/init.lua")
    #expect(sandbox.failure("error 'b'", path: "/two/init.lua")?.path == "/two/init.lua")
  }

  @Test("a first line for the shell and a byte-order mark keep line numbers")
  func firstLine() throws {
    #expect(try Sandbox().failure("\u{feff}#!/usr/bin/env workbench\nerror 'x'")?.line == 2)
  }

  @Test("sources longer than a megabyte are refused")
  func length() throws {
    let error = try Sandbox().failure(String(repeating: " ", count: LuaLimits.sourceBytes + 1))
    #expect(error?.kind == .syntax)
  }

  @Test(
    "error values that are no strings are shown",
    arguments: [
      ("error(setmetatable({}, {__tostring = function() return 'shown' end}))", "shown"),
      ("error({})", "(error object is a table value)"), ("error()", "(error object is a nil value)"),
      ("error(12)", "12"),
      ("error(setmetatable({}, {__tostring = error}))", "(error object cannot be shown)"),
    ])
  func values(script: String, message: String) throws {
    #expect(try Sandbox().failure(script)?.message == message)
  }

  @Test("a chunk of load cannot pass as a file")
  func spoof() throws {
    let sandbox = try Sandbox()
    let error = sandbox.failure("load('\\n\\nerror \"x\"', '=test.lua')()")
    #expect(error?.message == "[string \"test.lua\"]:3: x")
  }

  @Test("deep recursion is a runtime error")
  func recursion() throws {
    #expect(
      try Sandbox().failure("local function f() return 1 + f() end f()")?.message.contains("stack overflow") == true)
  }
}
