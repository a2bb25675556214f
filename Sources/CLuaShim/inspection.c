// Looking at values for a person who explores: fields of the host's objects, and what a list holds. Nothing here runs
// what a script wrote, but for `__tostring` in `lr_describe`.

#include "runtime.h"

static int get_field(lua_State *L) {
  lua_gettable(L, 1);
  return 1;
}

int32_t lr_host_field(lua_State *L, int32_t index, const char *name, size_t length) {
  index = lua_absindex(L, index);
  lr_make_room(L);
  lua_pushcfunction(L, get_field);
  lua_pushvalue(L, index);
  lua_pushlstring(L, name, length);
  return lr_call(L, 2, 1);
}

static int describe(lua_State *L) {
  lr_tolstring(L, 1, NULL);
  return 1;
}

int32_t lr_describe(lua_State *L, int32_t index) {
  index = lua_absindex(L, index);
  lr_make_room(L);
  lua_pushcfunction(L, describe);
  lua_pushvalue(L, index);
  return lr_call(L, 1, 1);
}

int32_t lr_list_classes(lua_State *L, int32_t index, int32_t *own, int32_t *elements) {
  if (lr_tag(L, index) != LR_TAG_LIST) return 0;
  const lr_list *list = lua_touserdata(L, index);
  *own = list->class_id;
  *elements = list->element_class;
  return 1;
}

void lr_push_readable(lua_State *L, int32_t index) {
  lr_make_room(L);
  lua_pushvalue(L, index);
  lr_unwrap(L, lua_gettop(L));
}

int32_t lr_has_metafield(lua_State *L, int32_t index, const char *name) {
  lr_make_room(L);
  if (luaL_getmetafield(L, index, name) == LUA_TNIL) return 0;
  lua_pop(L, 1);
  return 1;
}
