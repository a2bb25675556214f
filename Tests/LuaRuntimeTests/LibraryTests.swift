import LuaRuntime
import Testing

@Suite struct LibraryTests {
  @Test("table functions answer as the stock ones do")
  func tables() throws {
    try expectSameAsStock(
      """
      local function list() local t = {} for i = 1, draw(9) - 1 do t[i] = draw(20) end return t end
      local function all(t) local parts = {} for i = 1, #t do parts[i] = show(t[i]) end return table.concat(parts, ",") end
      for case = 1, 1500 do
        local t, i, j, k = list(), draw(14) - 4, draw(14) - 4, draw(14) - 4
        note("concat", pcall(table.concat, t, ";", i, j))
        note("unpack", pcall(table.unpack, t, i, j))
        note("insert", pcall(table.insert, t, i, 99)) note(all(t))
        note("append", pcall(table.insert, t, 7)) note(all(t))
        note("remove", pcall(table.remove, t, j)) note(all(t))
        note("pop", pcall(table.remove, t)) note(all(t))
        note("move", pcall(function() return all(table.move(t, i, j, k, draw(2) == 1 and {1, 2} or nil)) end))
        note("sort", pcall(table.sort, t) and all(t))
        note("down", pcall(table.sort, t, function(a, b) return a > b end) and all(t)) t = list()
      end
      note(pcall(table.insert, {})) note(pcall(table.insert, {}, 1, 2, 3)) note(pcall(table.insert, nil, 1))
      note(pcall(table.concat, {1, {}, 3})) note(pcall(table.concat, {1, 2}, nil, 1, 3)) note(pcall(table.unpack, {}, 1, 1e8))
      note(pcall(table.sort, {1, "a"})) note(pcall(table.sort, {1, 2}, 3)) note(pcall(table.sort, {{}, {}}))
      note(table.pack(1, nil, 3).n, pcall(table.move, {}, 1, math.maxinteger, 2), pcall(table.move, {}, -1, math.maxinteger, 2))
      note(table.concat({1, 2.5, "x"}, 0), table.unpack({1, 2, 3}, -1, 1))
      """)
  }

  @Test("base, coroutine and utf8 functions answer as the stock ones do")
  func base() throws {
    try expectSameAsStock(
      """
      note(pcall(error)) note(pcall(error, nil)) note(pcall(error, "m", 0)) note(pcall(error, "m", 2)) note(pcall(error, 12))
      note(pcall(assert, false)) note(pcall(assert, nil, "m")) note(pcall(assert)) note(assert(1, 2, 3))
      note(select("#", pcall(pcall))) note(pcall(pcall)) note(pcall(xpcall, print)) note(xpcall(error, function(m) return m, 2 end, "x"))
      note(xpcall(function(...) return ... end, print, 1, 2, 3))
      note(tostring(1), tostring(1.0), tostring(-0.0), tostring(1e100), tostring(true), tostring(nil), tostring("x"), tostring(1/0))
      note(pcall(tostring)) note(pcall(tostring, setmetatable({}, {__tostring = function() return 1 end})))
      note(tostring(setmetatable({}, {__tostring = function() return "shown" end})))
      note(tonumber("0x10"), tonumber("  12  "), tonumber("1e1"), tonumber("z", 36), tonumber("8", 8), tonumber("", 10))
      note(rawlen({1, 2}), rawlen("abc"), pcall(rawlen, 5)) note(rawequal("a", "a"), pcall(rawget, 1, 2)) note(rawget({5}, 1))
      note(pcall(setmetatable, 1, {})) note(pcall(setmetatable, {}, 1)) note(pcall(setmetatable, {})) note(getmetatable({}))
      note(pcall(setmetatable, setmetatable({}, {__metatable = 1}), {})) note(getmetatable(setmetatable({}, {__metatable = "m"})))
      note(select(2, load("x =", "name"))) note(select(2, load("return +", "code")))
      note(load("return ...")(1, 2)) note(load(function() return nil end) ~= nil)
      note(select(2, load("x", "n", "b"))) note(load("return x", "n", "t", {x = 5})())
      local co = coroutine.create(function(a, b) note("in", a, b, coroutine.isyieldable(), coroutine.status(coroutine.running()))
        local c = coroutine.yield(a + b) error("oops " .. c) end)
      note(coroutine.status(co), coroutine.resume(co, 1, 2)) note(coroutine.status(co), coroutine.resume(co, "x"))
      note(coroutine.status(co), coroutine.resume(co)) note(pcall(coroutine.resume, 1)) note(pcall(coroutine.create, 1))
      note(select(2, coroutine.running()), coroutine.isyieldable(), pcall(coroutine.yield, 1))
      local w = coroutine.wrap(function() error("inside") end) note(pcall(w)) note(pcall(w))
      local w = coroutine.wrap(function() error({}) end) note(select("#", pcall(w)))
      note(coroutine.wrap(function() return pcall(function() coroutine.yield(1) error("later") end) end)())
      local g = coroutine.wrap(function() return pcall(function() coroutine.yield(1) error("later", 0) end) end) note(g()) note(g())
      local g = coroutine.wrap(function() return xpcall(function() coroutine.yield(1) error("later", 0) end, function(m) return "h" .. m end) end)
      note(g()) note(g())
      for c, p in utf8.codes("aé€") do note(c, p) end note(utf8.len("aé"), utf8.char(233, 8364), pcall(utf8.codepoint, "a", 5))
      note("10" + 1, "0x10" * 2, pcall(function() return "a" + 1 end)) note(#"abc", ("x"):upper(), ("abc"):byte(1, -1))
      note(string.format("%5d|%-5s|%05.1f|%x|%q|%c|%i|%%|%g", 42, "ab", 3.14159, 255, "a\\nb", 65, 7, 1e20))
      note(string.format("%s %s %s", 1, 2.5, true), string.format("%-8s|%8s|%.2s", "a", "b", "cde"))
      note(pcall(string.format, "%d", 1.5)) note(pcall(string.format, "%d", "x")) note(pcall(string.format, "%y", 1)) note(pcall(string.format, "%", 1))
      note(pcall(string.format, "%s")) note(pcall(string.format, "%10.123f", 1)) note(string.format("%p", 1), pcall(string.format, "%.3p", {}))
      note(pcall(string.rep)) note(("ab"):rep(3, "-"), ("x"):rep(0), ("x"):rep(-1)) note(pcall(string.rep, "xx", math.maxinteger))
      for i, v in ipairs(setmetatable({1, 2}, {__index = function(_, i) if i < 5 then return i * 10 end end})) do note(i, v) end
      for k, v in pairs(setmetatable({}, {__pairs = function(t) return function(_, k) if not k then return 1, 2 end end, t, nil end})) do note(k, v) end
      note(pcall(ipairs)) note(next({}), next({10}), next({10}, 1)) note(type(next), pcall(type))
      note(math.type(1), math.type(1.0), math.tointeger("8"), math.floor(-1.5), math.fmod(7, 3), math.ult(1, -1), pcall(math.floor, "x"))
      """)
  }

