// C closures that call Swift. Swift returns a code and never raises; the error is raised here, where no Swift frame is
// left on the stack.

#include "runtime.h"

enum { BOX = lua_upvalueindex(1), NAME = lua_upvalueindex(2), CLASS = lua_upvalueindex(3), ROOM = 64 };

/// A Swift box that a closure owns.
typedef struct owned_box {
  int32_t tag;
  void *box;
} owned_box;

void lr_argument(lua_State *L, int32_t argument) { runtime_of(L)->argument = argument; }

/// As luaL_argerror, but with the registered name where the call shows none, and with arguments of methods counted
/// without the object.
_Noreturn static void raise_argument(lua_State *L, const char *name, bool is_method) {
  int argument = runtime_of(L)->argument;
  lua_Debug call = {0};
  if (lua_getstack(L, 0, &call)) lua_getinfo(L, "n", &call);
  if (call.name != NULL && call.namewhat[0] != '\0') name = call.name;
  if (!is_method && strcmp(call.namewhat != NULL ? call.namewhat : "", "method") == 0 && --argument == 0)
    luaL_error(L, "calling '%s' on bad self (%s)", name, lua_tostring(L, -1));
  luaL_error(L, "bad argument #%d to '%s' (%s)", argument, name, lua_tostring(L, -1));
  __builtin_unreachable();
}

_Noreturn static void raise_failure(lua_State *L, int32_t code, const char *name, bool is_method) {
  lr_poll(L);
  luaL_checkstack(L, 8, NULL);
  if (code == LR_RAISE_ARGUMENT) raise_argument(L, name, is_method);
  if (code == LR_RAISE) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  lua_error(L);
  __builtin_unreachable();
}

_Noreturn void lr_raise_failure(lua_State *L, int32_t code, const char *name) { raise_failure(L, code, name, true); }

static int function_trampoline(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  void *box = lua_islightuserdata(L, BOX) ? lua_touserdata(L, BOX) : ((owned_box *)lua_touserdata(L, BOX))->box;
  int top = lua_gettop(L);
  luaL_checkstack(L, ROOM, NULL);
  int32_t code = rt->callbacks.function(box, L, 0, 0);
  if (code != LR_DONE) raise_failure(L, code, lua_tostring(L, NAME), false);
  lr_poll(L);
  return lua_gettop(L) - top;
}

int lr_method_trampoline(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  lr_class *class = lua_touserdata(L, CLASS);
  int64_t receiver;
  if (!lr_receiver(L, 1, class, &receiver)) {
    const char *name = lua_tostring(L, NAME);
    return luaL_error(L, "'%s' must be called as value:%s(…) on a %s, not on %s", name, name, class->name,
                      lr_type_name(L, 1));
  }
  int top = lua_gettop(L);
  luaL_checkstack(L, ROOM, NULL);
  int32_t code = rt->callbacks.function(lua_touserdata(L, BOX), L, receiver, 1);
  if (code != LR_DONE) raise_failure(L, code, lua_tostring(L, NAME), true);
  lr_poll(L);
  return lua_gettop(L) - top;
}

static int release(lua_State *L) {
  owned_box *owned = lua_touserdata(L, 1);
  if (owned->box != NULL) runtime_of(L)->callbacks.release(owned->box);
  owned->box = NULL;
  return 0;
}

void lr_push_function(lua_State *L, void *box, const char *name, int32_t owned) {
  lr_make_room(L);
  if (owned) {
    owned_box *holder = lua_newuserdatauv(L, sizeof *holder, 0);
    holder->tag = LR_TAG_BOX;
    holder->box = box;
    lua_rawgeti(L, LUA_REGISTRYINDEX, runtime_of(L)->box_metatable);
    lua_setmetatable(L, -2);
  } else {
    lua_pushlightuserdata(L, box);
  }
  lua_pushstring(L, name);
  lua_pushcclosure(L, function_trampoline, 2);
}

void lr_open_trampolines(lua_State *L) {
  lua_newtable(L);
  lua_pushcfunction(L, release);
  lua_setfield(L, -2, "__gc");
  runtime_of(L)->box_metatable = luaL_ref(L, LUA_REGISTRYINDEX);
}
