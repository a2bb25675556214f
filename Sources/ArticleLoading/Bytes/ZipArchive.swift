import ArticleModel

/// The entries of a ZIP archive, read by its central directory (APPNOTE 6.3.10, 4.3). Names of entries are shown and
/// compared, never opened.
struct ZipArchive {
  struct Entry {
    var name: String
    var compressedSize: Int
    var size: Int
    var checksum: UInt32
    var method: Int
    var isEncrypted: Bool
    /// Where the entry's own header begins.
    var offset: Int

    var isFolder: Bool { name.hasSuffix("/") }
    /// Whether its compression is known and it needs no password.
    var isReadable: Bool { !isEncrypted && (method == 0 || method == 8) }
  }

  private(set) var entries: [Entry] = []
  private let file: FileBytes
  private let source: String

  /// The end record is at most so far from the end of the file.
  private static let furthestEnd = 65_557

  init(_ file: FileBytes, source: String) throws(LoadingError) {
    self.file = file
    self.source = source
    let directory = try Self.directory(file, source)
    try readEntries(directory)
    try checkOverlaps()
  }

  private struct Directory { var offset, size, count: Int }

  /// Little-endian numbers in a record.
  private struct Record {
    let bytes: [UInt8]

    func number(_ offset: Int, _ size: Int) -> Int {
      guard offset + size <= bytes.count else { return 0 }
      var value: UInt64 = 0
      for index in (0..<size).reversed() { value = value << 8 | UInt64(bytes[offset + index]) }
      return Int(clamping: value)
    }
  }

  private static func directory(_ file: FileBytes, _ source: String) throws(LoadingError) -> Directory {
    let start = max(0, file.size - furthestEnd)
    let tail = try file.read(at: start, count: furthestEnd)
    var index = tail.count - 22
    while index >= 0, !tail[index...].starts(with: [0x50, 0x4B, 5, 6]) { index -= 1 }
    guard index >= 0 else { throw .damaged("the archive has no end: it was not copied to the last byte", source) }
    let end = Record(bytes: Array(tail[index...]))
    var directory = Directory(offset: end.number(16, 4), size: end.number(12, 4), count: end.number(10, 2))
    if directory.offset == 0xFFFF_FFFF || directory.size == 0xFFFF_FFFF || directory.count == 0xFFFF, index >= 20 {
      let locator = Record(bytes: Array(tail[(index - 20)..<index]))
      if locator.number(0, 4) == 0x0706_4B50 {
        let large = Record(bytes: try file.read(at: locator.number(8, 8), count: 56))
        guard large.number(0, 4) == 0x0606_4B50 else {
          throw .damaged("the archive's directory is not where it should be", source)
        }
        directory = Directory(offset: large.number(48, 8), size: large.number(40, 8), count: large.number(32, 8))
      }
    }
    guard directory.count <= CollectionLimits.entries else {
      throw LoadingError(
        "too-large", "the archive has \(directory.count) entries; up to \(CollectionLimits.entries) are read",
        remedy: "split it", source)
    }
    guard directory.size <= 256 * CollectionLimits.entries, directory.offset <= file.size,
      directory.size <= file.size - directory.offset
    else { throw .damaged("the archive's directory is not where it should be", source) }
    return directory
  }

  private mutating func readEntries(_ directory: Directory) throws(LoadingError) {
    let record = Record(bytes: try file.read(at: directory.offset, count: directory.size))
    var offset = 0
    for _ in 0..<directory.count {
      guard record.number(offset, 4) == 0x0201_4B50 else {
        throw .damaged("the archive's directory is damaged", source)
      }
      let nameLength = record.number(offset + 28, 2)
      let extraLength = record.number(offset + 30, 2)
      let nameStart = offset + 46
      guard nameStart + nameLength + extraLength <= record.bytes.count else {
        throw .damaged("the archive's directory is damaged", source)
      }
      let flags = record.number(offset + 8, 2)
      let name = Array(record.bytes[nameStart..<(nameStart + nameLength)])
      var entry = Entry(
        name: String(decoding: DecodedText(name, TextEncoding.detect(name)).bytes, as: UTF8.self),
        compressedSize: record.number(offset + 20, 4), size: record.number(offset + 24, 4),
        checksum: UInt32(record.number(offset + 16, 4)), method: record.number(offset + 10, 2),
        isEncrypted: flags & 1 != 0, offset: record.number(offset + 42, 4))
      Self.readLargeNumbers(&entry, record, nameStart + nameLength, extraLength)
      entries.append(entry)
      offset = nameStart + nameLength + extraLength + record.number(offset + 32, 2)
    }
  }

