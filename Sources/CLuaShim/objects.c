// Objects of registered classes: userdata {class, index, realm}, one Lua value for each, fields resolved here and
// computed in Swift.

#include <stdio.h>
#include <stdlib.h>

#include "runtime.h"

// User values of an object; the anchor is there in a realm only.
enum { KEPT = 1, ANCHOR = 2 };
// A realm and an index as one key.
enum { INDEX_BITS = 36 };

bool lr_receiver(lua_State *L, int index, const lr_class *class, int64_t *receiver) {
  switch (lr_tag(L, index)) {
    case LR_TAG_OBJECT: {
      const lr_object *object = lua_touserdata(L, index);
      if (object->class_id != class->id) return false;
      lr_enter_realm(L, object->realm);
      *receiver = object->index;
      return true;
    }
    case LR_TAG_LIST: {
      const lr_list *list = lua_touserdata(L, index);
      if (list->class_id != class->id) return false;
      lr_enter_realm(L, list->realm);
      *receiver = list->owner;
      return true;
    }
    default: return false;
  }
}

_Noreturn void lr_raise_unknown_field(lua_State *L, const char *type_name, int names, int more_names, int key) {
  if (lua_type(L, key) != LUA_TSTRING)
    luaL_error(L, "a %s cannot be indexed with a %s", type_name, luaL_typename(L, key));
  size_t length;
  const char *name = lua_tolstring(L, key, &length);
  // Upvalues cannot be walked while the stack moves: copies are.
  int tables[2] = {names, more_names};
  for (int i = 0; i < 2; i++) {
    if (tables[i] == 0) continue;
    lua_pushvalue(L, tables[i]);
    tables[i] = lua_gettop(L);
  }
  if (lr_push_nearest(L, tables[0], tables[1], name, length))
    luaL_error(L, "a %s has no field '%s'; did you mean '%s'?", type_name, name, lua_tostring(L, -1));
  luaL_error(L, "a %s has no field '%s'", type_name, name);
  __builtin_unreachable();
}

/// Calls a getter, which pushes one value or none.
static void call_getter(lua_State *L, void *box, int64_t receiver) {
  lr_runtime *rt = runtime_of(L);
  int top = lua_gettop(L);
  int32_t code = rt->callbacks.property(box, L, receiver);
  if (__builtin_expect(code != LR_DONE, 0)) lr_raise_failure(L, code, "?");
  if (lua_gettop(L) == top) lua_pushnil(L);
}

/// A getter whose value is kept in user value `slot` of the userdata at 1.
static void call_cached_getter(lua_State *L, const lr_class *class, int number, int64_t receiver, int slot) {
  if (lua_getiuservalue(L, 1, slot) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, 1, slot);
  }
  int kept = lua_gettop(L);
  if (lua_rawgeti(L, kept, number) != LUA_TNIL) return;
  call_getter(L, class->cached[number], receiver);
  lua_pushvalue(L, -1);
  lua_rawseti(L, kept, number);
}

bool lr_class_field(lua_State *L, const lr_class *class, int names, int64_t receiver, int slot) {
  lua_pushvalue(L, 2);
  switch (lua_rawget(L, names)) {
    case LUA_TLIGHTUSERDATA: call_getter(L, lua_touserdata(L, -1), receiver); return true;
    case LUA_TFUNCTION: return true;
    case LUA_TNUMBER: call_cached_getter(L, class, (int)lua_tointeger(L, -1), receiver, slot); return true;
    default: break;
  }
  if (class->dynamic == NULL || lua_type(L, 2) != LUA_TSTRING) return false;
  lr_runtime *rt = runtime_of(L);
  size_t length;
  const char *name = lua_tolstring(L, 2, &length);
  int32_t code = rt->callbacks.dynamic_field(class->dynamic, L, receiver, name, length);
  if (code == LR_UNKNOWN_FIELD) return false;
  if (code != LR_DONE) lr_raise_failure(L, code, name);
  return true;
}

static int index_object(lua_State *L) {
  const lr_object *object = lua_touserdata(L, 1);
  const lr_class *class = lua_touserdata(L, lua_upvalueindex(2));
  lr_enter_realm(L, object->realm);
  if (!lr_class_field(L, class, lua_upvalueindex(1), object->index, KEPT))
    lr_raise_unknown_field(L, class->name, lua_upvalueindex(1), 0, 2);
  return 1;
}

int lr_refuse_assignment(lua_State *L) {
  const char *type = lr_type_name(L, 1);
  if (lua_type(L, 2) != LUA_TSTRING) return luaL_error(L, "a %s is read-only", type);
  return luaL_error(L, "a %s is read-only: '%s' cannot be set", type, lua_tostring(L, 2));
}

static int describe(lua_State *L) {
  const lr_class *class = lua_touserdata(L, lua_upvalueindex(1));
  int64_t receiver;
  if (!lr_receiver(L, 1, class, &receiver)) return luaL_error(L, "not a %s", class->name);
  call_getter(L, class->describe, receiver);
  return 1;
}

