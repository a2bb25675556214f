import Foundation
import LuaRuntime
import Testing

/// A script that tries to run for ever or to use all memory.
struct Attack: CustomTestStringConvertible {
  var name: String
  var script: String
  var testDescription: String { name }

  init(_ name: String, _ script: String) {
    self.name = name
    self.script = script
  }

  static let time: [Attack] = [
    Attack("while", "while true do end"),
    Attack("repeat", "repeat until false"),
    Attack("for", "for i = 1, math.maxinteger do end"),
    Attack("goto", "::again:: goto again"),
    Attack("caught endless loop", "pcall(function() while true do end end) print 'escaped'"),
    Attack("pcall in a loop", "while true do pcall(error) end"),
    Attack("caught loop in a loop", "while true do pcall(function() while true do end end) end"),
    Attack("handler that loops", "xpcall(error, function() while true do end end) print 'escaped'"),
    Attack(
      "handler of a limit error",
      "xpcall(function() while true do end end, function() print 'escaped' end) print 'escaped'"),
    Attack(
      "handlers in handlers",
      "local function h() xpcall(error, h) while true do end end xpcall(error, h) print 'escaped'"),
    Attack("coroutine", "coroutine.wrap(function() while true do end end)()"),
    Attack(
      "resumed coroutine",
      "coroutine.resume(coroutine.create(function() while true do end end)) print 'escaped'"),
    Attack(
      "coroutine in a coroutine",
      "coroutine.wrap(function() coroutine.wrap(function() while true do end end)() end)()"),
    Attack("coroutines without end", "while true do coroutine.wrap(function() end)() end"),
    Attack("yields without end", "for _ in coroutine.wrap(function() while true do coroutine.yield(1) end end) do end"),
    Attack(
      "pcall in a coroutine",
      "local f = coroutine.wrap(function() while true do pcall(function() while true do coroutine.yield() end end) end end)"
        + " while true do f() end"),
    Attack(
      "closing variable",
      "local guard <close> = setmetatable({}, {__close = function() while true do end end}) while true do end"),
    Attack(
      "closing variables that fail",
      "pcall(function() local a <close> = setmetatable({}, {__close = function() while true do pcall(error) end end})"
        + " while true do end end) print 'escaped'"),
    Attack(
      "closing variable in a coroutine",
      "coroutine.wrap(function() local g <close> = setmetatable({}, {__close = function() while true do end end})"
        + " while true do end end)() print 'escaped'"),
    Attack("lazy quantifiers", "(('a'):rep(100000)):find('.-.-.-.-b')"),
    Attack("optional quantifiers", "(('a'):rep(40)):find(('a?'):rep(40) .. ('a'):rep(40))"),
    Attack("greedy quantifiers", "(('a'):rep(100000)):match('.*.*.*.*b')"),
    Attack("balanced", "(('('):rep(1000000)):find('%b()')"),
    Attack("back references", "(('a'):rep(200000)):find('(.*)%1b')"),
    Attack("gsub", "(('a'):rep(100000)):gsub('.-.-.-.-b', '')"),
    Attack("gmatch", "for _ in (('a'):rep(100000)):gmatch('.-.-.-.-b') do end"),
    Attack("gsub callback", "('a'):gsub('.', function() while true do end end)"),
    Attack("table.move", "table.move({}, 1, math.maxinteger - 10, 2)"),
    Attack("table.move backwards", "table.move({1, 2}, 1, 1 << 40, 3)"),
    Attack(
      "table.concat through __index",
      "table.concat(setmetatable({}, {__index = function() return '' end}), '', 1, 1 << 50)"),
    Attack("comparator that loops", "table.sort({2, 1}, function() while true do end end)"),
    Attack(
      "comparator of the host",
      "local t = {} for i = 1, 200000 do t[i] = i % 7 end while true do table.sort(t, rawequal) end"),
    Attack("__index", "local t = setmetatable({}, {__index = function() while true do end end}) print(t.x)"),
    Attack(
      "__eq", "local m = {__eq = function() while true do end end} print(setmetatable({}, m) == setmetatable({}, m))"),
    Attack("__tostring in print", "print(setmetatable({}, {__tostring = function() while true do end end}))"),
    Attack(
      "__tostring in format", "string.format('%s', setmetatable({}, {__tostring = function() while true do end end}))"),
    Attack("__tostring of an error", "error(setmetatable({}, {__tostring = function() while true do end end}))"),
    Attack("__pairs", "for _ in pairs(setmetatable({}, {__pairs = function() while true do end end})) do end"),
    Attack("next", "while true do next({}) end"),
    Attack("loading without end", "while true do load('return 1') end"),
    Attack("reader without end", "load(function() while true do end end)"),
    Attack("printing without end", "while true do tostring(print) end"),
  ]

