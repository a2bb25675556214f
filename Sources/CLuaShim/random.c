// math.random over a state of its own: xoshiro256** (Blackman and Vigna 2018), seeded by the host, never by the clock.

#include "runtime.h"

static uint64_t rotate(uint64_t value, int by) { return (value << by) | (value >> (64 - by)); }

static uint64_t next(uint64_t *state) {
  uint64_t result = rotate(state[1] * 5, 7) * 9;
  uint64_t shifted = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate(state[3], 45);
  return result;
}

void lr_seed_random(lr_runtime *rt, uint64_t first, uint64_t second) {
  uint64_t *state = rt->random;
  state[0] = first;
  state[1] = 0xff;
  state[2] = second;
  state[3] = 0;
  for (int i = 0; i < 16; i++) next(state);
}

void lr_reseed(lr_runtime *rt, uint64_t seed) {
  rt->limits.seed = seed;
  lr_seed_random(rt, seed, 0);
}

/// A value in 0…limit without bias: draws under the smallest mask that covers the limit until one fits.
static uint64_t below(uint64_t *state, uint64_t drawn, uint64_t limit) {
  if ((limit & (limit + 1)) == 0) return drawn & limit;
  uint64_t mask = UINT64_MAX >> __builtin_clzll(limit);
  while ((drawn &= mask) > limit) drawn = next(state);
  return drawn;
}

static int random_number(lua_State *L) {
  uint64_t *state = runtime_of(L)->random;
  uint64_t drawn = next(state);
  lua_Integer low = 1, high;
  switch (lua_gettop(L)) {
    case 0: lua_pushnumber(L, (lua_Number)(drawn >> 11) * 0x1p-53); return 1;
    case 1:
      high = luaL_checkinteger(L, 1);
      if (high == 0) {
        lua_pushinteger(L, (lua_Integer)drawn);
        return 1;
      }
      break;
    case 2:
      low = luaL_checkinteger(L, 1);
      high = luaL_checkinteger(L, 2);
      break;
    default: return luaL_error(L, "wrong number of arguments");
  }
  luaL_argcheck(L, low <= high, 1, "interval is empty");
  lua_pushinteger(L, (lua_Integer)((uint64_t)low + below(state, drawn, (uint64_t)high - (uint64_t)low)));
  return 1;
}

static int random_seed(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  uint64_t first = rt->limits.seed, second = 0;
  if (!lua_isnone(L, 1)) {
    lua_Number number = luaL_checknumber(L, 1);
    int exact;
    first = (uint64_t)lua_tointegerx(L, 1, &exact);
    if (!exact) memcpy(&first, &number, sizeof first);
    second = (uint64_t)luaL_optinteger(L, 2, 0);
  }
  lr_seed_random(rt, first, second);
  lua_pushinteger(L, (lua_Integer)first);
  lua_pushinteger(L, (lua_Integer)second);
  return 2;
}

void lr_open_random(lua_State *L) {
  static const luaL_Reg functions[] = {{"random", random_number}, {"randomseed", random_seed}, {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
