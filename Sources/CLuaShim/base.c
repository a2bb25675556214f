// Base functions whose stock versions would print addresses, let a limit error be caught, or touch files.

#include "runtime.h"

static int tostring(lua_State *L) {
  luaL_checkany(L, 1);
  lr_tolstring(L, 1, NULL);
  return 1;
}

static int print(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  int count = lua_gettop(L);
  luaL_Buffer line;
  luaL_buffinit(L, &line);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&line, '\t');
    lr_tolstring(L, i, NULL);
    luaL_addvalue(&line);
  }
  luaL_addchar(&line, '\n');
  luaL_pushresult(&line);
  size_t length;
  const char *bytes = lua_tolstring(L, -1, &length);
  int32_t code = rt->callbacks.output(rt->context, L, bytes, length);
  if (code != LR_DONE) lr_raise_failure(L, code, "print");
  lr_poll(L);
  return 0;
}

static int finish_pcall(lua_State *L, int status, lua_KContext skipped) {
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - (int)skipped;
  lr_poll(L);
  lua_pushboolean(L, false);
  lua_pushvalue(L, -2);
  return 2;
}

static int protected_call(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, true);
  lua_insert(L, 1);
  return finish_pcall(L, lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_pcall), 0);
}

static int finish_handler(lua_State *L, int status, lua_KContext context) {
  (void)context;
  if (status != LUA_OK && status != LUA_YIELD) lr_poll(L);
  lua_pushboolean(L, false);
  lua_insert(L, -2);
  return 2;
}

static int finish_xpcall(lua_State *L, int status, lua_KContext skipped) {
  if (status == LUA_OK || status == LUA_YIELD) return lua_gettop(L) - (int)skipped;
  lr_poll(L);
  // The handler runs here, after unwinding: inside the error it would run with hooks off, and could loop for ever.
  lua_pushvalue(L, 2);
  lua_insert(L, -2);
  return finish_handler(L, lua_pcallk(L, 1, 1, 0, 0, finish_handler), 0);
}

static int protected_call_with_handler(lua_State *L) {
  int count = lua_gettop(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushboolean(L, true);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  return finish_xpcall(L, lua_pcallk(L, count - 2, LUA_MULTRET, 0, 2, finish_xpcall), 2);
}

static void refuse_field(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  if (lua_rawget(L, 2) != LUA_TNIL) luaL_error(L, "'%s' is not available here", name);
  lua_pop(L, 1);
}

static int set_metatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
  lua_settop(L, 2);
  if (type == LUA_TTABLE) {
    // Finalisers run code at any allocation, and weak tables show when the collector ran.
    refuse_field(L, "__gc");
    refuse_field(L, "__mode");
  }
  lua_setmetatable(L, 1);
  return 1;
}

static int raw_get(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  lr_unwrap(L, 1);
  lua_rawget(L, 1);
  return 1;
}

static int raw_set(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  luaL_checkany(L, 3);
  lua_settop(L, 3);
  lr_check_writable(L, 1);
  lua_rawset(L, 1);
  return 1;
}

static int raw_length(lua_State *L) {
  int type = lua_type(L, 1);
  luaL_argexpected(L, type == LUA_TTABLE || type == LUA_TSTRING, 1, "table or string");
  lua_settop(L, 1);
  lr_unwrap(L, 1);
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, 1));
  return 1;
}

static int mark_list(lua_State *L) {
  if (lua_isnoneornil(L, 1)) {
    lua_settop(L, 0);
    lua_newtable(L);
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  if (lua_getmetatable(L, 1)) return luaL_error(L, "a table with a metatable cannot become a list");
  lr_mark_list(L, 1);
  return 1;
}

void lr_mark_list(lua_State *L, int32_t index) {
  lr_runtime *rt = runtime_of(L);
  lua_checkstack(L, 4);
  index = lua_absindex(L, index);
  if (rt->list_mark == 0) {
    lua_createtable(L, 0, 1);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    rt->list_mark = luaL_ref(L, LUA_REGISTRYINDEX);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->list_mark);
  lua_setmetatable(L, index);
}

int32_t lr_is_marked_list(lua_State *L, int32_t index) {
  lr_runtime *rt = runtime_of(L);
  lua_checkstack(L, 2);
  if (rt->list_mark == 0 || !lua_getmetatable(L, index)) return 0;
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->list_mark);
  int same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

void lr_open_base(lua_State *L, int library) {
  static const luaL_Reg functions[] = {
      {"list", mark_list},     {"pcall", protected_call}, {"print", print},
      {"rawget", raw_get},     {"rawlen", raw_length},    {"rawset", raw_set},
      {"setmetatable", set_metatable}, {"tostring", tostring},    {"xpcall", protected_call_with_handler},
      {NULL, NULL}};
  lua_pushvalue(L, library);
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
}
