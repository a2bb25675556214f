import CLuaShim

extension LuaState {
  /// The Lua this program was built with, such as `Lua 5.4.4`.
  public static var version: String { String(cString: lr_lua_version()) }
}
