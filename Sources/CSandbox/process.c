// The state of the worker process that lock-down sets or insists on.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

int csandbox_forbid_dumping(void) {
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
  return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : EPERM;
}

bool csandbox_dies_with_parent(void) {
  int signal = 0;
  // The host's child sets it between fork and exec, and checks there that the host still lives.
  return prctl(PR_GET_PDEATHSIG, &signal, 0, 0, 0) == 0 && signal == SIGKILL;
}

int csandbox_thread_count(void) {
  DIR *tasks = opendir("/proc/self/task");
  if (tasks == NULL) return -1;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(tasks)) != NULL;) {
    if (entry->d_name[0] != '.') count++;
  }
  closedir(tasks);
  return count;
}

int csandbox_close_other_descriptors(void) {
  int domain = 0, kind = 0;
  socklen_t size = sizeof domain;
  if (getsockopt(CSANDBOX_CHANNEL, SOL_SOCKET, SO_DOMAIN, &domain, &size) != 0) return errno;
  if (getsockopt(CSANDBOX_CHANNEL, SOL_SOCKET, SO_TYPE, &kind, &size) != 0) return errno;
  if (domain != AF_UNIX || kind != SOCK_STREAM) return EPROTOTYPE;
  return syscall(SYS_close_range, CSANDBOX_CHANNEL + 1, ~0U, 0) == 0 ? 0 : errno;
}