  @Test("math.random gives what the stock generator gives for the same seed")
  func random() throws {
    try expectSameAsStock(
      """
      math.randomseed(42)
      for i = 1, 50 do note(math.random(), math.random(10), math.random(-5, 5), math.random(0), math.random(math.mininteger, math.maxinteger)) end
      math.randomseed(7, 9) note(math.random(1 << 40)) note(pcall(math.random, 2, 1)) note(pcall(math.random, 1, 2, 3))
      """)
  }

  @Test("what reaches the system, the clock or the interpreter's inside is not there")
  func absent() throws {
    let names = [
      "os", "io", "debug", "package", "collectgarbage", "dofile", "loadfile", "warn", "string.dump", "coroutine.close",
    ]
    for name in names { #expect(try Sandbox().values("return \(name)") == [.nil], "\(name)") }
  }

  @Test("finalisers and weak tables are refused, and say so")
  func metatables() throws {
    let sandbox = try Sandbox()
    #expect(sandbox.failure("setmetatable({}, {__gc = print})")?.message == "'__gc' is not available here")
    #expect(sandbox.failure("setmetatable({}, {__mode = 'k'})")?.message == "'__mode' is not available here")
  }

  @Test("bytecode is refused")
  func bytecode() throws {
    let sandbox = try Sandbox()
    #expect(sandbox.failure("\u{1b}Lua")?.kind == .syntax)
    #expect(try sandbox.print("print(load('\\27Lua'))").hasPrefix("nil\t"))
  }

  @Test("sorting is stable, and takes any comparator")
  func sorting() throws {
    let sandbox = try Sandbox()
    try sandbox.print(
      """
      local t = {} for i = 1, 3000 do t[i] = {key = i * 7919 % 13, place = i} end
      table.sort(t, function(a, b) return a.key < b.key end)
      for i = 2, #t do
        assert(t[i - 1].key < t[i].key or (t[i - 1].key == t[i].key and t[i - 1].place < t[i].place))
      end
      table.sort(t, function() return true end)
      local words = {"b", "a\\0b", "a", "é", "", "B"} table.sort(words)
      print(string.format("%q", table.concat(words, " ")))
      local mixed = {3, 1.5, 2} table.sort(mixed) print(table.concat(mixed, " "))
      """)
    #expect(sandbox.output == "\" B a a\\0b b é\"\n1.5 2 3\n")
  }
}
