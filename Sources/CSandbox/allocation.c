// A failed allocation ends a worker with a status of its own: neither Swift, Lua nor a C parser sees a null pointer.
//
// The definitions below come before the C library's in the whole program and hand on to it; a worker raises the flag.
// Sanitizers bring their own, so there the host sees a crash instead.

#include "CSandbox.h"

#include <errno.h>
#include <stdatomic.h>
#include <unistd.h>

static atomic_bool exits;

void csandbox_exit_when_out_of_memory(void) { atomic_store(&exits, true); }

_Noreturn void csandbox_out_of_memory(void) { _exit(CSANDBOX_EXIT_OUT_OF_MEMORY); }

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_OWN_ALLOCATOR 1
#endif
#endif

#if defined(__GLIBC__) && !defined(HAS_OWN_ALLOCATOR)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static inline void *checked(void *result) {
  if (__builtin_expect(result == NULL, 0) && atomic_load_explicit(&exits, memory_order_relaxed)) {
    csandbox_out_of_memory();
  }
  return result;
}

void *malloc(size_t size) { return checked(__libc_malloc(size)); }

void *calloc(size_t count, size_t size) { return checked(__libc_calloc(count, size)); }

void *realloc(void *block, size_t size) {
  // A size of nothing frees the block and rightly gives null.
  return size == 0 ? __libc_realloc(block, size) : checked(__libc_realloc(block, size));
}

void *memalign(size_t alignment, size_t size) { return checked(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return checked(__libc_memalign(alignment, size)); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0 || alignment == 0) return EINVAL;
  void *result = checked(__libc_memalign(alignment, size));
  if (result == NULL) return ENOMEM;
  *block = result;
  return 0;
}

#endif
