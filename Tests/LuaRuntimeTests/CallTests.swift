import LuaRuntime
import Testing

/// Counts how many of it exist.
private final class Counted {
  nonisolated(unsafe) static var alive = 0
  init() { Self.alive += 1 }
  deinit { Self.alive -= 1 }
}

@Suite(.serialized) struct CallTests {
  private func sandbox(_ name: String, _ body: @escaping LuaFunctionBody) throws -> Sandbox {
    let sandbox = try Sandbox()
    sandbox.environment.set(name) { $0.pushFunction(name, body) }
    return sandbox
  }

  @Test(
    "wrong arguments are worded as Lua words them",
    arguments: [
      ("f()", "bad argument #1 to 'f' (number expected, got no value)"),
      ("f(nil)", "bad argument #1 to 'f' (number expected, got nil)"),
      ("f(1.5)", "bad argument #1 to 'f' (number has no integer representation)"),
      ("f({})", "bad argument #1 to 'f' (number expected, got table)"),
      ("f(1)", "bad argument #2 to 'f' (string expected, got no value)"),
      ("f(1, 'a', 1)", "bad argument #3 to 'f' (boolean expected, got number)"),
      ("f(1, 'a', true, 5)", "bad argument #4 to 'f' (function expected, got number)"),
      ("local g = f g('x')", "bad argument #1 to 'g' (number expected, got string)"),
      ("pcall(error) select(2, assert(pcall(f, 'x')))", "bad argument #1 to 'f' (number expected, got string)"),
    ])
  func arguments(script: String, message: String) throws {
    let sandbox = try sandbox("f") { call in
      _ = try call.integer(1)
      _ = try call.string(2)
      _ = try call.boolean(3)
      _ = try call.function(4)
    }
    let error = try #require(sandbox.failure(script))
    #expect(error.message == message)
  }

  @Test("a failure becomes an error at the calling line, which a script can catch")
  func failure() throws {
    let sandbox = try sandbox("f") { _ in throw LuaFailure("no such thing") }
    let error = try #require(sandbox.failure("\n\nf()"))
    #expect(error.description == "/scripts/test.lua:3: no such thing")
    #expect(try sandbox.print("print(pcall(f))") == "false\tno such thing\n")
  }

