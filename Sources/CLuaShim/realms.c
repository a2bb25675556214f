// Realms: what a group of objects has in common on the Swift side, such as their article. Before Swift is asked about an
// object it enters the object's realm; when no object of a realm is left Swift is told, and can let go of it.

#include "runtime.h"

typedef struct lr_anchor_value {
  int32_t tag;
  int64_t realm;
} lr_anchor_value;

void lr_enter_realm_slow(lua_State *L, int64_t realm) {
  lr_runtime *rt = runtime_of(L);
  int32_t code = rt->callbacks.enter(rt->context, L, realm);
  if (code != LR_DONE) lr_raise_failure(L, code, "?");
  rt->realm = realm;
}

int64_t lr_realm(const lr_runtime *rt) { return rt->realm; }

int32_t lr_holds_realm(lr_runtime *rt, int64_t realm) {
  lua_State *L = lr_running(rt);
  lr_make_room(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->anchors);
  bool holds = lua_rawgeti(L, -1, realm) != LUA_TNIL;
  lua_pop(L, 2);
  return holds;
}

void lr_set_realm(lr_runtime *rt, int64_t realm) { rt->realm = realm; }

static int collect(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  const lr_anchor_value *anchor = lua_touserdata(L, 1);
  if (rt->is_closing) return 0;
  // The realm may have come back between the death of its last object and this call.
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->anchors);
  if (lua_rawgeti(L, -1, anchor->realm) == LUA_TNIL) rt->callbacks.abandon(rt->context, anchor->realm);
  return 0;
}

void lr_anchor(lua_State *L, int64_t realm, int slot) {
  lr_runtime *rt = runtime_of(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, rt->anchors);
  if (lua_rawgeti(L, -1, realm) == LUA_TNIL) {
    lua_pop(L, 1);
    lr_anchor_value *anchor = lua_newuserdatauv(L, sizeof *anchor, 0);
    *anchor = (lr_anchor_value){LR_TAG_ANCHOR, realm};
    lua_rawgeti(L, LUA_REGISTRYINDEX, rt->anchor_metatable);
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, realm);
  }
  lua_setiuservalue(L, -3, slot);
  lua_pop(L, 1);
}

void lr_open_realms(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  rt->anchors = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  lua_pushcfunction(L, collect);
  lua_setfield(L, -2, "__gc");
  rt->anchor_metatable = luaL_ref(L, LUA_REGISTRYINDEX);
}
