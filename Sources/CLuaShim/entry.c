// Entries: loading text, calling under protection, and what is kept of a failure.

#include <stdio.h>

#include "runtime.h"

static int64_t thread_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int32_t lr_enter(lr_runtime *rt) {
  if (rt->entries > 0) {
    rt->entries++;
    return 0;
  }
  if (!lr_make_timers(rt)) return -1;
  rt->entries = 1;
  rt->kill_recorded = false;
  rt->frame_count = 0;
  rt->entry_start = thread_time();
  atomic_store(&rt->killed, LR_ALIVE);
  atomic_store(&rt->running, rt->main);
  atomic_store(&rt->interrupt->sent, false);
  lr_arm_timers(rt);
  return 0;
}

/// The flag stays readable until the next entry begins.
void lr_leave(lr_runtime *rt) {
  if (--rt->entries > 0) return;
  lr_disarm_timers(rt);
  rt->entry_used = thread_time() - rt->entry_start;
  lua_sethook(rt->main, NULL, 0, 0);
}

int64_t lr_cpu_nanoseconds(const lr_runtime *rt) {
  return rt->entries > 0 ? thread_time() - rt->entry_start : rt->entry_used;
}

static void copy(char *to, size_t size, const char *from) { snprintf(to, size, "%s", from); }

void lr_record_frames(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  lua_Debug activation;
  rt->frame_count = 0;
  for (int level = 0; rt->frame_count < LR_MAX_FRAMES && lua_getstack(L, level, &activation); level++) {
    lua_getinfo(L, "Sln", &activation);
    bool is_c = activation.what[0] == 'C';
    // The hook and C's own helpers have neither line nor name.
    if (is_c && activation.name == NULL) continue;
    lr_frame *frame = &rt->frames[rt->frame_count++];
    frame->line = activation.currentline > 0 ? activation.currentline : 0;
    bool is_file = activation.source[0] == '=' || activation.source[0] == '@';
    copy(frame->source, sizeof frame->source, is_c ? "" : is_file ? activation.source + 1 : activation.short_src);
    const char *name = strcmp(activation.what, "main") == 0 ? "main chunk" : activation.name;
    copy(frame->name, sizeof frame->name, name == NULL ? "" : name);
  }
}

int32_t lr_frame_count(const lr_runtime *rt) { return rt->frame_count; }

const lr_frame *lr_frame_at(const lr_runtime *rt, int32_t index) { return &rt->frames[index]; }

static bool is_kill(lua_State *L, int index) {
  return lua_islightuserdata(L, index) && lua_touserdata(L, index) == runtime_of(L);
}

int lr_message_handler(lua_State *L) {
  if (!is_kill(L, 1)) lr_record_frames(L);
  return 1;
}

static int describe(lua_State *L) {
  bool says = lua_isstring(L, 1) || luaL_getmetafield(L, 1, "__tostring") != LUA_TNIL;
  lua_settop(L, 1);
  if (says) {
    lr_tolstring(L, 1, NULL);
  } else {
    lua_pushfstring(L, "(error object is a %s value)", lr_type_name(L, 1));
  }
  return 1;
}

/// Replaces the error value on top by its message; a `__tostring` runs here, under the limit of the entry.
static void convert_error(lua_State *L) {
  if (lua_type(L, -1) == LUA_TSTRING || is_kill(L, -1)) return;
  lua_pushcfunction(L, describe);
  lua_insert(L, -2);
  if (lua_pcall(L, 1, 1, 0) != LUA_OK && !lua_isstring(L, -1)) {
    lua_pop(L, 1);
    lua_pushliteral(L, "(error object cannot be shown)");
  }
  atomic_store(&runtime_of(L)->running, L);
}

int32_t lr_call(lua_State *L, int32_t arguments, int32_t results) {
  lr_runtime *rt = runtime_of(L);
  int function = lua_gettop(L) - arguments;
  if (!lua_checkstack(L, LUA_MINSTACK + (results > 0 ? results : 0)) || lr_enter(rt) != 0) {
    lua_settop(L, function - 1);
    lua_pushliteral(L, "the time limit cannot be armed");
    return LR_RUNTIME;
  }
  lua_pushcfunction(L, lr_message_handler);
  lua_insert(L, function);
  int status = lua_pcall(L, arguments, results, function);
  atomic_store(&rt->running, L);
  if (status != LUA_OK) convert_error(L);
  lua_remove(L, function);
  bool killed = atomic_load(&rt->killed) != 0 && lr_must_end(L);
  if (killed) {
    if (!rt->kill_recorded) rt->frame_count = 0;
    lua_settop(L, function - 1);
    lr_push_kill_message(L);
  }
  lr_leave(rt);
  return killed ? LR_KILLED : status == LUA_OK ? LR_OK : LR_RUNTIME;
}

enum { SOURCE_BYTES = 1 << 20 };

int32_t lr_load(lua_State *L, const char *source, size_t length, const char *chunk_name, int32_t environment) {
  environment = lua_absindex(L, environment);
  runtime_of(L)->frame_count = 0;
  lua_checkstack(L, LUA_MINSTACK);
  if (length > SOURCE_BYTES) {
    lua_pushfstring(L, "%s:1: the source is longer than %d bytes", chunk_name + 1, SOURCE_BYTES);
    return LR_SYNTAX;
  }
  if (length >= 3 && memcmp(source, "\xEF\xBB\xBF", 3) == 0) source += 3, length -= 3;
  // A first line for the shell; its end stays, so that line numbers do.
  if (length > 0 && source[0] == '#')
    while (length > 0 && *source != '\n') source++, length--;
  if (luaL_loadbufferx(L, source, length, chunk_name, "t") != LUA_OK) return LR_SYNTAX;
  lua_pushvalue(L, environment);
  lua_setupvalue(L, -2, 1);
  return LR_OK;
}
