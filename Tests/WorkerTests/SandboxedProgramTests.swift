import Glibc
import Testing
import Worker

@Suite("Programs of others in their sandbox")
struct SandboxedProgramTests {
  private func shell(_ script: String, input: [UInt8] = []) -> SandboxedProgram.Result {
    SandboxedProgram(path: "/bin/sh", arguments: ["-c", script]).run(input)
  }

  @Test("Bytes go in and come out, also many of them")
  func exchange() {
    let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let result = SandboxedProgram(path: "/bin/cat", arguments: []).run(bytes)
    #expect(result.outcome == .exited(0) && result.output == bytes)
    #expect(SandboxedProgram(path: "/bin/cat", arguments: []).run([]).outcome == .exited(0))
  }

  @Test("No file can be written, and none be read but those that programs are made of")
  func files() {
    let path = "/tmp/workbench-sandbox-\(getpid())"
    let file = fopen(path, "w")
    fputs("geheim\n", file)
    fclose(file)
    defer { unlink(path) }
    #expect(shell("echo x > \(path)").outcome != .exited(0))
    #expect(shell("echo x > \(path).new").outcome != .exited(0) && access("\(path).new", F_OK) != 0)
    #expect(shell("echo x >> /dev/null").outcome != .exited(0))
    // Where the kernel has Landlock.
    if Supervisor().start()?.landlockVersion ?? 0 > 0 {
      #expect(shell("read line < \(path); echo \"$line\"").output != Array("geheim\n".utf8))
    }
  }

  @Test("No other process can be started")
  func processes() {
    #expect(shell("/bin/true & wait").outcome != .exited(0))
    #expect(shell("echo $(/bin/echo x)").output != Array("x\n".utf8))
  }

  @Test("The network cannot be reached", .enabled(if: access("/usr/bin/perl", X_OK) == 0, "no perl here"))
  func network() {
    let script = "print socket(my $s, 2, 1, 0) ? 'open' : \"shut: $!\";"
    let result = SandboxedProgram(path: "/usr/bin/perl", arguments: ["-"]).run(Array(script.utf8))
    let output = String(decoding: result.output, as: UTF8.self)
    #expect(output == "shut: Operation not permitted", "\(String(decoding: result.errors, as: UTF8.self))")
  }

  @Test("A program that writes or works without end is stopped")
  func limits() {
    var endless = SandboxedProgram(
      path: "/bin/sh", arguments: ["-c", "while :; do echo xxxxxxxxxxxxxxxxxxxxxxxxxxx; done"])
    endless.outputBytes = 1 << 20
    #expect(endless.run([]).outcome == .stopped("it wrote more than 1 MiB"))
    var busy = SandboxedProgram(path: "/bin/sh", arguments: ["-c", "while :; do :; done"])
    busy.cpuSeconds = 1
    #expect(busy.run([]).outcome == .killed(SIGXCPU) || busy.run([]).outcome == .killed(SIGKILL))
  }

  @Test("A program that is not there, or that ends before it has read all, does no harm")
  func endings() {
    #expect(SandboxedProgram(path: "/nonexistent", arguments: []).run([1]).outcome != .exited(0))
    #expect(shell("exit 7", input: [UInt8](repeating: 0, count: 5_000_000)).outcome == .exited(7))
  }
}
