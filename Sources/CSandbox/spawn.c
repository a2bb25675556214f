// Starting a worker.

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
#include <time.h>
#include <unistd.h>

struct request {
  const char *path;
  char *const *arguments;
  uint64_t stack_bytes;
  int input, output, errors, channel;  // the worker's ends, all above the channel's number
  pid_t process;
  int failure;
};

/// Swift's backtracer would start a process of its own when the program traps.
static char *const environment[] = {"SWIFT_BACKTRACE=enable=no", NULL};

/// In the child of a vfork, in the host's memory, so it must not allocate. Returns only to tell what failed.
static int become_worker(const struct request *request, pid_t host) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
  if (getppid() != host) _exit(CSANDBOX_EXIT_NOT_LOCKED);
  if (setsid() < 0) return errno;
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  // An interrupt that comes before the worker listens must not kill it.
  signal(SIGUSR1, SIG_IGN);

  // Where the host itself may not have as much, the worker decides whether it is enough.
  struct rlimit stack;
  if (getrlimit(RLIMIT_STACK, &stack) != 0) return errno;
  if (stack.rlim_max > request->stack_bytes) stack.rlim_max = request->stack_bytes;
  stack.rlim_cur = stack.rlim_max;
  if (setrlimit(RLIMIT_STACK, &stack) != 0) return errno;
  struct rlimit core = {.rlim_cur = 0, .rlim_max = 0};
  if (setrlimit(RLIMIT_CORE, &core) != 0) return errno;

  if (dup2(request->input, 0) < 0 || dup2(request->output, 1) < 0) return errno;
  if (dup2(request->errors, 2) < 0 || dup2(request->channel, CSANDBOX_CHANNEL) < 0) return errno;
  if (syscall(SYS_close_range, CSANDBOX_CHANNEL + 1, ~0U, 0) != 0) return errno;

  sigset_t none;
  sigemptyset(&none);
  if (sigprocmask(SIG_SETMASK, &none, NULL) != 0) return errno;
  execve(request->path, request->arguments, environment);
  return errno;
}

static void start(struct request *request) {
  pid_t host = getpid();
  volatile int failure = 0;
  pid_t process = vfork();
  if (process == 0) {
    failure = become_worker(request, host);
    _exit(CSANDBOX_EXIT_NOT_LOCKED);
  }
  if (process < 0) {
    request->failure = errno;
  } else if (failure != 0) {
    while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {
    }
    request->failure = failure;
  } else {
    request->process = process;
  }
}

// The parent-death signal comes when the *thread* that forked ends, so one thread that never ends forks for all.
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct request *waiting;
static bool has_thread;

static void *serve(void *unused) {
  (void)unused;
  pthread_mutex_lock(&lock);
  for (;;) {
    while (waiting == NULL) pthread_cond_wait(&changed, &lock);
    start(waiting);
    waiting = NULL;
    pthread_cond_broadcast(&changed);
  }
  return NULL;
}

/// Called with the lock held.
static int start_thread(void) {
  if (has_thread) return 0;
  // No signal of the host is handled on this thread, least of all between fork and exec.
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  pthread_t thread;
  int failure = pthread_create(&thread, NULL, serve, NULL);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (failure != 0) return failure;
  pthread_detach(thread);
  has_thread = true;
  return 0;
}

static int start_on_thread(struct request *request) {
  pthread_mutex_lock(&lock);
  int failure = start_thread();
  if (failure == 0) {
    while (waiting != NULL) pthread_cond_wait(&changed, &lock);
    waiting = request;
    pthread_cond_broadcast(&changed);
    while (waiting == request) pthread_cond_wait(&changed, &lock);
    failure = request->failure;
  }
  pthread_mutex_unlock(&lock);
  return failure;
}

/// Moves a descriptor above the numbers that the worker's ends will take.
static int raise_descriptor(int *descriptor) {
  if (*descriptor > CSANDBOX_CHANNEL) return 0;
  int raised = fcntl(*descriptor, F_DUPFD_CLOEXEC, CSANDBOX_CHANNEL + 1);
  if (raised < 0) return errno;
  close(*descriptor);
  *descriptor = raised;
  return 0;
}

static void close_all(int *descriptors, int count) {
  for (int index = 0; index < count; index++) {
    if (descriptors[index] >= 0) close(descriptors[index]);
  }
}

int csandbox_spawn(const char *path, char *const arguments[], uint64_t stack_bytes, struct csandbox_worker *worker) {
  enum { INPUT, THEIR_OUTPUT, THEIR_ERRORS, THEIR_CHANNEL, OUTPUT, ERRORS, CHANNEL, COUNT };
  int ends[COUNT] = {-1, -1, -1, -1, -1, -1, -1};
  int pair[2];
  int failure = 0;

  ends[INPUT] = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (ends[INPUT] < 0) failure = errno;
  for (int stream = 0; failure == 0 && stream < 2; stream++) {
    if (pipe2(pair, O_CLOEXEC) == 0) {
      ends[OUTPUT + stream] = pair[0];
      ends[THEIR_OUTPUT + stream] = pair[1];
    } else {
      failure = errno;
    }
  }
  if (failure == 0) {
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) == 0) {
      ends[CHANNEL] = pair[0];
      ends[THEIR_CHANNEL] = pair[1];
    } else {
      failure = errno;
    }
  }
  for (int index = 0; failure == 0 && index < COUNT; index++) failure = raise_descriptor(&ends[index]);
  for (int index = OUTPUT; failure == 0 && index < COUNT; index++) {
    if (fcntl(ends[index], F_SETFL, O_NONBLOCK) != 0) failure = errno;
  }

  struct request request = {
      .path = path, .arguments = arguments, .stack_bytes = stack_bytes,
      .input = ends[INPUT], .output = ends[THEIR_OUTPUT], .errors = ends[THEIR_ERRORS], .channel = ends[THEIR_CHANNEL],
  };
  if (failure == 0) failure = start_on_thread(&request);
  int process_descriptor = -1;
  if (failure == 0) {
    process_descriptor = (int)syscall(SYS_pidfd_open, request.process, 0);
    if (process_descriptor < 0) {
      failure = errno;
      kill(request.process, SIGKILL);
      while (waitpid(request.process, NULL, 0) < 0 && errno == EINTR) {
      }
    }
  }
  if (failure != 0) {
    close_all(ends, COUNT);
    return failure;
  }
  close_all(ends, OUTPUT);
  *worker = (struct csandbox_worker){
      .process = request.process, .process_descriptor = process_descriptor,
      .channel = ends[CHANNEL], .output = ends[OUTPUT], .errors = ends[ERRORS],
  };
  return 0;
}

int64_t csandbox_cpu_time(pid_t process) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return -1;
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}