  @Test("values left pushed are the results")
  func results() throws {
    let sandbox = try sandbox("f") { call in
      call.push(call.count)
      call.push(try call.string(1))
      call.pushTable { table in
        table.set("name", "n")
        table.append(1)
        table.append { $0.push(2.5) }
      }
      call.push(.table([LuaField("k", .array([true]))]))
      call.pushNil()
    }
    #expect(
      try sandbox.print(
        "local n, s, t, u, v = f('é', 2) print(n, s, t.name, t[1], t[2], u.k[1], v, select('#', f 'x'))")
        == "2\té\tn\t1\t2.5\ttrue\tnil\t5\n")
  }

  @Test("errors thrown in callbacks run their defers and leak nothing")
  func leaks() throws {
    nonisolated(unsafe) var defers = 0
    Counted.alive = 0
    do {
      let sandbox = try sandbox("f") { _ in
        let counted = Counted()
        defer {
          withExtendedLifetime(counted) {}
          defers += 1
        }
        throw LuaFailure("no")
      }
      try sandbox.print("for i = 1, 1000 do assert(not pcall(f)) end")
      #expect(Counted.alive == 0)
    }
    #expect(defers == 1000)
  }

  @Test("callbacks of the host are called back, with errors and limits going through")
  func callbacks() throws {
    let sandbox = try sandbox("twice") { call in
      let function = try call.function(1)
      for result in try function.call([2]) + function.call([3]) { call.push(result) }
    }
    #expect(try sandbox.print("print(twice(function(n) return n * n end))") == "4\t9\n")
    let error = sandbox.failure("twice(function()\n error 'deep' end)")
    #expect(error?.description == "/scripts/test.lua:2: deep")
    sandbox.state.setLimits(LuaLimits(cpuSeconds: 0.1))
    #expect(sandbox.failure("pcall(twice, function() while true do end end) print 'escaped'")?.kind == .timeLimit)
    #expect(!sandbox.output.contains("escaped"))
  }

  @Test("a coroutine cannot yield through the host, and says so")
  func yields() throws {
    let sandbox = try sandbox("run") { call in try call.function(1).call() }
    let error = sandbox.failure("coroutine.wrap(function() run(coroutine.yield) end)()")
    #expect(error?.message.contains("attempt to yield across a C-call boundary") == true)
  }

  @Test("functions of the host work inside coroutines")
  func coroutines() throws {
    let sandbox = try sandbox("twice") { call in
      let function = try call.function(1)
      call.push(try function.call()[0])
      call.push(try function.call()[0])
    }
    #expect(
      try sandbox.print(
        "for a in coroutine.wrap(function() coroutine.yield(twice(function() return 1 end)) coroutine.yield(2) end) do print(a) end"
      )
        == "1\n2\n")
  }

  @Test("a function of the host lives as long as Lua holds it")
  func owned() throws {
    Counted.alive = 0
    let sandbox = try sandbox("make") { call in
      let counted = Counted()
      call.pushFunction("made") { call in withExtendedLifetime(counted) { call.push(Counted.alive) } }
    }
    try sandbox.print("f = make() print(f())")
    sandbox.state.collectGarbage()
    #expect(Counted.alive == 1)
    try sandbox.print("f = nil")
    sandbox.state.collectGarbage()
    #expect(Counted.alive == 0)
  }

  @Test("references give fields, nested tables and functions of a table")
  func references() throws {
    let sandbox = try Sandbox()
    nonisolated(unsafe) var kept: LuaTable?
    sandbox.environment.set("rule") { $0.pushFunction("rule") { kept = try $0.table(1) } }
    try sandbox.print(
      "rule {match = 'a', action = function(x) return x + 1 end, list = {1, 2, {deep = true}}, 'first'}")
    let table = try #require(kept)
    #expect(try table.value("match") == "a")
    #expect(try table.function("action")?.call([1]) == [2])
    #expect(table.function("match") == nil)
    #expect(try table.table("list")?.table(3)?.value("deep") == true)
    #expect(try table.value(1) == "first")
    #expect(table.count == 1)
    #expect(try table.keys() == [1, "action", "list", "match"])
    #expect(table.type("action") == .function && table.type("none") == .nil)
  }

  @Test("a reference may outlive its state")
  func outliving() throws {
    var function: LuaFunction?
    do {
      let sandbox = try Sandbox()
      try sandbox.print("function f() end")
      function = sandbox.environment.function("f")
    }
    #expect(function != nil)
    function = nil
  }

  @Test("a state goes away with everything that was registered")
  func release() throws {
    weak var state: LuaState?
    weak var type: LuaClass?
    do {
      let strong = try LuaState()
      let node = LuaClass("node", "Refers to itself.")
      node.property("self", "node", "Itself.") { $0.push($1, of: node) }
      strong.register(node)
      strong.addFunction("get") { $0.push(1, of: node) }
      try strong.run("assert(get().self == get())", path: "/a.lua", in: LuaEnvironment(strong))
      state = strong
      type = node
      #expect(state != nil && type != nil)
    }
    #expect(state == nil && type == nil)
  }

  @Test("an output that refuses raises in the script")
  func output() throws {
    let state = try LuaState(.init { _ in throw LuaFailure("too much output") })
    let error = #expect(throws: LuaError.self) {
      try state.run("\nprint 'x'", path: "/a.lua", in: LuaEnvironment(state))
    }
    #expect(error?.description == "/a.lua:2: too much output")
  }
}

@Suite struct ValueTests {
  @Test("values go out and come back unchanged")
  func roundTrip() throws {
    let value: LuaValue = .table([
      LuaField("bytes", .string([0, 255, 65])), LuaField("empty", .table([])), LuaField("float", .number(1)),
      LuaField("integer", 1), LuaField("list", [1, "two", [true]]), LuaField("none", .array([])),
    ])
    let sandbox = try Sandbox()
    sandbox.environment.set("v", value)
    #expect(try sandbox.environment.value("v") == value)
    #expect(try sandbox.values("return v") == [value])
    #expect(value["integer"] == 1)
  }

  @Test("tables are arrays where their keys are 1…n, and list{} stays one when empty")
  func arrays() throws {
    #expect(
      try Sandbox().values("return {1, 2}, {}, list{}, {[2] = 1}, {1, x = 2}", count: 5) == [
        [1, 2], .table([]), .array([]), .table([LuaField(2, 1)]), .table([LuaField(1, 1), LuaField("x", 2)]),
      ])
  }

  @Test(
    "what is no data, contains itself or is too large is refused",
    arguments: [
      ("return print", "a function is no data"), ("local t = {} t.t = t return t", "a table contains itself"),
      ("local t = {} for i = 1, 100 do t = {t} end return t", "tables nested deeper than 64"),
      ("local t = {} for i = 1, 2000 do t[i] = i end return t", "more than 1000 values"),
      ("return ('x'):rep(2000)", "more than 1000 bytes of strings"), ("return {[{}] = 1}", "no fixed order"),
      ("return coroutine.create(print)", "a thread is no data"),
    ])
  func refused(script: String, message: String) throws {
    let sandbox = try Sandbox()
    let limits = LuaConversionLimits(values: 1000, bytes: 1000)
    let error = #expect(throws: LuaError.self) {
      try sandbox.state.run(Array(script.utf8), path: "/a.lua", in: sandbox.environment, results: 1, limits: limits)
    }
    #expect(error?.message.contains(message) == true)
  }
}
