// pairs, next and ipairs. A leading run 1…n is walked by index; other keys are sorted once.

#include "order.h"

/// Pushes the key at a position (from 0 on) of the whole order.
static void push_key(lua_State *L, const lr_traversal *walk, int keys, lua_Integer position) {
  if (position >= walk->before && position < walk->before + walk->sequence)
    lua_pushinteger(L, position - walk->before + 1);
  else
    lua_rawgeti(L, keys, (position < walk->before ? position : position - walk->sequence) + 1);
}

/// Pushes key and value at the next position whose value is not nil, or nothing at the end.
static bool advance(lua_State *L, lr_traversal *walk, int table, int keys) {
  while (walk->position < walk->sequence + walk->others) {
    lua_Integer position = walk->position++;
    push_key(L, walk, keys, position);
    if (position >= walk->before && position < walk->before + walk->sequence) {
      if (lua_rawgeti(L, table, position - walk->before + 1) != LUA_TNIL) return true;
    } else {
      lua_pushvalue(L, -1);
      if (lua_rawget(L, table) != LUA_TNIL) return true;
    }
    lua_pop(L, 2);
    lr_poll(L);
  }
  return false;
}

static int iterate(lua_State *L) {
  lr_traversal *walk = lua_touserdata(L, lua_upvalueindex(1));
  if (walk->position < walk->sequence && walk->before == 0) {
    lua_pushinteger(L, ++walk->position);
    if (lua_rawgeti(L, lua_upvalueindex(2), walk->position) != LUA_TNIL) return 2;
    lua_settop(L, 0);
  }
  if (advance(L, walk, lua_upvalueindex(2), lua_upvalueindex(3))) return 2;
  lua_pushnil(L);
  return 1;
}

static void raise_top(lua_State *L) {
  lr_poll(L);
  luaL_where(L, 1);
  lua_insert(L, -2);
  lua_concat(L, 2);
  lua_error(L);
}

/// Pushes the keys of the table in order; raises for a key that has none.
static void order(lua_State *L, int table, lr_traversal *walk) {
  if (lr_make_ordered_keys(L, table, &walk->before, &walk->sequence, &walk->others) != 0) raise_top(L);
}

// Upvalues of the iterator over a small table: the table, the position, the run, then all other keys in order.
enum { SMALL = 60, TABLE = 1, POSITION = 2, SEQUENCE = 3, KEYS = 4 };

static int iterate_small(lua_State *L) {
  lua_Integer position = lua_tointeger(L, lua_upvalueindex(POSITION));
  lua_Integer sequence = lua_tointeger(L, lua_upvalueindex(SEQUENCE));
  for (;;) {
    lua_Integer at = position++;
    bool is_run = at < sequence;
    if (is_run) lua_pushinteger(L, at + 1);
    else lua_pushvalue(L, lua_upvalueindex(KEYS + (int)(at - sequence)));
    if (lua_isnone(L, -1) || lua_isnil(L, -1)) return 1;
    bool found;
    if (is_run) {
      found = lua_rawgeti(L, lua_upvalueindex(TABLE), at + 1) != LUA_TNIL;
    } else {
      lua_pushvalue(L, -1);
      found = lua_rawget(L, lua_upvalueindex(TABLE)) != LUA_TNIL;
    }
    if (found) {
      lua_pushinteger(L, position);
      lua_replace(L, lua_upvalueindex(POSITION));
      return 2;
    }
    lua_pop(L, 2);
    lr_poll(L);
  }
}

/// Pushes an iterator that holds the keys itself, if the table has few besides its run and none before it.
static bool traverse_small(lua_State *L, int table) {
  lr_key keys[SMALL], scratch[SMALL];
  int top = lua_gettop(L), count = 0;
  lua_Integer sequence = 0;
  luaL_checkstack(L, 2 * SMALL + 8, NULL);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (count == 0 && lua_isinteger(L, -1) && lua_tointeger(L, -1) == sequence + 1) {
      // A long run is walked with less work by the other iterator.
      if (++sequence <= SMALL) continue;
      lua_settop(L, top);
      return false;
    }
    lr_key found = count == SMALL ? (lr_key){.kind = LR_KEY_UNORDERED} : lr_read_key(L, -1);
    if (found.kind == LR_KEY_UNORDERED || (found.kind == LR_KEY_INTEGER && found.integer < 1 && sequence > 0)) {
      lua_settop(L, top);
      return false;
    }
    found.position = top + ++count;
    keys[count - 1] = found;
    // The key stays where it is; a copy goes on.
    lua_pushvalue(L, -1);
  }
  lr_sort_keys(L, keys, scratch, count);
  lua_pushvalue(L, table);
  lua_pushinteger(L, 0);
  lua_pushinteger(L, sequence);
  for (int i = 0; i < count; i++) lua_pushvalue(L, (int)keys[i].position);
  // The end.
  lua_pushnil(L);
  lua_pushcclosure(L, iterate_small, KEYS + count);
  if (lua_gettop(L) > top + 1) lua_replace(L, top + 1);
  lua_settop(L, top + 1);
  return true;
}

