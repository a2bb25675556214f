// Resource limits of a worker.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <sys/resource.h>

static int set(int resource, rlim_t value) {
  struct rlimit limit = {.rlim_cur = value, .rlim_max = value};
  if (setrlimit(resource, &limit) != 0) return errno;
  struct rlimit after;
  if (getrlimit(resource, &after) != 0) return errno;
  return after.rlim_cur == value && after.rlim_max == value ? 0 : EPERM;
}

int csandbox_set_limits(const struct csandbox_limits *limits) {
  int failure = set(RLIMIT_CORE, 0);
  if (failure == 0) failure = set(RLIMIT_FSIZE, 0);
  if (failure == 0) failure = set(RLIMIT_NPROC, 0);
  if (failure == 0) failure = set(RLIMIT_NOFILE, limits->descriptors);
  if (failure == 0) failure = set(RLIMIT_DATA, limits->data_bytes);
  return failure;
}

uint64_t csandbox_stack_limit(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_STACK, &limit) == 0 ? limit.rlim_cur : 0;
}

int csandbox_limit_cpu(pid_t process, uint64_t seconds) {
  // The hard limit stays where it is, so that the host can move the soft one before each job.
  struct rlimit limit;
  if (prlimit(process, RLIMIT_CPU, NULL, &limit) != 0) return errno;
  limit.rlim_cur = seconds < limit.rlim_max ? seconds : limit.rlim_max;
  return prlimit(process, RLIMIT_CPU, &limit, NULL) == 0 ? 0 : errno;
}
