/// A plugin as one file: an uncompressed POSIX `ustar` archive (IEEE Std 1003.1, pax) whose bytes follow from its files
/// alone.
///
/// Names are sorted, there are no times, owners or folders, every mode is 644. The first file, `SHA256SUMS`, lists the
/// hashes of the others as `sha256sum` writes them.
public enum PluginArchive {
  static let block = 512
  /// The file with the hashes.
  public static let sums = "SHA256SUMS"
  /// Largest archive that is read: the files, their headers and the end.
  public static let largest = PluginFiles.Limit.total + (PluginFiles.Limit.files + 8) * 2 * block

  /// The archive of `files`.
  public static func pack(_ files: PluginFiles) -> [UInt8] {
    var bytes: [UInt8] = []
    let names = files.names
    let list = names.map { "\(PluginFiles.sha256(files.contents[$0] ?? []))  \($0)\n" }.joined()
    append(sums, Array(list.utf8), to: &bytes)
    for name in names { append(name, files.contents[name] ?? [], to: &bytes) }
    bytes += [UInt8](repeating: 0, count: 2 * block)
    return bytes
  }

  private static func append(_ name: String, _ content: [UInt8], to bytes: inout [UInt8]) {
    bytes += header(name, size: content.count)
    bytes += content
    bytes += [UInt8](repeating: 0, count: (block - content.count % block) % block)
  }

  static func header(_ name: String, size: Int) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: block)
    func put(_ text: String, at offset: Int) {
      for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
    }
    func octal(_ value: Int, _ digits: Int) -> String {
      let text = String(value, radix: 8)
      return String(repeating: "0", count: digits - text.utf8.count) + text
    }
    put(name, at: 0)
    put(octal(0o644, 7), at: 100)
    put(octal(0, 7), at: 108)
    put(octal(0, 7), at: 116)
    put(octal(size, 11), at: 124)
    put(octal(0, 11), at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put(octal(0, 7), at: 329)
    put(octal(0, 7), at: 337)
    put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
    header[154] = 0
    header[155] = 0x20
    return header
  }

  /// The files in `bytes`.
  ///
  /// Only what `pack` would have written is accepted: after the checks that name what is wrong, the files are packed
  /// again and must give the same bytes, so that nothing hides between them.
  ///
  /// - Throws: a `PluginProblem` that says why the archive is refused.
  public static func unpack(_ bytes: [UInt8]) throws(PluginProblem) -> PluginFiles {
    guard bytes.count <= largest else { throw PluginProblem("the archive is larger than \(largest >> 20) MiB") }
    guard bytes.count >= 3 * block, bytes.count % block == 0 else {
      throw PluginProblem("this is no plugin archive", remedy: "`workbench plugin pack DIR` makes one")
    }
    var files = PluginFiles()
    var hashes: [UInt8]?
    var position = 0
    while true {
      guard position + block <= bytes.count else { throw PluginProblem("the archive ends early") }
      let header = Array(bytes[position..<(position + block)])
      if header.allSatisfy({ $0 == 0 }) { break }
      let entry = try TarEntry(header)
      position += block
      guard entry.size <= bytes.count - position else {
        throw PluginProblem("the archive ends early", file: entry.name)
      }
      let content = Array(bytes[position..<(position + entry.size)])
      if entry.name == sums {
        guard hashes == nil else { throw PluginProblem("there are two lists of hashes") }
        hashes = content
      } else {
        try files.add(entry.name, content)
      }
      position += (entry.size + block - 1) / block * block
    }
    guard let hashes else { throw PluginProblem("the list of hashes is missing") }
    try check(files, against: hashes)
    guard pack(files) == bytes else {
      throw PluginProblem(
        "the archive holds more than its files", remedy: "pack it again with `workbench plugin pack DIR`")
    }
    return files
  }

  private static func check(_ files: PluginFiles, against list: [UInt8]) throws(PluginProblem) {
    var stated: [Substring: Substring] = [:]
    let text = String(decoding: list, as: UTF8.self)
    for line in text.split(separator: "\n") {
      guard line.utf8.count > 66, line.dropFirst(64).hasPrefix("  ") else {
        throw PluginProblem("the list of hashes is damaged")
      }
      stated[line.dropFirst(66)] = line.prefix(64)
    }
    for name in files.names {
      guard let hash = stated.removeValue(forKey: Substring(name)) else {
        throw PluginProblem("the file is not in the list of hashes", file: name)
      }
      guard hash == PluginFiles.sha256(files.contents[name] ?? []) else {
        throw PluginProblem("the file is not the one whose hash is listed", file: name)
      }
    }
    if let missing = stated.keys.min() {
      throw PluginProblem("the file is in the list of hashes and not in the archive", file: String(missing))
    }
  }
}

/// The header of one file in an archive.
struct TarEntry {
  let name: String
  let size: Int

  init(_ header: [UInt8]) throws(PluginProblem) {
    guard header[257..<263].elementsEqual("ustar\0".utf8) else {
      throw PluginProblem("this is no plugin archive", remedy: "`workbench plugin pack DIR` makes one")
    }
    guard let name = String(validating: header[..<100].prefix { $0 != 0 }, as: UTF8.self) else {
      throw PluginProblem("a name is not UTF-8")
    }
    guard header[345..<500].allSatisfy({ $0 == 0 }) else { throw PluginProblem("the name is too long", file: name) }
    switch header[156] {
    case UInt8(ascii: "0"): break
    case UInt8(ascii: "1"), UInt8(ascii: "2"): throw PluginProblem("links are refused", file: name)
    case UInt8(ascii: "5"): throw PluginProblem("folders are refused: a plugin has files only", file: name)
    default: throw PluginProblem("only plain files are accepted", file: name)
    }
    guard let size = Self.octal(header[124..<136]), let mode = Self.octal(header[100..<108]),
      let sum = Self.octal(header[148..<156])
    else { throw PluginProblem("a header is damaged", file: name) }
    guard mode == 0o644 else { throw PluginProblem("its mode is not 644", file: name) }
    var unsigned = header
    for index in 148..<156 { unsigned[index] = 0x20 }
    guard unsigned.reduce(0, { $0 + Int($1) }) == sum else { throw PluginProblem("a header is damaged", file: name) }
    guard size <= PluginFiles.Limit.file else {
      throw PluginProblem("the file is larger than \(PluginFiles.Limit.file >> 20) MiB", file: name)
    }
    self.name = name
    self.size = size
  }

  /// An octal number that ends in a zero byte or a space.
  private static func octal(_ bytes: ArraySlice<UInt8>) -> Int? {
    let digits = bytes.prefix { $0 != 0 && $0 != 0x20 }
    guard !digits.isEmpty, digits.count <= 11, digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int($1 - 0x30) }
  }
}