/// Pushes an iterator over the table at an absolute index.
static int traverse(lua_State *L, int table) {
  if (traverse_small(L, table)) return 1;
  lr_traversal *walk = lua_newuserdatauv(L, sizeof *walk, 0);
  walk->position = 0;
  lua_pushvalue(L, table);
  order(L, table, walk);
  lua_pushcclosure(L, iterate, 3);
  return 1;
}

/// The first key in order, without sorting: `next(t) == nil` is how scripts ask whether a table is empty.
static int first(lua_State *L) {
  lua_settop(L, 1);
  lua_pushnil(L);
  lua_pushnil(L);
  for (lr_key best; lua_next(L, 1);) {
    lua_pop(L, 1);
    lr_key candidate = lr_read_key(L, 3);
    if (candidate.kind == LR_KEY_UNORDERED) lr_refuse_key(L, 3), raise_top(L);
    if (!lua_isnil(L, 2) && (best = lr_read_key(L, 2), lr_compare_keys(&candidate, &best) >= 0)) continue;
    lua_pushvalue(L, 3);
    lua_replace(L, 2);
  }
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) return 1;
  lua_pushvalue(L, 2);
  lua_rawget(L, 1);
  return 2;
}

/// Places `walk` behind the key at 2, which need not be in the table any more.
static void seek(lua_State *L, lr_traversal *walk, int keys) {
  lr_key sought = lr_read_key(L, 2);
  if (sought.kind == LR_KEY_UNORDERED) lr_refuse_key(L, 2), raise_top(L);
  lua_Integer low = 0, high = walk->sequence + walk->others;
  while (low < high) {
    lua_Integer middle = low + (high - low) / 2;
    push_key(L, walk, keys, middle);
    lr_key found = lr_read_key(L, -1);
    if (lr_compare_keys(&found, &sought) <= 0) low = middle + 1;
    else high = middle;
    lua_pop(L, 1);
  }
  walk->position = low;
}

/// `next`. The order of the table it was last asked about is kept, so that a loop does not sort at every step.
static int next(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  lr_traversal *walk = &rt->walk;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  lr_unwrap(L, 1);
  if (lua_isnil(L, 2)) return first(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->walked_table);
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->walked_keys);
  bool known = walk->position > 0 && lua_rawequal(L, 1, 3);
  if (known) {
    push_key(L, walk, 4, walk->position - 1);
    known = lua_rawequal(L, 2, -1);
    lua_pop(L, 1);
  }
  if (!known) {
    lua_settop(L, 2);
    lr_traversal fresh;
    lua_pushnil(L);
    order(L, 1, &fresh);
    seek(L, &fresh, 4);
    lua_pushvalue(L, 1);
    lua_rawseti(L, LUA_REGISTRYINDEX, rt->walked_table);
    lua_pushvalue(L, 4);
    lua_rawseti(L, LUA_REGISTRYINDEX, rt->walked_keys);
    *walk = fresh;
  }
  if (advance(L, walk, 1, 4)) return 2;
  walk->position = 0;
  lua_pushnil(L);
  return 1;
}

static int sequence_step(lua_State *L) {
  lua_Integer position = lua_tointeger(L, 2) + 1;
  lua_pushinteger(L, position);
  int32_t tag = lr_tag(L, 1);
  if (tag == 0) return lua_geti(L, 1, position) == LUA_TNIL ? 1 : 2;
  // Elements may be nil (no lemma, no head); the list ends where it ends.
  if (position > lr_count(L, 1)) return 0;
  lr_get(L, 1, position);
  return 2;
}

static int ipairs(lua_State *L) {
  luaL_checkany(L, 1);
  // The stock function complains one call later, without naming `ipairs`.
  if (!lua_istable(L, 1) && lr_count(L, 1) < 0) luaL_typeerror(L, 1, "table or list");
  lua_pushcfunction(L, sequence_step);
  lua_pushvalue(L, 1);
  lua_pushinteger(L, 0);
  return 3;
}

static int finish_pairs(lua_State *L, int status, lua_KContext context) {
  (void)L, (void)status, (void)context;
  return 3;
}

static int pairs(lua_State *L) {
  luaL_checkany(L, 1);
  int32_t tag = lr_tag(L, 1);
  if (tag == LR_TAG_LIST || tag == LR_TAG_COLUMN) return ipairs(L);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_callk(L, 1, 3, 0, finish_pairs);
    return 3;
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lua_pushvalue(L, 1);
  lr_unwrap(L, 2);
  traverse(L, 2);
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

void lr_open_pairs(lua_State *L, int library) {
  static const luaL_Reg functions[] = {{"ipairs", ipairs}, {"next", next}, {"pairs", pairs}, {NULL, NULL}};
  lua_pushvalue(L, library);
  luaL_setfuncs(L, functions, 0);
  lua_pop(L, 1);
  // Slots of the registry whose values come and go.
  lr_runtime *rt = runtime_of(L);
  lua_pushboolean(L, false);
  rt->walked_table = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pushboolean(L, false);
  rt->walked_keys = luaL_ref(L, LUA_REGISTRYINDEX);
}
