// Shared by the C files of this target; not part of what Swift sees.
#pragma once

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>

#include "CLuaShim.h"

enum { LR_MAX_FRAMES = 24, LR_NAME_LENGTH = 64 };

/// A class registered by Swift; lives as long as the runtime.
typedef struct lr_class {
  int32_t id;
  bool is_list;
  char name[LR_NAME_LENGTH];
  bool shared;     ///< its objects belong to no realm
  int names;       ///< registry: table name → light userdata (getter), integer (cached getter) or function (method)
  int metatable;   ///< registry
  int identities;  ///< registry: weak table realm and index → object
  void *dynamic;   ///< box, or NULL
  void *describe;  ///< box, or NULL
  void **cached;   ///< boxes of the cached getters, from 1 on
  int cached_count;
} lr_class;

typedef struct lr_timer {
  timer_t id;
  bool made;
} lr_timer;

struct lr_interrupt {
  atomic_int references;
  atomic_bool active;  ///< an entry is under way and `timer` is valid
  atomic_bool sent;
  timer_t timer;
};

/// A walk through a table: `before` other keys, the run 1…`sequence`, then the rest of the `others` keys.
typedef struct lr_traversal {
  lua_Integer before, sequence, others;
  lua_Integer position;  ///< of the next key
} lr_traversal;

struct lr_runtime {
  lua_State *main;
  void *context;
  lr_callbacks callbacks;
  lr_limits limits;

  // What the signal handler touches.
  _Atomic(lua_State *) running;
  atomic_int killed;

  lr_runtime *outer;  ///< the runtime whose entry is under way further down on this thread
  int entries;        ///< nested entries
  lr_timer cpu, wall;
  pid_t timer_thread;
  int64_t entry_start, entry_used;  ///< CPU time of the thread
  lr_interrupt *interrupt;

  size_t bytes, peak, bridge_bytes;

  uint64_t random[4];
  lua_Integer next_identity;
  int argument;  ///< at fault in the last LR_RAISE_ARGUMENT

  lr_class **classes;  ///< from 1 on
  int class_count;
  int64_t realm;       ///< whose objects are pushed, and whose the host is ready to be asked about
  bool is_closing;

  lr_frame frames[LR_MAX_FRAMES];
  int frame_count;
  bool kill_recorded;

  // Registry references.
  int identities;      ///< weak table value → number for tostring
  int anchors;         ///< weak table realm → what its objects keep alive
  int anchor_metatable;
  int library;         ///< table of what an environment starts with
  int modules;         ///< name → read-only module
  int sources;         ///< name → {source, chunk name}
  int list_metatable, list_methods, column_metatable, strings_metatable, box_metatable;
  int walked_table, walked_keys;  ///< what `next` was last asked about
  lr_traversal walk;
  int list_mark;       ///< metatable of tables made by list{}

  lua_CFunction stock_format, stock_rep, stock_pack;
};

static inline lr_runtime *runtime_of(lua_State *L) { return *(lr_runtime **)lua_getextraspace(L); }

// stack.c
/// Room for a dozen values.
void lr_make_room(lua_State *L);

// limits.c
void lr_poll_slow(lua_State *L);
/// Raises when the entry must end. Loops of C code call this often.
static inline void lr_poll(lua_State *L) {
  if (__builtin_expect(atomic_load_explicit(&runtime_of(L)->killed, memory_order_relaxed) != 0, 0)) lr_poll_slow(L);
}
bool lr_must_end(lua_State *L);
void lr_kill(lr_runtime *, int why);
void lr_kill_from_signal(lr_runtime *, int why);
bool lr_make_timers(lr_runtime *);
void lr_delete_timers(lr_runtime *);
void lr_arm_timers(lr_runtime *);
void lr_disarm_timers(lr_runtime *);
_Noreturn void lr_raise_killed(lua_State *L);
/// Raises the memory limit unless `bytes` more would stay below it.
void lr_reserve(lua_State *L, size_t bytes);
void lr_push_kill_message(lua_State *L);

// allocator.c
void *lr_allocate(void *context, void *block, size_t old_size, size_t new_size);

// call.c
int lr_message_handler(lua_State *L);
void lr_record_frames(lua_State *L);

// base.c, coroutines.c, strings.c, tables.c, random.c, pairs.c: each fills or makes library tables
void lr_open_base(lua_State *L, int library);
void lr_open_coroutines(lua_State *L);
void lr_open_strings(lua_State *L);
void lr_open_tables(lua_State *L);
void lr_open_random(lua_State *L);
void lr_open_pairs(lua_State *L, int library);
void lr_open_environment(lua_State *L);
void lr_seed_random(lr_runtime *, uint64_t, uint64_t);

