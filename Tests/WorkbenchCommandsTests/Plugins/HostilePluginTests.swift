import Testing

@testable import PluginKit

/// An archive or a manifest that must be refused, and a word of the reason.
struct HostilePlugin: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let archive: [UInt8]
  let reason: String

  init(_ name: String, _ archive: [UInt8], _ reason: String) {
    testDescription = name
    self.archive = archive
    self.reason = reason
  }
}

/// Archives with whatever in them, made without the checks of `PluginArchive`.
private enum Forge {
  static let manifest = """
    { "id": "evil", "version": "1.0.0", "api": "^1.0.0", "kind": "extractor", "authors": ["E. Vil"], "licence": "MIT",
      "description": "Nothing to see." }
    """

  typealias Entry = (name: String, content: [UInt8])

  static func sums(_ entries: [Entry]) -> [UInt8] {
    Array(entries.map { "\(PluginFiles.sha256($0.content))  \($0.name)\n" }.joined().utf8)
  }

  static func tar(_ entries: [Entry], change: (Int, inout [UInt8]) -> Void = { _, _ in }) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, entry) in entries.enumerated() {
      var header = PluginArchive.header(entry.name, size: entry.content.count)
      change(index, &header)
      bytes += header + entry.content + [UInt8](repeating: 0, count: (512 - entry.content.count % 512) % 512)
    }
    return bytes + [UInt8](repeating: 0, count: 1024)
  }

  /// An archive of these files with right hashes.
  static func whole(_ entries: [Entry], change: (Int, inout [UInt8]) -> Void = { _, _ in }) -> [UInt8] {
    let sorted = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return tar([("SHA256SUMS", sums(sorted))] + sorted, change: change)
  }

  static func files(_ extra: Entry...) -> [Entry] {
    [("plugin.json", Array(manifest.utf8)), ("init.lua", Array("return {}\n".utf8))] + extra
  }

  /// An archive whose second header is changed and given its check sum.
  static func header(_ change: @escaping (inout [UInt8]) -> Void) -> [UInt8] {
    whole(files()) { index, header in
      guard index == 1 else { return }
      change(&header)
      for place in 148..<156 { header[place] = 0x20 }
      let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
      let digits = String(repeating: "0", count: 6 - sum.count) + sum
      header.replaceSubrange(148..<154, with: digits.utf8)
      header[154] = 0
    }
  }

  /// An archive with another manifest.
  static func manifest(_ text: String, _ extra: Entry...) -> [UInt8] {
    whole([("plugin.json", Array(text.utf8)), ("init.lua", Array("return {}\n".utf8))] + extra)
  }

  /// The manifest with a field more.
  static func field(_ field: String) -> [UInt8] {
    manifest(String(manifest.dropLast(2)) + ", " + field + " }")
  }
}

@Suite("Hostile plugins")
struct HostilePluginTests {
  private static let whole = Forge.whole(Forge.files())

  private static let archives = [
    HostilePlugin("nothing", [], "no plugin archive"),
    HostilePlugin("a text", Array("#!/bin/sh\nrm -rf ~\n".utf8), "no plugin archive"),
    HostilePlugin("a compressed archive", [0x1F, 0x8B] + [UInt8](repeating: 7, count: 2046), "no plugin archive"),
    HostilePlugin("an archive cut short", Array(whole.dropLast(2048)), "ends early"),
    HostilePlugin("two archives in a row", whole + whole, "more than its files"),
    HostilePlugin("bytes behind the end", whole + [UInt8](repeating: 7, count: 512), "more than its files"),
    HostilePlugin("an absolute name", Forge.whole(Forge.files(("/etc/cron.d/x", []))), "absolute"),
    HostilePlugin("a name that climbs", Forge.whole(Forge.files(("../../.bashrc", []))), "begins with a dot"),
    HostilePlugin("a name that climbs later", Forge.whole(Forge.files(("a/../../x", []))), "begins with a dot"),
    HostilePlugin("a hidden file", Forge.whole(Forge.files((".luarc.json", []))), "begins with a dot"),
    HostilePlugin("a name with a backslash", Forge.whole(Forge.files(("a\\b.lua", []))), "other than ASCII"),
    HostilePlugin("a name with a control", Forge.whole(Forge.files(("a\u{1B}[2J", []))), "other than ASCII"),
    HostilePlugin("two names that differ by capitals", Forge.whole(Forge.files(("INIT.lua", []))), "capitals"),
    HostilePlugin("a file that is a folder too", Forge.whole(Forge.files(("init.lua/x", []))), "file and of a folder"),
    HostilePlugin("a link", Forge.header { $0[156] = UInt8(ascii: "2") }, "links"),
    HostilePlugin("a hard link", Forge.header { $0[156] = UInt8(ascii: "1") }, "links"),
    HostilePlugin("a folder", Forge.header { $0[156] = UInt8(ascii: "5") }, "folders"),
    HostilePlugin("a device", Forge.header { $0[156] = UInt8(ascii: "3") }, "plain files"),
    HostilePlugin("a pipe", Forge.header { $0[156] = UInt8(ascii: "6") }, "plain files"),
    HostilePlugin("an extended header", Forge.header { $0[156] = UInt8(ascii: "x") }, "plain files"),
    HostilePlugin("a long name's header", Forge.header { $0[156] = UInt8(ascii: "L") }, "plain files"),
    HostilePlugin("a set-user-id mode", Forge.header { $0[101] = UInt8(ascii: "4") }, "644"),
    HostilePlugin("an executable", Forge.header { $0[104] = UInt8(ascii: "7") }, "644"),
    HostilePlugin("a size beyond the end", Forge.header { $0[128] = UInt8(ascii: "1") }, "ends early"),
    HostilePlugin("a file of eight gigabytes", Forge.header { $0[124] = UInt8(ascii: "7") }, "larger"),
    HostilePlugin("a negative size", Forge.header { $0[124] = UInt8(ascii: "-") }, "damaged"),
    HostilePlugin("a size in base 256", Forge.header { $0[124] = 0x80 }, "damaged"),
    HostilePlugin("a time", Forge.header { $0[146] = UInt8(ascii: "7") }, "more than its files"),
    HostilePlugin("a wrong check sum", Forge.whole(Forge.files()) { $1[150] = UInt8(ascii: "7") }, "damaged"),
    HostilePlugin("no list of hashes", Forge.tar(Forge.files()), "list of hashes is missing"),
    HostilePlugin(
      "a wrong hash", Forge.tar([("SHA256SUMS", Forge.sums([("init.lua", []), ("plugin.json", [])]))] + Forge.files()),
      "not the one whose hash"),
    HostilePlugin(
      "a file that no hash covers", Forge.tar([("SHA256SUMS", Forge.sums(Forge.files()))] + Forge.files(("x.lua", []))),
      "not in the list"),
    HostilePlugin(
      "files out of order", Forge.tar([("SHA256SUMS", Forge.sums(Forge.files()))] + Forge.files()),
      "more than its files"),
    HostilePlugin("bytecode", Forge.whole(Forge.files(("x.lua", [0x1B, 0x4C, 0x75, 0x61, 0x54, 0]))), "compiled Lua"),
    HostilePlugin(
      "bytecode under another name", Forge.whole(Forge.files(("x.tsv", [0x1B, 0x4C, 0x75, 0x61, 0x54, 0]))),
      "compiled Lua"),
    HostilePlugin("Lua that is no text", Forge.whole(Forge.files(("x.lua", [0x61, 0, 0x62]))), "not UTF-8"),
    HostilePlugin(
      "a thousand files too many", Forge.whole((0..<1001).map { ("f\($0)", []) }), "at most 1000 files"),
  ]

