// Starting a program that is not ours, to read from its input and write to its output and do nothing else.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static char *const environment[] = {"LC_ALL=C.UTF-8", "PATH=/usr/bin", NULL};

/// What programs and their libraries are made of.
static const char *const readable[] = {
    "/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives", "/nix/store", NULL, NULL};
enum { OWN_PATH = sizeof readable / sizeof *readable - 2 };

static int limit(int resource, rlim_t value) {
  struct rlimit rlimit = {.rlim_cur = value, .rlim_max = value};
  return setrlimit(resource, &rlimit) == 0 ? 0 : errno;
}

/// In the child of a fork, where only system calls may be made. Returns only to tell what failed.
static int become_program(const char *path, char *const arguments[], const struct csandbox_program_limits *limits,
                          const int ends[3], pid_t host) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
  if (getppid() != host) _exit(CSANDBOX_EXIT_NOT_LOCKED);
  if (setsid() < 0) return errno;
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  for (int stream = 0; stream < 3; stream++) {
    if (dup2(ends[stream], stream) < 0) return errno;
  }
  if (syscall(SYS_close_range, 3, ~0U, 0) != 0) return errno;
  sigset_t none;
  sigemptyset(&none);
  if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) return errno;

  int failure = limit(RLIMIT_CORE, 0);
  if (failure == 0) failure = limit(RLIMIT_FSIZE, 0);
  if (failure == 0) failure = limit(RLIMIT_NPROC, 0);
  if (failure == 0) failure = limit(RLIMIT_NOFILE, 64);
  if (failure == 0) failure = limit(RLIMIT_CPU, limits->cpu_seconds);
  if (failure == 0) failure = limit(RLIMIT_DATA, limits->data_bytes);
  if (failure == 0) failure = csandbox_forbid_new_privileges();
  const char *paths[OWN_PATH + 2];
  for (int index = 0; index < OWN_PATH; index++) paths[index] = readable[index];
  paths[OWN_PATH] = path;
  paths[OWN_PATH + 1] = NULL;
  int version;
  if (failure == 0) failure = csandbox_allow_reading_only(paths, &version);
  if (failure == 0) failure = csandbox_filter_program_calls();
  if (failure != 0) return failure;
  execve(path, arguments, environment);
  return errno;
}

static void close_all(int *descriptors, int count) {
  for (int index = 0; index < count; index++) {
    if (descriptors[index] >= 0) close(descriptors[index]);
  }
}

int csandbox_spawn_program(const char *path, char *const arguments[], const struct csandbox_program_limits *limits,
                           struct csandbox_worker *program) {
  enum { INPUT, OUTPUT, ERRORS, COUNT };
  int theirs[COUNT] = {-1, -1, -1};
  int ours[COUNT] = {-1, -1, -1};
  int failure = 0;
  for (int index = 0; failure == 0 && index < COUNT; index++) {
    int pair[2];
    int made = index == INPUT ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) : pipe2(pair, O_CLOEXEC);
    if (made != 0) {
      failure = errno;
    } else {
      ours[index] = pair[0];
      theirs[index] = pair[1];
      // Above the numbers that they take in the program.
      int raised = fcntl(theirs[index], F_DUPFD_CLOEXEC, 8);
      if (raised < 0) {
        failure = errno;
      } else {
        close(theirs[index]);
        theirs[index] = raised;
      }
    }
  }
  for (int index = 0; failure == 0 && index < COUNT; index++) {
    if (fcntl(ours[index], F_SETFL, O_NONBLOCK) != 0) failure = errno;
  }
  pid_t process = -1;
  if (failure == 0) {
    pid_t host = getpid();
    sigset_t all, before;
    sigfillset(&all);
    // No handler of the host's runs in the child.
    pthread_sigmask(SIG_SETMASK, &all, &before);
    process = fork();
    if (process == 0) {
      become_program(path, arguments, limits, theirs, host);
      _exit(CSANDBOX_EXIT_NOT_LOCKED);
    }
    if (process < 0) failure = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
  }
  int process_descriptor = -1;
  if (failure == 0) {
    process_descriptor = (int)syscall(SYS_pidfd_open, process, 0);
    if (process_descriptor < 0) {
      failure = errno;
      kill(process, SIGKILL);
      while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {
      }
    }
  }
  close_all(theirs, COUNT);
  if (failure != 0) {
    close_all(ours, COUNT);
    return failure;
  }
  *program = (struct csandbox_worker){
      .process = process, .process_descriptor = process_descriptor,
      .channel = ours[INPUT], .output = ours[OUTPUT], .errors = ours[ERRORS],
  };
  return 0;
}