// pattern_functions.c
int lr_string_find(lua_State *L);
int lr_string_match(lua_State *L);
int lr_string_gmatch(lua_State *L);
int lr_string_gsub(lua_State *L);

// identity.c
/// As luaL_tolstring, with opaque numbers for addresses.
const char *lr_tolstring(lua_State *L, int index, size_t *length);
void lr_push_identity(lua_State *L, int index);

// read_only.c
/// Replaces a read-only view at an absolute index by the table it shows; other values stay.
void lr_unwrap(lua_State *L, int index);
/// Raises when the table is a read-only view.
void lr_check_writable(lua_State *L, int index);

// order.c
int lr_make_ordered_keys(lua_State *L, int table, lua_Integer *before, lua_Integer *sequence, lua_Integer *others);

// sort.c
/// Pushes a userdata that holds the order of keys 1…count of the plain table at `keys` (absolute indices; comparator
/// 0 for `<`): which position comes first, second … Stable. With `nil_last` absent keys come last.
const uint32_t *lr_sort_order(lua_State *L, int keys, lua_Integer count, int comparator, bool descending,
                              bool nil_last);

// suggestions.c
bool lr_push_nearest(lua_State *L, int table, int more_table, const char *name, size_t length);

// objects.c
enum {
  LR_TAG_OBJECT = 1, LR_TAG_LIST = 2, LR_TAG_COLUMN = 3, LR_TAG_STRINGS = 4, LR_TAG_BOX = 5, LR_TAG_ANCHOR = 6
};
typedef struct lr_object {
  int32_t tag;
  int32_t class_id;
  int64_t index;
  int64_t realm;
} lr_object;
/// A userdata of ours, or NULL. All full userdata that a script can hold begin with the tag.
static inline int32_t lr_tag(lua_State *L, int index) {
  return lua_type(L, index) == LUA_TUSERDATA ? *(int32_t *)lua_touserdata(L, index) : 0;
}
/// The index of the object, or the owner of the list, if the value is of the class, whose realm is entered.
bool lr_receiver(lua_State *L, int index, const lr_class *, int64_t *receiver);
/// In an `__index`: pushes the field named at 2 by the class's table `names`; cached values are kept in user value
/// `slot` of the userdata at 1. False for an unknown name.
bool lr_class_field(lua_State *L, const lr_class *, int names, int64_t receiver, int slot);
int lr_refuse_assignment(lua_State *L);
_Noreturn void lr_raise_unknown_field(lua_State *L, const char *type_name, int names, int more_names, int key);

// realms.c
void lr_open_realms(lua_State *L);
void lr_enter_realm_slow(lua_State *L, int64_t realm);
/// Makes the host ready to be asked about objects of the realm; raises when it cannot be.
static inline void lr_enter_realm(lua_State *L, int64_t realm) {
  if (__builtin_expect(runtime_of(L)->realm != realm, 0)) lr_enter_realm_slow(L, realm);
}
/// Sets user value `slot` of the userdata on top to what keeps the realm alive.
void lr_anchor(lua_State *L, int64_t realm, int slot);

// trampolines.c
void lr_open_trampolines(lua_State *L);
/// Raises what a callback that did not return LR_DONE left on the stack.
_Noreturn void lr_raise_failure(lua_State *L, int32_t code, const char *name);
int lr_method_trampoline(lua_State *L);

// lists.c, columns.c
typedef enum { LR_LIST_INDICES, LR_LIST_RANGE, LR_LIST_LAZY, LR_LIST_TABLE } lr_list_source;
typedef struct lr_list {
  int32_t tag;
  int32_t class_id;       ///< of its own fields, 0 for none
  int64_t owner;          ///< receiver of those
  int64_t count;
  int64_t realm;
  int32_t element_class;
  lr_list_source source;
  int64_t first;          ///< of a range
  void *box;              ///< of a lazy list
  uint32_t indices[];
} lr_list;
void lr_open_lists(lua_State *L);
/// With names and class on top (popped): what a metatable of lists below them needs.
void lr_finish_list_metatable(lua_State *L);
/// A list over elements 1…count of the plain table on top, which is replaced.
void lr_push_list_of(lua_State *L, int32_t list_class, int64_t owner, lua_Integer count);
void lr_open_list_methods(lua_State *L);
void lr_open_columns(lua_State *L);
/// Length of a list or column (any other value: -1).
lua_Integer lr_count(lua_State *L, int index);
/// Pushes an element of a list or column, nil outside; may raise.
void lr_get(lua_State *L, int index, lua_Integer position);
void lr_column_element(lua_State *L, int index, lua_Integer position);
lua_Integer lr_column_count(lua_State *L, int index);