static void make_metatable(lua_State *L, lr_class *class) {
  lua_createtable(L, 0, 8);
  lua_pushstring(L, class->name);
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pushcfunction(L, lr_refuse_assignment);
  lua_setfield(L, -2, "__newindex");
  lua_rawgeti(L, LUA_REGISTRYINDEX, class->names);
  lua_pushlightuserdata(L, class);
  if (class->is_list) {
    lr_finish_list_metatable(L);
  } else {
    lua_pushcclosure(L, index_object, 2);
    lua_setfield(L, -2, "__index");
  }
}

static void reset_identities(lua_State *L, const lr_class *class) {
  lua_newtable(L);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "v");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_rawseti(L, LUA_REGISTRYINDEX, class->identities);
}

static void *reallocate(lr_runtime *rt, void *block, size_t size) {
  void *result = realloc(block, size);
  if (result == NULL) _Exit(rt->limits.memory_exit_status);
  return result;
}

int32_t lr_class_add(lr_runtime *rt, const char *name, int32_t is_list) {
  lua_State *L = lr_running(rt);
  lr_class *class = reallocate(rt, NULL, sizeof *class);
  memset(class, 0, sizeof *class);
  rt->classes = reallocate(rt, rt->classes, (size_t)(rt->class_count + 2) * sizeof *rt->classes);
  rt->classes[++rt->class_count] = class;
  class->id = rt->class_count;
  class->is_list = is_list != 0;
  snprintf(class->name, sizeof class->name, "%s", name);
  lr_make_room(L);
  lua_newtable(L);
  class->names = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_pushboolean(L, false);
  class->identities = luaL_ref(L, LUA_REGISTRYINDEX);
  reset_identities(L, class);
  make_metatable(L, class);
  class->metatable = luaL_ref(L, LUA_REGISTRYINDEX);
  return class->id;
}

/// Sets a name of the class to the value on top, which is popped.
static void set_name(lua_State *L, const lr_class *class, const char *name) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, class->names);
  lua_insert(L, -2);
  lua_setfield(L, -2, name);
  lua_pop(L, 1);
}

void lr_class_property(lr_runtime *rt, int32_t class_id, const char *name, void *box, int32_t cached) {
  lua_State *L = lr_running(rt);
  lr_class *class = rt->classes[class_id];
  lr_make_room(L);
  if (cached) {
    class->cached = reallocate(rt, class->cached, (size_t)(class->cached_count + 2) * sizeof *class->cached);
    class->cached[++class->cached_count] = box;
    lua_pushinteger(L, class->cached_count);
  } else {
    lua_pushlightuserdata(L, box);
  }
  set_name(L, class, name);
}

void lr_class_method(lr_runtime *rt, int32_t class_id, const char *name, void *box) {
  lua_State *L = lr_running(rt);
  lr_class *class = rt->classes[class_id];
  lr_make_room(L);
  lua_pushlightuserdata(L, box);
  lua_pushstring(L, name);
  lua_pushlightuserdata(L, class);
  lua_pushcclosure(L, lr_method_trampoline, 3);
  set_name(L, class, name);
}

void lr_class_dynamic(lr_runtime *rt, int32_t class_id, void *box) { rt->classes[class_id]->dynamic = box; }

void lr_class_describe(lr_runtime *rt, int32_t class_id, void *box) {
  lua_State *L = lr_running(rt);
  lr_class *class = rt->classes[class_id];
  class->describe = box;
  lr_make_room(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, class->metatable);
  lua_pushlightuserdata(L, class);
  lua_pushcclosure(L, describe, 1);
  lua_setfield(L, -2, "__tostring");
  lua_pop(L, 1);
}

void lr_class_share(lr_runtime *rt, int32_t class_id) { rt->classes[class_id]->shared = true; }

void lr_push_object_of(lua_State *L, int32_t class_id, int64_t realm, int64_t index) {
  const lr_class *class = runtime_of(L)->classes[class_id];
  if (class->shared) realm = 0;
  int64_t key = realm << INDEX_BITS | index;
  lr_make_room(L);
  lua_rawgeti(L, LUA_REGISTRYINDEX, class->identities);
  if (lua_rawgeti(L, -1, key) == LUA_TNIL) {
    lua_pop(L, 1);
    lr_object *object = lua_newuserdatauv(L, sizeof *object, realm == 0 ? KEPT : ANCHOR);
    *object = (lr_object){LR_TAG_OBJECT, class_id, index, realm};
    if (realm != 0) lr_anchor(L, realm, ANCHOR);
    lua_rawgeti(L, LUA_REGISTRYINDEX, class->metatable);
    lua_setmetatable(L, -2);
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, key);
  }
  lua_remove(L, -2);
}

void lr_push_object(lua_State *L, int32_t class_id, int64_t index) {
  lr_push_object_of(L, class_id, runtime_of(L)->realm, index);
}

int32_t lr_to_object(lua_State *L, int32_t index, int32_t *class_id, int64_t *realm, int64_t *object_index) {
  if (lr_tag(L, index) != LR_TAG_OBJECT) return 0;
  const lr_object *object = lua_touserdata(L, index);
  *class_id = object->class_id;
  *realm = object->realm;
  *object_index = object->index;
  return 1;
}