  static let memory: [Attack] = [
    Attack("doubling a string", "local s = 'x' while true do s = s .. s end"),
    Attack("caught doubling", "pcall(function() local s = 'x' while true do s = s .. s end end) print 'escaped'"),
    Attack("filling a table", "local t = {} for i = 1, math.huge do t[i] = {} end"),
    Attack("filling fields", "local t = {} for i = 1, math.huge do t['k' .. i] = i end"),
    Attack("repeating", "('x'):rep(1 << 40)"),
    Attack("repeating a separator", "(''):rep(1 << 40, 'ab')"),
    Attack("packing", "string.pack('c1000000000000', '')"),
    Attack(
      "formatting",
      "local s = ('x'):rep(1 << 22) string.format(('%s'):rep(30), table.unpack((function() local t = {} for i = 1, 30 do t[i] = s end return t end)()))"
    ),
    Attack("substituting", "(('x'):rep(1 << 20)):gsub('x', ('y'):rep(1 << 10))"),
    Attack(
      "joining", "table.concat(setmetatable({}, {__index = function() return ('x'):rep(1 << 20) end}), '', 1, 1 << 40)"),
    Attack(
      "coroutines that stay",
      "local t = {} while true do t[#t + 1] = coroutine.create(function() end) coroutine.resume(t[#t]) end"),
    Attack("closures that stay", "local t = {} for i = 1, math.huge do t[i] = function() return i end end"),
  ]

  /// Scripts that would hang a plain interpreter, and end by themselves here.
  static let harmless: [Attack] = [
    Attack("repeating nothing", "assert((''):rep(1 << 40) == '')"),
    Attack("lying length in unpack", "table.unpack(setmetatable({}, {__len = function() return 1 << 40 end}))"),
    Attack("lying length in concat", "table.concat(setmetatable({}, {__len = function() return 1 << 40 end}))"),
    Attack("lying length in sort", "table.sort(setmetatable({}, {__len = function() return 1 << 30 end}))"),
    Attack("lying length in insert", "table.insert(setmetatable({}, {__len = function() return 1 << 40 end}), 1, 1)"),
    Attack("lying length in remove", "table.remove(setmetatable({}, {__len = function() return 1 << 40 end}), 1)"),
    Attack("searching plain text", "(('a'):rep(1 << 20)):find(('a'):rep(1 << 19) .. 'b', 1, true)"),
    Attack(
      "handlers that fail",
      "local function h() error 'again' end assert(not xpcall(error, h))"),
    Attack(
      "coroutines nested without end",
      "local function f() return coroutine.wrap(f)() end assert(not pcall(f))"),
    Attack("recursion without end", "local function f() return 1 + f() end assert(not pcall(f))"),
    Attack("caught recursion", "local function f() pcall(f) end f()"),
    Attack("an endless reader", "assert(not load(function() return 'x = 1 ' end))"),
    Attack("a source of two megabytes", "assert(not load(('x = 1 '):rep(400000)))"),
    Attack("nested brackets", "assert(not load('return ' .. ('('):rep(100000)))"),
    Attack(
      "chained closing",
      "local function f() local g <close> = setmetatable({}, {__close = f}) error 'x' end pcall(coroutine.wrap(f))"),
  ]
}

