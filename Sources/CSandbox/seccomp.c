// The system call filters: an allow-list whose default kills a worker, and one for another program that computes from
// its standard input to its standard output.

#define _GNU_SOURCE
#include "CSandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the system call filter knows x86-64 and arm64 only"
#endif

/// Allowed with any argument: what the Swift runtime, malloc, Lua, timers and the channel need; nothing that names a
/// file, a host, or another process.
static const int allowed[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_recvmsg, SYS_sendmsg, SYS_ppoll, SYS_close, SYS_fstat, SYS_lseek,
    SYS_munmap, SYS_mremap, SYS_brk, SYS_madvise, SYS_futex, SYS_sched_yield, SYS_getrandom,
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack, SYS_restart_syscall,
    SYS_timer_create, SYS_timer_settime, SYS_timer_gettime, SYS_timer_delete, SYS_timer_getoverrun,
    SYS_clock_gettime, SYS_getrusage, SYS_getpid, SYS_gettid, SYS_exit, SYS_exit_group,
#ifdef SYS_poll
    SYS_poll,
#endif
};

/// Refused with an error instead of death: the C library asks on its way to something allowed, and copes without.
static const int refused[] = {
    SYS_newfstatat,  // stdio sizes its buffers by fstat, which is newfstatat since glibc 2.33
    SYS_sysinfo,     // qsort asks how much memory there is before glibc 2.37
};

/// What starting a program from shared libraries and computing in it needs besides.
static const int allowed_to_programs[] = {
    SYS_execve, SYS_pread64, SYS_newfstatat, SYS_faccessat, SYS_readlinkat, SYS_getdents64, SYS_set_tid_address,
    SYS_set_robust_list, SYS_getcwd, SYS_uname, SYS_sysinfo, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid,
    SYS_fcntl, SYS_clock_getres, SYS_sched_getaffinity, SYS_mmap, SYS_mprotect,
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_faccessat2
    SYS_faccessat2,
#endif
#ifdef SYS_arch_prctl
    SYS_arch_prctl,
#endif
#ifdef SYS_access
    SYS_access,
#endif
#ifdef SYS_readlink
    SYS_readlink,
#endif
#ifdef SYS_stat
    SYS_stat, SYS_lstat,
#endif
};

enum {
  COUNT_ALLOWED = sizeof allowed / sizeof *allowed,
  COUNT_REFUSED = sizeof refused / sizeof *refused,
  COUNT_PROGRAMS = sizeof allowed_to_programs / sizeof *allowed_to_programs,
  CAPACITY = 2 * (COUNT_ALLOWED + COUNT_REFUSED + COUNT_PROGRAMS) + 60,
};

struct program {
  unsigned otherwise;  // what happens on a call that is not allowed
  unsigned short length;
  struct sock_filter code[CAPACITY];
};

static void emit(struct program *program, struct sock_filter instruction) {
  program->code[program->length++] = instruction;
}

static void load(struct program *program, size_t offset) {
  emit(program, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

static void answer(struct program *program, unsigned action) {
  emit(program, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, action));
}

/// Answers `action` when the number that was loaded is `number`.
static void on(struct program *program, int number, unsigned action) {
  emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 1));
  answer(program, action);
}

/// The low word of an argument: both architectures are little-endian; pids and protections are 32 bits in the kernel.
static size_t argument(int index) {
  return offsetof(struct seccomp_data, args) + (size_t)index * sizeof(uint64_t);
}

/// Allows `number` only when argument `index` equals `value`.
static void allow_if_equal(struct program *program, int number, int index, unsigned value) {
  emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 4));
  load(program, argument(index));
  emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
  answer(program, SECCOMP_RET_ALLOW);
  answer(program, program->otherwise);
}

/// Allows `number` only when argument `index` has no bit of `bits`.
static void allow_if_clear(struct program *program, int number, int index, unsigned bits) {
  emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)number, 0, 4));
  load(program, argument(index));
  emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0));
  answer(program, SECCOMP_RET_ALLOW);
  answer(program, program->otherwise);
}

int csandbox_forbid_new_privileges(void) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? 0 : EPERM;
}

static void begin(struct program *program) {
  load(program, offsetof(struct seccomp_data, arch));
  emit(program, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
  answer(program, SECCOMP_RET_KILL_PROCESS);
  // The x32 calls of an x86-64 kernel have bit 30 set, so they equal no number below.
  load(program, offsetof(struct seccomp_data, nr));
  for (int index = 0; index < COUNT_ALLOWED; index++) on(program, allowed[index], SECCOMP_RET_ALLOW);
}

static int install(struct program *program) {
  answer(program, program->otherwise);
  struct sock_fprog filter = {.len = program->length, .filter = program->code};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter) == 0 ? 0 : errno;
}

int csandbox_filter_system_calls(void) {
  struct program program = {.otherwise = SECCOMP_RET_KILL_PROCESS};
  begin(&program);
  for (int index = 0; index < COUNT_REFUSED; index++) on(&program, refused[index], SECCOMP_RET_ERRNO | EACCES);
  allow_if_clear(&program, SYS_mmap, 2, PROT_EXEC);
  allow_if_clear(&program, SYS_mprotect, 2, PROT_EXEC);
  // abort() raises by tgkill in its own process.
  allow_if_equal(&program, SYS_kill, 0, (unsigned)getpid());
  allow_if_equal(&program, SYS_tgkill, 0, (unsigned)getpid());
  return install(&program);
}

int csandbox_filter_program_calls(void) {
  // A call that is not allowed fails instead of killing: the program is not ours and may ask for what it can do without.
  struct program program = {.otherwise = SECCOMP_RET_ERRNO | EPERM};
  begin(&program);
  for (int index = 0; index < COUNT_PROGRAMS; index++) on(&program, allowed_to_programs[index], SECCOMP_RET_ALLOW);
  allow_if_clear(&program, SYS_openat, 2, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND);
  // Asking for a limit gives no new one.
  allow_if_equal(&program, SYS_prlimit64, 2, 0);
  allow_if_equal(&program, SYS_tgkill, 0, (unsigned)getpid());
  return install(&program);
}
