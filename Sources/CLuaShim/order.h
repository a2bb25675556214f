// The order of keys that `pairs` and `next` go by: integers, other numbers, strings by bytes, booleans, objects by class
// and number. Stock order follows addresses and a random seed.
#pragma once

#include "runtime.h"

enum { LR_KEY_INTEGER, LR_KEY_NUMBER, LR_KEY_STRING, LR_KEY_BOOLEAN, LR_KEY_OBJECT, LR_KEY_UNORDERED };

typedef struct lr_key {
  int kind;
  uint64_t prefix;  ///< of a string: its first eight bytes, which decide most comparisons
  union {
    lua_Integer integer;
    lua_Number number;
    struct {
      const char *bytes;
      size_t length;
    } string;
    const lr_object *object;
  };
  lua_Integer position;
} lr_key;

/// LR_KEY_UNORDERED for values without a place; strings and objects must stay alive elsewhere.
lr_key lr_read_key(lua_State *L, int index);
int lr_compare_keys(const lr_key *a, const lr_key *b);
/// Bottom-up merge sort. False when the entry must end.
bool lr_sort_keys(lua_State *L, lr_key *keys, lr_key *scratch, lua_Integer count);
/// Pushes why the key at `index` has no place. Returns -1.
int lr_refuse_key(lua_State *L, int index);
