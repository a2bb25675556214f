/// A property or method of a class, or a function of a module, as the API reference shows it.
public struct LuaDocumentation: Sendable, Equatable {
  public var name: String
  /// The type of a property (`string`, `list of person`), or the signature of a function (`(name: string) -> span?`).
  public var type: String
  /// One line.
  public var text: String

  public init(name: String, type: String, text: String) {
    self.name = name
    self.type = type
    self.text = text
  }
}

/// Computes a property: pushes one value (none is `nil`) for the object with this index.
public typealias LuaGetter = (LuaCall, Int) throws -> Void
/// Runs a method of the object with this index: arguments count from 1 without the object; every value left pushed
/// is a result.
public typealias LuaMethod = (LuaCall, Int) throws -> Void
/// Runs a function; every value left pushed is a result.
public typealias LuaFunctionBody = (LuaCall) throws -> Void

/// A class of read-only objects that Lua sees as userdata `{class, index, realm}`, or the fields of a kind of list.
///
/// The same index in the same realm always is the same Lua value. An unknown field name is an error that offers the nearest one.
/// A class belongs to one state; classes registered earlier come first in the order of `pairs`.
public final class LuaClass {
  /// What `__name`, error messages and the API reference call it.
  public let name: String
  /// One line.
  public let text: String
  /// Whether this describes lists: `#`, `[i]` and the list methods come with it.
  public let isList: Bool
  /// Type of a list's elements, for the API reference.
  public let elementType: String?
  public private(set) var properties: [LuaDocumentation] = []
  public private(set) var methods: [LuaDocumentation] = []
  /// Names of properties and methods that are left out when they are added: they do not exist in the state.
  public var omitted: Set<String> = []
  /// What else can be indexed (`layers.<name>`), for the API reference.
  public private(set) var dynamicFields: LuaDocumentation?

  /// What every list can do besides `#`, `[i]`, `ipairs`, `pairs`, `table.concat` and `table.unpack`.
  public static let listMethods = [
    LuaDocumentation(name: "copy", type: "() -> table", text: "The elements in a table of one's own."),
    LuaDocumentation(
      name: "first", type: "(count: integer?) -> value or list", text: "The first element, or a list of the first ones."
    ),
    LuaDocumentation(
      name: "last", type: "(count: integer?) -> value or list", text: "The last element, or a list of the last ones."),
    LuaDocumentation(
      name: "map", type: "(field: string | function) -> list",
      text: "A list of what the field or function gives for each element; nil leaves none."),
    LuaDocumentation(
      name: "sorted", type: "(key: string | function | nil, order: \"ascending\" | \"descending\" | nil) -> list",
      text:
        "The elements by a field or by what a function gives; ties keep their order, elements without key come last."),
    LuaDocumentation(
      name: "where", type: "(test: function | table) -> list",
      text: "The elements for which the function is true, or whose fields equal those of the table."),
  ]

  /// Whether its objects belong to no realm.
  public let isShared: Bool
  /// Number in its state, 0 before registration.
  public internal(set) var id = 0

  struct Property {
    var name: String
    var isCached: Bool
    var getter: LuaGetter
  }
  var getters: [Property] = []
  var methodBodies: [(name: String, body: LuaMethod)] = []
  var dynamicBody: ((LuaCall, Int, String) throws -> Bool)?
  var describeBody: ((Int) -> String)?

  /// After registration the state holds the closures: they may refer to the class without a cycle.
  func releaseBodies() {
    getters = []
    methodBodies = []
    dynamicBody = nil
    describeBody = nil
  }

  /// A class of objects.
  public init(_ name: String, _ text: String, isShared: Bool = false) {
    self.name = name
    self.text = text
    self.isShared = isShared
    isList = false
    elementType = nil
  }

  /// A kind of list, whose fields and methods get the list's owner index.
  public init(list name: String, of elementType: String, _ text: String, isShared: Bool = false) {
    self.name = name
    self.text = text
    self.isShared = isShared
    self.elementType = elementType
    isList = true
  }

  /// Adds a property. A cached one is computed once an object (the same list is then the same Lua value).
  public func property(
    _ name: String, _ type: String, _ text: String, cached: Bool = false, _ getter: @escaping LuaGetter
  ) {
    precondition(id == 0, "class \(self.name) is registered already")
    if omitted.contains(name) { return }
    properties.append(LuaDocumentation(name: name, type: type, text: text))
    getters.append(Property(name: name, isCached: cached, getter: getter))
  }

  /// Adds a method, called with a colon.
  public func method(_ name: String, _ signature: String, _ text: String, _ body: @escaping LuaMethod) {
    precondition(id == 0, "class \(self.name) is registered already")
    if omitted.contains(name) { return }
    methods.append(LuaDocumentation(name: name, type: signature, text: text))
    methodBodies.append((name, body))
  }

  /// Answers names that are neither property nor method: pushes one value and returns true, or returns false.
  public func dynamicFields(
    _ name: String, _ type: String, _ text: String, _ body: @escaping (LuaCall, Int, String) throws -> Bool
  ) {
    precondition(id == 0, "class \(self.name) is registered already")
    dynamicFields = LuaDocumentation(name: name, type: type, text: text)
    dynamicBody = body
  }

  /// What `tostring` says of an object; without it `name: 3`, an opaque number.
  public func describe(_ body: @escaping (Int) -> String) {
    precondition(id == 0, "class \(self.name) is registered already")
    describeBody = body
  }
}

/// What `require` returns: functions and constants with their docs, read-only in Lua.
public final class LuaModule {
  public let name: String
  /// One line.
  public let text: String
  public private(set) var functions: [LuaDocumentation] = []
  public private(set) var constants: [LuaDocumentation] = []
  var functionBodies: [(name: String, body: LuaFunctionBody)] = []
  var constantValues: [(name: String, value: LuaValue)] = []

  public init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }

  /// Adds a function, called with a dot.
  public func function(_ name: String, _ signature: String, _ text: String, _ body: @escaping LuaFunctionBody) {
    functions.append(LuaDocumentation(name: name, type: signature, text: text))
    functionBodies.append((name, body))
  }

  /// Adds a constant.
  public func constant(_ name: String, _ type: String, _ text: String, _ value: LuaValue) {
    constants.append(LuaDocumentation(name: name, type: type, text: text))
    constantValues.append((name, value))
  }
}
