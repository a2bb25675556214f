import CLuaShim

/// What groups of objects have in common, such as their article. All getters and methods read from the realm that was
/// entered last.
public protocol LuaRealms: AnyObject {
  /// Objects of `realm` will be asked about; an error is raised in Lua.
  func enter(_ realm: Int) throws
  /// Lua holds no object of `realm` any more. Must not use the state.
  func abandon(_ realm: Int)
}

/// A sandboxed Lua 5.4 state: the safe library, limits, and what the host registers. Used by one thread at a time.
///
/// Each outermost `run` or call is an entry with its own time budget; `withLimits` makes several share one.
///
/// Threads that run Lua need at least 1 MB of stack. A process that filters system calls must allow, beside what any
/// program needs: timer_create, timer_settime, timer_delete, clock_gettime, gettid, rt_sigaction, rt_sigprocmask and
/// rt_sigreturn; the signal is SIGRTMIN + 5. Closures given to a state must not hold it (`LuaCall.state` is there).
public final class LuaState {
  /// What a state is made with.
  public struct Configuration {
    public var limits = LuaLimits()
    /// Seed of `math.random`; derive it from script and article so that runs repeat.
    public var seed: UInt64 = 0
    /// Receives what `print` writes, one call a `print`, newline included; may throw to raise an error in Lua.
    public var output: (UnsafeRawBufferPointer) throws -> Void = { _ in }

    public init(
      limits: LuaLimits = LuaLimits(), seed: UInt64 = 0,
      output: @escaping (UnsafeRawBufferPointer) throws -> Void = { _ in }
    ) {
      self.limits = limits
      self.seed = seed
      self.output = output
    }
  }

  let runtime: OpaquePointer
  let lifetime = LuaLifetime()
  let output: (UnsafeRawBufferPointer) throws -> Void
  /// Boxes of registered functions: C holds their addresses.
  var boxes: [LuaBox] = []
  var chunks = ChunkNames()
  private let seed: UInt64

  public private(set) var limits: LuaLimits
  /// In order of registration, for the API reference.
  public private(set) var classes: [LuaClass] = []
  /// In order of registration, for the API reference.
  public private(set) var modules: [LuaModule] = []