@Suite struct AttackTests {
  @Test("a script that runs for ever ends with a time-limit error", arguments: Attack.time)
  func time(attack: Attack) throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 0.1, memoryBytes: 64 << 20))
    let error = try #require(sandbox.failure("local _ = 0\n" + attack.script))
    #expect(error.kind == .timeLimit)
    #expect(error.line == 2)
    #expect(error.path == "/scripts/test.lua")
    #expect(sandbox.output.isEmpty)
    #expect(sandbox.state.cpuSeconds < 0.1 + 0.5)
  }

  @Test("a script that uses all memory ends with a memory-limit error", arguments: Attack.memory)
  func memory(attack: Attack) throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 60, memoryBytes: 16 << 20, hardMemoryBytes: 256 << 20))
    let error = try #require(sandbox.failure(attack.script))
    #expect(error.kind == .memoryLimit)
    #expect(sandbox.output.isEmpty)
  }

  @Test("what hangs a plain interpreter ends by itself", arguments: Attack.harmless)
  func harmless(attack: Attack) throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 30, memoryBytes: 512 << 20))
    let error = sandbox.failure(attack.script)
    #expect(error == nil || error?.kind == .runtime)
  }

  @Test("the state works again after a limit error")
  func again() throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 0.1, memoryBytes: 16 << 20))
    for script in ["while true do end", "local t = {} for i = 1, 1e9 do t[i] = {} end"] {
      #expect(sandbox.failure(script) != nil)
      #expect(try sandbox.print("print(1 + 1)") == "2\n")
    }
  }

  @Test("a coroutine that outlives its entry's limit runs in the next entry")
  func suspended() throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 0.1))
    let script = "f = coroutine.wrap(function() while true do coroutine.yield(1) end end) while true do f() end"
    #expect(sandbox.failure(script)?.kind == .timeLimit)
    #expect(try sandbox.print("print(pcall(f))").hasPrefix("false") || sandbox.output.contains("1"))
  }

  @Test("garbage does not count: a program may allocate more than its limit over time")
  func garbage() throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 60, memoryBytes: 8 << 20))
    try sandbox.print(
      "local n = 0 for i = 1, 200 do local s = ('x'):rep(1 << 20) .. i n = n + #s end assert(n > 1 << 27)")
    #expect(sandbox.state.peakMemoryBytes < 16 << 20)
  }

  @Test("memory of the host counts towards the limit")
  func hostMemory() throws {
    let sandbox = try Sandbox(limits: LuaLimits(memoryBytes: 8 << 20))
    sandbox.state.addFunction("take") { $0.state.addMemory(32 << 20) }
    let environment = LuaEnvironment(sandbox.state)
    let error = #expect(throws: LuaError.self) {
      try sandbox.state.run("take() while true do end", path: "/a.lua", in: environment)
    }
    #expect(error?.kind == .memoryLimit)
    sandbox.state.addMemory(-(32 << 20))
    try sandbox.print("print 'ok'")
  }

  @Test("the wall-clock limit ends a script that sleeps in the host, and says so")
  func wall() throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 60, wallSeconds: 0.1))
    let error = try #require(sandbox.failure("while true do end"))
    #expect(error.kind == .timeLimit)
    #expect(error.message.contains("took longer than 0.1 seconds"))
  }

  @Test("an interrupt from another thread ends the script")
  func interrupt() async throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 60))
    let interrupt = sandbox.state.interrupt
    interrupt.send()
    #expect(try sandbox.print("print 'runs'") == "runs\n", "nothing was running")
    sandbox.state.addFunction("ready") { _ in
      // A thread of its own: the pool that runs tasks may be full of other tests.
      Thread.detachNewThread { interrupt.send() }
    }
    let environment = LuaEnvironment(sandbox.state)
    let error = #expect(throws: LuaError.self) {
      try sandbox.state.run("ready()\nwhile true do pcall(error) end", path: "/a.lua", in: environment)
    }
    #expect(error?.kind == .interrupted)
    #expect(error?.line == 2)
  }

  @Test("several runs share one budget inside withLimits")
  func shared() throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 0.2))
    var runs = 0
    let error = #expect(throws: LuaError.self) {
      try sandbox.state.withLimits {
        while true {
          try sandbox.print("for i = 1, 1e5 do end")
          runs += 1
        }
      }
    }
    #expect(error?.kind == .timeLimit)
    #expect(runs > 0)
    try sandbox.print("print 'ok'")
  }

  @Test("long work of the host sees that it must end, and the limit error is raised for it")
  func polling() throws {
    let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 0.1))
    sandbox.state.addFunction("work") { call in while !call.isKilled {} }
    let environment = LuaEnvironment(sandbox.state)
    let error = #expect(throws: LuaError.self) {
      try sandbox.state.run("\npcall(work) print 'escaped'", path: "/a.lua", in: environment)
    }
    #expect(error?.kind == .timeLimit)
    #expect(error?.line == 2)
    #expect(sandbox.output.isEmpty)
  }

  @Test("passing the hard memory limit ends the process with its own status")
  func hardLimit() async {
    await #expect(processExitsWith: .exitCode(LuaLimits.defaultMemoryExitStatus)) {
      let sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 60, memoryBytes: 1 << 20, hardMemoryBytes: 4 << 20))
      try sandbox.print(
        "local s = ('x'):rep(1 << 18) local t = s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s .. s"
      )
    }
  }

  @Test("a state inside a callback of another keeps both limits")
  func nested() throws {
    let outer = try Sandbox(limits: LuaLimits(cpuSeconds: 0.3))
    let inner = try Sandbox(limits: LuaLimits(cpuSeconds: 0.1))
    outer.state.addFunction("inner") { call in
      call.push(inner.failure("while true do end")?.kind.description ?? "none")
    }
    let environment = LuaEnvironment(outer.state)
    let error = #expect(throws: LuaError.self) {
      try outer.state.run("print(inner()) while true do end", path: "/a.lua", in: environment)
    }
    #expect(error?.kind == .timeLimit)
    #expect(outer.output == "timeLimit\n")
  }
}
