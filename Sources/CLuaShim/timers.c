// The clocks. Two POSIX timers deliver a signal to the Lua thread itself (arming a hook from another thread races with
// the interpreter): one on the thread's CPU time, one on elapsed time, which an interrupt also uses. Past the deadline
// they repeat every 10 ms, because a single arming can be lost while a frame starts.

#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "runtime.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

/// Innermost runtime with an entry under way on this thread. The handler trusts only what it finds here.
static _Thread_local lr_runtime *active;

static int timer_signal(void) { return SIGRTMIN + 5; }

static void on_timer(int number, siginfo_t *info, void *machine) {
  (void)number, (void)machine;
  if (info->si_code != SI_TIMER) return;
  int saved = errno;
  for (lr_runtime *rt = active; rt != NULL; rt = rt->outer) {
    if (info->si_value.sival_ptr == &rt->cpu) lr_kill_from_signal(rt, LR_TIME);
    if (info->si_value.sival_ptr == &rt->wall)
      lr_kill_from_signal(rt, atomic_load(&rt->interrupt->sent) ? LR_INTERRUPTED : LR_WALL);
  }
  errno = saved;
}

static bool make(lr_timer *timer, clockid_t clock, pid_t thread) {
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = timer_signal();
  event.sigev_value.sival_ptr = timer;
  event.sigev_notify_thread_id = thread;
  timer->made = timer_create(clock, &event, &timer->id) == 0;
  return timer->made;
}

static void delete(lr_timer *timer) {
  if (timer->made) timer_delete(timer->id);
  timer->made = false;
}

/// Timers belong to a thread; they are made anew when the state is used from another one.
bool lr_make_timers(lr_runtime *rt) {
  pid_t thread = (pid_t)syscall(SYS_gettid);
  if (rt->cpu.made && rt->timer_thread == thread) return true;
  lr_delete_timers(rt);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_timer;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, timer_signal());
  if (sigaction(timer_signal(), &action, NULL) != 0 || pthread_sigmask(SIG_UNBLOCK, &signals, NULL) != 0) return false;
  rt->timer_thread = thread;
  if (!make(&rt->cpu, CLOCK_THREAD_CPUTIME_ID, thread) || !make(&rt->wall, CLOCK_MONOTONIC, thread)) {
    lr_delete_timers(rt);
    return false;
  }
  rt->interrupt->timer = rt->wall.id;
  return true;
}

void lr_delete_timers(lr_runtime *rt) {
  delete(&rt->cpu);
  delete(&rt->wall);
}

static void set(timer_t timer, int64_t nanoseconds) {
  struct itimerspec when;
  memset(&when, 0, sizeof when);
  when.it_value.tv_sec = nanoseconds / 1000000000;
  when.it_value.tv_nsec = nanoseconds % 1000000000;
  if (nanoseconds > 0) when.it_interval.tv_nsec = 10 * 1000 * 1000;
  timer_settime(timer, 0, &when, NULL);
}

void lr_arm_timers(lr_runtime *rt) {
  rt->outer = active;
  active = rt;
  set(rt->cpu.id, rt->limits.cpu_nanoseconds);
  set(rt->wall.id, rt->limits.wall_nanoseconds);
  atomic_store(&rt->interrupt->active, true);
}

void lr_disarm_timers(lr_runtime *rt) {
  atomic_store(&rt->interrupt->active, false);
  set(rt->cpu.id, 0);
  set(rt->wall.id, 0);
  active = rt->outer;
}

lr_interrupt *lr_interrupt_of(lr_runtime *rt) { return rt->interrupt; }

void lr_interrupt_retain(lr_interrupt *interrupt) { atomic_fetch_add(&interrupt->references, 1); }

void lr_interrupt_release(lr_interrupt *interrupt) {
  if (atomic_fetch_sub(&interrupt->references, 1) == 1) free(interrupt);
}

void lr_interrupt_send(lr_interrupt *interrupt) {
  if (!atomic_load(&interrupt->active)) return;
  atomic_store(&interrupt->sent, true);
  set(interrupt->timer, 1);
}