  /// Sizes that do not fit into 32 bits stand in a field of their own (4.5.3).
  private static func readLargeNumbers(_ entry: inout Entry, _ record: Record, _ start: Int, _ length: Int) {
    var index = start
    while index + 4 <= start + length {
      let size = record.number(index + 2, 2)
      if record.number(index, 2) == 1 {
        var value = index + 4
        let end = min(value + size, start + length)
        func take(_ number: inout Int) {
          guard number == 0xFFFF_FFFF, value + 8 <= end else { return }
          number = record.number(value, 8)
          value += 8
        }
        take(&entry.size)
        take(&entry.compressedSize)
        take(&entry.offset)
      }
      index += 4 + size
    }
  }

  /// Entries that share their data are how an archive of a few bytes holds any number of them.
  private func checkOverlaps() throws(LoadingError) {
    var end = 0
    for entry in entries.sorted(by: { ($0.offset, $0.compressedSize) < ($1.offset, $1.compressedSize) }) {
      guard entry.offset >= end, entry.compressedSize <= file.size, entry.offset <= file.size else {
        throw LoadingError(
          "bomb", "entries of the archive lie over each other or beyond its end",
          remedy: "unpack it with another program if you trust it, and give the files in it", source)
      }
      end = entry.offset + 30 + entry.compressedSize
    }
  }

  /// The first bytes of an entry, for a look at what it is; none when they cannot be read.
  func beginning(of entry: Entry, count: Int) throws(LoadingError) -> [UInt8] {
    guard entry.isReadable else { return [] }
    let start = try dataStart(entry)
    let data = try file.read(at: start, count: min(entry.compressedSize, 4 * count))
    if entry.method == 0 { return Array(data.prefix(count)) }
    var input = data[...]
    return (try? Inflater(.none).expand(&input, limit: count)) ?? []
  }

  private func dataStart(_ entry: Entry) throws(LoadingError) -> Int {
    let header = Record(bytes: try file.read(at: entry.offset, count: 30))
    guard header.number(0, 4) == 0x0403_4B50 else {
      throw .damaged("the entry '\(entry.name.prefix(200))' is damaged", source)
    }
    return entry.offset + 30 + header.number(26, 2) + header.number(28, 2)
  }

  /// The bytes of an entry.
  func contents(of entry: Entry) throws(LoadingError) -> [UInt8] {
    let name = entry.name.prefix(200)
    guard !entry.isEncrypted else {
      throw LoadingError(
        "encrypted", "the entry '\(name)' is encrypted", remedy: "unpack the archive with its password", source)
    }
    guard entry.isReadable else {
      throw LoadingError(
        "unsupported-compression", "the entry '\(name)' is compressed in a way that is not known (\(entry.method))",
        remedy: "unpack the archive with another program, and give the files in it", source)
    }
    guard entry.size <= CollectionLimits.item else { throw CollectionLimits.tooLarge("the entry '\(name)'", source) }
    if CollectionLimits.isBomb(expanded: entry.size, compressed: entry.compressedSize) {
      throw CollectionLimits.bomb(source)
    }
    let data = try file.read(at: try dataStart(entry), count: entry.compressedSize)
    guard data.count == entry.compressedSize else { throw .damaged("the entry '\(name)' ends too early", source) }
    let bytes = entry.method == 0 ? data : Inflater.expanded(data[...], .none, limit: entry.size)
    guard let bytes, bytes.count == entry.size, Inflater.checksum(bytes) == entry.checksum else {
      throw .damaged("the entry '\(name)' is damaged", source)
    }
    return bytes
  }
}
