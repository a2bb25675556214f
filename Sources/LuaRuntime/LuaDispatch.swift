import CLuaShim
import Glibc

/// A Swift closure whose address C keeps.
final class LuaBox {
  enum Body {
    case function(LuaFunctionBody)
    case getter(LuaGetter)
    case method(LuaMethod)
    case dynamic((LuaCall, Int, String) throws -> Bool)
    case element((LuaCall, Int) throws -> Void)
    /// Nothing to call: keeps memory alive.
    case owner(AnyObject)
  }

  let body: Body

  init(_ body: Body) { self.body = body }

  /// A box that C owns and gives back through the release callback.
  static func retain(_ body: Body) -> UnsafeMutableRawPointer { Unmanaged.passRetained(LuaBox(body)).toOpaque() }
}

/// What C calls. Nothing here lets a Swift error, or a Lua one, cross the border: errors become codes.
enum LuaDispatch {
  static var callbacks: lr_callbacks {
    lr_callbacks(
      function: { box, pointer, receiver, base in
        LuaDispatch.protect(pointer) {
          try Unmanaged<LuaBox>.fromOpaque(box)._withUnsafeGuaranteedRef { box in
            switch box.body {
            case .function(let body): try body(LuaCall(pointer, base: base))
            case .method(let body): try body(LuaCall(pointer, base: base), Int(receiver))
            default: break
            }
          }
        }
      },
      property: { box, pointer, receiver in
        LuaDispatch.protect(pointer) {
          try Unmanaged<LuaBox>.fromOpaque(box)._withUnsafeGuaranteedRef { box in
            if case .getter(let body) = box.body { try body(LuaCall(pointer), Int(receiver)) }
          }
        }
      },
      dynamic_field: { box, pointer, receiver, name, length in
        var isKnown = false
        let code = LuaDispatch.protect(pointer) {
          try Unmanaged<LuaBox>.fromOpaque(box)._withUnsafeGuaranteedRef { box in
            let name = String(decoding: UnsafeRawBufferPointer(start: name, count: length), as: UTF8.self)
            if case .dynamic(let body) = box.body { isKnown = try body(LuaCall(pointer), Int(receiver), name) }
          }
        }
        return code == LR_DONE && !isKnown ? Int32(LR_UNKNOWN_FIELD) : code
      },
      element: { box, pointer, position in
        LuaDispatch.protect(pointer) {
          try Unmanaged<LuaBox>.fromOpaque(box)._withUnsafeGuaranteedRef { box in
            if case .element(let body) = box.body { try body(LuaCall(pointer), Int(position)) }
          }
        }
      },
      output: { context, pointer, bytes, count in
        LuaDispatch.protect(pointer) {
          try Unmanaged<LuaState>.fromOpaque(context)._withUnsafeGuaranteedRef {
            try $0.output(UnsafeRawBufferPointer(start: bytes, count: count))
          }
        }
      },
      enter: { context, pointer, realm in
        LuaDispatch.protect(pointer) {
          try Unmanaged<LuaState>.fromOpaque(context)._withUnsafeGuaranteedRef { try $0.realms?.enter(Int(realm)) }
        }
      },
      abandon: { context, realm in
        Unmanaged<LuaState>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.realms?.abandon(Int(realm)) }
      },
      release: { Unmanaged<LuaBox>.fromOpaque($0).release() })
  }

  /// Runs `body`; an error it throws is pushed, and the code says how C is to raise it.
  @inline(__always)
  private static func protect(_ pointer: OpaquePointer, _ body: () throws -> Void) -> Int32 {
    do {
      try body()
      return Int32(LR_DONE)
    } catch {
      return push(pointer, error)
    }
  }

  @inline(never)
  private static func push(_ pointer: OpaquePointer, _ error: any Error) -> Int32 {
    if let failure = error as? LuaFailure {
      LuaStack.push(pointer, failure.message)
      guard let argument = failure.argument else { return Int32(LR_RAISE) }
      lr_argument(pointer, Int32(clamping: argument))
      return Int32(LR_RAISE_ARGUMENT)
    }
    if let error = error as? LuaError {
      // It came out of Lua and has its position: it goes on as it was.
      LuaStack.push(pointer, error.raised ?? error.description)
      return Int32(error.raised == nil && error.path == nil ? LR_RAISE : LR_RAISE_VALUE)
    }
    LuaStack.push(pointer, "\(error)")
    return Int32(LR_RAISE)
  }

  static func message(_ error: any Error) -> String {
    if let failure = error as? LuaFailure { return failure.message }
    return "\(error)"
  }

  static func lastSystemError() -> String { String(cString: strerror(errno)) }
}
