// A stable merge sort. Stock table.sort picks pivots by the clock when a table is large, so that ties come out in
// another order every run.

#include "runtime.h"

enum { INTEGER_KEYS, NUMBER_KEYS, STRING_KEYS, OTHER_KEYS };

typedef struct sorter {
  lua_State *L;
  int keys;        ///< stack index of a table of keys 1…count
  int comparator;  ///< stack index, or 0 for `<`
  bool descending;
} sorter;

typedef struct item {
  union {
    lua_Integer integer;
    lua_Number number;
    struct {
      const char *bytes;
      size_t length;
    } string;
  };
  uint32_t position;
} item;

/// Whether key `a` must come before key `b`.
static bool less(const sorter *s, uint32_t a, uint32_t b) {
  lua_State *L = s->L;
  lr_poll(L);
  if (s->descending) {
    uint32_t swapped = a;
    a = b;
    b = swapped;
  }
  if (s->comparator != 0) lua_pushvalue(L, s->comparator);
  lua_rawgeti(L, s->keys, a);
  lua_rawgeti(L, s->keys, b);
  bool result;
  if (s->comparator != 0) {
    lua_call(L, 2, 1);
    result = lua_toboolean(L, -1);
    lua_pop(L, 1);
  } else {
    result = lua_compare(L, -2, -1, LUA_OPLT);
    lua_pop(L, 2);
  }
  return result;
}

static void sort_by_calls(const sorter *s, uint32_t *order, uint32_t *scratch, size_t count) {
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t low = 0; low + width < count; low += 2 * width) {
      size_t middle = low + width, high = middle + width < count ? middle + width : count;
      if (!less(s, order[middle], order[middle - 1])) continue;
      memcpy(scratch + low, order + low, width * sizeof *order);
      size_t left = low, right = middle, to = low;
      while (left < middle && right < high)
        order[to++] = less(s, order[right], scratch[left]) ? order[right++] : scratch[left++];
      while (left < middle) order[to++] = scratch[left++];
    }
  }
}

static int compare_strings(const item *a, const item *b) {
  size_t shorter = a->string.length < b->string.length ? a->string.length : b->string.length;
  int order = memcmp(a->string.bytes, b->string.bytes, shorter);
  return order != 0 ? order : (a->string.length > b->string.length) - (a->string.length < b->string.length);
}

static bool item_less(int kind, const item *a, const item *b) {
  switch (kind) {
    case INTEGER_KEYS: return a->integer < b->integer;
    case NUMBER_KEYS: return a->number < b->number;
    default: return compare_strings(a, b) < 0;
  }
}

static void sort_items(lua_State *L, int kind, bool descending, item *items, item *scratch, size_t count) {
  for (size_t width = 1; width < count; width *= 2) {
    lr_poll(L);
    for (size_t low = 0; low + width < count; low += 2 * width) {
      size_t middle = low + width, high = middle + width < count ? middle + width : count;
      memcpy(scratch + low, items + low, width * sizeof *items);
      size_t left = low, right = middle, to = low;
      while (left < middle && right < high) {
        bool right_first = descending ? item_less(kind, &scratch[left], &items[right])
                                      : item_less(kind, &items[right], &scratch[left]);
        items[to++] = right_first ? items[right++] : scratch[left++];
      }
      while (left < middle) items[to++] = scratch[left++];
    }
  }
}

static int kind_of(lua_State *L, int index) {
  switch (lua_type(L, index)) {
    case LUA_TNUMBER: return lua_isinteger(L, index) ? INTEGER_KEYS : NUMBER_KEYS;
    case LUA_TSTRING: return STRING_KEYS;
    default: return OTHER_KEYS;
  }
}

/// Keys that all are integers, all floats or all strings are compared without Lua. False when they are not.
static bool sort_plain(const sorter *s, uint32_t *order, size_t count) {
  lua_State *L = s->L;
  item *items = NULL;
  int kind = OTHER_KEYS;
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, s->keys, order[i]);
    int found = kind_of(L, -1);
    if (i == 0) {
      kind = found;
      if (kind != OTHER_KEYS) {
        items = lua_newuserdatauv(L, 2 * count * sizeof *items, 0);
        lua_insert(L, -2);
      }
    }
    if (found != kind || kind == OTHER_KEYS) {
      lua_pop(L, items == NULL ? 1 : 2);
      return false;
    }
    items[i].position = order[i];
    if (kind == STRING_KEYS) items[i].string.bytes = lua_tolstring(L, -1, &items[i].string.length);
    else if (kind == INTEGER_KEYS) items[i].integer = lua_tointeger(L, -1);
    else items[i].number = lua_tonumber(L, -1);
    lua_pop(L, 1);
  }
  if (items == NULL) return true;
  sort_items(L, kind, s->descending, items, items + count, count);
  for (size_t i = 0; i < count; i++) order[i] = items[i].position;
  lua_pop(L, 1);
  return true;
}

const uint32_t *lr_sort_order(lua_State *L, int keys, lua_Integer count, int comparator, bool descending,
                              bool nil_last) {
  luaL_checkstack(L, 8, NULL);
  uint32_t *order = lua_newuserdatauv(L, 2 * (size_t)count * sizeof *order + 1, 0);
  size_t present = 0, absent = 0;
  for (lua_Integer i = 1; i <= count; i++) {
    bool is_nil = nil_last && lua_rawgeti(L, keys, i) == LUA_TNIL;
    if (nil_last) lua_pop(L, 1);
    if (is_nil) order[count + (lua_Integer)absent++] = (uint32_t)i;
    else order[present++] = (uint32_t)i;
  }
  memmove(order + present, order + count, absent * sizeof *order);
  sorter sorter = {L, keys, comparator, descending};
  if (comparator != 0 || !sort_plain(&sorter, order, present)) sort_by_calls(&sorter, order, order + count, present);
  return order;
}
