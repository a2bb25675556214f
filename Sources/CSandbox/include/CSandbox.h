#pragma once
// What a worker process locks itself down with, and how a host starts one. Linux only; a file for each mechanism.
// Functions that can fail return 0 or an errno value; nothing here allocates after lock-down.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Exit statuses of a worker that ends itself. A script cannot choose them: a job's status travels in a message.
enum {
  CSANDBOX_EXIT_NOT_LOCKED = 120,     // a mandatory protection is missing; the reason is on standard error
  CSANDBOX_EXIT_OUT_OF_MEMORY = 121,  // an allocation failed
  CSANDBOX_EXIT_BAD_MESSAGE = 122,    // the host sent something that is not a message
};

/// The descriptor of a worker's channel to its host.
enum { CSANDBOX_CHANNEL = 3 };

// seccomp.c

/// Sets no_new_privs for good.
int csandbox_forbid_new_privileges(void);
/// Installs the system call allow-list; anything else kills the process with SIGSYS. Needs no_new_privs.
int csandbox_filter_system_calls(void);
/// The same for another program that is about to be executed: no file is opened but for reading, no socket, no process;
/// anything else fails with EPERM. Needs no_new_privs.
int csandbox_filter_program_calls(void);

// landlock.c

/// Denies every file, network and scope right that the kernel can deny; stores its Landlock version, or 0 without.
int csandbox_deny_file_system(int *version);
/// The same, but for reading and executing what lies at or beneath `paths` (null-terminated).
int csandbox_allow_reading_only(const char *const paths[], int *version);

// limits.c

/// The limits a worker gives itself, soft and hard.
struct csandbox_limits {
  uint64_t data_bytes;  // RLIMIT_DATA: heap and private writable mappings
  uint64_t descriptors;
};
/// Sets data, file size 0, processes 0, core 0 and descriptors, and reads each back.
int csandbox_set_limits(const struct csandbox_limits *limits);
/// The soft stack limit in bytes.
uint64_t csandbox_stack_limit(void);
/// Sets the soft CPU limit of a process to `seconds` of its life: the kernel then ends it with SIGXCPU.
int csandbox_limit_cpu(pid_t process, uint64_t seconds);

// process.c

/// No core, no ptrace by the same user, /proc entries owned by root.
int csandbox_forbid_dumping(void);
/// Whether the kernel kills this process when its parent goes.
bool csandbox_dies_with_parent(void);
/// Number of threads of this process in /proc/self/task, or -1.
int csandbox_thread_count(void);
/// Closes every descriptor above the channel, and checks that the channel is a connected local socket.
int csandbox_close_other_descriptors(void);

// descriptors.c

/// Host: sends bytes, with the first of which an open file travels; as `send`.
ssize_t csandbox_send_with_descriptor(int channel, const void *bytes, size_t length, int descriptor);
/// Worker: receives bytes as `read` does, and the open file that came with them, else -1.
ssize_t csandbox_receive(int channel, void *bytes, size_t length, int *descriptor);

// signals.c

/// Installs the worker's signals: the interrupt calls `interrupted` (signal-safe, may be null) and raises a flag; a
/// closed pipe is an error of the write.
int csandbox_catch_interrupt(void (*interrupted)(void));
/// Whether the host has interrupted the current job.
bool csandbox_is_interrupted(void);
/// Forgets an interrupt, before a new job.
void csandbox_clear_interrupt(void);
/// Host: from now on Ctrl-C is counted, not fatal; a second one that nobody has acknowledged ends the process.
int csandbox_count_terminal_interrupts(void);
/// Host: Ctrl-C ends the process again.
int csandbox_stop_counting_terminal_interrupts(void);
/// Host: Ctrl-C pressed since the start.
uint64_t csandbox_terminal_interrupts(void);
/// Host: somebody acts on the Ctrl-C counted so far.
void csandbox_acknowledge_terminal_interrupts(void);

// allocation.c

/// From now on an allocation that fails ends the process with CSANDBOX_EXIT_OUT_OF_MEMORY.
void csandbox_exit_when_out_of_memory(void);
/// Ends the process as a failed allocation does; for allocators that count for themselves.
_Noreturn void csandbox_out_of_memory(void);

// spawn.c

/// A worker as its host sees it: the host's ends, all close-on-exec and non-blocking.
struct csandbox_worker {
  pid_t process;
  int process_descriptor;  // pidfd: readable when the process has ended
  int channel;
  int output, errors;
};
/// Starts `path` with `arguments` (null-terminated), an environment of one variable, its own session, descriptors 0–3
/// only, and SIGKILL when the host ends. Callable from any thread: the worker outlives the thread that asked for it.
int csandbox_spawn(const char *path, char *const arguments[], uint64_t stack_bytes, struct csandbox_worker *worker);
/// CPU time of a process that was not waited for yet, in microseconds, or -1.
int64_t csandbox_cpu_time(pid_t process);

// program.c

/// What another program may use.
struct csandbox_program_limits {
  uint64_t data_bytes;
  uint64_t cpu_seconds;
};
/// Starts the program at `path` between a socket on its standard input and pipes on its standard output and error,
/// without network, without other processes, and without any file but those that programs are made of; it is killed when
/// the host's thread ends. The host's ends are close-on-exec and non-blocking; `channel` is the input.
int csandbox_spawn_program(const char *path, char *const arguments[], const struct csandbox_program_limits *limits,
                           struct csandbox_worker *program);
