// The string library around the matcher: stock functions where they are safe, with checks before those that are not.

#include "runtime.h"

static int repeat(lua_State *L) {
  size_t length, separator_length = 0;
  luaL_checklstring(L, 1, &length);
  lua_Integer count = luaL_checkinteger(L, 2);
  luaL_optlstring(L, 3, "", &separator_length);
  // The stock function would count to `count` for nothing.
  if (count <= 0 || length + separator_length == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  // Where the product does not fit, the stock function has its own error.
  if ((lua_Unsigned)count <= (lua_Unsigned)INT64_MAX / (length + separator_length))
    lr_reserve(L, (size_t)count * (length + separator_length));
  return runtime_of(L)->stock_rep(L);
}

/// The conversion that ends the specification after a percent sign, stepping over flags, width and precision.
static const char *conversion(const char *at, bool *has_precision) {
  *has_precision = false;
  for (;; at++) {
    switch (*at) {
      case '.': *has_precision = true; break;
      case '-': case '+': case ' ': case '#':
      case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9': break;
      default: return at;
    }
  }
}

/// Replaces `%p` by `%s` in the format at 1.
static void show_pointers_as_text(lua_State *L) {
  size_t length;
  const char *text = lua_tolstring(L, 1, &length);
  luaL_Buffer changed;
  char *to = luaL_buffinitsize(L, &changed, length + 1);
  memcpy(to, text, length + 1);
  for (char *at = to; (at = memchr(at, '%', (size_t)(to + length - at))) != NULL; at++) {
    bool has_precision;
    at += conversion(at + 1, &has_precision) - at;
    if (*at == 'p' && !has_precision) *at = 's';
    if (at >= to + length) break;
  }
  luaL_pushresultsize(&changed, length);
  lua_replace(L, 1);
}

/// Turns the arguments of %s and %p into text without addresses, then lets the stock function format.
static int format(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length), *end = text + length;
  int count = lua_gettop(L), argument = 1;
  size_t total = length;
  bool has_pointer = false;
  for (const char *at = text; at < end && (at = memchr(at, '%', (size_t)(end - at))) != NULL; at++) {
    bool has_precision;
    at = conversion(at + 1, &has_precision);
    if (*at == '%') continue;
    if (++argument > count) break;
    if (*at == 's') {
      size_t argument_length;
      if (lua_type(L, argument) == LUA_TSTRING) {
        lua_tolstring(L, argument, &argument_length);
      } else {
        lr_tolstring(L, argument, &argument_length);
        lua_replace(L, argument);
      }
      total += argument_length;
    } else if (*at == 'p' && !has_precision) {
      has_pointer = true;
      if (lua_topointer(L, argument) == NULL) lua_pushliteral(L, "(null)");
      else lr_push_identity(L, argument);
      lua_replace(L, argument);
    }
  }
  lr_reserve(L, total);
  if (has_pointer) show_pointers_as_text(L);
  return runtime_of(L)->stock_format(L);
}

/// `c1000000000` pads to any size: the sizes in the format are added up first.
static int pack(lua_State *L) {
  const char *text = luaL_checkstring(L, 1);
  size_t total = 0;
  for (const char *at = text; *at != '\0'; at++) {
    size_t size = 0;
    if (*at != 'c') continue;
    while (at[1] >= '0' && at[1] <= '9' && size < SIZE_MAX / 20) size = size * 10 + (size_t)(*++at - '0');
    total = size > SIZE_MAX - total ? SIZE_MAX : total + size;
  }
  lr_reserve(L, total);
  return runtime_of(L)->stock_pack(L);
}

void lr_open_strings(lua_State *L) {
  static const luaL_Reg functions[] = {{"find", lr_string_find},   {"format", format},
                                       {"gmatch", lr_string_gmatch}, {"gsub", lr_string_gsub},
                                       {"match", lr_string_match}, {"pack", pack},
                                       {"rep", repeat},            {NULL, NULL}};
  luaL_setfuncs(L, functions, 0);
}
