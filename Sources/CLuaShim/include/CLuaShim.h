// What Swift sees of Lua. Nothing declared here raises a Lua error through its caller, so no lua_error can cross a
// Swift frame; the Lua headers themselves stay hidden.
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__cplusplus)
extern "C" {
#endif

#pragma clang assume_nonnull begin

typedef struct lua_State lua_State;
/// One Lua state with its limits, libraries and registered classes.
typedef struct lr_runtime lr_runtime;
/// The part of a runtime that another thread or a signal handler may touch.
typedef struct lr_interrupt lr_interrupt;

#pragma mark Limits

typedef struct lr_limits {
  int64_t cpu_nanoseconds;   ///< CPU time of the Lua thread an entry may use; 0 for no limit
  int64_t wall_nanoseconds;  ///< elapsed time an entry may take; 0 for no limit
  uint64_t memory_soft;      ///< bytes; passing it is a memory-limit error
  uint64_t memory_hard;      ///< bytes; passing it ends the process
  int32_t memory_exit_status;
  uint64_t seed;             ///< of math.random
} lr_limits;

/// Why a running entry must end.
enum { LR_ALIVE = 0, LR_TIME = 1, LR_WALL = 2, LR_MEMORY = 3, LR_INTERRUPTED = 4 };

/// What a protected operation came to.
enum { LR_OK = 0, LR_SYNTAX = 1, LR_RUNTIME = 2, LR_KILLED = 3 };

/// What a Swift callback returns: fine, or how the error on top of the stack is to be raised.
enum { LR_DONE = 0, LR_RAISE = -1, LR_RAISE_ARGUMENT = -2, LR_RAISE_VALUE = -3, LR_UNKNOWN_FIELD = -4 };

/// The Swift side. Every function returns one of the codes above; on an error one value was pushed.
typedef struct lr_callbacks {
  int32_t (*function)(void *box, lua_State *L, int64_t receiver, int32_t first_argument);
  int32_t (*property)(void *box, lua_State *L, int64_t receiver);
  int32_t (*dynamic_field)(void *box, lua_State *L, int64_t receiver, const char *name, size_t length);
  int32_t (*element)(void *box, lua_State *L, int64_t index);
  int32_t (*output)(void *context, lua_State *L, const char *bytes, size_t count);
  /// The objects of the realm will be asked about.
  int32_t (*enter)(void *context, lua_State *L, int64_t realm);
  /// No object of the realm is left.
  void (*abandon)(void *context, int64_t realm);
  void (*release)(void *box);
} lr_callbacks;

/// Such as `Lua 5.4.4`.
const char *_Nonnull lr_lua_version(void);

/// NULL when the timers cannot be made.
lr_runtime *_Nullable lr_new(const lr_limits *limits, const lr_callbacks *callbacks);
/// What `lr_context` returns: the Swift object of this runtime.
void lr_set_context(lr_runtime *, void *context);
void lr_free(lr_runtime *);
void *lr_context(lua_State *);
lr_runtime *lr_runtime_of(lua_State *);
/// The coroutine that runs now, or the main one.
lua_State *lr_running(lr_runtime *);
void lr_set_limits(lr_runtime *, const lr_limits *);
/// Starts math.random anew.
void lr_reseed(lr_runtime *, uint64_t seed);

/// Begins an entry: arms the timers unless one is under way. Returns 0, or -1 when the timers cannot be armed.
int32_t lr_enter(lr_runtime *);
void lr_leave(lr_runtime *);
int32_t lr_killed(const lr_runtime *);
int64_t lr_cpu_nanoseconds(const lr_runtime *);
uint64_t lr_memory(const lr_runtime *);
uint64_t lr_memory_peak(const lr_runtime *);
/// Counts bytes that Swift holds for this state; may arm the memory limit.
void lr_memory_add(lr_runtime *, int64_t bytes);
void lr_collect_garbage(lr_runtime *);

lr_interrupt *lr_interrupt_of(lr_runtime *);
void lr_interrupt_retain(lr_interrupt *);
void lr_interrupt_release(lr_interrupt *);
/// Safe in a signal handler and in any thread.
void lr_interrupt_send(lr_interrupt *);

#pragma mark Environments, chunks, calls

/// Pushes a fresh environment: the safe library, `require` and `load` bound to it.
void lr_push_environment(lua_State *);
/// Makes the table at `index` read-only in place (shallow). 0, or -1 when it is not a plain table.
int32_t lr_freeze(lua_State *, int32_t index);
/// Pushes a read-only view of the table at `index`.
void lr_push_read_only(lua_State *, int32_t index);

/// Compiles text into a function that is pushed, with the table at `environment` as `_ENV`; else an error message is.
int32_t lr_load(lua_State *, const char *source, size_t length, const char *chunk_name,
                int32_t environment);
/// Calls the function below `arguments` values. On failure one value is pushed: the message as a string.
int32_t lr_call(lua_State *, int32_t arguments, int32_t results);

typedef struct lr_frame {
  char source[72];  ///< chunk name without its first sign; empty for C and Swift
  char name[72];    ///< the function's name, empty when unknown
  int32_t line;     ///< 0 when unknown
} lr_frame;
/// Frames of the last failed call, innermost first.
int32_t lr_frame_count(const lr_runtime *);
const lr_frame *lr_frame_at(const lr_runtime *, int32_t index);

/// A registry reference to the value on top, which is popped.
int32_t lr_reference(lua_State *);
void lr_unreference(lr_runtime *, int32_t reference);
void lr_push_reference(lua_State *, int32_t reference);

/// What `require(name)` returns: the table on top of the stack (popped), shown read-only.
void lr_add_module(lua_State *, const char *name, size_t length);
/// What `require(name)` runs, once an environment.
void lr_add_source_module(lua_State *, const char *name, size_t length, const char *source,
                          size_t source_length, const char *chunk_name);
/// A global of every environment made from now on: the value on top (popped).
void lr_add_global(lua_State *, const char *name, size_t length);

#pragma mark Stack

enum {
  LR_TYPE_NONE = -1, LR_TYPE_NIL = 0, LR_TYPE_BOOLEAN = 1, LR_TYPE_NUMBER = 3, LR_TYPE_STRING = 4, LR_TYPE_TABLE = 5,
  LR_TYPE_FUNCTION = 6, LR_TYPE_USERDATA = 7, LR_TYPE_THREAD = 8
};

int32_t lr_top(lua_State *);
void lr_set_top(lua_State *, int32_t top);
int32_t lr_type(lua_State *, int32_t index);
/// The type as an error message names it: "no value", "nil", a class name …; valid until the value changes.
const char *lr_type_name(lua_State *, int32_t index);
int32_t lr_is_integer(lua_State *, int32_t index);
int32_t lr_to_boolean(lua_State *, int32_t index);
/// Converts as Lua's own functions do (strings and integral floats too). 1 on success.
int32_t lr_to_integer(lua_State *, int32_t index, int64_t *result);
int32_t lr_to_number(lua_State *, int32_t index, double *result);
/// Bytes of a string, or of a number, which is converted in place; NULL for other types.
const char *_Nullable lr_to_string(lua_State *, int32_t index, size_t *length);

void lr_push_nil(lua_State *);
void lr_push_boolean(lua_State *, int32_t value);
void lr_push_integer(lua_State *, int64_t value);
void lr_push_number(lua_State *, double value);
void lr_push_string(lua_State *, const char *_Nullable bytes, size_t length);
void lr_push_value(lua_State *, int32_t index);
void lr_push_table(lua_State *, int32_t array_capacity, int32_t field_capacity);
/// A C closure that calls Swift; owned boxes are released when the closure is collected.
void lr_push_function(lua_State *, void *box, const char *name, int32_t owned);
void lr_argument(lua_State *, int32_t argument);

/// Sets a raw field of the table at `table` to the value on top, which is popped. 0, or -1 for a key Lua refuses.
int32_t lr_set_field(lua_State *, int32_t table, const char *name, size_t length);
int32_t lr_set_element(lua_State *, int32_t table, int64_t index);
/// Sets with the key below the value; pops both.
int32_t lr_set_pair(lua_State *, int32_t table);
/// Pushes a raw field (nil where `table` is no table).
void lr_push_field(lua_State *, int32_t table, const char *name, size_t length);
void lr_push_element(lua_State *, int32_t table, int64_t index);
/// Pushes the raw value of the key on top, which is popped.
void lr_push_pair(lua_State *, int32_t table);
uint64_t lr_length(lua_State *, int32_t index);
int32_t lr_is_marked_list(lua_State *, int32_t index);
void lr_mark_list(lua_State *, int32_t index);
const void *_Nullable lr_identity(lua_State *, int32_t index);

/// Pushes a table of keys in the order of `pairs`; `sequence` counts the leading 1…n that are left out, `before` how
/// many of the table's keys come ahead of them. 0, or -1 with a message pushed instead.
int32_t lr_ordered_keys(lua_State *, int32_t table, int64_t *before, int64_t *sequence,
                        int64_t *others);

#pragma mark Classes and objects

/// A class of objects (or of lists, whose own fields it describes). Returns its number, from 1 on.
int32_t lr_class_add(lr_runtime *, const char *name, int32_t is_list);
void lr_class_property(lr_runtime *, int32_t class_id, const char *name, void *box,
                       int32_t cached);
void lr_class_method(lr_runtime *, int32_t class_id, const char *name, void *box);
void lr_class_dynamic(lr_runtime *, int32_t class_id, void *box);
void lr_class_describe(lr_runtime *, int32_t class_id, void *box);
/// The class's objects belong to no realm (0).
void lr_class_share(lr_runtime *, int32_t class_id);
/// The realm of the objects that are pushed; 0 at first. Setting it tells nobody.
int64_t lr_realm(const lr_runtime *);
void lr_set_realm(lr_runtime *, int64_t realm);
/// Whether an object of the realm is left.
int32_t lr_holds_realm(lr_runtime *, int64_t realm);

void lr_push_object(lua_State *, int32_t class_id, int64_t index);
/// The same for an object of another realm than the present one.
void lr_push_object_of(lua_State *, int32_t class_id, int64_t realm, int64_t index);
int32_t lr_to_object(lua_State *, int32_t index, int32_t *class_id, int64_t *realm, int64_t *object);

#pragma mark Lists and columns

void lr_push_list_indices(lua_State *, int32_t list_class, int64_t owner, int32_t element_class,
                          const uint32_t *_Nullable indices, int64_t count);
void lr_push_list_range(lua_State *, int32_t list_class, int64_t owner, int32_t element_class, int64_t first,
                        int64_t count);
/// Elements are made by Swift; the box is released with the list.
void lr_push_list_lazy(lua_State *, int32_t list_class, int64_t owner, void *box, int64_t count);
/// A list over the array part of the table on top, which is replaced.
void lr_push_list_table(lua_State *, int32_t list_class, int64_t owner);
/// Length of a list or column, -1 for other values.
int64_t lr_sequence_count(lua_State *, int32_t index);
/// Pushes element `position` (from 1 on). A status; on failure one value is pushed: the message.
int32_t lr_sequence_element(lua_State *, int32_t index, int64_t position);

enum { LR_COLUMN_STRINGS = 0, LR_COLUMN_UINT32 = 1, LR_COLUMN_INT64 = 2, LR_COLUMN_DOUBLE = 3, LR_COLUMN_CODES = 4 };
/// Pushes a string table: `offsets` holds count + 1 values into `arena`. The box keeps the memory alive.
void lr_push_string_table(lua_State *, const uint8_t *_Nullable arena, size_t arena_length,
                          const uint32_t *offsets, uint32_t count, int32_t empty_is_nil, void *box);
/// Pushes a column over `count` values at `data`; for strings and codes the string table is on top and is replaced.
/// Values become value + `addend` (UINT32, INT64). The box keeps the memory alive.
void lr_push_column(lua_State *, int32_t kind, const void *_Nullable data, int64_t count, int64_t addend,
                    void *box);

#pragma mark Inspection

/// Pushes a field of an object or list of the host. A status; on failure one value is pushed: the message.
int32_t lr_host_field(lua_State *, int32_t index, const char *name, size_t length);
/// Pushes what `tostring` gives. A status; on failure one value is pushed: the message.
int32_t lr_describe(lua_State *, int32_t index);
/// 1 for a list, with the numbers of its own class and of its elements' class, 0 where it has none.
int32_t lr_list_classes(lua_State *, int32_t index, int32_t *own, int32_t *elements);
/// Pushes the value, or the table that it is a read-only view of.
void lr_push_readable(lua_State *, int32_t index);
/// Whether the value's metatable has such a field.
int32_t lr_has_metafield(lua_State *, int32_t index, const char *name);

#pragma clang assume_nonnull end

#if defined(__cplusplus)
}
#endif
