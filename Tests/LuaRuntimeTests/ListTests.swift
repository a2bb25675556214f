import LuaRuntime
import Testing

@Suite struct ListTests {
  private func fleet() throws -> ObjectTests.Fleet {
    let fleet = try ObjectTests.Fleet()
    let sandbox = fleet.sandbox
    let kind = LuaClass(list: "fleet", of: "ship", "Ships.")
    kind.property("flag", "string", "Its flag.") { $0.push("flag \($1)") }
    kind.method("count_to", "(n: integer) -> integer", "Counts.") { $0.push(try $0.integer(1) + $1) }
    sandbox.state.register(kind)
    sandbox.environment.set("picked") { $0.pushList([3, 1, 2], of: fleet.ship) }
    sandbox.environment.set("range") { $0.pushList(4..<8, of: fleet.ship, kind: kind, owner: 40) }
    sandbox.environment.set("lazy") { call in call.pushList(count: 5) { $0.push("item \($1)") } }
    sandbox.environment.set("plain") { $0.pushList(["b", "c", "a"]) }
    sandbox.environment.set("empty") { $0.pushList([UInt32](), of: fleet.ship) }
    return fleet
  }

  @Test(
    "lists work with length, index, ipairs, pairs, concat and unpack",
    arguments: [
      ("print(#picked, #range, #lazy, #plain, #empty)", "3\t4\t5\t3\t0\n"),
      (
        "print(picked[1].number, picked[3].name, picked[0], picked[4], picked[1.5], lazy[5])",
        "3\tship 2\tnil\tnil\tnil\titem 4\n"
      ),
      ("for i, s in ipairs(range) do print(i, s.number) end", "1\t4\n2\t5\n3\t6\n4\t7\n"),
      ("for i, s in pairs(plain) do print(i, s) end", "1\tb\n2\tc\n3\ta\n"),
      ("for _ in ipairs(empty) do print 'x' end", ""),
      (
        "print(table.concat(plain, '-'), table.concat(lazy, ',', 2, 3), table.concat(empty))",
        "b-c-a\titem 1,item 2\t\n"
      ),
      ("print(table.unpack(plain)) print(select('#', table.unpack(lazy)))", "b\tc\ta\n5\n"),
      ("print(picked[1] == range[1], picked[1].sister == range[1])", "false\ttrue\n"),
    ])
  func sequence(script: String, output: String) throws { #expect(try fleet().sandbox.print(script) == output) }

  @Test(
    "methods give lists, and chain",
    arguments: [
      ("print(picked:first().number, picked:last().number, empty:first())", "3\t2\tnil\n"),
      ("print(table.concat(lazy:first(2), ','), #lazy:last(9), #plain:first(0))", "item 0,item 1\t5\t0\n"),
      ("print(table.concat(plain:sorted(), ''), table.concat(plain:sorted(nil, 'descending'), ''))", "abc\tcba\n"),
      ("print(table.concat(picked:sorted('number'):map('name'), ','))", "ship 1,ship 2,ship 3\n"),
      ("print(table.concat(range:sorted(function(s) return -s.number end):map('number'), ','))", "7,6,5,4\n"),
      ("print(table.concat(range:sorted('draught'):map('number'), ','))", "4,6,5,7\n"),
      ("print(table.concat(range:sorted('draught', 'descending'):map('number'), ','))", "6,4,5,7\n"),
      ("print(table.concat(range:sorted('parity'):map('number'), ','))", "4,6,5,7\n"),
      ("print(table.concat(range:where{parity = 'even'}:map('number'), ','))", "4,6\n"),
      ("print(#range:where{parity = 'even', number = 6}, #range:where{parity = 'odd', number = 6})", "1\t0\n"),
      ("print(#range:where(function(s) return s.number > 5 end), #range:map('draught'))", "2\t2\n"),
      ("local t = plain:copy() t[4] = 'd' print(#t, #plain, type(t))", "4\t3\ttable\n"),
    ])
  func methods(script: String, output: String) throws { #expect(try fleet().sandbox.print(script) == output) }

  @Test("the documented methods are those that lists have")
  func documentation() throws {
    let sandbox = try fleet().sandbox
    for method in LuaClass.listMethods {
      #expect(try sandbox.print("print(type(plain.\(method.name)))") == "function\n")
    }
  }

  @Test("lists of a kind have its fields and methods")
  func kinds() throws {
    let sandbox = try fleet().sandbox
    #expect(try sandbox.print("print(range.flag, range:count_to(2), range:first().number)") == "flag 40\t42\t4\n")
    #expect(sandbox.failure("range.flga")?.kind == .syntax)
    #expect(sandbox.failure("print(range.flga)")?.message == "a fleet has no field 'flga'; did you mean 'flag'?")
    #expect(sandbox.failure("range:srted()")?.message == "a fleet has no field 'srted'; did you mean 'sorted'?")
    #expect(sandbox.failure("picked.number = 1")?.message == "a list is read-only: 'number' cannot be set")
    #expect(sandbox.failure("picked[1] = 1")?.message == "a list is read-only")
    #expect(sandbox.failure("picked.count_to(1)")?.message.contains("a list has no field") == true)
  }

  @Test(
    "wrong uses say what is wrong",
    arguments: [
      ("picked:sorted('nmae')", "a ship has no field 'nmae'; did you mean 'name'?"),
      ("picked:where{nmae = 1}", "a ship has no field 'nmae'; did you mean 'name'?"),
      ("picked:where('x')", "bad argument #1 to 'where' (function or table of field = value expected, got string)"),
      ("picked:where{1}", "bad argument #1 to 'where' (field = value expected)"),
      ("picked:sorted({})", "bad argument #1 to 'sorted' (function or field name expected, got table)"),
      ("picked:sorted('name', 'down')", "bad argument #2 to 'sorted' (invalid option 'down')"),
      ("picked.first()", "'first' must be called as list:first(…), not on no value"),
      ("range:sorted(function() return {} end)", "attempt to compare two table values"),
      ("picked:map(error)", "(error object is a ship value)"),
    ])
  func misuse(script: String, message: String) throws {
    #expect(try fleet().sandbox.failure(script)?.message == message)
  }

  @Test("a failing element raises where it is asked for")
  func elements() throws {
    let sandbox = try fleet().sandbox
    sandbox.environment.set("broken") { call in
      call.pushList(count: 3) { call, index in
        guard index != 1 else { throw LuaFailure("element \(index) is broken") }
        call.push(index)
      }
    }
    #expect(
      try sandbox.print("print(broken[1], pcall(function() return broken[2] end))").contains("element 1 is broken"))
    #expect(throws: LuaError.self) { try sandbox.values("return broken") }
    #expect(try sandbox.values("return lazy:first(2)") == [["item 0", "item 1"]])
  }

  @Test("the elements of a list belong to the list's realm, whichever was entered last")
  func realms() throws {
    let fleet = try fleet()
    try fleet.sandbox.state.enter(1)
    fleet.sandbox.environment.set("others") { $0.pushList(0..<3, of: fleet.ship) }
    fleet.sandbox.environment.set("other") { $0.push(1, of: fleet.ship) }
    try fleet.sandbox.state.enter(2)
    try fleet.sandbox.print("assert(others[2] == other and others[2] ~= picked[1])")
  }
}

@Suite struct ColumnTests {
  /// Memory that columns point into.
  final class Tokens {
    let lemmas: UnsafeMutableBufferPointer<UInt32>
    let tags: UnsafeMutableBufferPointer<UInt8>
    let integers: UnsafeMutableBufferPointer<Int>
    let weights: UnsafeMutableBufferPointer<Double>

