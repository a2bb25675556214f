import CLuaShim

/// Strings that columns refer to by number: `offsets` holds one value more than there are strings.
///
/// The memory is pinned as long as the state holds the table or a column over it.
public final class LuaStringTable: LuaReference {
  /// Wraps memory that `owner` keeps alive and unchanged; offsets are checked once (ascending, inside the arena).
  ///
  /// With `emptyIsNil` the empty string appears as `nil` (a lemma that is not known).
  public init(
    _ state: LuaState, arena: UnsafeBufferPointer<UInt8>, offsets: UnsafeBufferPointer<UInt32>,
    emptyIsNil: Bool = false, owner: AnyObject
  ) {
    precondition(!offsets.isEmpty, "a string table has one offset more than strings")
    var last: UInt32 = 0
    for offset in offsets {
      precondition(offset >= last && Int(offset) <= arena.count, "string offsets leave the arena")
      last = offset
    }
    state.withPointer { pointer in
      lr_push_string_table(
        pointer, arena.baseAddress, arena.count, offsets.baseAddress!, UInt32(offsets.count - 1), emptyIsNil ? 1 : 0,
        LuaBox.retain(.owner(owner)))
    }
    super.init(state)
  }

  /// A table of these strings, copied (the names of codes).
  public convenience init(_ state: LuaState, _ strings: [String], emptyIsNil: Bool = false) {
    let memory = CopiedStrings(strings)
    self.init(
      state, arena: UnsafeBufferPointer(memory.arena), offsets: UnsafeBufferPointer(memory.offsets),
      emptyIsNil: emptyIsNil, owner: memory)
  }

  private final class CopiedStrings {
    let arena: UnsafeMutableBufferPointer<UInt8>
    let offsets: UnsafeMutableBufferPointer<UInt32>

    init(_ strings: [String]) {
      arena = .allocate(capacity: strings.reduce(0) { $0 + $1.utf8.count })
      offsets = .allocate(capacity: strings.count + 1)
      var end = 0
      offsets.initializeElement(at: 0, to: 0)
      for (index, string) in strings.enumerated() {
        for byte in string.utf8 {
          arena.initializeElement(at: end, to: byte)
          end += 1
        }
        offsets.initializeElement(at: index + 1, to: UInt32(end))
      }
    }

    deinit {
      arena.deallocate()
      offsets.deallocate()
    }
  }
}

/// A flat array that Lua reads without calling Swift: `column[i]` (from 1 on), `#column`, `ipairs`.
///
/// The memory must stay alive and unchanged as long as `owner` lives; the column in Lua retains the owner.
public struct LuaColumn {
  private let push_: (OpaquePointer) -> Void

  /// Ids into a string table; an id outside the table reads as `nil`.
  public static func strings(
    _ ids: UnsafeBufferPointer<UInt32>, _ table: LuaStringTable, owner: AnyObject
  ) -> LuaColumn {
    LuaColumn { pointer in
      table.push(pointer)
      lr_push_column(
        pointer, Int32(LR_COLUMN_STRINGS), ids.baseAddress, Int64(ids.count), 0, LuaBox.retain(.owner(owner)))
    }
  }

  /// One-byte codes into a table of names.
  public static func codes(
    _ codes: UnsafeBufferPointer<UInt8>, _ table: LuaStringTable, owner: AnyObject
  ) -> LuaColumn {
    LuaColumn { pointer in
      table.push(pointer)
      lr_push_column(
        pointer, Int32(LR_COLUMN_CODES), codes.baseAddress, Int64(codes.count), 0, LuaBox.retain(.owner(owner)))
    }
  }

  /// Integers, each shown plus `addend` (1 turns offsets from 0 into positions from 1).
  public static func integers(
    _ values: UnsafeBufferPointer<UInt32>, addend: Int = 0, owner: AnyObject
  ) -> LuaColumn {
    LuaColumn { pointer in
      lr_push_column(
        pointer, Int32(LR_COLUMN_UINT32), values.baseAddress, Int64(values.count), Int64(addend),
        LuaBox.retain(.owner(owner)))
    }
  }

  /// Integers, each shown plus `addend`.
  public static func integers(_ values: UnsafeBufferPointer<Int>, addend: Int = 0, owner: AnyObject) -> LuaColumn {
    LuaColumn { pointer in
      lr_push_column(
        pointer, Int32(LR_COLUMN_INT64), values.baseAddress, Int64(values.count), Int64(addend),
        LuaBox.retain(.owner(owner)))
    }
  }

  /// Floats.
  public static func numbers(_ values: UnsafeBufferPointer<Double>, owner: AnyObject) -> LuaColumn {
    LuaColumn { pointer in
      lr_push_column(
        pointer, Int32(LR_COLUMN_DOUBLE), values.baseAddress, Int64(values.count), 0, LuaBox.retain(.owner(owner)))
    }
  }

  private init(_ push: @escaping (OpaquePointer) -> Void) { push_ = push }

  func push(_ pointer: OpaquePointer) { push_(pointer) }
}
