import LuaRuntime
import Testing

@Suite struct ObjectTests {
  /// A state with a class of numbered ships, the first of which is the global `ship`.
  final class Fleet {
    let sandbox: Sandbox
    let ship = LuaClass("ship", "A ship.")
    let harbour = LuaClass("harbour", "Where ships lie.")
    /// How often the cached property was computed.
    let computed = Counter()

    final class Counter {
      var count = 0
    }

    init() throws {
      sandbox = try Sandbox(limits: LuaLimits(cpuSeconds: 60, memoryBytes: 64 << 20))
      ship.property("name", "string", "Its name.") { $0.push("ship \($1)") }
      ship.property("number", "integer", "Its number.") { $0.push($1) }
      ship.property("parity", "string", "odd or even.") { $0.push($1 % 2 == 0 ? "even" : "odd") }
      ship.property("sister", "ship?", "The next ship.") { [ship] call, index in
        call.push(index < 9 ? index + 1 : nil, of: ship)
      }
      ship.property("cargo", "list of string", "What it carries.", cached: true) { [computed] call, _ in
        computed.count += 1
        call.pushList(["coal", "tea"])
      }
      ship.property("wreck", "string", "Always fails.") { _, _ in throw LuaFailure("lost at sea") }
      ship.property("draught", "number?", "Unknown for odd ships.") { call, index in
        if index % 2 == 0 { call.push(Double(index)) }
      }
      ship.method("sail", "(to: string, speed: number?) -> string", "Sails.") { call, index in
        call.push("ship \(index) to \(try call.string(1)) at \(call.isNil(2) ? 5 : try call.integer(2))")
      }
      harbour.property("name", "string", "Its name.") { $0.push("harbour \($1)") }
      harbour.describe { "<harbour \($0)>" }
      harbour.dynamicFields("<berth>", "ship?", "The ship at a berth.") { [ship] call, _, name in
        guard name.hasPrefix("berth") else { return false }
        call.push(Int(name.dropFirst(5)), of: ship)
        return true
      }
      sandbox.state.register(ship)
      sandbox.state.register(harbour)
      for index in [1, 2] { sandbox.environment.set("ship\(index)") { $0.push(index, of: ship) } }
      sandbox.environment.set("harbour") { $0.push(7, of: harbour) }
    }
  }

