import CLuaShim

/// The types of Lua values as a script can meet them.
public enum LuaType: Sendable, Equatable {
  case none, `nil`, boolean, number, string, table, function
  /// An object, list or column of the host.
  case host
  case coroutine

  init(code: Int32) {
    switch Int(code) {
    case LR_TYPE_NIL: self = .nil
    case LR_TYPE_BOOLEAN: self = .boolean
    case LR_TYPE_NUMBER: self = .number
    case LR_TYPE_STRING: self = .string
    case LR_TYPE_TABLE: self = .table
    case LR_TYPE_FUNCTION: self = .function
    case LR_TYPE_USERDATA: self = .host
    case LR_TYPE_THREAD: self = .coroutine
    default: self = .none
    }
  }
}
