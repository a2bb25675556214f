// The interrupt: Ctrl-C counted in the host, handed on as a signal, and a flag in the worker.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>

static atomic_bool is_interrupted;
static void (*_Atomic on_interrupt)(void);

static void worker_interrupted(int signal) {
  (void)signal;
  int saved = errno;
  atomic_store(&is_interrupted, true);
  void (*call)(void) = atomic_load(&on_interrupt);
  if (call != NULL) call();
  errno = saved;
}

static int handle(int number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler};
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL) == 0 ? 0 : errno;
}

int csandbox_catch_interrupt(void (*interrupted)(void)) {
  atomic_store(&on_interrupt, interrupted);
  int failure = handle(SIGPIPE, SIG_IGN);
  return failure == 0 ? handle(SIGUSR1, worker_interrupted) : failure;
}

bool csandbox_is_interrupted(void) { return atomic_load(&is_interrupted); }

void csandbox_clear_interrupt(void) { atomic_store(&is_interrupted, false); }

static atomic_ullong pressed, acknowledged;

static void terminal_interrupted(int number) {
  int saved = errno;
  unsigned long long count = atomic_fetch_add(&pressed, 1) + 1;
  if (count >= atomic_load(&acknowledged) + 2) {
    handle(number, SIG_DFL);
    raise(number);
  }
  errno = saved;
}

int csandbox_count_terminal_interrupts(void) {
  csandbox_acknowledge_terminal_interrupts();
  int failure = handle(SIGINT, terminal_interrupted);
  if (failure != 0) return failure;
  // A parent may have started this program from a thread that blocks the signal.
  sigset_t interrupt;
  sigemptyset(&interrupt);
  sigaddset(&interrupt, SIGINT);
  return pthread_sigmask(SIG_UNBLOCK, &interrupt, NULL);
}

int csandbox_stop_counting_terminal_interrupts(void) { return handle(SIGINT, SIG_DFL); }

uint64_t csandbox_terminal_interrupts(void) { return atomic_load(&pressed); }

void csandbox_acknowledge_terminal_interrupts(void) { atomic_store(&acknowledged, atomic_load(&pressed)); }
