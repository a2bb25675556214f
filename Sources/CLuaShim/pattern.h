// The pattern matcher. Results and messages are those of stock 5.4.4; what differs is that it looks at the kill flag
// every few thousand steps, so that a pattern that explodes ends at the limit.
#pragma once

#include "runtime.h"

enum { LR_MAX_CAPTURES = 32, LR_MAX_DEPTH = 200, LR_UNFINISHED = -1, LR_POSITION = -2, LR_ESCAPE = '%' };

typedef struct lr_capture {
  const char *start;
  ptrdiff_t length;  ///< or LR_UNFINISHED, LR_POSITION
} lr_capture;

typedef struct lr_matcher {
  lua_State *L;
  const char *subject, *subject_end, *pattern_end;
  ptrdiff_t budget;  ///< steps until the flag is looked at
  int depth;         ///< calls that may still nest
  int count;         ///< captures, finished or not
  const char *pattern;            ///< of the last attempt, without anchor
  const char *first, *first_end;  ///< the class every match begins with, or NULL
  bool has_looked;                ///< for that class
  lr_capture captures[LR_MAX_CAPTURES];
} lr_matcher;

void lr_matcher_init(lr_matcher *, lua_State *L, const char *subject, size_t subject_length, const char *pattern,
                     size_t pattern_length);
/// The end of a match of `pattern` that begins at `subject`, or NULL; earlier captures are forgotten.
const char *lr_match(lr_matcher *, const char *subject, const char *pattern);
/// The first place from `subject` on, perhaps the subject's end, at which a match may begin. To be asked after a first
/// attempt only: that one finds what is wrong with the pattern.
const char *lr_next_start(lr_matcher *, const char *subject);
/// Length and start of capture `index` (from 0 on) of a match from `start` to `end`; a position capture is pushed.
ptrdiff_t lr_get_capture(lr_matcher *, int index, const char *start, const char *end, const char **text);
/// Pushes all captures; without any the whole match, unless `start` is NULL. Returns how many.
int lr_push_captures(lr_matcher *, const char *start, const char *end);

static inline void lr_step(lr_matcher *matcher, ptrdiff_t cost) {
  if (__builtin_expect((matcher->budget -= cost) >= 0, 1)) return;
  matcher->budget = 8192;
  lr_poll(matcher->L);
}
