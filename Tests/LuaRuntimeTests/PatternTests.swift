import CLua
import LuaRuntime
import Testing

/// The same Lua program run by a plain state with the stock libraries.
enum Stock {
  static func transcript(_ program: String) throws -> String {
    let state = try #require(luaL_newstate())
    defer { lua_close(state) }
    luaL_openlibs(state)
    let status = luaL_loadbufferx(state, program, program.utf8.count, "=test.lua", "t")
    guard status == LUA_OK, lua_pcallk(state, 0, 1, 0, 0, nil) == LUA_OK else {
      throw LuaFailure(String(cString: try #require(lua_tolstring(state, -1, nil))))
    }
    var length = 0
    let bytes = try #require(lua_tolstring(state, -1, &length))
    return String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
  }
}

/// Draws the same cases in both states and writes down what each function answers.
let transcriptPrelude = """
  local seed = %SEED%
  local function draw(n) seed = (seed * 1103515245 + 12345) & 0x7fffffff return (seed >> 8) % n + 1 end
  local lines = {}
  local function show(value)
    if type(value) == "string" then return string.format("%q", value) end
    if type(value) == "function" then return "function" end
    if math.type(value) == "integer" or type(value) ~= "number" then return tostring(value) end
    return string.format("%a", value)
  end
  local function note(...)
    local parts = {}
    for i = 1, select("#", ...) do parts[i] = show((select(i, ...))) end
    lines[#lines + 1] = table.concat(parts, " ")
  end
  local function pick(list) return list[draw(#list)] end
  local function text(list, most) local t = {} for i = 1, draw(most) - 1 do t[i] = pick(list) end return table.concat(t) end
  """

func expectSameAsStock(_ program: String, seed: Int = 1) throws {
  let source =
    transcriptPrelude.replacing("%SEED%", with: "\(seed)") + "\n" + program + "\nreturn table.concat(lines, '\\n')"
  let expected = try Stock.transcript(source).split(separator: "\n", omittingEmptySubsequences: false)
  let values = try Sandbox().values(source)
  let actual = (values[0].text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
  #expect(expected.count > 10)
  let difference = zip(expected, actual).enumerated().first { $0.element.0 != $0.element.1 }
  #expect(difference == nil, "line \(difference?.offset ?? 0)")
  #expect(expected.count == actual.count)
}

@Suite struct PatternTests {
  static let program = """
    local subjects = {"a", "b", "ab", "A", "1", "12", " ", "-", "(", ")", "[", "]", "%", ".", "\\0", "\\n", "é", "key=1", "aaaa", "((a)b)", "^", "$", "_", "z"}
    local pieces = {"a", "b", ".", "%a", "%d", "%s", "%w", "%W", "%p", "%c", "%x", "%l", "%u", "%g", "%z", "%%", "%.", "%(", "[ab]", "[^ab]", "[a-z]",
      "[%a_]", "[%d-]", "[]]", "[^]]", "[a-]", "[%]", "[", "]", "(", ")", "()", "(a)", "(.-)", "(%a*)", "%1", "%2", "%0", "%9", "%b()", "%b",
      "%b(", "%f[%w]", "%f[^%w]", "%f", "%f%a", "%", "*", "+", "-", "?", "^", "$", "^a", "a$", "\\0", "[\\0a]", "é", "a*", "b+", ".-", ".*", "a?", "%S+"}
    local replacements = {"", "x", "%0", "%1", "%2", "%%", "<%0>", "%1%1", "%", "%a", "a%", "%9"}
    for case = 1, 6000 do
      local s, p = text(subjects, 9), text(pieces, 7)
      local init = draw(14) - 7
      note("find", s, p, init, pcall(string.find, s, p, init))
      note("plain", pcall(string.find, s, p, init, true))
      note("match", pcall(string.match, s, p, init))
      local r = pick(replacements)
      note("gsub", r, pcall(string.gsub, s, p, r))
      if case % 3 == 0 then
        note("gsub n", pcall(string.gsub, s, p, r, draw(5) - 2))
        note("gsub t", pcall(string.gsub, s, p, {a = "A", ab = 1, [""] = "e", b = false, ["1"] = true, [1] = "one"}))
        note("gsub f", pcall(string.gsub, s, p, function(...) note(...) return draw(2) == 1 and "r" end))
        note("gmatch", pcall(function() for a, b in string.gmatch(s, p, init) do note(a, b) end end))
      end
    end
    """

  @Test("patterns give the results and messages of the stock functions", arguments: [1, 77, 4242])
  func differential(seed: Int) throws { try expectSameAsStock(Self.program, seed: seed) }

  @Test("arguments are checked as the stock functions check them")
  func arguments() throws {
    try expectSameAsStock(
      """
      for _, name in ipairs{"find", "match", "gmatch", "gsub", "rep", "format", "byte", "sub", "len", "char", "pack"} do
        local f = string[name]
        note(name, pcall(f)) note(pcall(f, nil)) note(pcall(f, "a")) note(pcall(f, "a", {})) note(pcall(f, 1, 2))
        note(pcall(f, "a", "a", true)) note(pcall(f, "a", "a", 1.5)) note(pcall(f, "a", 2, {}))
        note(pcall(f, ("a"):rep(300), ("(a)"):rep(33))) note(pcall(f, ("a"):rep(300), ("a?"):rep(250)))
        note(pcall(function() return ("x")[name]("x", nil) end))
      end
      """)
  }
}
