import Glibc
import Testing
import Worker

@Suite("Lock-down")
struct SandboxTests {
  @Test(
    "a forbidden call kills the worker, and the host goes on with the next job",
    arguments: [
      ["open", "/etc/passwd", "0"], ["openat", "-100", "/dev/null", "0"], ["opendir", "/"], ["creat", "/tmp/x", "384"],
      ["unlink", "/tmp/x"], ["readlink", "/proc/self/exe", "/tmp/x", "3"], ["access", "/etc/passwd", "0"],
      ["socket", "1", "1", "0"], ["socket", "2", "1", "0"], ["connect", "3", "x", "2"], ["bind", "3", "x", "2"],
      ["fork"], ["vfork"], ["system", "true"], ["execv", "/bin/true"], ["unshare", "0"],
      ["ptrace", "0"], ["ioctl", "1", "21505"], ["prctl", "4", "1"], ["setrlimit", "2"], ["setuid", "0"],
      ["kill", "1", "0"], ["kill", "-1", "0"], ["kill", "0", "0"], ["setpgid", "0", "0"], ["setsid"],
      ["dup", "1"], ["fcntl", "1", "3"], ["memfd_create", "x", "0"], ["mount", "x", "x"], ["chdir", "/"],
      ["mmap", "0", "4096", "5", "34", "-1", "0"], ["mmap", "0", "4096", "7", "34", "-1", "0"],
      // io_uring_setup, clone3, pidfd_open, and the x32 number of read.
      ["syscall", "425", "8", "0"], ["syscall", "435", "0", "0"], ["syscall", "434", "1"], ["syscall", "1073741824"],
    ])
  func forbidden(call: [String]) {
    let supervisor = ProbeWorker.supervisor()
    #expect(supervisor.complete("call", call).death == .forbiddenCall)
    #expect(supervisor.goesOn)
    #expect(supervisor.workersStarted == 2)
  }

  @Test("memory cannot be made executable")
  func executableMemory() {
    let supervisor = ProbeWorker.supervisor()
    let completed = supervisor.complete("make-executable")
    #expect(completed.output(.standardOutput) == "mapped")
    #expect(completed.death == .forbiddenCall)
  }

  @Test("another process cannot be signalled, its own can")
  func signals() {
    let supervisor = ProbeWorker.supervisor()
    #expect(supervisor.complete("call", ["kill", "\(getpid())", "0"]).death == .forbiddenCall)
    #expect(supervisor.complete("call", ["abort"]).death == .crashed(signal: SIGABRT))
  }

  @Test("asking about a file is refused without telling whether it is there")
  func stat() {
    let supervisor = ProbeWorker.supervisor()
    for path in ["/etc/passwd", "/nowhere"] {
      #expect(supervisor.complete("call", ["stat", path, "x"]).result == "-1 \(EACCES)")
    }
  }

  @Test("a worker has descriptors 0 to 3 and no other")
  func descriptors() {
    // Whatever the host has open stays in the host.
    let mine = open("/dev/null", O_RDONLY)
    defer { close(mine) }
    #expect(ProbeWorker.supervisor().complete("descriptors").result == "[0, 1, 2, 3]")
  }

  @Test("a worker sees nothing of the host's environment")
  func environment() {
    #expect(ProbeWorker.supervisor().complete("environment").result == #"["SWIFT_BACKTRACE=enable=no"]"#)
  }

  @Test("sorting, hashing, large buffers and number formatting work behind the filter")
  func runtime() {
    let completed = ProbeWorker.supervisor().complete("runtime")
    #expect(completed.result == "178567857 200000 1 élysée 1")
  }

  @Test("every mandatory protection is on")
  func report() throws {
    let supervisor = ProbeWorker.supervisor()
    let report = try #require(supervisor.start())
    #expect(report.noNewPrivileges && report.systemCallFilter && report.diesWithHost && report.notDumpable)
    #expect(report.threads == 1)
    #expect(report.stack >= 8 << 20)
    #expect(report.memory == ProbeWorker.configuration.memory)
    #expect(supervisor.protections == report)
    #expect(report.lines.allSatisfy { $0.state != "OFF" })
    let worker = try #require(supervisor.processIdentifier)
    // The kernel's own account of the same.
    let status = try procFile(worker, "status")
    #expect(status.contains("NoNewPrivs:\t1\n"))
    #expect(status.contains("Seccomp:\t2\n"))
    #expect(status.contains("Threads:\t1\n"))
    let limits = try procFile(worker, "limits").split(separator: "\n").map { $0.split(separator: " ") }
    for (name, value) in [("file size", "0"), ("core file size", "0"), ("data size", "\(report.memory)")] {
      let words = name.split(separator: " ")
      let row = try #require(limits.first { $0.dropFirst().starts(with: words) })
      #expect(row[words.count + 1] == Substring(value) && row[words.count + 2] == Substring(value))
    }
    #expect(getsid(worker) == worker)
  }

  @Test("a program that is no worker's host cannot start one by hand")
  func startedByHand() throws {
    let (status, text) = try runProgram(ProbeWorker.path, [WorkerMain.argument, "1000000000"])
    #expect(status == WorkerMain.notLockedStatus)
    #expect(text.contains("refused to run"))
  }
}
