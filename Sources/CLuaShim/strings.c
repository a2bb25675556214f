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

static bool is_one_of(char c, const char *set) { return c != '\0' && strchr(set, c) != NULL; }

/// Turns the arguments of %s and %p into text without addresses, then lets the stock function format. `%p` becomes
/// `%s` in the format.
static int format(lua_State *L) {
  size_t length;
  const char *text = luaL_checklstring(L, 1, &length);
  const char *end = text + length;
  int count = lua_gettop(L);
  size_t total = length;
  bool has_pointer = false;
  int argument = 1;
  for (const char *at = text; at < end; at++) {
    if (*at != '%') continue;
    if (*++at == '%') continue;
    bool has_precision = false;
    while (is_one_of(*at, "-+ #0123456789.")) has_precision |= *at++ == '.';
    if (++argument > count) break;
    if (*at == 's') {
      size_t argument_length;
      lr_tolstring(L, argument, &argument_length);
      total += argument_length;
      lua_replace(L, argument);
    } else if (*at == 'p' && !has_precision) {
      has_pointer = true;
      if (lua_topointer(L, argument) == NULL) {
        lua_pushliteral(L, "(null)");
      } else {
        lr_push_identity(L, argument);
      }
      lua_replace(L, argument);
    }
  }
  lr_reserve(L, total);
  if (has_pointer) {
    luaL_Buffer changed;
    char *to = luaL_buffinitsize(L, &changed, length);
    memcpy(to, text, length);
    for (char *at = to; at < to + length; at++) {
      if (*at != '%' || *++at == '%') continue;
      bool has_precision = false;
      while (at < to + length && is_one_of(*at, "-+ #0123456789.")) has_precision |= *at++ == '.';
      if (at < to + length && *at == 'p' && !has_precision) *at = 's';
    }
    luaL_pushresultsize(&changed, length);
    lua_replace(L, 1);
  }
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
