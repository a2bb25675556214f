#include "order.h"

int lr_compare_keys(const lr_key *a, const lr_key *b) {
  if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
  switch (a->kind) {
    case LR_KEY_NUMBER: return (a->number > b->number) - (a->number < b->number);
    case LR_KEY_STRING: {
      if (a->prefix != b->prefix) return a->prefix < b->prefix ? -1 : 1;
      size_t shorter = a->string.length < b->string.length ? a->string.length : b->string.length;
      int order = memcmp(a->string.bytes, b->string.bytes, shorter);
      return order != 0 ? order : (a->string.length > b->string.length) - (a->string.length < b->string.length);
    }
    case LR_KEY_OBJECT:
      if (a->object->class_id != b->object->class_id) return a->object->class_id < b->object->class_id ? -1 : 1;
      if (a->object->realm != b->object->realm) return a->object->realm < b->object->realm ? -1 : 1;
      return (a->object->index > b->object->index) - (a->object->index < b->object->index);
    default: return (a->integer > b->integer) - (a->integer < b->integer);
  }
}

lr_key lr_read_key(lua_State *L, int index) {
  lr_key key = {.kind = LR_KEY_UNORDERED};
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      key.kind = lua_isinteger(L, index) ? LR_KEY_INTEGER : LR_KEY_NUMBER;
      if (key.kind == LR_KEY_INTEGER) key.integer = lua_tointeger(L, index);
      else key.number = lua_tonumber(L, index);
      break;
    case LUA_TSTRING:
      key.kind = LR_KEY_STRING;
      key.string.bytes = lua_tolstring(L, index, &key.string.length);
      memcpy(&key.prefix, key.string.bytes, key.string.length < 8 ? key.string.length : 8);
      key.prefix = __builtin_bswap64(key.prefix);
      break;
    case LUA_TBOOLEAN:
      key.kind = LR_KEY_BOOLEAN;
      key.integer = lua_toboolean(L, index);
      break;
    default:
      if (lr_tag(L, index) != LR_TAG_OBJECT) break;
      key.kind = LR_KEY_OBJECT;
      key.object = lua_touserdata(L, index);
  }
  return key;
}

int lr_refuse_key(lua_State *L, int index) {
  lua_pushfstring(L, "a table with a %s as key has no fixed order to go through it; keys can be numbers, strings, "
                  "booleans and model objects", lr_type_name(L, index));
  return -1;
}

bool lr_sort_keys(lua_State *L, lr_key *keys, lr_key *scratch, lua_Integer count) {
  lr_runtime *rt = runtime_of(L);
  for (lua_Integer width = 1; width < count; width *= 2) {
    if (lr_killed(rt)) return false;
    for (lua_Integer low = 0; low < count; low += 2 * width) {
      lua_Integer middle = low + width < count ? low + width : count;
      lua_Integer high = low + 2 * width < count ? low + 2 * width : count;
      lua_Integer left = low, right = middle;
      for (lua_Integer to = low; to < high; to++)
        scratch[to] = left < middle && (right >= high || lr_compare_keys(&keys[left], &keys[right]) <= 0) ? keys[left++]
                                                                                                  : keys[right++];
    }
    memcpy(keys, scratch, (size_t)count * sizeof *keys);
  }
  return true;
}

/// Replaces the table of keys on top by one in order, and counts the integers below 1.
static int sort_keys(lua_State *L, lua_Integer count, lua_Integer *before) {
  int unsorted = lua_gettop(L);
  lr_key *keys = lua_newuserdatauv(L, 2 * (size_t)count * sizeof(lr_key), 0);
  for (lua_Integer i = 0; i < count; i++) {
    lua_rawgeti(L, unsorted, i + 1);
    keys[i] = lr_read_key(L, -1);
    keys[i].position = i + 1;
    if (keys[i].kind == LR_KEY_UNORDERED) return lr_refuse_key(L, -1);
    // The keys table keeps the bytes of strings and the objects alive.
    lua_pop(L, 1);
  }
  if (!lr_sort_keys(L, keys, keys + count, count)) {
    lua_pushliteral(L, "the limit was reached");
    return -1;
  }
  lua_createtable(L, (int)count, 0);
  for (lua_Integer i = 0; i < count; i++) {
    if (keys[i].kind == LR_KEY_INTEGER && keys[i].integer < 1) ++*before;
    lua_rawgeti(L, unsorted, keys[i].position);
    lua_rawseti(L, -2, i + 1);
  }
  lua_replace(L, unsorted);
  lua_settop(L, unsorted);
  return 0;
}

int lr_make_ordered_keys(lua_State *L, int table, lua_Integer *before, lua_Integer *sequence, lua_Integer *others) {
  int top = lua_gettop(L);
  *before = *sequence = *others = 0;
  lua_pushnil(L);  // the table of other keys, made when there is one
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lua_pop(L, 1);
    if (lua_isinteger(L, -1) && lua_tointeger(L, -1) == *sequence + 1 && *others == 0) {
      ++*sequence;
      continue;
    }
    if (*others == 0) {
      lua_newtable(L);
      lua_replace(L, top + 1);
    }
    lua_pushvalue(L, -1);
    lua_rawseti(L, top + 1, ++*others);
  }
  if (*others > 0 && (*others > INT32_MAX / 2 || sort_keys(L, *others, before) != 0)) {
    lua_replace(L, top + 1);
    lua_settop(L, top + 1);
    return -1;
  }
  return 0;
}

int32_t lr_ordered_keys(lua_State *L, int32_t table, int64_t *before, int64_t *sequence, int64_t *others) {
  lua_checkstack(L, 10);
  lua_Integer counts[3];
  int result = lr_make_ordered_keys(L, lua_absindex(L, table), &counts[0], &counts[1], &counts[2]);
  *before = counts[0];
  *sequence = counts[1];
  *others = counts[2];
  return result;
}
