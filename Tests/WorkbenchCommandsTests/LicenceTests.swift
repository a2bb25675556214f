import Glibc
import Testing

@Suite("Licences of what is linked")
struct LicenceTests {
  /// The output of a system program.
  private func output(_ path: String, _ arguments: [String]) -> String {
    var program = Program()
    program.executable = path
    return program.run(arguments).output
  }

  @Test(
    "Every library that the program loads is listed in ATTRIBUTION.md under a licence that binds nobody else's code")
  func libraries() throws {
    let table = TemporaryFolder.read(Program.root + "/ATTRIBUTION.md")
    let rows = table.split(separator: "\n").filter { $0.hasPrefix("|") }.map { row in
      row.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmed }
    }
    let loaded = output("/usr/bin/ldd", [Program().executable]).split(separator: "\n").compactMap { line in
      line.split(separator: " ").first.map { $0.split(separator: "/").last ?? $0 }?.trimmed
    }
    try #require(loaded.count >= 3)
    for library in loaded where !library.hasPrefix("linux-vdso") {
      let name = library.split(separator: ".so").first.map(String.init) ?? library
      let stem =
        name.hasPrefix("libswift") || name.hasPrefix("lib_Foundation") || name.hasPrefix("libFoundation")
        ? "Swift" : name
      let row = rows.first { $0.count > 3 && $0[1].contains(stem == "Swift" ? "Swift standard library" : "`\(stem)`") }
      let licence = try #require(row, "\(library) is not in ATTRIBUTION.md")[2]
      let isGPL = licence.contains("GPL") && !licence.contains("LGPL") && !licence.contains("exception")
      #expect(!isGPL, "\(library): \(licence)")
    }
  }

  @Test("Neither poppler nor any other reader of PDF is part of the program")
  func noPoppler() {
    let loaded = output("/usr/bin/ldd", [Program().executable]).lowercased()
    for name in ["poppler", "mupdf", "ghostscript", "xpdf", "readline", "gsl"] {
      #expect(!loaded.contains(name))
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let body = drop { $0 == " " || $0 == "\t" }
    guard let last = body.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(body[...last])
  }
}
