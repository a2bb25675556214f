// Landlock: every right that the running kernel can take away is taken away, but for reading what a program is made of
// where it is another program's turn.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Debian 12's headers describe version 2; this is the layout of version 6 and later, cut to what the kernel knows.
struct ruleset {
  uint64_t files;
  uint64_t network;  // since version 4
  uint64_t scopes;   // since version 6
};

static uint64_t bits(int count) { return ((uint64_t)1 << count) - 1; }

#if defined(SYS_landlock_create_ruleset) && defined(SYS_landlock_restrict_self) && defined(SYS_landlock_add_rule)

struct path_rule {
  uint64_t allowed;
  int32_t parent;
} __attribute__((packed));

enum { EXECUTE = 1 << 0, READ_FILE = 1 << 2, READ_FOLDER = 1 << 3, PATH_BENEATH = 1 };

/// Allows reading and executing what lies at or beneath `path`; what does not exist needs no rule.
static int allow_reading(int ruleset, const char *path) {
  int descriptor = open(path, O_PATH | O_CLOEXEC);
  if (descriptor < 0) return 0;
  struct stat status;
  int failure = fstat(descriptor, &status) == 0 ? 0 : errno;
  struct path_rule rule = {.allowed = EXECUTE | READ_FILE, .parent = descriptor};
  if (failure == 0 && S_ISDIR(status.st_mode)) rule.allowed |= READ_FOLDER;
  if (failure == 0 && syscall(SYS_landlock_add_rule, ruleset, PATH_BENEATH, &rule, 0) != 0) failure = errno;
  close(descriptor);
  return failure;
}

#endif

int csandbox_allow_reading_only(const char *const paths[], int *version) {
  *version = 0;
#if defined(SYS_landlock_create_ruleset) && defined(SYS_landlock_restrict_self) && defined(SYS_landlock_add_rule)
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
  int failure = 0;
  for (; failure == 0 && *paths != NULL; paths++) failure = allow_reading(descriptor, *paths);
  if (failure == 0 && syscall(SYS_landlock_restrict_self, descriptor, 0) != 0) failure = errno;
  close(descriptor);
  if (failure == 0) *version = (int)abi;
  return failure;
#else
  (void)paths;
  return 0;
#endif
}

int csandbox_deny_file_system(int *version) {
  const char *const none[] = {NULL};
  return csandbox_allow_reading_only(none, version);
}
