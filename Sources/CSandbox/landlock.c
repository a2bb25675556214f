// Landlock with no rule: every right that the running kernel can take away is taken away.

#include "CSandbox.h"

#include <errno.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

// Debian 12's headers describe version 2; this is the layout of version 6 and later, cut to what the kernel knows.
struct ruleset {
  uint64_t files;
  uint64_t network;  // since version 4
  uint64_t scopes;   // since version 6
};

static uint64_t bits(int count) { return ((uint64_t)1 << count) - 1; }

int csandbox_deny_file_system(int *version) {
  *version = 0;
#if defined(SYS_landlock_create_ruleset) && defined(SYS_landlock_restrict_self)
  const unsigned ask_version = 1;
  long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, ask_version);
  if (abi < 1) return errno == ENOSYS || errno == EOPNOTSUPP ? 0 : errno;

  // Rights by version: 13 at first, then link and rename across folders, truncate, and ioctl on devices.
  struct ruleset ruleset = {.files = bits(abi >= 5 ? 16 : abi >= 3 ? 15 : abi >= 2 ? 14 : 13)};
  size_t size = sizeof ruleset.files;
  if (abi >= 4) {
    ruleset.network = bits(2);
    size += sizeof ruleset.network;
  }
  if (abi >= 6) {
    ruleset.scopes = bits(2);
    size += sizeof ruleset.scopes;
  }
  int descriptor = (int)syscall(SYS_landlock_create_ruleset, &ruleset, size, 0);
  if (descriptor < 0) return errno;
  int failure = syscall(SYS_landlock_restrict_self, descriptor, 0) == 0 ? 0 : errno;
  close(descriptor);
  if (failure == 0) *version = (int)abi;
  return failure;
#else
  return 0;
#endif
}
