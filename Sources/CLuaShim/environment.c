// Environments: fresh globals for a script, with `load` and `require` bound to them.

#include "runtime.h"

enum { SOURCE_BYTES = 1 << 20, ENVIRONMENT = lua_upvalueindex(1), LOADED = lua_upvalueindex(2) };

static int failed(lua_State *L) {
  lua_pushnil(L);
  lua_insert(L, -2);
  return 2;
}

/// Replaces a reader function at 1 by the text it returns piece by piece.
static void read_pieces(lua_State *L) {
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  for (;;) {
    lr_poll(L);
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    size_t length = 0;
    if (!lua_isnil(L, -1) && lua_tolstring(L, -1, &length) == NULL) luaL_error(L, "reader function must return a string");
    if (length == 0) break;
    luaL_addvalue(&text);
    if (luaL_bufflen(&text) > SOURCE_BYTES) {
      lua_pushnil(L);
      break;
    }
  }
  lua_pop(L, 1);
  luaL_pushresult(&text);
  lua_replace(L, 1);
}

static int load(lua_State *L) {
  const char *mode = luaL_optstring(L, 3, "t");
  const char *name = luaL_optstring(L, 2, NULL);
  bool has_environment = !lua_isnone(L, 4);
  bool is_text = lua_type(L, 1) == LUA_TSTRING;
  lua_settop(L, 4);
  if (!is_text) {
    luaL_checktype(L, 1, LUA_TFUNCTION);
    read_pieces(L);
  }
  size_t length;
  const char *source = lua_tolstring(L, 1, &length);
  if (length > SOURCE_BYTES) {
    lua_pushfstring(L, "the source is longer than %d bytes", SOURCE_BYTES);
    return failed(L);
  }
  if (strchr(mode, 't') == NULL && (length == 0 || source[0] != LUA_SIGNATURE[0])) {
    lua_pushfstring(L, "attempt to load a text chunk (mode is '%s')", mode);
    return failed(L);
  }
  // A name with a leading '=' or '@' would look like a file of the host.
  if (name == NULL) name = is_text && source[0] != '=' && source[0] != '@' ? source : "=(load)";
  else while (*name == '=' || *name == '@') name++;
  if (luaL_loadbufferx(L, source, length, name, "t") != LUA_OK) return failed(L);
  lua_pushvalue(L, has_environment ? 4 : ENVIRONMENT);
  lua_setupvalue(L, -2, 1);
  return 1;
}

_Noreturn static void no_module(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  lua_settop(L, 1);
  lua_newtable(L);
  const int tables[] = {rt->modules, rt->sources};
  for (int i = 0; i < 2; i++) {
    lua_rawgeti(L, LUA_REGISTRYINDEX, tables[i]);
    lua_pushnil(L);
    while (lua_next(L, 3)) {
      lua_pop(L, 1);
      lua_pushvalue(L, -1);
      lua_pushboolean(L, true);
      lua_rawset(L, 2);
    }
    lua_settop(L, 2);
  }
  size_t length;
  const char *name = lua_tolstring(L, 1, &length);
  if (lr_push_nearest(L, 2, 0, name, length))
    luaL_error(L, "there is no module '%s' here; did you mean '%s'?", name, lua_tostring(L, -1));
  luaL_error(L, "there is no module '%s' here", name);
  __builtin_unreachable();
}

static int require(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  luaL_checkstring(L, 1);
  lua_settop(L, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->modules);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, -2) != LUA_TNIL) return 1;
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, LOADED) != LUA_TNIL) {
    if (lua_touserdata(L, -1) == rt) return luaL_error(L, "module '%s' requires itself", lua_tostring(L, 1));
    return 1;
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->sources);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, -2) == LUA_TNIL) no_module(L);
  lua_rawgeti(L, -1, 1);
  lua_rawgeti(L, -2, 2);
  size_t length;
  const char *source = lua_tolstring(L, -2, &length);
  lua_pushvalue(L, ENVIRONMENT);
  if (lr_load(L, source, length, lua_tostring(L, -2), lua_gettop(L)) != LR_OK) return lua_error(L);
  lua_pushvalue(L, 1);
  lua_pushlightuserdata(L, rt);
  lua_rawset(L, LOADED);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  if (lua_isnil(L, -1)) lua_pushboolean(L, true);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, -2);
  lua_rawset(L, LOADED);
  return 1;
}

void lr_push_environment(lua_State *L) {
  lua_checkstack(L, 8);
  lua_createtable(L, 0, 48);
  int environment = lua_gettop(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, runtime_of(L)->library);
  lua_pushnil(L);
  while (lua_next(L, environment + 1)) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    lua_rawset(L, environment);
  }
  lua_settop(L, environment);
  lua_pushvalue(L, environment);
  lua_setfield(L, environment, "_G");
  lua_pushvalue(L, environment);
  lua_pushcclosure(L, load, 1);
  lua_setfield(L, environment, "load");
  lua_pushvalue(L, environment);
  lua_newtable(L);
  lua_pushcclosure(L, require, 2);
  lua_setfield(L, environment, "require");
}

void lr_add_module(lua_State *L, const char *name, size_t length) {
  lua_checkstack(L, 6);
  lua_rawgeti(L, LUA_REGISTRYINDEX, runtime_of(L)->modules);
  lua_pushlstring(L, name, length);
  lr_push_read_only(L, -3);
  lua_rawset(L, -3);
  lua_pop(L, 2);
}

void lr_add_source_module(lua_State *L, const char *name, size_t length, const char *source, size_t source_length,
                          const char *chunk_name) {
  lua_checkstack(L, 6);
  lua_rawgeti(L, LUA_REGISTRYINDEX, runtime_of(L)->sources);
  lua_pushlstring(L, name, length);
  lua_createtable(L, 2, 0);
  lua_pushlstring(L, source, source_length);
  lua_rawseti(L, -2, 1);
  lua_pushstring(L, chunk_name);
  lua_rawseti(L, -2, 2);
  lua_rawset(L, -3);
  lua_pop(L, 1);
}

void lr_add_global(lua_State *L, const char *name, size_t length) {
  lua_checkstack(L, 4);
  lua_rawgeti(L, LUA_REGISTRYINDEX, runtime_of(L)->library);
  lua_pushlstring(L, name, length);
  lua_pushvalue(L, -3);
  lua_rawset(L, -3);
  lua_pop(L, 2);
}

void lr_open_environment(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  lua_newtable(L);
  rt->modules = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  rt->sources = luaL_ref(L, LUA_REGISTRYINDEX);
}
