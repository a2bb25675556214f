import Testing

@testable import Worker

@Suite("Hostile messages")
struct HostileMessageTests {
  private func death(sending bytes: [UInt8]) -> WorkerDeath? {
    let supervisor = ProbeWorker.supervisor()
    let completed = supervisor.complete(WorkerJob(kind: "bytes", inputs: [.init(name: "", bytes: bytes)]))
    #expect(supervisor.goesOn)
    return completed.death
  }

  @Test("bytes that are no message end the worker", arguments: 0..<10 as Range<UInt64>)
  func garbage(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    let bytes = (0..<3_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    guard case .brokeProtocol = death(sending: bytes) else { return #expect(Bool(false), "noise was taken") }
  }

  @Test(
    "a message out of turn ends the worker",
    arguments: [
      ([.event(.fileEnd)], "the end of no file"),
      ([.event(.fileData([1]))], "data of no file"),
      ([.event(.fileBegin(name: "a")), .event(.fileBegin(name: "b"))], "a file within a file"),
      ([.event(.fileBegin(name: "../a"))], "a file name leaves its folder"),
      ([.event(.fileBegin(name: "a")), .done(status: 0, JobUsage())], "the end of a job within a file"),
      ([.event(.paused), .event(.paused)], "two questions at once"),
      ([.event(.paused), .done(status: 0, JobUsage())], "the end of a job that waits for an answer"),
    ] as [([WorkerMessage], String)])
  func outOfTurn(messages: [WorkerMessage], reason: String) throws {
    #expect(death(sending: try messages.flatMap { try $0.frame() }) == .brokeProtocol(reason))
  }

  @Test("a second greeting ends the worker")
  func secondGreeting() throws {
    let report = ProtectionReport(
      noNewPrivileges: true, systemCallFilter: true, diesWithHost: true, notDumpable: true, landlockVersion: 0,
      memory: 1, stack: 1, descriptors: 1, threads: 1)
    #expect(death(sending: try WorkerMessage.ready(report).frame()) == .brokeProtocol("a second greeting"))
  }

  @Test("a worker that closes its channel and stays is killed")
  func closedChannel() {
    let supervisor = ProbeWorker.supervisor()
    #expect(supervisor.complete("close-channel").death == .brokeProtocol("it closed its channel"))
    #expect(supervisor.goesOn)
  }
}
