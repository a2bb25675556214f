// The stack as Swift sees it: nothing here raises.

#include <unistd.h>

#include "runtime.h"

/// Without room the pushes that follow would land anywhere; a million values on a stack are no accident.
void lr_make_room(lua_State *L) {
  if (__builtin_expect(!lua_checkstack(L, 12), 0)) _exit(runtime_of(L)->limits.memory_exit_status);
}

int32_t lr_top(lua_State *L) { return lua_gettop(L); }

void lr_set_top(lua_State *L, int32_t top) {
  lr_make_room(L);
  lua_settop(L, top);
}

int32_t lr_type(lua_State *L, int32_t index) { return lua_type(L, index); }

const char *lr_type_name(lua_State *L, int32_t index) {
  lr_make_room(L);
  int type = luaL_getmetafield(L, index, "__name");
  // The metatable keeps the string alive.
  const char *name = type == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
  if (type != LUA_TNIL) lua_pop(L, 1);
  if (name != NULL) return name;
  return lua_type(L, index) == LUA_TLIGHTUSERDATA ? "light userdata" : luaL_typename(L, index);
}

int32_t lr_is_integer(lua_State *L, int32_t index) { return lua_isinteger(L, index); }

int32_t lr_to_boolean(lua_State *L, int32_t index) { return lua_toboolean(L, index); }

int32_t lr_to_integer(lua_State *L, int32_t index, int64_t *result) {
  int exact;
  *result = lua_tointegerx(L, index, &exact);
  return exact;
}

int32_t lr_to_number(lua_State *L, int32_t index, double *result) {
  int is_number;
  *result = lua_tonumberx(L, index, &is_number);
  return is_number;
}

const char *lr_to_string(lua_State *L, int32_t index, size_t *length) {
  if (!lua_isstring(L, index)) return NULL;
  return lua_tolstring(L, index, length);
}

void lr_push_nil(lua_State *L) {
  lr_make_room(L);
  lua_pushnil(L);
}

void lr_push_boolean(lua_State *L, int32_t value) {
  lr_make_room(L);
  lua_pushboolean(L, value);
}

void lr_push_integer(lua_State *L, int64_t value) {
  lr_make_room(L);
  lua_pushinteger(L, value);
}

void lr_push_number(lua_State *L, double value) {
  lr_make_room(L);
  lua_pushnumber(L, value);
}

void lr_push_string(lua_State *L, const char *bytes, size_t length) {
  lr_make_room(L);
  lua_pushlstring(L, bytes, length);
}

void lr_push_value(lua_State *L, int32_t index) {
  lr_make_room(L);
  lua_pushvalue(L, index);
}

void lr_push_table(lua_State *L, int32_t array_capacity, int32_t field_capacity) {
  lr_make_room(L);
  lua_createtable(L, array_capacity, field_capacity);
}

/// The table itself, or what a read-only view of it shows; pushed.
static void push_readable(lua_State *L, int32_t table) {
  lr_make_room(L);
  lua_pushvalue(L, table);
  lr_unwrap(L, lua_gettop(L));
}

int32_t lr_set_field(lua_State *L, int32_t table, const char *name, size_t length) {
  lr_make_room(L);
  table = lua_absindex(L, table);
  lua_pushlstring(L, name, length);
  lua_insert(L, -2);
  return lr_set_pair(L, table);
}

int32_t lr_set_element(lua_State *L, int32_t table, int64_t index) {
  lua_rawseti(L, table, index);
  return 0;
}

int32_t lr_set_pair(lua_State *L, int32_t table) {
  lr_make_room(L);
  table = lua_absindex(L, table);
  bool is_refused = lua_isnil(L, -2) || (lua_type(L, -2) == LUA_TNUMBER && lua_tonumber(L, -2) != lua_tonumber(L, -2));
  if (is_refused || lua_type(L, table) != LUA_TTABLE) {
    lua_pop(L, 2);
    return -1;
  }
  lua_rawset(L, table);
  return 0;
}

void lr_push_field(lua_State *L, int32_t table, const char *name, size_t length) {
  table = lua_absindex(L, table);
  lr_make_room(L);
  lua_pushlstring(L, name, length);
  lr_push_pair(L, table);
}

void lr_push_element(lua_State *L, int32_t table, int64_t index) {
  table = lua_absindex(L, table);
  lr_make_room(L);
  lua_pushinteger(L, index);
  lr_push_pair(L, table);
}

void lr_push_pair(lua_State *L, int32_t table) {
  table = lua_absindex(L, table);
  if (lua_type(L, table) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_pushnil(L);
    return;
  }
  push_readable(L, table);
  lua_insert(L, -2);
  lua_rawget(L, -2);
  lua_remove(L, -2);
}

uint64_t lr_length(lua_State *L, int32_t index) {
  lua_Integer count = lr_count(L, index);
  if (count >= 0) return (uint64_t)count;
  if (lua_type(L, index) != LUA_TTABLE) return 0;
  push_readable(L, index);
  uint64_t length = lua_rawlen(L, -1);
  lua_pop(L, 1);
  return length;
}

const void *lr_identity(lua_State *L, int32_t index) { return lua_topointer(L, index); }

int32_t lr_reference(lua_State *L) {
  lr_make_room(L);
  return luaL_ref(L, LUA_REGISTRYINDEX);
}

void lr_unreference(lr_runtime *rt, int32_t reference) {
  lua_State *L = lr_running(rt);
  if (L == NULL) return;
  lr_make_room(L);
  luaL_unref(L, LUA_REGISTRYINDEX, reference);
}

void lr_push_reference(lua_State *L, int32_t reference) {
  lr_make_room(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, reference);
}

int64_t lr_sequence_count(lua_State *L, int32_t index) { return lr_count(L, index); }

static int get_element(lua_State *L) {
  lr_get(L, 1, lua_tointeger(L, 2));
  return 1;
}

int32_t lr_sequence_element(lua_State *L, int32_t index, int64_t position) {
  index = lua_absindex(L, index);
  lr_make_room(L);
  lua_pushcfunction(L, get_element);
  lua_pushvalue(L, index);
  lua_pushinteger(L, position);
  return lr_call(L, 2, 1);
}
