// Coroutines. Hooks belong to one coroutine, so every switch publishes which one runs, and none is entered once the
// entry must end. There is no `close`, and `wrap` does not close a coroutine that failed: chained closing overflows the
// C stack in 5.4.4.

#include "runtime.h"

static lua_State *check_coroutine(lua_State *L) {
  lua_State *coroutine = lua_tothread(L, 1);
  luaL_argexpected(L, coroutine, 1, "thread");
  return coroutine;
}

static void publish(lua_State *L, lua_State *running) {
  lr_runtime *rt = runtime_of(L);
  // The signal handler runs on this thread: the order of instructions is all that matters.
  atomic_store_explicit(&rt->running, running, memory_order_relaxed);
  atomic_signal_fence(memory_order_seq_cst);
  // A signal before this line saw the other coroutine, one after it sees this one: the flag tells either way.
  if (atomic_load_explicit(&rt->killed, memory_order_relaxed) == 0) return;
  atomic_store(&rt->running, L);
  lr_poll_slow(L);
  atomic_store(&rt->running, running);
}

/// Returns how many values were moved back, or -1 with an error value on top.
static int resume_with(lua_State *L, lua_State *coroutine, int arguments) {
  if (!lua_checkstack(coroutine, arguments)) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  publish(L, coroutine);
  lua_xmove(L, coroutine, arguments);
  int results;
  int status = lua_resume(coroutine, L, arguments, &results);
  publish(L, L);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_xmove(coroutine, L, 1);
    return -1;
  }
  if (!lua_checkstack(L, results + 1)) {
    lua_pop(coroutine, results);
    lua_pushliteral(L, "too many results to resume");
    return -1;
  }
  lua_xmove(coroutine, L, results);
  return results;
}

static int resume(lua_State *L) {
  lua_State *coroutine = check_coroutine(L);
  int results = resume_with(L, coroutine, lua_gettop(L) - 1);
  lua_pushboolean(L, results >= 0);
  if (results < 0) results = 1;
  lua_insert(L, -(results + 1));
  return results + 1;
}

static int wrapped(lua_State *L) {
  lua_State *coroutine = lua_tothread(L, lua_upvalueindex(1));
  int results = resume_with(L, coroutine, lua_gettop(L));
  if (results >= 0) return results;
  if (lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int create(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *coroutine = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, coroutine, 1);
  return 1;
}

static int wrap(lua_State *L) {
  create(L);
  lua_pushcclosure(L, wrapped, 1);
  return 1;
}

static int yield(lua_State *L) { return lua_yield(L, lua_gettop(L)); }

static const char *status_of(lua_State *L, lua_State *coroutine) {
  if (L == coroutine) return "running";
  lua_Debug activation;
  switch (lua_status(coroutine)) {
    case LUA_YIELD: return "suspended";
    case LUA_OK:
      if (lua_getstack(coroutine, 0, &activation)) return "normal";
      return lua_gettop(coroutine) == 0 ? "dead" : "suspended";
    default: return "dead";
  }
}

static int status(lua_State *L) {
  lua_pushstring(L, status_of(L, check_coroutine(L)));
  return 1;
}

static int is_yieldable(lua_State *L) {
  lua_State *coroutine = lua_isnone(L, 1) ? L : check_coroutine(L);
  lua_pushboolean(L, lua_isyieldable(coroutine));
  return 1;
}

static int running(lua_State *L) {
  lua_pushboolean(L, lua_pushthread(L));
  return 2;
}

void lr_open_coroutines(lua_State *L) {
  static const luaL_Reg functions[] = {{"create", create},   {"isyieldable", is_yieldable},
                                       {"resume", resume},   {"running", running},
                                       {"status", status},   {"wrap", wrap},
                                       {"yield", yield},     {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
