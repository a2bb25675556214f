import ArticleModel
import Foundation
import Glibc
import Testing

@testable import Worker

@Suite("Supervisor")
struct SupervisorTests {
  @Test("a job's bytes arrive whole and in order, whatever their size")
  func echo() {
    let job = WorkerJob(
      kind: "echo",
      inputs: [
        .init(name: "a", bytes: (0..<5_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }),
        .init(name: "empty", bytes: []), .init(name: "b", bytes: [1, 2, 3]),
      ],
      options: ["z": "1", "é": ""],
      chunks: [.init(key: "main", path: "/a/main.lua", source: Array("return 1".utf8))], arguments: ["x", "y z"])
    let completed = ProbeWorker.supervisor().complete(job)
    #expect(completed.status == 3)
    #expect(completed.resultBytes == job.inputs.flatMap(\.bytes))
    #expect(completed.output(.standardOutput) == "x\ny z\n")
    #expect(completed.output(.standardError) == "z=1\né=\n")
    let file = completed.events.drop { $0 != .fileBegin(name: "chunks/main") }.prefix(3)
    #expect(Array(file.dropFirst()) == [.fileData(Array("return 1".utf8)), .fileEnd])
  }

  @Test("a worker serves several jobs and keeps its state between them")
  func reuse() {
    let supervisor = ProbeWorker.supervisor()
    let counts = (0..<5).map { _ in supervisor.complete("count").result }
    #expect(counts == ["1", "2", "3", "4", "5"])
    #expect(supervisor.workersStarted == 1)
    supervisor.shutdown()
    #expect(supervisor.processIdentifier == nil)
    #expect(supervisor.complete("count").result == "1")
  }

  @Test("diagnostics and progress arrive with all their fields")
  func diagnostics() {
    let completed = ProbeWorker.supervisor().complete("diagnose")
    let diagnostic = Diagnostic(
      .warning, code: "no-date", "no date", remedy: "give one", file: "a.txt", line: 3, span: Span(1, 4))
    #expect(completed.events == [.diagnostic(diagnostic), .progress(.init(done: 1, total: 2, label: "half"))])
  }

  @Test("a failure arrives with its place, and the worker lives on")
  func failure() {
    let supervisor = ProbeWorker.supervisor()
    let failure = WorkerFailure(.runtime, "attempt to call nil", file: "s.lua", line: 7, traceback: "main chunk")
    #expect(supervisor.complete("fail").failure == failure)
    #expect(supervisor.complete("fail-otherwise").failure?.kind == .internal)
    #expect(supervisor.goesOn)
    #expect(supervisor.workersStarted == 1)
  }

  @Test("a paused job goes on when it is told to")
  func pause() {
    let supervisor = ProbeWorker.supervisor()
    let completed = supervisor.complete(WorkerJob(kind: "pause")) { if $0 == .paused { supervisor.goOn() } }
    #expect(completed.output(.standardOutput) == "went on")
  }

  @Test("a job's question is answered or refused", arguments: ["answer", nil])
  func request(answer: String?) {
    let supervisor = ProbeWorker.supervisor()
    let completed = supervisor.complete(WorkerJob(kind: "ask")) { event in
      guard case .request(let id, "question", Array("ask".utf8)) = event else { return }
      supervisor.respond(to: id + 1, with: [0])
      supervisor.respond(to: id, with: answer.map { Array($0.utf8) })
    }
    #expect(completed.result == answer ?? "refused")
  }

  @Test("several workers run side by side")
  func pool() {
    let supervisors = (0..<4).map { _ in ProbeWorker.supervisor() }
    for (number, supervisor) in supervisors.enumerated() {
      supervisor.begin(WorkerJob(kind: "echo", inputs: [.init(name: "n", bytes: [UInt8(number)])]))
    }
    var results = [[UInt8]](repeating: [], count: supervisors.count)
    while supervisors.contains(where: \.isRunning) {
      Supervisor.poll(supervisors)
      for (number, supervisor) in supervisors.enumerated() {
        for event in supervisor.takeEvents() { if case .result(let bytes) = event { results[number] += bytes } }
      }
    }
    #expect(results == [[0], [1], [2], [3]])
  }

