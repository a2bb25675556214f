// What stands for an address in text: numbers in the order in which values were first shown.

#include "runtime.h"

void lr_push_identity(lua_State *L, int index) {
  lr_runtime *rt = runtime_of(L);
  index = lua_absindex(L, index);
  if (rt->identities == 0) {
    lua_newtable(L);
    lua_createtable(L, 0, 1);
    lua_pushliteral(L, "k");
    lua_setfield(L, -2, "__mode");
    lua_setmetatable(L, -2);
    rt->identities = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->identities);
  lua_pushvalue(L, index);
  if (lua_rawget(L, -2) == LUA_TNIL) {
    lua_pop(L, 1);
    lua_pushvalue(L, index);
    lua_pushinteger(L, ++rt->next_identity);
    lua_rawset(L, -3);
    lua_pushinteger(L, rt->next_identity);
  }
  lua_remove(L, -2);
}

const char *lr_tolstring(lua_State *L, int index, size_t *length) {
  luaL_checkstack(L, 6, NULL);
  index = lua_absindex(L, index);
  if (luaL_callmeta(L, index, "__tostring")) {
    if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
    return lua_tolstring(L, -1, length);
  }
  switch (lua_type(L, index)) {
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
    case LUA_TSTRING: return luaL_tolstring(L, index, length);
    default: break;
  }
  int type = luaL_getmetafield(L, index, "__name");
  const char *name = type == LUA_TSTRING ? lua_tostring(L, -1) : luaL_typename(L, index);
  lr_push_identity(L, index);
  lua_pushfstring(L, "%s: %I", name, (LUAI_UACINT)lua_tointeger(L, -1));
  lua_replace(L, type == LUA_TNIL ? -2 : -3);
  if (type != LUA_TNIL) lua_pop(L, 1);
  return lua_tolstring(L, -1, length);
}
