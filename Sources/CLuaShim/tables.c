// The table library over raw lengths: a lying `__len` drives no loop here, every loop polls, and lists and columns are
// accepted where elements are only read.

#include "runtime.h"

/// Makes argument 1 readable by position and returns its length.
static lua_Integer check_readable(lua_State *L) {
  lua_Integer count = lr_count(L, 1);
  if (count >= 0) return count;
  luaL_checktype(L, 1, LUA_TTABLE);
  lr_unwrap(L, 1);
  return (lua_Integer)lua_rawlen(L, 1);
}

static lua_Integer check_writable(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lr_check_writable(L, 1);
  return (lua_Integer)lua_rawlen(L, 1);
}

static void get(lua_State *L, lua_Integer position) {
  if (lua_istable(L, 1)) lua_geti(L, 1, position);
  else lr_get(L, 1, position);
}

static int insert(lua_State *L) {
  lua_Integer end = check_writable(L) + 1, position = end;
  switch (lua_gettop(L)) {
    case 2: break;
    case 3:
      position = luaL_checkinteger(L, 2);
      luaL_argcheck(L, (lua_Unsigned)position - 1u < (lua_Unsigned)end, 2, "position out of bounds");
      for (lua_Integer i = end; i > position; i--) {
        lr_poll(L);
        lua_geti(L, 1, i - 1);
        lua_seti(L, 1, i);
      }
      break;
    default: return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  lua_seti(L, 1, position);
  return 0;
}

static int remove_element(lua_State *L) {
  lua_Integer size = check_writable(L);
  lua_Integer position = luaL_optinteger(L, 2, size);
  if (position != size)
    luaL_argcheck(L, (lua_Unsigned)position - 1u <= (lua_Unsigned)size, 1, "position out of bounds");
  lua_geti(L, 1, position);
  for (; position < size; position++) {
    lr_poll(L);
    lua_geti(L, 1, position + 1);
    lua_seti(L, 1, position);
  }
  lua_pushnil(L);
  lua_seti(L, 1, position);
  return 1;
}

static int move(lua_State *L) {
  lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
  int target = lua_isnoneornil(L, 5) ? 1 : 5;
  check_readable(L);
  luaL_checktype(L, target, LUA_TTABLE);
  lr_check_writable(L, target);
  if (last >= first) {
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    lua_Integer count = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    bool forward = to > last || to <= first || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ));
    for (lua_Integer i = 0; i < count; i++) {
      lua_Integer offset = forward ? i : count - 1 - i;
      lr_poll(L);
      get(L, first + offset);
      lua_seti(L, target, to + offset);
    }
  }
  lua_pushvalue(L, target);
  return 1;
}

static int concat(lua_State *L) {
  lua_Integer count = check_readable(L);
  size_t separator_length;
  const char *separator = luaL_optlstring(L, 2, "", &separator_length);
  lua_Integer first = luaL_optinteger(L, 3, 1), last = luaL_optinteger(L, 4, count);
  luaL_Buffer result;
  luaL_buffinit(L, &result);
  for (lua_Integer i = first; i <= last; i++) {
    lr_poll(L);
    get(L, i);
    if (!lua_isstring(L, -1))
      return luaL_error(L, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(L, -1),
                        (LUAI_UACINT)i);
    luaL_addvalue(&result);
    if (i == last) break;
    luaL_addlstring(&result, separator, separator_length);
  }
  luaL_pushresult(&result);
  return 1;
}

static int pack(lua_State *L) {
  int count = lua_gettop(L);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i--) lua_seti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

static int unpack(lua_State *L) {
  // Like the stock function this takes anything that can be indexed when both ends are given.
  lua_Integer last = luaL_opt(L, luaL_checkinteger, 3, check_readable(L));
  lua_Integer first = luaL_optinteger(L, 2, 1);
  if (first > last) return 0;
  lua_Unsigned count = (lua_Unsigned)last - (lua_Unsigned)first;
  if (count >= (lua_Unsigned)INT32_MAX || !lua_checkstack(L, (int)++count))
    return luaL_error(L, "too many results to unpack");
  if (!lua_istable(L, 1) && lr_count(L, 1) < 0) luaL_checktype(L, 1, LUA_TTABLE);
  for (lua_Integer i = first; i < last; i++) {
    lr_poll(L);
    get(L, i);
  }
  get(L, last);
  return (int)count;
}

static int sort(lua_State *L) {
  lua_Integer count = check_writable(L);
  if (count < 2) return 0;
  luaL_argcheck(L, count < INT32_MAX, 1, "array too big");
  bool has_comparator = !lua_isnoneornil(L, 2);
  if (has_comparator) luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_settop(L, 2);
  // The values are copied out, so that a comparator that changes the table changes nothing here.
  lua_createtable(L, (int)count, 0);
  for (lua_Integer i = 1; i <= count; i++) {
    lr_poll(L);
    lua_geti(L, 1, i);
    lua_rawseti(L, 3, i);
  }
  const uint32_t *order = lr_sort_order(L, 3, count, has_comparator ? 2 : 0, false, false);
  for (lua_Integer i = 0; i < count; i++) {
    lr_poll(L);
    lua_rawgeti(L, 3, order[i]);
    lua_seti(L, 1, i + 1);
  }
  return 0;
}

void lr_open_tables(lua_State *L) {
  static const luaL_Reg functions[] = {{"concat", concat}, {"insert", insert},         {"move", move},
                                       {"pack", pack},     {"remove", remove_element}, {"sort", sort},
                                       {"unpack", unpack}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
