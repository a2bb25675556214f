// A line of input with editing, history and completion: what of libedit (editline, from NetBSD) the console uses, without
// the variadic calls that Swift cannot make.
#pragma once

#include <stddef.h>

#if defined(__cplusplus)
extern "C" {
#endif

#pragma clang assume_nonnull begin

typedef struct line_editor line_editor;

/// Called when the user asks for completion: the whole line in UTF-8 and where in it, in bytes, the cursor stands. It may
/// call `line_editor_insert` and `line_editor_list`.
typedef void (*line_editor_completer)(line_editor *, void *context, const char *line, size_t length, size_t cursor);

/// What reading a line came to.
enum { LINE_EDITOR_LINE = 0, LINE_EDITOR_END = 1, LINE_EDITOR_INTERRUPTED = 2 };

/// An editor on standard input and output; NULL when there cannot be one. `settings` asks for the user's own `~/.editrc`.
line_editor *_Nullable line_editor_new(const char *program, line_editor_completer, void *context, int settings);
void line_editor_free(line_editor *);

/// Reads a line, without its end; it stays valid until the next call.
int line_editor_read(line_editor *, const char *prompt, const char *_Nullable *_Nonnull line, size_t *length);

/// Puts a line into the history of this run.
void line_editor_remember(line_editor *, const char *line);

/// While completing: inserts text at the cursor.
void line_editor_insert(line_editor *, const char *text);
/// While completing: shows text below the line, which is then drawn again.
void line_editor_list(line_editor *, const char *text);

#pragma clang assume_nonnull end

#if defined(__cplusplus)
}
#endif
