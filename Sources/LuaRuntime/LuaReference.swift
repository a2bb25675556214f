import CLuaShim

/// The C side of a state, and whether it still is there; outlives the state.
final class LuaLifetime {
  var runtime: OpaquePointer?
}

/// A value that stays in its Lua state as long as this object lives. Use it only as long as the state lives, which it
/// does not keep alive: functions of the host may hold references without a cycle.
public class LuaReference {
  /// The state it lives in.
  public unowned let state: LuaState
  private let lifetime: LuaLifetime
  let reference: Int32

  /// Takes the value on top of the stack.
  init(_ state: LuaState) {
    self.state = state
    lifetime = state.lifetime
    reference = lr_reference(lr_running(state.runtime))
  }

  deinit {
    if let runtime = lifetime.runtime { lr_unreference(runtime, reference) }
  }

  func push(_ pointer: OpaquePointer) { lr_push_reference(pointer, reference) }
}

/// A Lua function.
public final class LuaFunction: LuaReference {
  /// Calls the function and converts what it returns (at most `results` values, missing ones are `nil`).
  ///
  /// Inside a call from Lua this runs under the limits of the entry under way, else it is an entry of its own.
  @discardableResult
  public func call(
    _ arguments: [LuaValue] = [], results: Int = 1, limits: LuaConversionLimits = LuaConversionLimits()
  ) throws(LuaError) -> [LuaValue] {
    try call(results: results, limits: limits) { call in for argument in arguments { call.push(argument) } }
  }

  /// The same with arguments that `push` pushes.
  @discardableResult
  public func call(
    results: Int = 1, limits: LuaConversionLimits = LuaConversionLimits(), push: (LuaCall) throws -> Void
  ) throws(LuaError) -> [LuaValue] {
    try state.call(self, results: results, push: push) { pointer, base throws(LuaError) in
      do throws(LuaFailure) {
        var values: [LuaValue] = []
        for offset in 0..<Int32(results) { values.append(try LuaStack.value(pointer, base + offset, limits)) }
        return values
      } catch {
        throw LuaError(kind: .other, message: error.message)
      }
    }
  }
}

/// A Lua table.
public final class LuaTable: LuaReference {
  /// Number of elements in its array part (`#`, without metamethods).
  public var count: Int { with { Int(lr_length($0, $1)) } }

  /// A field as plain data, `.nil` where there is none.
  public func value(
    _ name: String, limits: LuaConversionLimits = LuaConversionLimits()
  ) throws(LuaFailure) -> LuaValue {
    try withField(name) { pointer throws(LuaFailure) in try LuaStack.value(pointer, -1, limits) }
  }

  /// An element (from 1 on) as plain data.
  public func value(
    _ index: Int, limits: LuaConversionLimits = LuaConversionLimits()
  ) throws(LuaFailure) -> LuaValue {
    try withElement(index) { pointer throws(LuaFailure) in try LuaStack.value(pointer, -1, limits) }
  }

  /// All of it as plain data; functions in it are an error.
  public func value(limits: LuaConversionLimits = LuaConversionLimits()) throws(LuaFailure) -> LuaValue {
    try with { pointer, index throws(LuaFailure) in try LuaStack.value(pointer, index, limits) }
  }

  /// The type of a field.
  public func type(_ name: String) -> LuaType { withField(name) { LuaType(code: lr_type($0, -1)) } }
  /// The type of an element (from 1 on).
  public func type(_ index: Int) -> LuaType { withElement(index) { LuaType(code: lr_type($0, -1)) } }

  /// A field that is a function, else `nil`.
  public func function(_ name: String) -> LuaFunction? {
    withField(name) { pointer in
      guard lr_type(pointer, -1) == LR_TYPE_FUNCTION else { return nil }
      lr_push_value(pointer, -1)
      return LuaFunction(state)
    }
  }

  /// A field that is a table, else `nil`.
  public func table(_ name: String) -> LuaTable? { withField(name) { nested($0) } }

  /// An element (from 1 on) that is a table, else `nil`.
  public func table(_ index: Int) -> LuaTable? { withElement(index) { nested($0) } }

  /// The keys in the order of `pairs`.
  public func keys() throws(LuaFailure) -> [LuaValue] {
    try with { pointer, index throws(LuaFailure) in try LuaStack.keys(pointer, index) }
  }

  private func nested(_ pointer: OpaquePointer) -> LuaTable? {
    guard lr_type(pointer, -1) == LR_TYPE_TABLE else { return nil }
    lr_push_value(pointer, -1)
    return LuaTable(state)
  }

  private func withField<Result, Failure>(
    _ name: String, _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try with { pointer, index throws(Failure) in
      var name = name
      name.withUTF8 { lr_push_field(pointer, index, LuaStack.characters($0), $0.count) }
      return try body(pointer)
    }
  }

  private func withElement<Result, Failure>(
    _ element: Int, _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try with { pointer, index throws(Failure) in
      lr_push_element(pointer, index, Int64(element))
      return try body(pointer)
    }
  }

  private func with<Result, Failure>(
    _ body: (OpaquePointer, Int32) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let pointer = lr_running(state.runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    push(pointer)
    return try body(pointer, top + 1)
  }
}

/// The globals of a script: the safe library, plus what the script defines.
public final class LuaEnvironment: LuaReference {
  /// A fresh environment of `state`.
  public override init(_ state: LuaState) {
    state.withPointer { lr_push_environment($0) }
    super.init(state)
  }

  /// A global function, `nil` where the script defines none.
  public func function(_ name: String) -> LuaFunction? {
    global(name) { pointer in
      guard lr_type(pointer, -1) == LR_TYPE_FUNCTION else { return nil }
      lr_push_value(pointer, -1)
      return LuaFunction(state)
    }
  }

  /// A global as plain data.
  public func value(_ name: String) throws(LuaFailure) -> LuaValue {
    try global(name) { pointer throws(LuaFailure) in try LuaStack.value(pointer, -1, LuaConversionLimits()) }
  }

  /// Sets a global to the one value that `push` pushes.
  public func set(_ name: String, _ push: (LuaCall) throws -> Void) rethrows {
    let pointer = lr_running(state.runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    self.push(pointer)
    try LuaTableBuilder(pointer).set(name, push)
  }

  /// Sets a global.
  public func set(_ name: String, _ value: LuaValue) { set(name) { $0.push(value) } }

  /// Makes the globals read-only from now on: a script that assigns one gets an error that says so. Tables that
  /// globals refer to stay as they are.
  public func freeze() {
    let pointer = lr_running(state.runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    push(pointer)
    _ = lr_freeze(pointer, top + 1)
  }

  private func global<Result, Failure>(
    _ name: String, _ body: (OpaquePointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let pointer = lr_running(state.runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    push(pointer)
    var name = name
    name.withUTF8 { lr_push_field(pointer, top + 1, LuaStack.characters($0), $0.count) }
    return try body(pointer)
  }
}