    init() {
      lemmas = .allocate(capacity: 5)
      _ = lemmas.initialize(from: [1, 2, 0, 1, 9])
      tags = .allocate(capacity: 3)
      _ = tags.initialize(from: [0, 1, 200])
      integers = .allocate(capacity: 2)
      _ = integers.initialize(from: [-5, 5])
      weights = .allocate(capacity: 2)
      _ = weights.initialize(from: [0.5, 1])
    }

    deinit {
      lemmas.deallocate()
      tags.deallocate()
      integers.deallocate()
      weights.deallocate()
    }
  }

  private func sandbox(_ tokens: Tokens = Tokens()) throws -> Sandbox {
    let sandbox = try Sandbox()
    let strings = LuaStringTable(sandbox.state, ["", "saisir", "été"], emptyIsNil: true)
    let names = LuaStringTable(sandbox.state, ["NOUN", "VERB"])
    let environment = sandbox.environment
    environment.set("lemma") { $0.push(.strings(UnsafeBufferPointer(tokens.lemmas), strings, owner: tokens)) }
    environment.set("tag") { $0.push(.codes(UnsafeBufferPointer(tokens.tags), names, owner: tokens)) }
    environment.set("start") { $0.push(.integers(UnsafeBufferPointer(tokens.lemmas), addend: 1, owner: tokens)) }
    environment.set("integer") { $0.push(.integers(UnsafeBufferPointer(tokens.integers), owner: tokens)) }
    environment.set("weight") { $0.push(.numbers(UnsafeBufferPointer(tokens.weights), owner: tokens)) }
    return sandbox
  }

  @Test(
    "columns are read by position",
    arguments: [
      (
        "print(#lemma, lemma[1], lemma[2], lemma[3], lemma[4], lemma[5], lemma[6], lemma[0])",
        "5\tsaisir\tété\tnil\tsaisir\tnil\tnil\tnil\n"
      ),
      ("print(#tag, tag[1], tag[2], tag[3])", "3\tNOUN\tVERB\tnil\n"),
      ("print(start[1], start[5], integer[1], integer[2], weight[1], weight[2])", "2\t10\t-5\t5\t0.5\t1.0\n"),
      ("for i, l in ipairs(lemma) do print(i, l) end", "1\tsaisir\n2\tété\n3\tnil\n4\tsaisir\n5\tnil\n"),
      ("for i, n in pairs(integer) do print(i, n) end", "1\t-5\n2\t5\n"),
      ("print(table.concat(start, ' '), table.unpack(tag, 1, 2))", "2 3 1 2 10\tNOUN\tVERB\n"),
      ("print(pcall(function() return lemma.first end))", "false\ttest.lua:1: a column has no field 'first'\n"),
      ("print(pcall(function() lemma[1] = 2 end))", "false\ttest.lua:1: a column is read-only\n"),
    ])
  func columns(script: String, output: String) throws { #expect(try sandbox().print(script) == output) }

  @Test("a column converts to an array")
  func conversion() throws {
    #expect(
      try sandbox().values("return integer, lemma", count: 2) == [[-5, 5], ["saisir", "été", nil, "saisir", nil]])
  }

  @Test("a column keeps its memory alive, and gives it back")
  func memory() throws {
    weak var tokens: Tokens?
    func make() throws -> Sandbox {
      let strong = Tokens()
      tokens = strong
      return try self.sandbox(strong)
    }
    let sandbox = try make()
    sandbox.state.collectGarbage()
    #expect(try sandbox.print("print(lemma[1])") == "saisir\n")
    #expect(tokens != nil)
    try sandbox.print("lemma, tag, start, integer, weight = nil")
    sandbox.state.collectGarbage()
    #expect(tokens == nil)
  }
}