  @Test("an error of the receiver kills the worker and is passed on")
  func receiverFails() {
    let supervisor = ProbeWorker.supervisor()
    #expect(throws: CancellationError.self) {
      try supervisor.run(WorkerJob(kind: "flood")) { _ in throw CancellationError() }
    }
    #expect(supervisor.processIdentifier == nil)
    #expect(supervisor.goesOn)
  }

  @Test("a program that does not exist is a clear outcome")
  func noProgram() {
    let supervisor = Supervisor(WorkerConfiguration(executable: "/nowhere/at/all"))
    #expect(supervisor.complete("echo").death == .couldNotStart("No such file or directory"))
    #expect(supervisor.start() == nil)
  }

  @Test("a program that is no worker is a clear outcome")
  func noWorker() {
    #expect(Supervisor(WorkerConfiguration(executable: "/bin/true")).complete("echo").death == .exited(status: 0))
  }

  @Test("what the worker writes past the channel is kept apart, and bounded")
  func stray() {
    let supervisor = ProbeWorker.supervisor()
    #expect(supervisor.complete("stray").output(.standardOutput).isEmpty)
    #expect(supervisor.complete("flood-stray").status == 0)
    #expect(supervisor.strayOutput.count <= 64 << 10)
    #expect(supervisor.strayOutput.contains(121))
  }

  @Test("a worker that died between two jobs is replaced")
  func diedIdle() throws {
    let supervisor = ProbeWorker.supervisor()
    #expect(supervisor.goesOn)
    let worker = try #require(supervisor.processIdentifier)
    kill(worker, SIGKILL)
    while isAlive(worker) { poll(nil, 0, 1) }
    #expect(supervisor.goesOn)
    #expect(supervisor.workersStarted == 2)
  }

  @Test("signals that interrupt reads and writes lose and double nothing")
  func signals() {
    let supervisor = ProbeWorker.supervisor()
    let completed = supervisor.complete(WorkerJob(kind: "signals")) { event in
      // Slow on purpose, so that the worker's writes block.
      poll(nil, 0, 5)
      if case .request(let id, _, _) = event { supervisor.respond(to: id, with: []) }
    }
    #expect(completed.status == 0)
    #expect(completed.output(.standardOutput).utf8.count == 8 << 20)
  }

  @Test("a host that is killed leaves no worker")
  func killedHost() throws {
    let host = Process()
    let pipe = Pipe()
    host.executableURL = URL(fileURLWithPath: ProbeWorker.path)
    host.arguments = ["host", "abandon"]
    host.standardOutput = pipe
    try host.run()
    let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    let worker = try #require(Int32(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    #expect(isAlive(worker))
    kill(host.processIdentifier, SIGKILL)
    host.waitUntilExit()
    // The signal is sent by then; only the kernel's work is left.
    for _ in 0..<1000 where isAlive(worker) { poll(nil, 0, 10) }
    #expect(!isAlive(worker))
  }

  @Test("a worker outlives the thread that started it")
  func startingThread() {
    nonisolated(unsafe) let supervisor = ProbeWorker.supervisor()
    let thread = Thread { _ = supervisor.start() }
    thread.start()
    while !thread.isFinished { poll(nil, 0, 1) }
    poll(nil, 0, 50)
    #expect(supervisor.complete("count").result == "1")
    #expect(supervisor.workersStarted == 1)
  }

  @Test("Ctrl-C stops the job and not the host")
  func terminalInterrupt() throws {
    let (status, text) = try runProgram(ProbeWorker.path, ["host", "interrupt"])
    #expect(text == "stopped by the user 1\n")
    #expect(status == 0)
  }

  @Test("a host without standard streams gives its worker the same descriptors")
  func closedStreams() throws {
    #expect(try runProgram(ProbeWorker.path, ["host", "closed"]).status == 42)
  }
}