  private static let manifests = [
    HostilePlugin("no manifest", Forge.whole([("init.lua", [])]), "no plugin.json"),
    HostilePlugin("a manifest that is no JSON", Forge.manifest("{ id: evil }"), "no JSON"),
    HostilePlugin("nesting without end", Forge.manifest(String(repeating: "[", count: 50_000)), "no JSON"),
    HostilePlugin("a key twice", Forge.field(#""id": "good""#), "given twice"),
    HostilePlugin("a field nobody knows", Forge.field(#""postinstall": "sh x""#), "no field 'postinstall'"),
    HostilePlugin("a capability nobody has", Forge.field(#""capabilities": ["network"]"#), "no capability"),
    HostilePlugin("a layer without its capability", Forge.field(#""provides": ["events"]"#), "without the capability"),
    HostilePlugin("reading without the capability", Forge.field(#""requires": ["quotes"]"#), "without the capability"),
    HostilePlugin("an entry outside", Forge.field(#""entry": "../init.lua""#), "'entry'"),
    HostilePlugin("a manifest of a megabyte", Forge.manifest(String(repeating: " ", count: 1 << 20)), "larger than 64"),
    HostilePlugin("an endless limit", Forge.field(#""limits": { "milliseconds": 99999999 }"#), "not a whole number"),
    HostilePlugin(
      "a name that climbs", Forge.manifest(Forge.manifest.replacing("\"evil\"", with: "\"../evil\"")), "'id'"),
    HostilePlugin(
      "another API", Forge.manifest(Forge.manifest.replacing("^1.0.0", with: "^9.0.0")), "written for version ^9.0.0"),
    HostilePlugin(
      "controls in a description", Forge.manifest(Forge.manifest.replacing("Nothing", with: "\\u001b[31mNothing")),
      "'description'"),
    HostilePlugin(
      "a direction override in an author's name",
      Forge.manifest(Forge.manifest.replacing("E. Vil", with: "E. \\u202eVil")),
      "'authors'"),
    HostilePlugin(
      "a lexicon with code", Forge.manifest(Forge.manifest.replacing("extractor", with: "lexicon")), "has no code"),
    HostilePlugin(
      "a table without its capability", Forge.manifest(Forge.manifest, ("lexicons/names.tsv", Array("X\tORG\n".utf8))),
      "add:mentions"),
    HostilePlugin(
      "a row that is none",
      Forge.manifest(
        String(Forge.manifest.dropLast(2)) + #", "provides": ["mentions"], "capabilities": ["add:mentions"] }"#,
        ("lexicons/names.tsv", Array("X\tROBOT\n".utf8))), "PER, ORG or LOC"),
    HostilePlugin("a plugin that needs itself", Forge.field(#""dependencies": { "evil": "*" }"#), "depend on itself"),
  ]

  @Test("Each is refused with its reason, and nothing is installed", arguments: archives + manifests)
  func refused(plugin: HostilePlugin) {
    let user = PluginUser()
    user.file("evil.tar", bytes: plugin.archive)
    let result = user.run("plugin", "install", "evil.tar", "--yes")
    #expect(result.status == 3, "\(result.output)")
    #expect(result.errors.contains(plugin.reason), "\(result.errors)")
    #expect(!result.errors.contains("\u{1B}"))
    #expect(!user.exists("\(user.work)/workbench.lock"))
    #expect(!user.exists("\(user.home)/.local/share/workbench/archives"))
  }

  @Test("The same archive without its vice is accepted")
  func honest() {
    let user = PluginUser()
    user.file("good.tar", bytes: Self.whole)
    #expect(user.run("plugin", "install", "good.tar").status == 0)
  }
}
