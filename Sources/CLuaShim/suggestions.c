// "Did you mean": the nearest of a table's names by edit distance (optimal string alignment: insertions, deletions,
// substitutions and swaps of neighbours).

#include "runtime.h"

enum { LONGEST = 48 };

static int smaller(int a, int b) { return a < b ? a : b; }

static int distance(const char *a, size_t a_length, const char *b, size_t b_length) {
  int rows[3][LONGEST + 1];
  for (size_t j = 0; j <= b_length; j++) rows[0][j] = (int)j;
  for (size_t i = 1; i <= a_length; i++) {
    int *before = rows[(i + 1) % 3], *above = rows[(i - 1) % 3], *row = rows[i % 3];
    row[0] = (int)i;
    for (size_t j = 1; j <= b_length; j++) {
      row[j] = smaller(smaller(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = smaller(row[j], before[j - 2] + 1);
    }
  }
  return rows[a_length % 3][b_length];
}

/// Pushes the string key of the tables (stack indices, 0 for none) that is nearest to `name`; false when none is near.
bool lr_push_nearest(lua_State *L, int table, int more, const char *name, size_t length) {
  if (length == 0 || length > LONGEST) return false;
  const char *best = NULL;
  int best_distance = (int)length / 3 + 2;
  const int tables[] = {table, more};
  for (int i = 0; i < 2; i++) {
    if (tables[i] == 0) continue;
    lua_pushnil(L);
    while (lua_next(L, tables[i])) {
      lua_pop(L, 1);
      if (lua_type(L, -1) != LUA_TSTRING) continue;
      size_t candidate_length;
      const char *candidate = lua_tolstring(L, -1, &candidate_length);
      if (candidate_length > LONGEST) continue;
      int far = distance(name, length, candidate, candidate_length);
      // The order of the table is not fixed: equal distances go by bytes.
      if (far < best_distance || (far == best_distance && best != NULL && strcmp(candidate, best) < 0)) {
        best = candidate;
        best_distance = far;
      }
    }
  }
  if (best == NULL) return false;
  lua_pushstring(L, best);
  return true;
}