  @Test("properties and methods are read by name")
  func fields() throws {
    let fleet = try Fleet()
    #expect(
      try fleet.sandbox.print(
        "print(ship1.name, ship1.number, ship1.draught, ship2.draught, ship1:sail 'Brest', ship1:sail('Brest', 9))")
        == "ship 1\t1\tnil\t2.0\tship 1 to Brest at 5\tship 1 to Brest at 9\n")
  }

  @Test("the same thing is always the same value, and can be a key")
  func identity() throws {
    let fleet = try Fleet()
    try fleet.sandbox.print(
      """
      assert(ship1.sister == ship2 and rawequal(ship1.sister, ship2) and ship1 ~= ship2)
      local seen = {[ship2] = "yes"}
      assert(seen[ship1.sister] == "yes" and seen[ship1] == nil and type(ship1) == "userdata")
      """)
  }

  @Test(
    "a wrong field name is an error that offers the nearest one, methods included",
    arguments: [
      ("ship1.nmae", "a ship has no field 'nmae'; did you mean 'name'?"),
      ("ship1.sial", "a ship has no field 'sial'; did you mean 'sail'?"),
      ("ship1.Number", "a ship has no field 'Number'; did you mean 'number'?"),
      ("ship1.zzzzzzzz", "a ship has no field 'zzzzzzzz'"),
      ("ship1[1]", "a ship cannot be indexed with a number"),
      ("harbour.nam", "a harbour has no field 'nam'; did you mean 'name'?"),
    ])
  func suggestions(script: String, message: String) throws {
    #expect(try Fleet().sandbox.failure("\nprint(\(script))")?.description == "/scripts/test.lua:2: " + message)
  }

  @Test("objects are read-only and say so")
  func readOnly() throws {
    let fleet = try Fleet()
    #expect(fleet.sandbox.failure("ship1.name = 'x'")?.message == "a ship is read-only: 'name' cannot be set")
    #expect(fleet.sandbox.failure("setmetatable(ship1, {})")?.kind == .runtime)
    #expect(try fleet.sandbox.values("return getmetatable(ship1)") == [false])
  }

  @Test("failures of getters and wrong arguments of methods have the calling line")
  func failures() throws {
    let fleet = try Fleet()
    #expect(fleet.sandbox.failure("\nlocal x = ship1.wreck")?.description == "/scripts/test.lua:2: lost at sea")
    #expect(
      fleet.sandbox.failure("ship1:sail()")?.message == "bad argument #1 to 'sail' (string expected, got no value)")
    #expect(
      fleet.sandbox.failure("ship1:sail('x', {})")?.message == "bad argument #2 to 'sail' (number expected, got table)")
    #expect(
      fleet.sandbox.failure("ship1.sail('x')")?.message.contains("value:sail(…) on a ship, not on string") == true)
    #expect(fleet.sandbox.failure("ship1.sail(harbour)")?.message.contains("not on harbour") == true)
  }

  @Test("cached properties are computed once and stay the same value")
  func cached() throws {
    let fleet = try Fleet()
    try fleet.sandbox.print("assert(ship1.cargo == ship1.cargo and ship1.cargo[2] == 'tea')")
    #expect(fleet.computed.count == 1)
  }

  @Test("names can be answered at run time")
  func dynamic() throws {
    #expect(
      try Fleet().sandbox.print("print(harbour.berth4.name, harbour.berthx, harbour)") == "ship 4\tnil\t<harbour 7>\n")
  }

  @Test("objects reach Swift by class and index, and wrong classes are refused")
  func arguments() throws {
    let fleet = try Fleet()
    fleet.sandbox.environment.set("take") { call in
      call.pushFunction("take") { [ship = fleet.ship] in $0.push(try $0.object(1, of: ship)) }
    }
    #expect(try fleet.sandbox.print("print(take(ship2))") == "2\n")
    #expect(fleet.sandbox.failure("take(harbour)")?.message == "bad argument #1 to 'take' (ship expected, got harbour)")
    #expect(
      try fleet.sandbox.values("return {ship2}") == [.array([.object(LuaObject(classID: fleet.ship.id, index: 2))])])
  }

  /// Keeps account of the realms.
  final class Seas: LuaRealms {
    var log: [String] = []
    func enter(_ realm: Int) throws {
      if realm == 9 { throw LuaFailure("sea \(realm) is frozen") }
      log.append("enter \(realm)")
    }
    func abandon(_ realm: Int) { log.append("abandon \(realm)") }
  }

  @Test("an object's realm is entered before it is asked about, and abandoned when none of its objects is left")
  func realms() throws {
    let fleet = try Fleet()
    let seas = Seas()
    fleet.sandbox.state.realms = seas
    fleet.sandbox.environment.set("get") { call in
      call.pushFunction("get") { [ship = fleet.ship] call in
        call.push(try call.integer(2), of: ship, in: try call.integer(1))
      }
    }
    try fleet.sandbox.print("a, b = get(3, 1), get(4, 1) assert(a ~= b and a == get(3, 1) and a ~= ship1)")
    #expect(seas.log == [])
    #expect(
      try fleet.sandbox.print("print(a.name, b.name, b:sail 'Brest', a.sister.name, ship1.name)").hasPrefix("ship 1"))
    #expect(seas.log == ["enter 3", "enter 4", "enter 3", "enter 0"])
    seas.log = []
    try fleet.sandbox.print("a = a.sister")
    fleet.sandbox.state.collectGarbage()
    #expect(seas.log == ["enter 3"])
    try fleet.sandbox.print("a = nil")
    fleet.sandbox.state.collectGarbage()
    #expect(seas.log == ["enter 3", "abandon 3"])
    #expect(fleet.sandbox.failure("print(get(9, 1).name)")?.message == "sea 9 is frozen")
    try fleet.sandbox.print(
      "local t = {} for i = 1, 3 do t[get(i, i)] = i end for k, v in pairs(t) do assert(k.number == v) end")
  }

  @Test("objects survive and go under constant collection")
  func collection() throws {
    let fleet = try Fleet()
    fleet.sandbox.environment.set("get") { call in
      call.pushFunction("get") { [ship = fleet.ship] call in
        if try call.integer(1) % 1000 == 0 { call.state.collectGarbage() }
        call.push(try call.integer(1), of: ship)
      }
    }
    try fleet.sandbox.print(
      """
      local keep, names = {}, {}
      for i = 1, 20000 do
        local ship = get(i)
        assert(ship.name == "ship " .. i and ship.cargo[1] == "coal")
        if i % 7 == 0 then keep[#keep + 1] = ship names[ship] = i end
      end
      for _, ship in ipairs(keep) do assert(names[get(ship.number)] == ship.number) end
      """)
    let before = fleet.sandbox.state.memoryBytes
    fleet.sandbox.state.collectGarbage()
    #expect(fleet.sandbox.state.memoryBytes <= before)
    #expect(fleet.sandbox.state.memoryBytes < 1 << 20)
  }

  @Test("the registration carries the documentation")
  func documentation() throws {
    let fleet = try Fleet()
    #expect(fleet.sandbox.state.classes.map(\.name) == ["ship", "harbour"])
    #expect(fleet.ship.properties.first == LuaDocumentation(name: "name", type: "string", text: "Its name."))
    #expect(fleet.ship.methods.map(\.name) == ["sail"])
    #expect(fleet.harbour.dynamicFields?.name == "<berth>")
  }
}
