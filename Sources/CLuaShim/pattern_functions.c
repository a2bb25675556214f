// string.find, match, gmatch and gsub.

#define _GNU_SOURCE
#include <ctype.h>
#include <string.h>

#include "pattern.h"

/// A start position as an offset: negative ones count from the end. May lie past the end.
static size_t start_offset(lua_Integer position, size_t length) {
  if (position > 0) return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)length) return 0;
  return length - (size_t)-position;
}

static bool is_plain(const char *pattern, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (pattern[i] != '\0' && strchr("^$*+?.([%-", pattern[i]) != NULL) return false;
  return true;
}

static int find_plain(lua_State *L, const char *subject, size_t length, const char *text, size_t text_length,
                      size_t offset) {
  const char *found =
      text_length == 0 ? subject + offset : memmem(subject + offset, length - offset, text, text_length);
  if (found == NULL) {
    luaL_pushfail(L);
    return 1;
  }
  lua_pushinteger(L, found - subject + 1);
  lua_pushinteger(L, found - subject + (lua_Integer)text_length);
  return 2;
}

static int find(lua_State *L, bool positions) {
  size_t length, pattern_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  size_t offset = start_offset(luaL_optinteger(L, 3, 1), length);
  if (offset > length) {
    luaL_pushfail(L);
    return 1;
  }
  if (positions && (lua_toboolean(L, 4) || is_plain(pattern, pattern_length)))
    return find_plain(L, subject, length, pattern, pattern_length, offset);
  lr_matcher matcher;
  bool anchored = *pattern == '^';
  lr_matcher_init(&matcher, L, subject, length, pattern, pattern_length);
  if (anchored) pattern++;
  const char *start = subject + offset;
  do {
    const char *end = lr_match(&matcher, start, pattern);
    if (end == NULL) {
      if (anchored) break;
      if (start < matcher.subject_end) start = lr_next_start(&matcher, start + 1) - 1;
      continue;
    }
    if (!positions) return lr_push_captures(&matcher, start, end);
    lua_pushinteger(L, start - subject + 1);
    lua_pushinteger(L, end - subject);
    return lr_push_captures(&matcher, NULL, NULL) + 2;
  } while (start++ < matcher.subject_end && !anchored);
  luaL_pushfail(L);
  return 1;
}

int lr_string_find(lua_State *L) { return find(L, true); }

int lr_string_match(lua_State *L) { return find(L, false); }

typedef struct generator {
  const char *start, *pattern, *last_end;
  lr_matcher matcher;
} generator;

static int generate(lua_State *L) {
  generator *state = lua_touserdata(L, lua_upvalueindex(3));
  state->matcher.L = L;
  lr_matcher *m = &state->matcher;
  for (const char *start = state->start; start <= m->subject_end; start = lr_next_start(m, start + 1)) {
    const char *end = lr_match(m, start, state->pattern);
    if (end == NULL || end == state->last_end) continue;
    state->start = state->last_end = end;
    return lr_push_captures(m, start, end);
  }
  return 0;
}

int lr_string_gmatch(lua_State *L) {
  size_t length, pattern_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  size_t offset = start_offset(luaL_optinteger(L, 3, 1), length);
  if (offset > length) offset = length + 1;
  lua_settop(L, 2);
  generator *state = lua_newuserdatauv(L, sizeof *state, 0);
  lr_matcher_init(&state->matcher, L, subject, length, pattern, pattern_length);
  state->start = subject + offset;
  state->pattern = pattern;
  state->last_end = NULL;
  // The strings stay alive as upvalues.
  lua_pushcclosure(L, generate, 3);
  return 1;
}

static void add_template(lr_matcher *m, luaL_Buffer *result, const char *start, const char *end) {
  size_t length;
  const char *template = lua_tolstring(m->L, 3, &length);
  const char *percent;
  while ((percent = memchr(template, LR_ESCAPE, length)) != NULL) {
    luaL_addlstring(result, template, (size_t)(percent - template));
    char sign = *++percent;
    if (sign == LR_ESCAPE) {
      luaL_addchar(result, sign);
    } else if (sign == '0') {
      luaL_addlstring(result, start, (size_t)(end - start));
    } else if (isdigit((unsigned char)sign)) {
      const char *text;
      ptrdiff_t taken = lr_get_capture(m, sign - '1', start, end, &text);
      if (taken == LR_POSITION) luaL_addvalue(result);
      else luaL_addlstring(result, text, (size_t)taken);
    } else {
      luaL_error(m->L, "invalid use of '%c' in replacement string", LR_ESCAPE);
    }
    length -= (size_t)(percent + 1 - template);
    template = percent + 1;
  }
  luaL_addlstring(result, template, length);
}

/// Adds what replaces the match. Returns whether it differs from it.
static bool add_replacement(lr_matcher *m, luaL_Buffer *result, const char *start, const char *end, int type) {
  lua_State *L = m->L;
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, lr_push_captures(m, start, end), 1);
  } else if (type == LUA_TTABLE) {
    const char *text;
    ptrdiff_t length = lr_get_capture(m, 0, start, end, &text);
    if (length != LR_POSITION) lua_pushlstring(L, text, (size_t)length);
    lua_gettable(L, 3);
  } else {
    add_template(m, result, start, end);
    return true;
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    luaL_addlstring(result, start, (size_t)(end - start));
    return false;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  luaL_addvalue(result);
  return true;
}

int lr_string_gsub(lua_State *L) {
  size_t length, pattern_length;
  const char *subject = luaL_checklstring(L, 1, &length);
  const char *pattern = luaL_checklstring(L, 2, &pattern_length);
  int type = lua_type(L, 3);
  lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
  luaL_argexpected(L, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                   "string/function/table");
  lr_matcher matcher;
  lr_matcher_init(&matcher, L, subject, length, pattern, pattern_length);
  bool anchored = *pattern == '^', changed = false;
  if (anchored) pattern++;
  luaL_Buffer result;
  luaL_buffinit(L, &result);
  const char *start = subject, *last_end = NULL;
  lua_Integer count = 0;
  while (count < most) {
    lr_step(&matcher, 16);
    const char *end = lr_match(&matcher, start, pattern);
    if (end != NULL && end != last_end) {
      count++;
      changed |= add_replacement(&matcher, &result, start, end, type);
      start = last_end = end;
    } else if (start < matcher.subject_end) {
      const char *next = lr_next_start(&matcher, start + 1);
      luaL_addlstring(&result, start, (size_t)(next - start));
      start = next;
    } else {
      break;
    }
    if (anchored) break;
  }
  if (changed) {
    luaL_addlstring(&result, start, (size_t)(matcher.subject_end - start));
    luaL_pushresult(&result);
  } else {
    lua_pushvalue(L, 1);
  }
  lua_pushinteger(L, count);
  return 2;
}
