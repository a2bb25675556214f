#include "pattern.h"

#include "pattern_classes.h"

static const char *match(lr_matcher *m, const char *s, const char *p);

static int byte(const char *at) { return (unsigned char)*at; }

void lr_matcher_init(lr_matcher *m, lua_State *L, const char *subject, size_t subject_length, const char *pattern,
                     size_t pattern_length) {
  m->L = L;
  m->subject = subject;
  m->subject_end = subject + subject_length;
  m->pattern_end = pattern + pattern_length;
  m->budget = 8192;
  m->first = NULL;
  m->has_looked = false;
}

const char *lr_match(lr_matcher *m, const char *subject, const char *pattern) {
  m->depth = LR_MAX_DEPTH;
  m->count = 0;
  m->pattern = pattern;
  return match(m, subject, pattern);
}

/// The end of the single-character class that begins at `p`.
static const char *class_end(lr_matcher *m, const char *p) {
  if (*p == LR_ESCAPE) {
    if (p + 1 == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
    return p + 2;
  }
  if (*p != '[') return p + 1;
  p++;
  if (*p == '^') p++;
  // A ']' in first place stands for itself.
  do {
    if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
    if (*p++ == LR_ESCAPE && p < m->pattern_end) p++;
  } while (*p != ']');
  return p + 1;
}

static inline bool in_class(int c, int class) {
  uint8_t kinds = lr_class_kinds(class);
  if (kinds == 0) return class == c;
  return ((lr_kinds[c] & kinds) != 0) != lr_is_complement(class);
}

/// Whether `c` is in the set from `[` at `p` to `]` at `last`.
static bool in_set(int c, const char *p, const char *last) {
  bool positive = true;
  if (p[1] == '^') {
    positive = false;
    p++;
  }
  while (++p < last) {
    if (*p == LR_ESCAPE) {
      p++;
      if (in_class(c, byte(p))) return positive;
    } else if (p[1] == '-' && p + 2 < last) {
      p += 2;
      if (byte(p - 2) <= c && c <= byte(p)) return positive;
    } else if (byte(p) == c) {
      return positive;
    }
  }
  return !positive;
}

static inline bool matches_one(const lr_matcher *m, const char *s, const char *p, const char *end) {
  if (s >= m->subject_end) return false;
  switch (*p) {
    case '.': return true;
    case LR_ESCAPE: return in_class(byte(s), byte(p + 1));
    case '[': return in_set(byte(s), p, end - 1);
    default: return *p == *s;
  }
}

static const char *match_balanced(lr_matcher *m, const char *s, const char *p) {
  if (p >= m->pattern_end - 1) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  if (*s != *p) return NULL;
  char open = p[0], close = p[1];
  int nested = 1;
  for (const char *at = s + 1; at < m->subject_end; at++) {
    lr_step(m, 1);
    if (*at == close) {
      if (--nested == 0) return at + 1;
    } else if (*at == open) {
      nested++;
    }
  }
  return NULL;
}

/// How many bytes from `s` on match the single-character class from `p` to `end`. The flag is looked at between pieces.
static ptrdiff_t run_length(lr_matcher *m, const char *s, const char *p, const char *end) {
  enum { PIECE = 1 << 14 };
  ptrdiff_t cost = 1 + ((end - p) >> 3);
  const char *at = s;
  for (;;) {
    ptrdiff_t rest = m->subject_end - at;
    const char *stop = at + (rest < PIECE ? rest : PIECE), *start = at;
    uint8_t kinds;
    if (*p == '.') {
      at = stop;
    } else if (*p == LR_ESCAPE && (kinds = lr_class_kinds(byte(p + 1))) != 0) {
      bool complement = lr_is_complement(byte(p + 1));
      while (at < stop && ((lr_kinds[byte(at)] & kinds) != 0) != complement) at++;
    } else {
      while (at < stop && matches_one(m, at, p, end)) at++;
    }
    lr_step(m, cost * (at - start));
    if (at < stop || stop == m->subject_end) return at - s;
  }
}

static const char *expand_most(lr_matcher *m, const char *s, const char *p, const char *end) {
  ptrdiff_t taken = run_length(m, s, p, end);
  for (; taken >= 0; taken--) {
    const char *result = match(m, s + taken, end + 1);
    if (result != NULL) return result;
  }
  return NULL;
}

static const char *expand_least(lr_matcher *m, const char *s, const char *p, const char *end) {
  ptrdiff_t cost = 1 + ((end - p) >> 3);
  for (;;) {
    const char *result = match(m, s, end + 1);
    if (result != NULL) return result;
    if (!matches_one(m, s, p, end)) return NULL;
    s++;
    lr_step(m, cost);
  }
}

static const char *begin_capture(lr_matcher *m, const char *s, const char *p, ptrdiff_t kind) {
  if (m->count >= LR_MAX_CAPTURES) luaL_error(m->L, "too many captures");
  m->captures[m->count] = (lr_capture){s, kind};
  m->count++;
  const char *result = match(m, s, p);
  if (result == NULL) m->count--;
  return result;
}

static const char *finish_capture(lr_matcher *m, const char *s, const char *p) {
  int open = m->count - 1;
  while (open >= 0 && m->captures[open].length != LR_UNFINISHED) open--;
  if (open < 0) luaL_error(m->L, "invalid pattern capture");
  m->captures[open].length = s - m->captures[open].start;
  const char *result = match(m, s, p);
  if (result == NULL) m->captures[open].length = LR_UNFINISHED;
  return result;
}

static const char *match_back_reference(lr_matcher *m, const char *s, int digit) {
  int index = digit - '1';
  if (index < 0 || index >= m->count || m->captures[index].length == LR_UNFINISHED)
    luaL_error(m->L, "invalid capture index %%%d", index + 1);
  size_t length = (size_t)m->captures[index].length;
  // A position capture has no text: its length, taken as unsigned, never fits.
  if ((size_t)(m->subject_end - s) < length) return NULL;
  lr_step(m, (ptrdiff_t)(length >> 4));
  return memcmp(m->captures[index].start, s, length) == 0 ? s + length : NULL;
}

/// The end of the match of a frontier `%f[set]` at `p` (an empty string), where the pattern goes on, or NULL.
static const char *match_frontier(lr_matcher *m, const char *s, const char *p) {
  if (*p != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
  const char *end = class_end(m, p);
  int previous = s == m->subject ? '\0' : byte(s - 1);
  return !in_set(previous, p, end - 1) && in_set(byte(s), p, end - 1) ? end : NULL;
}

/// Everything after `p` must match at `s`. Nests exactly where the stock matcher does, so that "pattern too complex"
/// comes for the same patterns.
static const char *match_here(lr_matcher *m, const char *s, const char *p) {
  while (p != m->pattern_end) {
    lr_step(m, 1);
    switch (*p) {
      case '(': return p[1] == ')' ? begin_capture(m, s, p + 2, LR_POSITION) : begin_capture(m, s, p + 1, LR_UNFINISHED);
      case ')': return finish_capture(m, s, p + 1);
      case '$':
        if (p + 1 == m->pattern_end) return s == m->subject_end ? s : NULL;
        break;
      case LR_ESCAPE:
        if (p[1] == 'b') {
          s = match_balanced(m, s, p + 2);
          if (s == NULL) return NULL;
          p += 4;
          continue;
        }
        if (p[1] == 'f') {
          p = match_frontier(m, s, p + 2);
          if (p == NULL) return NULL;
          continue;
        }
        if (lr_kinds[byte(p + 1)] & LR_DIGIT) {
          s = match_back_reference(m, s, byte(p + 1));
          if (s == NULL) return NULL;
          p += 2;
          continue;
        }
        break;
      default: break;
    }
    const char *end = class_end(m, p);
    if (*p == '[') lr_step(m, (end - p) >> 3);
    if (!matches_one(m, s, p, end)) {
      if (*end != '*' && *end != '?' && *end != '-') return NULL;
      p = end + 1;
      continue;
    }
    switch (*end) {
      case '?': {
        const char *result = match(m, s + 1, end + 1);
        if (result != NULL) return result;
        p = end + 1;
        break;
      }
      case '+': return expand_most(m, s + 1, p, end);
      case '*': return expand_most(m, s, p, end);
      case '-': return expand_least(m, s, p, end);
      default:
        s++;
        p = end;
    }
  }
  return s;
}

static const char *match(lr_matcher *m, const char *s, const char *p) {
  if (m->depth-- == 0) luaL_error(m->L, "pattern too complex");
  const char *result = match_here(m, s, p);
  m->depth++;
  return result;
}

/// The end of the class at `p` without complaint: NULL where there is none.
static const char *whole_class(const char *p, const char *pattern_end) {
  if (*p == LR_ESCAPE) return p + 1 < pattern_end ? p + 2 : NULL;
  if (*p != '[') return p + 1;
  p++;
  if (*p == '^') p++;
  do {
    if (p == pattern_end) return NULL;
    if (*p++ == LR_ESCAPE && p < pattern_end) p++;
  } while (*p != ']');
  return p + 1;
}

/// Looks for a class that every match begins with.
static void find_first_class(lr_matcher *m) {
  const char *p = m->pattern;
  m->has_looked = true;
  // Captures that open the pattern take nothing themselves; two are enough to look behind.
  for (int opened = 0; opened < 2 && *p == '(' && p[1] != ')'; opened++) p++;
  if (p == m->pattern_end || *p == '(' || *p == ')' || *p == '$') return;
  if (*p == LR_ESCAPE && (p[1] == 'b' || p[1] == 'f' || (lr_kinds[byte(p + 1)] & LR_DIGIT))) return;
  const char *end = whole_class(p, m->pattern_end);
  if (end == NULL || *end == '*' || *end == '?' || *end == '-') return;
  m->first = p;
  m->first_end = end;
}

const char *lr_next_start(lr_matcher *m, const char *s) {
  if (!m->has_looked) find_first_class(m);
  if (m->first == NULL) return s;
  enum { PIECE = 1 << 14 };
  const char *p = m->first;
  int literal = *p == LR_ESCAPE && lr_class_kinds(byte(p + 1)) == 0 ? byte(p + 1)
                : *p == LR_ESCAPE || *p == '[' || *p == '.'          ? -1
                                                                     : byte(p);
  while (s < m->subject_end) {
    ptrdiff_t rest = m->subject_end - s;
    const char *stop = s + (rest < PIECE ? rest : PIECE), *start = s;
    if (literal >= 0) {
      const char *found = memchr(s, literal, (size_t)(stop - s));
      s = found == NULL ? stop : found;
    } else if (*p == LR_ESCAPE) {
      uint8_t kinds = lr_class_kinds(byte(p + 1));
      bool complement = lr_is_complement(byte(p + 1));
      while (s < stop && ((lr_kinds[byte(s)] & kinds) != 0) == complement) s++;
    } else {
      while (s < stop && !matches_one(m, s, p, m->first_end)) s++;
    }
    lr_step(m, 1 + ((s - start) >> 1) * (1 + ((m->first_end - p) >> 3)));
    if (s < stop) return s;
  }
  return s;
}

ptrdiff_t lr_get_capture(lr_matcher *m, int index, const char *start, const char *end, const char **text) {
  if (index >= m->count) {
    if (index != 0) luaL_error(m->L, "invalid capture index %%%d", index + 1);
    *text = start;
    return end - start;
  }
  ptrdiff_t length = m->captures[index].length;
  *text = m->captures[index].start;
  if (length == LR_UNFINISHED) luaL_error(m->L, "unfinished capture");
  if (length == LR_POSITION) lua_pushinteger(m->L, *text - m->subject + 1);
  return length;
}

int lr_push_captures(lr_matcher *m, const char *start, const char *end) {
  int count = m->count == 0 && start != NULL ? 1 : m->count;
  luaL_checkstack(m->L, count, "too many captures");
  for (int index = 0; index < count; index++) {
    const char *text;
    ptrdiff_t length = lr_get_capture(m, index, start, end, &text);
    if (length != LR_POSITION) lua_pushlstring(m->L, text, (size_t)length);
  }
  return count;
}
