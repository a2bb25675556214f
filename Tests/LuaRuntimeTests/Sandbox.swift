import LuaRuntime

/// A state with an environment whose `print` is collected.
final class Sandbox {
  final class Output {
    var bytes: [UInt8] = []
  }

  let state: LuaState
  let environment: LuaEnvironment
  private let collected = Output()

  init(limits: LuaLimits = LuaLimits(cpuSeconds: 20), seed: UInt64 = 1) throws {
    let collected = collected
    state = try LuaState(.init(limits: limits, seed: seed) { collected.bytes.append(contentsOf: $0) })
    environment = LuaEnvironment(state)
  }

  /// What was printed so far.
  var output: String { String(decoding: collected.bytes, as: UTF8.self) }

  /// Runs a script and returns what it printed.
  @discardableResult
  func print(_ script: String, path: String = "/scripts/test.lua") throws -> String {
    let start = collected.bytes.count
    try state.run(script, path: path, in: environment)
    return String(decoding: collected.bytes[start...], as: UTF8.self)
  }

  /// Runs a script that must fail.
  func failure(_ script: String, path: String = "/scripts/test.lua") -> LuaError? {
    do throws(LuaError) {
      try state.run(script, path: path, in: environment)
      return nil
    } catch {
      return error
    }
  }

  /// The values a script returns.
  func values(_ script: String, count: Int = 1) throws -> [LuaValue] {
    try state.run(script, path: "/scripts/test.lua", in: environment, results: count)
  }
}
