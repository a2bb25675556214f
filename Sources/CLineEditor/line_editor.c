#include "CLineEditor.h"

#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HISTORY_LINES = 10000 };

struct line_editor {
  EditLine *edit;
  History *history;
  const char *prompt;
  line_editor_completer complete;
  void *context;
  int interrupted;
  int redraws;
  int changed;
};

static line_editor *editor_of(EditLine *edit) {
  void *editor = NULL;
  el_get(edit, EL_CLIENTDATA, &editor);
  return editor;
}

static char *prompt(EditLine *edit) { return (char *)editor_of(edit)->prompt; }

static unsigned char interrupt(EditLine *edit, int key) {
  (void)key;
  editor_of(edit)->interrupted = 1;
  ssize_t ignored = write(STDOUT_FILENO, "^C\n", 3);
  (void)ignored;
  return CC_NEWLINE;
}

static unsigned char suspend(EditLine *edit, int key) {
  (void)key;
  el_set(edit, EL_PREP_TERM, 0);
  raise(SIGTSTP);
  el_set(edit, EL_PREP_TERM, 1);
  return CC_REDISPLAY;
}

static unsigned char complete(EditLine *edit, int key) {
  (void)key;
  line_editor *editor = editor_of(edit);
  const LineInfo *line = el_line(edit);
  editor->redraws = editor->changed = 0;
  editor->complete(editor, editor->context, line->buffer, (size_t)(line->lastchar - line->buffer),
                   (size_t)(line->cursor - line->buffer));
  return editor->redraws ? CC_REDISPLAY : editor->changed ? CC_REFRESH : CC_REFRESH_BEEP;
}

void line_editor_insert(line_editor *editor, const char *text) {
  if (text[0] != '\0' && el_insertstr(editor->edit, text) == 0) editor->changed = 1;
}

void line_editor_list(line_editor *editor, const char *text) {
  FILE *out = NULL;
  el_get(editor->edit, EL_GETFP, 1, &out);
  if (out == NULL) return;
  fputc('\n', out);
  fputs(text, out);
  fflush(out);
  editor->redraws = 1;
}

/// libedit goes by the locale's character set, and the console's is UTF-8 whatever the environment says.
static void use_unicode(void) {
  if (setlocale(LC_CTYPE, "") == NULL || strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static void bind_keys(EditLine *edit) {
  static const char *const keys[][2] = {
      {"^R", "em-inc-search-prev"}, {"\\e[1;5C", "em-next-word"},  {"\\e[1;5D", "ed-prev-word"},
      {"\\e[3~", "ed-delete-next-char"}, {"\\e[H", "ed-move-to-beg"}, {"\\e[F", "ed-move-to-end"},
  };
  for (size_t key = 0; key < sizeof keys / sizeof keys[0]; key++) el_set(edit, EL_BIND, keys[key][0], keys[key][1], NULL);
}

line_editor *line_editor_new(const char *program, line_editor_completer completer, void *context, int settings) {
  use_unicode();
  line_editor *editor = calloc(1, sizeof *editor);
  if (editor == NULL) return NULL;
  editor->complete = completer;
  editor->context = context;
  editor->prompt = "";
  editor->edit = el_init(program, stdin, stdout, stderr);
  editor->history = history_init();
  if (editor->edit == NULL || editor->history == NULL) {
    line_editor_free(editor);
    return NULL;
  }
  EditLine *edit = editor->edit;
  HistEvent event;
  history(editor->history, &event, H_SETSIZE, HISTORY_LINES);
  history(editor->history, &event, H_SETUNIQUE, 1);
  el_set(edit, EL_CLIENTDATA, editor);
  el_set(edit, EL_PROMPT, prompt);
  el_set(edit, EL_HIST, history, editor->history);
  el_set(edit, EL_EDITOR, "emacs");
  el_set(edit, EL_SIGNAL, 1);
  bind_keys(edit);
  if (settings) el_source(edit, NULL);
  el_set(edit, EL_ADDFN, "workbench-complete", "Complete the name before the cursor", complete);
  el_set(edit, EL_BIND, "^I", "workbench-complete", NULL);
  // While a line is edited Ctrl-C is a key like another: no signal can come at the wrong moment.
  el_set(edit, EL_ADDFN, "workbench-interrupt", "Give up the line", interrupt);
  el_set(edit, EL_SETTY, "-d", "-isig", NULL);
  el_set(edit, EL_BIND, "^C", "workbench-interrupt", NULL);
  el_set(edit, EL_ADDFN, "workbench-suspend", "Give the terminal back to the shell for a while", suspend);
  el_set(edit, EL_BIND, "^Z", "workbench-suspend", NULL);
  return editor;
}

void line_editor_free(line_editor *editor) {
  if (editor->edit != NULL) el_end(editor->edit);
  if (editor->history != NULL) history_end(editor->history);
  free(editor);
}

int line_editor_read(line_editor *editor, const char *text, const char **line, size_t *length) {
  editor->prompt = text;
  editor->interrupted = 0;
  int count = 0;
  // Before the prompt is there, so that a quick Ctrl-D is a key already.
  el_set(editor->edit, EL_PREP_TERM, 1);
  *line = el_gets(editor->edit, &count);
  *length = 0;
  if (editor->interrupted) return LINE_EDITOR_INTERRUPTED;
  if (*line == NULL || count <= 0) return LINE_EDITOR_END;
  *length = (size_t)count;
  while (*length > 0 && ((*line)[*length - 1] == '\n' || (*line)[*length - 1] == '\r')) --*length;
  return LINE_EDITOR_LINE;
}

void line_editor_remember(line_editor *editor, const char *line) {
  HistEvent event;
  if (line[0] != '\0') history(editor->history, &event, H_ENTER, line);
}
