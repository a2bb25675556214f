// Making and ending a runtime: which of the stock functions are kept, and under which names.

#include <stdlib.h>

#include "runtime.h"

/// Copies functions from a stock library table at `from` into the table on top.
static void keep(lua_State *L, int from, const char *const names[]) {
  from = lua_absindex(L, from);
  for (int i = 0; names[i] != NULL; i++) {
    lua_getfield(L, from, names[i]);
    lua_setfield(L, -2, names[i]);
  }
}

static lua_CFunction stock(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  lua_CFunction function = lua_tocfunction(L, -1);
  lua_pop(L, 1);
  return function;
}

/// Makes the table on top the library `name`: read-only in `library`, and known by name to error messages.
static void publish(lua_State *L, int library, const char *name) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, -2);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
  lr_push_read_only(L, -1);
  lua_setfield(L, library, name);
  lua_pop(L, 1);
}

static void open_strings(lua_State *L, int library) {
  lr_runtime *rt = runtime_of(L);
  // Leaves string arithmetic in the metatable of strings, which stays; only __index changes.
  lua_pushcfunction(L, luaopen_string);
  lua_call(L, 0, 1);
  rt->stock_format = stock(L, "format");
  rt->stock_rep = stock(L, "rep");
  rt->stock_pack = stock(L, "pack");
  lua_newtable(L);
  keep(L, -2, (const char *const[]){"byte", "char", "len", "lower", "packsize", "reverse", "sub", "unpack", "upper",
                                    NULL});
  lr_open_strings(L);
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushvalue(L, -3);
  lua_setfield(L, -2, "__index");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
  publish(L, library, "string");
  lua_pop(L, 1);
}

static void open_math(lua_State *L, int library) {
  lua_pushcfunction(L, luaopen_math);
  lua_call(L, 0, 1);
  lr_open_random(L);
  publish(L, library, "math");
}

static void open_utf8(lua_State *L, int library) {
  lua_pushcfunction(L, luaopen_utf8);
  lua_call(L, 0, 1);
  publish(L, library, "utf8");
}

static int open(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  lua_newtable(L);
  int library = lua_gettop(L);
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushvalue(L, library);
  lua_setfield(L, -2, "_G");
  lua_pop(L, 1);

  // The stock globals stay in a table that no script can reach.
  lua_pushcfunction(L, luaopen_base);
  lua_call(L, 0, 1);
  lua_pushvalue(L, library);
  keep(L, -2, (const char *const[]){"assert", "error", "getmetatable", "rawequal", "select", "tonumber", "type", NULL});
  lua_settop(L, library);
  lua_pushliteral(L, LUA_VERSION);
  lua_setfield(L, library, "_VERSION");
  lr_open_base(L, library);
  lr_open_pairs(L, library);
  open_strings(L, library);
  open_math(L, library);
  open_utf8(L, library);
  lua_newtable(L);
  lr_open_tables(L);
  publish(L, library, "table");
  lua_newtable(L);
  lr_open_coroutines(L);
  publish(L, library, "coroutine");
  lr_open_trampolines(L);
  lr_open_columns(L);
  lr_open_realms(L);
  lr_open_lists(L);
  lr_open_environment(L);
  lua_settop(L, library);
  rt->library = luaL_ref(L, LUA_REGISTRYINDEX);
  return 0;
}

lr_runtime *lr_new(const lr_limits *limits, const lr_callbacks *callbacks) {
  lr_runtime *rt = calloc(1, sizeof *rt);
  lr_interrupt *interrupt = calloc(1, sizeof *interrupt);
  if (rt == NULL || interrupt == NULL) _Exit(limits->memory_exit_status);
  atomic_store(&interrupt->references, 1);
  rt->interrupt = interrupt;
  rt->limits = *limits;
  rt->callbacks = *callbacks;
  lr_seed_random(rt, limits->seed, 0);
  if (!lr_make_timers(rt)) {
    lr_free(rt);
    return NULL;
  }
  rt->main = lua_newstate(lr_allocate, rt);
  *(lr_runtime **)lua_getextraspace(rt->main) = rt;
  atomic_store(&rt->running, rt->main);
  lua_pushcfunction(rt->main, open);
  lua_call(rt->main, 0, 0);
  return rt;
}

void lr_free(lr_runtime *rt) {
  lr_delete_timers(rt);
  atomic_store(&rt->interrupt->active, false);
  atomic_store(&rt->running, NULL);
  rt->is_closing = true;
  if (rt->main != NULL) lua_close(rt->main);
  for (int id = 1; id <= rt->class_count; id++) {
    free(rt->classes[id]->cached);
    free(rt->classes[id]);
  }
  free(rt->classes);
  lr_interrupt_release(rt->interrupt);
  free(rt);
}

void lr_set_context(lr_runtime *rt, void *context) { rt->context = context; }

void *lr_context(lua_State *L) { return runtime_of(L)->context; }

lr_runtime *lr_runtime_of(lua_State *L) { return runtime_of(L); }

lua_State *lr_running(lr_runtime *rt) { return atomic_load_explicit(&rt->running, memory_order_relaxed); }
