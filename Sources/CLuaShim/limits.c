// The kill flag: what sets it, how a running program meets it, and why it cannot be caught.
//
// No hook is set in normal running. Whoever sets the flag also sets a count hook on the coroutine that runs; the hook
// raises at the next instruction. C loops poll the flag. The flag stays set until the entry has unwound, so that
// `pcall`, `__close` handlers and coroutines meet it again.

#include "runtime.h"

static void hook(lua_State *L, lua_Debug *activation) {
  (void)activation;
  // A coroutine that was suspended when its entry ended may still carry the hook of that entry.
  if (atomic_load(&runtime_of(L)->killed) == 0) {
    lua_sethook(L, NULL, 0, 0);
    return;
  }
  lr_poll_slow(L);
}

/// Async-signal-safe: touches the atomics and lua_sethook, which is made for signal handlers.
void lr_kill_from_signal(lr_runtime *rt, int why) {
  int none = 0;
  atomic_compare_exchange_strong(&rt->killed, &none, why);
  lua_State *L = atomic_load(&rt->running);
  if (L != NULL) lua_sethook(L, hook, LUA_MASKCOUNT, 1);
}

void lr_kill(lr_runtime *rt, int why) {
  if (rt->entries == 0) return;
  lr_kill_from_signal(rt, why);
}

int32_t lr_killed(const lr_runtime *rt) { return atomic_load_explicit(&rt->killed, memory_order_relaxed); }

/// Whether the entry must end. Memory that garbage holds is given back first; the quarter that must come free keeps a
/// program at its limit from collecting all the time.
bool lr_must_end(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  int why = atomic_load(&rt->killed);
  if (why != LR_MEMORY || rt->kill_recorded) return why != LR_ALIVE;
  lua_gc(L, LUA_GCCOLLECT);
  if (lr_memory(rt) > rt->limits.memory_soft / 4 * 3) return true;
  // The clock may have stepped in meanwhile: it could not overwrite the flag, but its timer repeats.
  atomic_store(&rt->killed, LR_ALIVE);
  return false;
}

void lr_poll_slow(lua_State *L) {
  if (lr_must_end(L)) lr_raise_killed(L);
}

_Noreturn void lr_raise_killed(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  if (!rt->kill_recorded) {
    rt->kill_recorded = true;
    lr_record_frames(L);
  }
  lua_checkstack(L, 1);
  lua_pushlightuserdata(L, rt);
  lua_error(L);
  __builtin_unreachable();
}

void lr_push_kill_message(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  switch (lr_killed(rt)) {
    case LR_MEMORY:
      lua_pushfstring(L, "the script used more than its %I KB of memory", (LUAI_UACINT)(rt->limits.memory_soft >> 10));
      break;
    case LR_WALL:
      lua_pushfstring(L, "the script took longer than %f seconds",
                      (LUAI_UACNUMBER)rt->limits.wall_nanoseconds / 1e9);
      break;
    case LR_INTERRUPTED: lua_pushliteral(L, "interrupted"); break;
    default:
      lua_pushfstring(L, "the script used more than %f seconds of processor time",
                      (LUAI_UACNUMBER)rt->limits.cpu_nanoseconds / 1e9);
  }
}

void lr_reserve(lua_State *L, size_t bytes) {
  lr_runtime *rt = runtime_of(L);
  if (bytes < 4096) return;
  size_t limit = rt->limits.memory_soft;
  if (bytes <= limit && lr_memory(rt) <= limit - bytes) return;
  lua_gc(L, LUA_GCCOLLECT);
  if (bytes <= limit && lr_memory(rt) <= limit - bytes) return;
  lr_kill(rt, LR_MEMORY);
  lr_raise_killed(L);
}

void lr_set_limits(lr_runtime *rt, const lr_limits *limits) { rt->limits = *limits; }
