// The allocator. It never returns NULL: on 5.4.4 a failed allocation runs an emergency collection inside
// luaV_finishset, which plain Lua can turn into a double free. So the soft cap only arms the kill flag, and where no
// memory can be had the process ends.

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "runtime.h"

_Noreturn static void out_of_memory(lr_runtime *rt) { _exit(rt->limits.memory_exit_status); }

/// Memory of the host is there already when it is counted: only Lua's own can pass the hard cap.
static void count(lr_runtime *rt, size_t lua_bytes) {
  size_t total = lua_bytes + rt->bridge_bytes;
  if (total > rt->peak) rt->peak = total;
  if (total <= rt->limits.memory_soft) return;
  if (rt->limits.memory_hard != 0 && lua_bytes > rt->limits.memory_hard) out_of_memory(rt);
  lr_kill(rt, LR_MEMORY);
}

void *lr_allocate(void *context, void *block, size_t old_size, size_t new_size) {
  lr_runtime *rt = context;
  // For a new block Lua passes the kind of object instead of a size.
  if (block == NULL) old_size = 0;
  if (new_size == 0) {
    free(block);
    rt->bytes -= old_size;
    return NULL;
  }
  if (new_size > old_size) count(rt, rt->bytes + (new_size - old_size));
  void *result = realloc(block, new_size);
  if (result == NULL) {
    // Lua takes for granted that shrinking succeeds.
    if (new_size <= old_size) return block;
    out_of_memory(rt);
  }
  rt->bytes += new_size - old_size;
  return result;
}

uint64_t lr_memory(const lr_runtime *rt) { return rt->bytes + rt->bridge_bytes; }

uint64_t lr_memory_peak(const lr_runtime *rt) { return rt->peak; }

void lr_memory_add(lr_runtime *rt, int64_t bytes) {
  if (bytes < 0 && (uint64_t)-bytes > rt->bridge_bytes) bytes = -(int64_t)rt->bridge_bytes;
  rt->bridge_bytes += (size_t)bytes;
  if (bytes > 0) count(rt, rt->bytes);
}

void lr_collect_garbage(lr_runtime *rt) { lua_gc(rt->main, LUA_GCCOLLECT); }