  /// A state with the safe library. Throws kind `.other` where the system gives no timers.
  public init(_ configuration: Configuration = Configuration()) throws(LuaError) {
    limits = configuration.limits
    seed = configuration.seed
    output = configuration.output
    // The context is set after all stored properties are; C only keeps it.
    var cLimits = configuration.limits.cLimits(seed: configuration.seed)
    var callbacks = LuaDispatch.callbacks
    guard let runtime = lr_new(&cLimits, &callbacks) else {
      throw LuaError(kind: .other, message: "no timer for the time limit: \(LuaDispatch.lastSystemError())")
    }
    self.runtime = runtime
    lifetime.runtime = runtime
    lr_set_context(runtime, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit {
    lifetime.runtime = nil
    lr_free(runtime)
  }

  static func of(_ pointer: OpaquePointer) -> LuaState {
    Unmanaged<LuaState>.fromOpaque(lr_context(pointer)).takeUnretainedValue()
  }

  // MARK: Registration

  /// Registers a class; objects can be pushed from then on.
  public func register(_ type: LuaClass) {
    precondition(type.id == 0, "class \(type.name) is registered already")
    type.id = Int(lr_class_add(runtime, type.name, type.isList ? 1 : 0))
    let id = Int32(type.id)
    if type.isShared { lr_class_share(runtime, id) }
    for property in type.getters {
      lr_class_property(runtime, id, property.name, keep(.getter(property.getter)), property.isCached ? 1 : 0)
    }
    for (name, body) in type.methodBodies { lr_class_method(runtime, id, name, keep(.method(body))) }
    if let body = type.dynamicBody { lr_class_dynamic(runtime, id, keep(.dynamic(body))) }
    if let body = type.describeBody {
      lr_class_describe(runtime, id, keep(.getter { call, index in call.push(body(index)) }))
    }
    classes.append(type)
    type.releaseBodies()
  }

  // MARK: Realms

  /// Who is told whose objects a script comes to; `nil` where there is one realm only.
  public weak var realms: (any LuaRealms)?

  /// The realm of the objects that are pushed, 0 at first.
  public var realm: Int { Int(lr_realm(runtime)) }

  /// Whether Lua holds an object of `realm`.
  public func holds(_ realm: Int) -> Bool { lr_holds_realm(runtime, Int64(realm)) != 0 }

  /// Goes to `realm`, as Lua does before it asks about one of its objects.
  public func enter(_ realm: Int) throws {
    guard realm != self.realm else { return }
    try realms?.enter(realm)
    lr_set_realm(runtime, Int64(realm))
  }

  /// Registers what `require(module.name)` returns.
  public func register(_ module: LuaModule) {
    withPointer { pointer in
      lr_push_table(pointer, 0, Int32(module.functionBodies.count))
      let table = LuaTableBuilder(pointer)
      for (name, value) in module.constantValues { table.set(name, value) }
      for (name, body) in module.functionBodies {
        let box = keep(.function(body))
        table.set(name) { lr_push_function($0.pointer, box, name, 0) }
      }
      lr_add_module(pointer, module.name, module.name.utf8.count)
    }
    modules.append(module)
    module.functionBodies = []
  }

  /// Makes `require(name)` return a table, read-only.
  public func addModule(_ name: String, _ table: LuaTable) {
    withPointer { pointer in
      table.push(pointer)
      lr_add_module(pointer, name, name.utf8.count)
    }
  }

  /// Makes `require(name)` run this source once an environment (with that environment) and return its value.
  public func addSourceModule(_ name: String, source: [UInt8], path: String) {
    let chunk = chunks.key(for: path)
    withPointer { pointer in
      source.withUnsafeBytes { bytes in
        lr_add_source_module(
          pointer, name, name.utf8.count, bytes.baseAddress!.assumingMemoryBound(to: CChar.self), bytes.count,
          "=" + chunk)
      }
    }
  }

  /// Gives every environment made from now on a global.
  public func addGlobal(_ name: String, _ push: (LuaCall) throws -> Void) rethrows {
    let pointer = lr_running(runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    try push(LuaCall(pointer, base: top))
    lr_set_top(pointer, top + 1)
    lr_add_global(pointer, name, name.utf8.count)
  }

  /// Gives every environment made from now on a global function of the host.
  public func addFunction(_ name: String, _ body: @escaping LuaFunctionBody) {
    let box = keep(.function(body))
    addGlobal(name) { lr_push_function($0.pointer, box, name, 0) }
  }

  // MARK: Running

  /// Runs a chunk of text in `environment` and converts what it returns (at most `results` values).
  ///
  /// `path` is what errors show. Source longer than `LuaLimits.sourceBytes`, or bytecode, is a syntax error.
  @discardableResult
  public func run(
    _ source: [UInt8], path: String, in environment: LuaEnvironment, results: Int = 0,
    limits: LuaConversionLimits = LuaConversionLimits()
  ) throws(LuaError) -> [LuaValue] {
    try load(source, path: path, in: environment).call(results: results, limits: limits)
  }

  /// The same with text.
  @discardableResult
  public func run(
    _ source: String, path: String, in environment: LuaEnvironment, results: Int = 0
  ) throws(LuaError) -> [LuaValue] {
    try run(Array(source.utf8), path: path, in: environment, results: results)
  }

  /// Compiles a chunk without running it.
  public func load(_ source: [UInt8], path: String, in environment: LuaEnvironment) throws(LuaError) -> LuaFunction {
    let pointer = lr_running(runtime)
    let top = lr_top(pointer)
    let chunk = chunks.key(for: path)
    environment.push(pointer)
    let status = source.withUnsafeBytes {
      lr_load(
        pointer, $0.baseAddress?.assumingMemoryBound(to: CChar.self) ?? LuaStack.noBytes, $0.count, "=" + chunk, top + 1
      )
    }
    defer { lr_set_top(pointer, top) }
    guard status == LR_OK else { throw error(status, pointer) }
    return LuaFunction(self)
  }

  /// Runs `body` as one entry: everything it runs shares one time budget. Entries do not nest: inside another entry
  /// this has no effect.
  public func withLimits<Result>(_ body: () throws -> Result) throws -> Result {
    guard lr_enter(runtime) == 0 else { throw LuaError(kind: .other, message: "the time limit cannot be armed") }
    defer { lr_leave(runtime) }
    return try body()
  }

  /// Replaces the limits for the entries to come.
  public func setLimits(_ limits: LuaLimits) {
    self.limits = limits
    var cLimits = limits.cLimits(seed: seed)
    lr_set_limits(runtime, &cLimits)
  }

  /// Starts `math.random` anew (a new article).
  public func reseed(_ seed: UInt64) { lr_reseed(runtime, seed) }

  // MARK: Watching

  /// Whether the entry under way must end; long Swift work polls this.
  public var isKilled: Bool { lr_killed(runtime) != 0 }
  /// CPU time of the entry under way or the last one, in seconds.
  public var cpuSeconds: Double { Double(lr_cpu_nanoseconds(runtime)) / 1e9 }
  /// Bytes in use, those counted with `addMemory` included.
  public var memoryBytes: Int { Int(lr_memory(runtime)) }
  /// Most bytes that were in use at once.
  public var peakMemoryBytes: Int { Int(lr_memory_peak(runtime)) }
  /// Counts memory that the host holds for this state; give a negative number to release it.
  public func addMemory(_ bytes: Int) { lr_memory_add(runtime, Int64(bytes)) }
  /// Collects all garbage now.
  public func collectGarbage() { lr_collect_garbage(runtime) }
  /// Ends the running program from another thread or a signal handler.
  public var interrupt: LuaInterrupt { LuaInterrupt(runtime) }

  // MARK: Inside

  func withPointer(_ body: (OpaquePointer) -> Void) { body(lr_running(runtime)) }

  private func keep(_ body: LuaBox.Body) -> UnsafeMutableRawPointer {
    let box = LuaBox(body)
    boxes.append(box)
    return Unmanaged.passUnretained(box).toOpaque()
  }

  func call<Result>(
    _ function: LuaReference, results: Int, push: (LuaCall) throws -> Void,
    _ convert: (OpaquePointer, Int32) throws(LuaError) -> Result
  ) throws(LuaError) -> Result {
    let pointer = lr_running(runtime)
    let top = lr_top(pointer)
    defer { lr_set_top(pointer, top) }
    function.push(pointer)
    do {
      try push(LuaCall(pointer, base: top + 1))
    } catch let failure {
      throw LuaError(kind: .other, message: LuaDispatch.message(failure))
    }
    let status = lr_call(pointer, lr_top(pointer) - top - 1, Int32(results))
    guard status == LR_OK else { throw error(status, pointer) }
    return try convert(pointer, top + 1)
  }

  /// The error whose message lies on top of the stack.
  func error(_ status: Int32, _ pointer: OpaquePointer) -> LuaError {
    let message = LuaStack.bytes(pointer, -1).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let kind: LuaError.Kind =
      switch Int(status) {
      case LR_SYNTAX: .syntax
      case LR_RUNTIME: .runtime
      default:
        switch Int(lr_killed(runtime)) {
        case LR_MEMORY: .memoryLimit
        case LR_INTERRUPTED: .interrupted
        default: .timeLimit
        }
      }
    return chunks.error(kind, message, frames: (0..<lr_frame_count(runtime)).map { lr_frame_at(runtime, $0).pointee })
  }
}
