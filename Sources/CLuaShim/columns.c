// Columns: flat arrays that Lua reads without calling Swift. Strings are made once and kept beside their table.

#include "runtime.h"

typedef struct lr_strings {
  int32_t tag;
  bool empty_is_nil;
  uint32_t count;
  const uint8_t *arena;
  const uint32_t *offsets;
  void *box;
} lr_strings;

typedef struct lr_column {
  int32_t tag;
  int32_t kind;
  const void *data;
  lua_Integer count, addend;
  const lr_strings *strings;
  void *box;
} lr_column;

// User values of a column.
enum { STRING_CACHE = 1, STRINGS = 2 };

lua_Integer lr_column_count(lua_State *L, int index) { return ((lr_column *)lua_touserdata(L, index))->count; }

static void push_string(lua_State *L, int index, const lr_strings *strings, uint32_t id) {
  if (id >= strings->count) {
    lua_pushnil(L);
    return;
  }
  lua_getiuservalue(L, index, STRING_CACHE);
  if (lua_rawgeti(L, -1, (lua_Integer)id + 1) != LUA_TNIL) return;
  uint32_t start = strings->offsets[id], end = strings->offsets[id + 1];
  if (start == end && strings->empty_is_nil) return;
  lua_pop(L, 1);
  lua_pushlstring(L, (const char *)strings->arena + start, end - start);
  lua_pushvalue(L, -1);
  lua_rawseti(L, -3, (lua_Integer)id + 1);
}

/// Leaves the element on top; what lies between may stay.
static void element(lua_State *L, int index, const lr_column *column, lua_Integer position) {
  if ((lua_Unsigned)position - 1u >= (lua_Unsigned)column->count) {
    lua_pushnil(L);
    return;
  }
  size_t at = (size_t)position - 1;
  switch (column->kind) {
    case LR_COLUMN_STRINGS: push_string(L, index, column->strings, ((const uint32_t *)column->data)[at]); break;
    case LR_COLUMN_CODES: push_string(L, index, column->strings, ((const uint8_t *)column->data)[at]); break;
    case LR_COLUMN_UINT32: lua_pushinteger(L, ((const uint32_t *)column->data)[at] + column->addend); break;
    case LR_COLUMN_INT64: lua_pushinteger(L, ((const int64_t *)column->data)[at] + column->addend); break;
    default: lua_pushnumber(L, ((const double *)column->data)[at]);
  }
}

void lr_column_element(lua_State *L, int index, lua_Integer position) {
  int top = lua_gettop(L);
  element(L, index, lua_touserdata(L, index), position);
  if (lua_gettop(L) > top + 1) lua_replace(L, top + 1);
  lua_settop(L, top + 1);
}

static int index_column(lua_State *L) {
  int is_integer;
  lua_Integer position = lua_tointegerx(L, 2, &is_integer);
  if (__builtin_expect(!is_integer, 0)) {
    if (lua_type(L, 2) == LUA_TNUMBER) return 0;
    lr_raise_unknown_field(L, "column", 0, 0, 2);
  }
  element(L, 1, lua_touserdata(L, 1), position);
  return 1;
}

static int length(lua_State *L) {
  lua_pushinteger(L, lr_column_count(L, 1));
  return 1;
}

static int release_column(lua_State *L) {
  lr_column *column = lua_touserdata(L, 1);
  if (column->box != NULL) runtime_of(L)->callbacks.release(column->box);
  column->box = NULL;
  column->count = 0;
  return 0;
}

static int release_strings(lua_State *L) {
  lr_strings *strings = lua_touserdata(L, 1);
  if (strings->box != NULL) runtime_of(L)->callbacks.release(strings->box);
  strings->box = NULL;
  strings->count = 0;
  return 0;
}

void lr_push_string_table(lua_State *L, const uint8_t *arena, size_t arena_length, const uint32_t *offsets,
                          uint32_t count, int32_t empty_is_nil, void *box) {
  (void)arena_length;
  lr_make_room(L);
  lr_strings *strings = lua_newuserdatauv(L, sizeof *strings, 1);
  *strings = (lr_strings){LR_TAG_STRINGS, empty_is_nil != 0, count, arena, offsets, box};
  lua_newtable(L);
  lua_setiuservalue(L, -2, 1);
  lua_rawgeti(L, LUA_REGISTRYINDEX, runtime_of(L)->strings_metatable);
  lua_setmetatable(L, -2);
}

void lr_push_column(lua_State *L, int32_t kind, const void *data, int64_t count, int64_t addend, void *box) {
  lr_make_room(L);
  bool has_strings = kind == LR_COLUMN_STRINGS || kind == LR_COLUMN_CODES;
  lr_column *column = lua_newuserdatauv(L, sizeof *column, has_strings ? 2 : 0);
  *column = (lr_column){LR_TAG_COLUMN, kind, data, count, addend, NULL, box};
  if (has_strings) {
    column->strings = lua_touserdata(L, -2);
    lua_getiuservalue(L, -2, 1);
    lua_setiuservalue(L, -2, STRING_CACHE);
    lua_insert(L, -2);
    lua_setiuservalue(L, -2, STRINGS);
  }
  lua_rawgeti(L, LUA_REGISTRYINDEX, runtime_of(L)->column_metatable);
  lua_setmetatable(L, -2);
}

void lr_open_columns(lua_State *L) {
  static const luaL_Reg functions[] = {{"__gc", release_column}, {"__index", index_column}, {"__len", length},
                                       {"__newindex", lr_refuse_assignment}, {NULL, NULL}};
  lr_runtime *rt = runtime_of(L);
  lua_newtable(L);
  luaL_setfuncs(L, functions, 0);
  lua_pushliteral(L, "column");
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  rt->column_metatable = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  lua_pushcfunction(L, release_strings);
  lua_setfield(L, -2, "__gc");
  rt->strings_metatable = luaL_ref(L, LUA_REGISTRYINDEX);
}
