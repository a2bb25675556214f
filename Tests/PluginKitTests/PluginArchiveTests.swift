import PluginKit
import Testing

@Suite struct PluginArchiveTests {
  private func files(_ contents: [(String, String)]) throws -> PluginFiles {
    var files = PluginFiles()
    for (name, text) in contents { try files.add(name, Array(text.utf8)) }
    return files
  }

  private var sample: PluginFiles {
    get throws {
      try files([
        ("plugin.json", ManifestReaderTests.whole), ("init.lua", "return {}\n"), ("lexicons/gauges.tsv", "Koulikoro\n"),
        ("empty.txt", ""),
      ])
    }
  }

  @Test("The same files give the same bytes in whatever order they were added")
  func deterministic() throws {
    let one = try files([("b.lua", "return 2"), ("a/c.lua", "return 1")])
    let two = try files([("a/c.lua", "return 1"), ("b.lua", "return 2")])
    #expect(PluginArchive.pack(one) == PluginArchive.pack(two))
  }

  @Test("What is packed comes out again")
  func roundTrip() throws {
    let files = try sample
    #expect(try PluginArchive.unpack(PluginArchive.pack(files)) == files)
  }

  @Test(
    "File names that could leave the folder or mean two things are refused",
    arguments: [
      "/etc/passwd", "../a.lua", "a/../b.lua", "a//b.lua", "./a.lua", ".hidden", "a/.git/config", "a\\b", "a\u{0}b",
      "é.lua", "a b.lua", "", "a/", "a/b/c/d/e/f/g/h/i", String(repeating: "a", count: 101),
    ])
  func hostileNames(name: String) throws {
    var files = PluginFiles()
    #expect(throws: PluginProblem.self) { try files.add(name, []) }
  }

  @Test("Names that differ by capitals, and a file that is a folder too, are refused")
  func ambiguousNames() throws {
    var files = try files([("a.lua", ""), ("data/x.tsv", "")])
    #expect(throws: PluginProblem.self) { try files.add("A.lua", []) }
    #expect(throws: PluginProblem.self) { try files.add("data", []) }
    #expect(throws: PluginProblem.self) { try files.add("a.lua/b", []) }
  }

  @Test("Compiled Lua and Lua that is not text are refused")
  func bytecode() throws {
    var files = PluginFiles()
    #expect(throws: PluginProblem.self) { try files.add("x.lua", [0x1B, 0x4C, 0x75, 0x61, 0x54]) }
    #expect(throws: PluginProblem.self) { try files.add("hidden.tsv", [0x1B, 0x4C, 0x75, 0x61, 0x54]) }
    #expect(throws: PluginProblem.self) { try files.add("y.lua", [0x61, 0x00]) }
    #expect(throws: PluginProblem.self) { try files.add("z.lua", [0xFF, 0xFE]) }
  }

