import ArticleModel
import Testing

@testable import Worker

@Suite("Messages")
struct MessageTests {
  @Test("a message to a worker comes back as it was sent", arguments: 0..<50 as Range<UInt64>)
  func hostRoundTrip(seed: UInt64) throws {
    var generator = MessageGenerator(seed: seed)
    for _ in 0..<100 {
      let message = generator.hostMessage()
      #expect(try HostMessage(frame: message.frame()[4...]) == message)
    }
  }

  @Test("a message from a worker comes back as it was sent", arguments: 0..<50 as Range<UInt64>)
  func workerRoundTrip(seed: UInt64) throws {
    var generator = MessageGenerator(seed: seed)
    for _ in 0..<100 {
      let message = generator.workerMessage()
      #expect(try WorkerMessage(frame: message.frame()[4...]) == message)
    }
  }

  /// A mutated frame: bytes changed, cut, doubled, or lengths blown up.
  private func mutate(_ frame: [UInt8], with random: inout SeededGenerator) -> ArraySlice<UInt8> {
    var bytes = Array(frame[4...])
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard !bytes.isEmpty else { break }
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[place] = .random(in: 0...255, using: &random)
      case 1: bytes[place] = 255
      case 2: bytes.removeSubrange(place...)
      case 3: bytes.insert(contentsOf: bytes[place...], at: place)
      default: for index in place..<min(place + 4, bytes.count) { bytes[index] = 255 }
      }
    }
    return bytes[...]
  }

  @Test("a damaged message is refused, or is another message of the same size", arguments: 0..<50 as Range<UInt64>)
  func fuzz(seed: UInt64) throws {
    var generator = MessageGenerator(seed: seed)
    var random = SeededGenerator(state: seed &+ 1_000_000)
    var refused = 0
    for _ in 0..<400 {
      let toWorker = mutate(try generator.hostMessage().frame(), with: &random)
      if let message = try? HostMessage(frame: toWorker) {
        #expect(try message.frame().count - 4 == toWorker.count)
      } else {
        refused += 1
      }
      let toHost = mutate(try generator.workerMessage().frame(), with: &random)
      if let message = try? WorkerMessage(frame: toHost) {
        #expect(try message.frame().count - 4 == toHost.count)
      } else {
        refused += 1
      }
    }
    #expect(refused > 100)
  }

  @Test(
    "random bytes on the channel end in a refusal and hold no more than a frame", arguments: 0..<20 as Range<UInt64>)
  func fuzzStream(seed: UInt64) {
    var random = SeededGenerator(state: seed)
    var buffer = FrameBuffer()
    var isRefused = false
    for _ in 0..<200 where !isRefused {
      let noise = (0..<1000).map { _ in UInt8.random(in: 0...255, using: &random) }
      noise.withUnsafeBytes { buffer.append($0) }
      do {
        while let frame = try buffer.next() { _ = try WorkerMessage(frame: frame) }
      } catch {
        isRefused = true
      }
      #expect(buffer.count <= Wire.maximumFrame + 1004)
    }
    #expect(isRefused)
  }

  @Test("a message may arrive byte by byte, and several at once")
  func framing() throws {
    let messages: [WorkerMessage] = [.event(.output(.standardOutput, [1, 2, 3])), .event(.fileEnd), .facts(7)]
    let stream = try messages.flatMap { try $0.frame() }
    for step in [1, 2, 3, 5, stream.count] {
      var buffer = FrameBuffer()
      var received: [WorkerMessage] = []
      for start in stride(from: 0, to: stream.count, by: step) {
        stream[start..<min(start + step, stream.count)].withUnsafeBytes { buffer.append($0) }
        while let frame = try buffer.next() { received.append(try WorkerMessage(frame: frame)) }
      }
      #expect(received == messages)
    }
  }

  @Test(
    "a frame of nothing, or of one byte more than a mebibyte, is refused before it arrives",
    arguments: [0, 1 << 20 | 1, 0xFFFF_FFFF])
  func frameTooLarge(length: UInt32) {
    var buffer = FrameBuffer()
    withUnsafeBytes(of: length.littleEndian) { buffer.append($0) }
    #expect(throws: WireError.self) { try buffer.next() }
  }

  @Test("a message that would be too large is an error of the sender")
  func messageTooLarge() {
    #expect(throws: WireError.self) {
      try WorkerMessage.event(.result([UInt8](repeating: 0, count: 1 << 20))).frame()
    }
    #expect(throws: Never.self) {
      try WorkerMessage.event(.result([UInt8](repeating: 0, count: Wire.maximumPiece))).frame()
    }
  }

  @Test("long texts are cut between characters")
  func clipping() {
    #expect("aé".clipped(toBytes: 2) == "a")
    #expect("aé".clipped(toBytes: 3) == "aé")
    #expect("𝒜".clipped(toBytes: 3) == "")
  }

  @Test(
    "names that leave the folder or hide something are refused",
    arguments: ["", "/etc/x", "a//b", "../a", "a/..", "./a", "a\u{0}", "a\nb", "a\u{202E}b", "a\\b", "a/"])
  func badNames(name: String) {
    #expect(ReportFileName.problem(with: name) != nil)
  }

  @Test("ordinary names are accepted", arguments: ["a.csv", "été/rapport final.html", "…", ".hidden", "a..b"])
  func goodNames(name: String) {
    #expect(ReportFileName.problem(with: name) == nil)
  }
}
