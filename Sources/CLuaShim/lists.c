// Lists: read-only sequences whose elements are made when they are asked for, with methods, and with the fields of
// their class where they have one.

#include "runtime.h"

// User values of a list; the anchor is there in a realm only.
enum { VALUES = 1, KEPT = 2, ANCHOR = 3 };

lua_Integer lr_count(lua_State *L, int index) {
  switch (lr_tag(L, index)) {
    case LR_TAG_LIST: return ((lr_list *)lua_touserdata(L, index))->count;
    case LR_TAG_COLUMN: return lr_column_count(L, index);
    default: return -1;
  }
}

static void push_lazy(lua_State *L, const lr_list *list, lua_Integer position) {
  lr_runtime *rt = runtime_of(L);
  lr_enter_realm(L, list->realm);
  int top = lua_gettop(L);
  int32_t code = rt->callbacks.element(list->box, L, position - 1);
  if (code != LR_DONE) lr_raise_failure(L, code, "?");
  lua_settop(L, top + 1);
}

void lr_get(lua_State *L, int index, lua_Integer position) {
  if (lr_tag(L, index) == LR_TAG_COLUMN) {
    lr_column_element(L, index, position);
    return;
  }
  luaL_checkstack(L, 8, NULL);
  const lr_list *list = lua_touserdata(L, index);
  if ((lua_Unsigned)position - 1u >= (lua_Unsigned)list->count) {
    lua_pushnil(L);
    return;
  }
  switch (list->source) {
    case LR_LIST_INDICES:
      lr_push_object_of(L, list->element_class, list->realm, list->indices[position - 1]);
      break;
    case LR_LIST_RANGE:
      lr_push_object_of(L, list->element_class, list->realm, list->first + position - 1);
      break;
    case LR_LIST_LAZY: push_lazy(L, list, position); break;
    case LR_LIST_TABLE:
      lua_getiuservalue(L, index, VALUES);
      lua_rawgeti(L, -1, position);
      lua_remove(L, -2);
  }
}

/// Upvalues: names of the class or nil, the class or NULL, the methods of all lists.
static int index_list(lua_State *L) {
  if (lua_type(L, 2) == LUA_TNUMBER) {
    int is_integer;
    lua_Integer position = lua_tointegerx(L, 2, &is_integer);
    if (!is_integer) return 0;
    lr_get(L, 1, position);
    return 1;
  }
  lua_pushvalue(L, 2);
  const lr_class *class = lua_touserdata(L, lua_upvalueindex(2));
  int64_t receiver;
  if (class != NULL && lr_receiver(L, 1, class, &receiver) &&
      lr_class_field(L, class, lua_upvalueindex(1), receiver, KEPT))
    return 1;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(3)) != LUA_TNIL) return 1;
  lr_raise_unknown_field(L, class == NULL ? "list" : class->name, lua_upvalueindex(3),
                         class == NULL ? 0 : lua_upvalueindex(1), 2);
}

static int length(lua_State *L) {
  lua_pushinteger(L, lr_count(L, 1));
  return 1;
}

static int release(lua_State *L) {
  lr_list *list = lua_touserdata(L, 1);
  if (list->box != NULL) runtime_of(L)->callbacks.release(list->box);
  list->box = NULL;
  list->count = 0;
  return 0;
}

void lr_finish_list_metatable(lua_State *L) {
  lua_rawgeti(L, LUA_REGISTRYINDEX, runtime_of(L)->list_methods);
  lua_pushcclosure(L, index_list, 3);
  lua_setfield(L, -2, "__index");
  lua_pushcfunction(L, length);
  lua_setfield(L, -2, "__len");
  lua_pushcfunction(L, release);
  lua_setfield(L, -2, "__gc");
}

/// Pushes a list; `extra` indices follow the header.
static lr_list *push_list(lua_State *L, lr_list header, size_t extra) {
  lr_runtime *rt = runtime_of(L);
  lr_make_room(L);
  // The elements of a table are values that belong to nobody, or to their own realms.
  bool is_shared = (header.class_id != 0 && rt->classes[header.class_id]->shared) ||
                   (header.class_id == 0 && header.source == LR_LIST_TABLE);
  int64_t realm = is_shared ? 0 : rt->realm;
  lr_list *list = lua_newuserdatauv(L, sizeof *list + extra * sizeof(uint32_t), realm == 0 ? KEPT : ANCHOR);
  *list = header;
  list->tag = LR_TAG_LIST;
  list->realm = realm;
  if (realm != 0) lr_anchor(L, realm, ANCHOR);
  lua_rawgeti(L, LUA_REGISTRYINDEX,
              header.class_id != 0 ? rt->classes[header.class_id]->metatable : rt->list_metatable);
  lua_setmetatable(L, -2);
  return list;
}

void lr_push_list_indices(lua_State *L, int32_t list_class, int64_t owner, int32_t element_class,
                          const uint32_t *indices, int64_t count) {
  lr_list *list = push_list(L, (lr_list){.class_id = list_class, .owner = owner, .count = count,
                                         .element_class = element_class, .source = LR_LIST_INDICES},
                            (size_t)count);
  if (count > 0) memcpy(list->indices, indices, (size_t)count * sizeof *indices);
}

void lr_push_list_range(lua_State *L, int32_t list_class, int64_t owner, int32_t element_class, int64_t first,
                        int64_t count) {
  push_list(L, (lr_list){.class_id = list_class, .owner = owner, .count = count, .element_class = element_class,
                         .source = LR_LIST_RANGE, .first = first}, 0);
}

void lr_push_list_lazy(lua_State *L, int32_t list_class, int64_t owner, void *box, int64_t count) {
  push_list(L, (lr_list){.class_id = list_class, .owner = owner, .count = count, .source = LR_LIST_LAZY, .box = box},
            0);
}

void lr_push_list_of(lua_State *L, int32_t list_class, int64_t owner, lua_Integer count) {
  push_list(L, (lr_list){.class_id = list_class, .owner = owner, .count = count, .source = LR_LIST_TABLE}, 0);
  lua_insert(L, -2);
  lua_setiuservalue(L, -2, VALUES);
}

void lr_push_list_table(lua_State *L, int32_t list_class, int64_t owner) {
  lr_push_list_of(L, list_class, owner, (lua_Integer)lua_rawlen(L, -1));
}

void lr_open_lists(lua_State *L) {
  lr_runtime *rt = runtime_of(L);
  lua_newtable(L);
  lr_open_list_methods(L);
  rt->list_methods = luaL_ref(L, LUA_REGISTRYINDEX);
  lua_newtable(L);
  lua_pushliteral(L, "list");
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pushcfunction(L, lr_refuse_assignment);
  lua_setfield(L, -2, "__newindex");
  lua_pushnil(L);
  lua_pushlightuserdata(L, NULL);
  lr_finish_list_metatable(L);
  rt->list_metatable = luaL_ref(L, LUA_REGISTRYINDEX);
}