  /// An archive with one thing changed, and the word the refusal must hold.
  private static let manipulations: [(String, @Sendable (inout [UInt8]) -> Void, String)] = [
    ("a changed byte of a file", { $0[$0.count - 1024 - 512] ^= 1 }, "not the one whose hash"),
    ("a link", { replaceHeader(&$0) { $0[156] = UInt8(ascii: "2") } }, "links"),
    ("a hard link", { replaceHeader(&$0) { $0[156] = UInt8(ascii: "1") } }, "links"),
    ("a folder", { replaceHeader(&$0) { $0[156] = UInt8(ascii: "5") } }, "folders"),
    ("a device", { replaceHeader(&$0) { $0[156] = UInt8(ascii: "3") } }, "plain files"),
    ("a long name record", { replaceHeader(&$0) { $0[156] = UInt8(ascii: "L") } }, "plain files"),
    ("a set-user-id mode", { replaceHeader(&$0) { $0[101] = UInt8(ascii: "4") } }, "644"),
    ("a size beyond the end", { replaceHeader(&$0) { $0[128] = UInt8(ascii: "1") } }, "ends early"),
    ("a size beyond the limit", { replaceHeader(&$0) { $0[125] = UInt8(ascii: "7") } }, "larger"),
    ("a negative size", { replaceHeader(&$0) { $0[124] = UInt8(ascii: "-") } }, "damaged"),
    ("a binary size", { replaceHeader(&$0) { $0[124] = 0x80 } }, "damaged"),
    ("a prefix", { replaceHeader(&$0) { $0[345] = UInt8(ascii: "x") } }, "too long"),
    ("a time", { replaceHeader(&$0) { $0[146] = UInt8(ascii: "7") } }, "more than its files"),
    ("an owner's name", { replaceHeader(&$0) { $0[265] = UInt8(ascii: "r") } }, "more than its files"),
    ("a climbing name", { replaceHeader(&$0) { $0.replaceSubrange(0..<3, with: "../".utf8) } }, "dot"),
    ("an absolute name", { replaceHeader(&$0) { $0[0] = UInt8(ascii: "/") } }, "absolute"),
    ("a wrong check sum", { $0[512 + 512 + 148] = UInt8(ascii: "7") }, "damaged"),
    ("bytes behind the end", { $0 += [UInt8](repeating: 7, count: 512) }, "more than its files"),
    ("zeros behind the end", { $0 += [UInt8](repeating: 0, count: 1024) }, "more than its files"),
    ("a missing end", { $0.removeLast(1024) }, "ends early"),
    ("a cut in the middle", { $0.removeLast(1024 + 512 + 512) }, "ends early"),
    ("a cut within a block", { $0.removeLast(100) }, "no plugin archive"),
    ("compression", { $0.replaceSubrange(0..<3, with: [0x1F, 0x8B, 8]) }, "UTF-8"),
    ("no list of hashes", { $0.removeFirst(1024) }, "list of hashes"),
    ("two lists of hashes", { $0 = Array($0.prefix(1024)) + $0 }, "two lists"),
    ("a file twice", { $0.insert(contentsOf: $0[1024..<2048], at: 2048) }, "two files"),
  ]

  /// Changes the header of the file behind the list of hashes and mends its check sum.
  private static func replaceHeader(_ archive: inout [UInt8], _ change: (inout [UInt8]) -> Void) {
    var header = Array(archive[1024..<1536])
    change(&header)
    for index in 148..<156 { header[index] = 0x20 }
    let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
    let digits = String(repeating: "0", count: 6 - sum.count) + sum
    header.replaceSubrange(148..<156, with: Array(digits.utf8) + [0, 0x20])
    archive.replaceSubrange(1024..<1536, with: header)
  }

  @Test("An archive that was tampered with is refused, and why is said", arguments: manipulations.indices)
  func tampered(number: Int) throws {
    let (what, change, reason) = Self.manipulations[number]
    var bytes = PluginArchive.pack(try files([("init.lua", "return 1\n"), ("plugin.json", "{}")]))
    change(&bytes)
    let problem = #expect(throws: PluginProblem.self, "\(what)") { try PluginArchive.unpack(bytes) }
    #expect(problem?.description.contains(reason) == true, "\(what): \(problem?.description ?? "")")
  }

  @Test("A bomb of a thousand and one files, or of too many bytes, is refused")
  func bombs() throws {
    var files = PluginFiles()
    for number in 0..<PluginFiles.Limit.files { try files.add("f\(number)", []) }
    #expect(throws: PluginProblem.self) { try files.add("more", []) }
    var large = PluginFiles()
    let bytes = [UInt8](repeating: 0x20, count: PluginFiles.Limit.file)
    for number in 0..<4 { try large.add("f\(number)", bytes) }
    #expect(throws: PluginProblem.self) { try large.add("more", [1]) }
    #expect(throws: PluginProblem.self) { try PluginArchive.unpack([UInt8](repeating: 0, count: 40 << 20)) }
  }

  @Test("coreutils and tar read what is packed")
  func foreignTools() throws {
    // The list of hashes is in the form of `sha256sum`: 64 digits, two spaces, the name.
    let text = String(decoding: PluginArchive.pack(try files([("a.txt", "abc")]))[512..<600], as: UTF8.self)
    #expect(text.hasPrefix("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.txt\n"))
  }
}
