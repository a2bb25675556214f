import Analysis
import Testing

@Suite("Model files")
struct ModelFileTests {
  private let whole = ModelFile.encode([("first", [1, 2, 3]), ("second", [4, 0, 5, 0])]) { _ in
    [UInt8](repeating: 7, count: 32)
  }

  private func open(_ bytes: [UInt8]) throws(ModelFile.Problem) -> ModelFile {
    // A model's bytes live as long as the process.
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    return try ModelFile(UnsafeRawBufferPointer(copy))
  }

  @Test("A file gives back its sections, by name")
  func sections() throws {
    let file = try open(whole)
    #expect(file.sectionNames == ["first", "second"])
    #expect(try Array(file.section("first")) == [1, 2, 3])
    #expect(try Array(file.values("second", as: UInt16.self)) == [4, 5])
    #expect(file.statedHash == [UInt8](repeating: 7, count: 32))
  }

  @Test("A truncated file is refused at every length")
  func truncated() {
    for length in 0..<whole.count {
      #expect(throws: ModelFile.Problem.self, "\(length)") { try open(Array(whole.prefix(length))) }
    }
    #expect(throws: ModelFile.Problem.truncated(expected: whole.count, actual: whole.count - 1)) {
      try open(whole.dropLast())
    }
  }

  @Test("A foreign file, and one of another version, say what they are")
  func foreign() throws {
    #expect(throws: ModelFile.Problem.foreign) { try open(Array("PK\u{3}\u{4} something else entirely".utf8)) }
    #expect(throws: ModelFile.Problem.missing(section: "third")) { try open(whole).section("third") }
  }

  @Test("No flipped byte in header or section table reaches outside the file")
  func damaged() {
    for index in 40..<min(whole.count, 48 + 80) {
      for bit in 0..<8 {
        var bytes = whole
        bytes[index] ^= 1 << bit
        guard let file = try? open(bytes) else { continue }
        for name in file.sectionNames { #expect((try? file.section(name)) != nil) }
      }
    }
  }
}
