import LuaRuntime
import Testing

@Suite struct EnvironmentTests {
  @Test("library tables are read-only from every side")
  func readOnly() throws {
    let sandbox = try Sandbox()
    #expect(sandbox.failure("string.format = 1")?.message == "cannot set 'format': this table is read-only")
    let attacks = [
      "rawset(string, 'x', 1)", "table.insert(string, 1)", "setmetatable(string, {})", "table.sort(string)",
      "table.move({1}, 1, 1, 1, math)", "table.remove(table)", "getmetatable(string).x = 1", "getmetatable('').x = 1",
      "getmetatable('').__index.x = 1", "_G.string.x = 1",
    ]
    for attack in attacks { #expect(sandbox.failure(attack)?.kind == .runtime, "\(attack)") }
    try sandbox.print("assert(('x'):rep(2) == 'xx' and string.x == nil and #table == 0 and next(string) == 'byte')")
  }

  @Test("environments do not see each other's globals, nor their changes to the library")
  func separate() throws {
    let sandbox = try Sandbox()
    try sandbox.print("x = 1 print = nil string = {}")
    let other = LuaEnvironment(sandbox.state)
    try sandbox.state.run("assert(x == nil) print(string.rep('a', 2))", path: "/b.lua", in: other)
    #expect(sandbox.output == "aa\n")
  }

  @Test("frozen globals can be read, and assigning one is an error")
  func frozen() throws {
    let sandbox = try Sandbox()
    try sandbox.print("count = 1 function get() return count end function set() count = 2 end")
    sandbox.environment.freeze()
    #expect(try sandbox.environment.function("get")?.call() == [1])
    let set = try #require(sandbox.environment.function("set"))
    let error = #expect(throws: LuaError.self) { try set.call() }
    #expect(error?.message == "cannot set 'count': this table is read-only")
    #expect(sandbox.failure("rawset(_G, 'count', 3)")?.kind == .runtime)
    #expect(try sandbox.environment.value("count") == 1)
  }

  @Test("require gives modules of the host, read-only, and runs source modules once an environment")
  func modules() throws {
    let sandbox = try Sandbox()
    let module = LuaModule("measure", "Measures texts.")
    module.function("length", "(text: string) -> integer", "Bytes.") { $0.push(try $0.string(1).utf8.count) }
    module.constant("unit", "string", "Its unit.", "byte")
    sandbox.state.register(module)
    let source = "print 'loading' local name = ... return {name = name, count = require 'measure'.length 'abc'}"
    sandbox.state.addSourceModule("extra", source: Array(source.utf8), path: "/plugins/extra.lua")
    let output = try sandbox.print(
      """
      local measure = require "measure"
      print(measure.length "été", measure.unit, require "measure" == measure)
      print(require "extra".name, require "extra".count)
      for k in pairs(measure) do print(k) end
      """)
    #expect(output == "5\tbyte\ttrue\nloading\nextra\t3\nlength\nunit\n")
    #expect(sandbox.failure("require 'measure'.length = 1")?.kind == .runtime)
    #expect(sandbox.failure("require 'mesure'")?.message == "there is no module 'mesure' here; did you mean 'measure'?")
    #expect(sandbox.failure("require 'os'")?.message == "there is no module 'os' here")
    #expect(module.functions[0].type == "(text: string) -> integer")
  }

  @Test("a source module that requires itself is an error")
  func circle() throws {
    let sandbox = try Sandbox()
    sandbox.state.addSourceModule("loop", source: Array("require 'loop'".utf8), path: "/plugins/loop.lua")
    let error = sandbox.failure("require 'loop'")
    #expect(error?.path == "/plugins/loop.lua")
    #expect(error?.message == "module 'loop' requires itself")
  }

  @Test("load runs in the script's own environment, or in the one it is given")
  func loading() throws {
    let sandbox = try Sandbox()
    #expect(
      try sandbox.print(
        "x = 1 load 'x = x + 1'() print(x) local e = {x = 5} load('x = 6', 'n', 't', e)() print(x, e.x)") == "2\n2\t6\n"
    )
  }
}
