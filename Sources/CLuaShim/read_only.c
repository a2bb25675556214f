// Read-only views: an empty table whose metatable reads through to the real one. Raw functions see the view's
// metatable and either look through it (reading) or refuse (writing).

#include "runtime.h"

static const char view_key;  // its address marks the metatable of a view

static int refuse(lua_State *L) {
  if (lua_type(L, 2) == LUA_TSTRING) return luaL_error(L, "cannot set '%s': this table is read-only", lua_tostring(L, 2));
  return luaL_error(L, "this table is read-only");
}

static int length(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
  return 1;
}

/// Pushes the metatable of a view of the table at `backing`.
static void push_metatable(lua_State *L, int backing) {
  backing = lua_absindex(L, backing);
  lua_createtable(L, 0, 5);
  lua_pushvalue(L, backing);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, refuse);
  lua_setfield(L, -2, "__newindex");
  lua_pushvalue(L, backing);
  lua_pushcclosure(L, length, 1);
  lua_setfield(L, -2, "__len");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pushvalue(L, backing);
  lua_rawsetp(L, -2, &view_key);
}

void lr_push_read_only(lua_State *L, int32_t index) {
  lua_checkstack(L, 6);
  index = lua_absindex(L, index);
  lua_newtable(L);
  push_metatable(L, index);
  lua_setmetatable(L, -2);
}

int32_t lr_freeze(lua_State *L, int32_t index) {
  lua_checkstack(L, 8);
  index = lua_absindex(L, index);
  if (lua_getmetatable(L, index)) {
    lua_pop(L, 1);
    return -1;
  }
  lua_newtable(L);
  int backing = lua_gettop(L);
  lua_pushnil(L);
  while (lua_next(L, index)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, backing);
    lua_pushvalue(L, -1);
    lua_pushnil(L);
    lua_rawset(L, index);
  }
  push_metatable(L, backing);
  lua_setmetatable(L, index);
  lua_settop(L, backing - 1);
  return 0;
}

/// Pushes the table behind a view, or nothing. Returns whether it pushed.
static bool push_backing(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) return false;
  if (lua_rawgetp(L, -1, &view_key) == LUA_TTABLE) {
    lua_remove(L, -2);
    return true;
  }
  lua_pop(L, 2);
  return false;
}

void lr_unwrap(lua_State *L, int index) {
  if (push_backing(L, index)) lua_replace(L, index);
}

void lr_check_writable(lua_State *L, int index) {
  if (push_backing(L, index)) luaL_error(L, "this table is read-only");
}
