// What every list can do: first, last, map, where, sorted, copy. Results are lists, so that calls chain.

#include "runtime.h"

static lua_Integer check_list(lua_State *L, const char *name) {
  if (lr_tag(L, 1) != LR_TAG_LIST)
    luaL_error(L, "'%s' must be called as list:%s(…), not on %s", name, name, lr_type_name(L, 1));
  return lr_count(L, 1);
}

/// Elements from…to as a list; the single element when no count was given.
static int slice(lua_State *L, bool from_end, const char *name) {
  lua_Integer count = check_list(L, name);
  if (lua_isnoneornil(L, 2)) {
    lr_get(L, 1, from_end ? count : 1);
    return 1;
  }
  lua_Integer wanted = luaL_checkinteger(L, 2);
  luaL_argcheck(L, wanted >= 0, 1, "a count must not be negative");
  if (wanted > count) wanted = count;
  lua_settop(L, 1);
  lua_newtable(L);
  for (lua_Integer i = 1; i <= wanted; i++) {
    lr_poll(L);
    lr_get(L, 1, from_end ? count - wanted + i : i);
    lua_rawseti(L, 2, i);
  }
  lr_push_list_of(L, 0, 0, wanted);
  return 1;
}

static int first(lua_State *L) { return slice(L, false, "first"); }

static int last(lua_State *L) { return slice(L, true, "last"); }

static int copy(lua_State *L) {
  lua_Integer count = check_list(L, "copy");
  lua_settop(L, 1);
  lua_newtable(L);
  for (lua_Integer i = 1; i <= count; i++) {
    lr_poll(L);
    lr_get(L, 1, i);
    lua_rawseti(L, 2, i);
  }
  return 1;
}

/// Replaces the element on top by its key: the field named at 2, or the result of the function at 2.
static void apply(lua_State *L) {
  lua_pushvalue(L, 2);
  lua_insert(L, -2);
  if (lua_isfunction(L, 2)) {
    lua_call(L, 1, 1);
  } else {
    lua_insert(L, -2);
    lua_gettable(L, -2);
    lua_remove(L, -2);
  }
}

static void check_key(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_argexpected(L, type == LUA_TFUNCTION || type == LUA_TSTRING, 2, "function or field name");
}

static int map(lua_State *L) {
  lua_Integer count = check_list(L, "map");
  check_key(L);
  lua_settop(L, 2);
  lua_newtable(L);
  lua_Integer kept = 0;
  for (lua_Integer i = 1; i <= count; i++) {
    lr_poll(L);
    lr_get(L, 1, i);
    apply(L);
    // As in a table, nil leaves no element.
    if (lua_isnil(L, -1)) lua_pop(L, 1);
    else lua_rawseti(L, 3, ++kept);
  }
  lr_push_list_of(L, 0, 0, kept);
  return 1;
}

/// Whether the element on top has the fields of the table at 2, whose names lie in order in the table at `names`.
static bool has_fields(lua_State *L, int names, lua_Integer count) {
  int element = lua_gettop(L);
  bool equal = true;
  for (lua_Integer i = 1; equal && i <= count; i++) {
    lua_rawgeti(L, names, i);
    lua_pushvalue(L, -1);
    lua_gettable(L, element);
    lua_insert(L, -2);
    lua_rawget(L, 2);
    equal = lua_compare(L, -1, -2, LUA_OPEQ);
    lua_settop(L, element);
  }
  return equal;
}

static int where(lua_State *L) {
  lua_Integer count = check_list(L, "where"), before = 0, sequence = 0, fields = 0;
  int type = lua_type(L, 2);
  luaL_argexpected(L, type == LUA_TFUNCTION || type == LUA_TTABLE, 2, "function or table of field = value");
  lua_settop(L, 2);
  lua_newtable(L);
  if (type == LUA_TTABLE) {
    if (lr_make_ordered_keys(L, 2, &before, &sequence, &fields) != 0 || sequence > 0)
      return luaL_argerror(L, 2, "field = value expected");
  } else {
    lua_pushnil(L);
  }
  lua_Integer kept = 0;
  for (lua_Integer i = 1; i <= count; i++) {
    lr_poll(L);
    lr_get(L, 1, i);
    bool keep;
    if (type == LUA_TTABLE) {
      keep = has_fields(L, 4, fields);
    } else {
      lua_pushvalue(L, 2);
      lua_pushvalue(L, -2);
      lua_call(L, 1, 1);
      keep = lua_toboolean(L, -1);
      lua_pop(L, 1);
    }
    if (keep) lua_rawseti(L, 3, ++kept);
    else lua_pop(L, 1);
  }
  lua_settop(L, 3);
  lr_push_list_of(L, 0, 0, kept);
  return 1;
}

/// By a field name, by a function of one element that gives the key, or as the elements compare; ties keep their order
/// and elements without a key come last.
static int sorted(lua_State *L) {
  lua_Integer count = check_list(L, "sorted");
  static const char *const directions[] = {"ascending", "descending", NULL};
  bool descending = luaL_checkoption(L, 3, "ascending", directions) == 1;
  bool has_key = !lua_isnoneornil(L, 2);
  if (has_key) check_key(L);
  luaL_argcheck(L, count < INT32_MAX, 1, "list too long");
  lua_settop(L, 2);
  lua_newtable(L);
  if (has_key) lua_newtable(L);
  else lua_pushvalue(L, 3);
  for (lua_Integer i = 1; i <= count; i++) {
    lr_poll(L);
    lr_get(L, 1, i);
    if (has_key) {
      lua_pushvalue(L, -1);
      apply(L);
      lua_rawseti(L, 4, i);
    }
    lua_rawseti(L, 3, i);
  }
  const uint32_t *order = lr_sort_order(L, 4, count, 0, descending, true);
  lua_createtable(L, (int)count, 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, 3, order[i]);
    lua_rawseti(L, -2, i + 1);
  }
  lr_push_list_of(L, 0, 0, count);
  return 1;
}

void lr_open_list_methods(lua_State *L) {
  static const luaL_Reg functions[] = {{"copy", copy},     {"first", first}, {"last", last}, {"map", map},
                                       {"sorted", sorted}, {"where", where}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
